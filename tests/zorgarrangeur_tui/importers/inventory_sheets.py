"""Inventory sheets for tests: made by hand, as the ones that schools have."""

from __future__ import annotations

from random import Random
from typing import Any

from storage.field_values import default_value, field_names
from storage.models import RECORD_TYPES, new_id
from zorgarrangeur_tui.importers.inventory import InventoryPlan, KnownCase, plan_inventory
from zorgarrangeur_tui.importers.inventory_book import KnownRecord
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
from zorgarrangeur_tui.importers.inventory_sheet import InventorySheet, open_sheet

HEADING = "Leerling;Geboortejaar;Gemeente;Soort zorg;Individueel/groep;Uren nodig;Wet;Titel tot;Aanbieder"


def sheet_of(*lines: str, heading: str = HEADING) -> InventorySheet:
    """Return a sheet with these lines under a heading; the first is line 2."""
    return open_sheet("zorg.csv", "\n".join((heading, *lines, "")).encode())


def planned(
    sheet: InventorySheet, case: KnownCase | None = None, targets: tuple[str, ...] | None = None
) -> InventoryPlan:
    """Return the plan of a sheet with its columns as they are guessed."""
    return plan_inventory(sheet, targets or guessed_targets(sheet.header), case or KnownCase(), Random(1))  # noqa: S311 - the same each time


def outcomes(plan: InventoryPlan) -> dict[int, str]:
    """Return what becomes of each line."""
    return {line: outcome.value for line, outcome in plan.outcomes.items()}


def reasons(plan: InventoryPlan) -> dict[int, str]:
    """Return why each refused line is refused."""
    return {problem.line: problem.sentence for problem in plan.refused}


def values_of(plan: InventoryPlan, record_type: str) -> list[dict[str, Any]]:
    """Return what each change of a type would write, in the order of the sheet."""
    return [
        {name: after for name, (_, after) in change.fields.items()}
        for change in plan.changes
        if change.record_type == record_type
    ]


def known(record_type: str, **values: Any) -> KnownRecord:
    """Return a record of the case with these values, all others as they begin."""
    model = RECORD_TYPES[record_type]
    return KnownRecord(
        values.pop("id", None) or new_id(), {name: default_value(model, name) for name in field_names(model)} | values
    )


def applied(plan: InventoryPlan, case: KnownCase) -> KnownCase:
    """Return the case as it is after a plan was done, as the desk does it."""
    found = {
        "pupil": {record.id: record for record in case.pupils},
        "care_need": {record.id: record for record in case.needs},
        "entitlement": {record.id: record for record in case.entitlements},
    }
    ids = dict(plan.ids)
    for change in plan.changes:
        after = {name: value for name, (_, value) in change.fields.items()}
        records = found[change.record_type]
        if change.record_id:
            records[change.record_id] = KnownRecord(change.record_id, {**records[change.record_id].values, **after})
            continue
        place = {} if change.record_type == "pupil" else {"pupil_id": ids.get(change.pupil, "")}
        if change.record_type == "entitlement":
            place["need_id"] = ids[change.need]
        record = known(change.record_type, **after, **place)
        records[record.id], ids[change.key] = record, record.id
    return KnownCase(
        *(tuple(found[name].values()) for name in ("pupil", "care_need", "entitlement")),
        around=case.around,
        pseudonyms_elsewhere=case.pseudonyms_elsewhere,
    )
