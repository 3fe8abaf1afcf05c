"""Reading in files of reference data: gemeenten, tariffs and code lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from storage import audit
from storage.clock import local_date
from storage.field_values import default_value, field_names
from storage.models import RECORD_TYPES, Record
from storage.store import Store
from storage.text_rules import checked_text
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.importers.code_lists import plan_codes
from zorgarrangeur_tui.importers.fact_rows import Known, RowAct, RowChange
from zorgarrangeur_tui.importers.municipalities import plan_municipalities
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions, ReferencePlan
from zorgarrangeur_tui.importers.tariffs import plan_tariffs


@dataclass(frozen=True, slots=True)
class ReferenceImporter:
    """One kind of file.

    Attributes:
        name: what it is called in verbs and in the access log.
        title: what reading it in is called, in Dutch.
        act: the same as an act that undo names.
        record_types: what it holds.
        plan: gives the plan for a file.
    """

    name: str
    title: str
    act: str
    record_types: tuple[str, ...]
    plan: Callable[[str, bytes, Known, ReferenceOptions, date], ReferencePlan]


IMPORTERS = {
    one.name: one
    for one in (
        ReferenceImporter(
            "municipalities",
            "Gemeentelijst inlezen",
            "Gemeentelijst ingelezen",
            ("municipality", "region_body"),
            plan_municipalities,
        ),
        ReferenceImporter(
            "tariffs",
            "Tarievenlijst inlezen",
            "Tarievenlijst ingelezen",
            ("tariff",),
            lambda name, data, known, options, _today: plan_tariffs(name, data, known, options),
        ),
        ReferenceImporter(
            "codes",
            "Codelijst inlezen",
            "Codelijst ingelezen",
            ("code_entry",),
            lambda name, data, known, options, _today: plan_codes(name, data, known, options),
        ),
    )
}
"""Every kind of file, by its name."""


def plan_reference_import(
    store: Store, kind: str, file_name: str, data: bytes, options: ReferenceOptions
) -> ReferencePlan:
    """Return what reading in a file would do. Nothing is written.

    Args:
        store: an opened store.
        kind: a name of `IMPORTERS`.
        file_name: name of the file, for sentences.
        data: the whole file.
        options: what the user tells about it.

    Raises:
        FileRefused: when the file as a whole cannot be used.
        ValueRefused: a text that the user gave may not be stored.
    """
    importer = IMPORTERS[kind]
    _check(options)
    with store.read() as session:
        rows = {
            name: session.exec(select(RECORD_TYPES[name]).where(col(RECORD_TYPES[name].deleted).is_(False))).all()
            for name in importer.record_types
        }
    known = {name: {record.id: _values(record) for record in found} for name, found in rows.items()}
    return importer.plan(file_name, data, known, options, local_date(store.clock))


def import_reference(store: Store, kind: str, file_name: str, data: bytes, options: ReferenceOptions) -> ReferencePlan:
    """Read in a file as one act, and return what was done. Takes what `plan_reference_import` takes.

    Raises:
        FileRefused: nothing was written.
        ValueRefused: a text that the user gave may not be stored; nothing was written.
    """
    importer = IMPORTERS[kind]
    _check(options)
    with store.unit_of_work(importer.act) as work:
        there = {
            name: {record.id: record for record in work.session.exec(select(RECORD_TYPES[name]))}
            for name in importer.record_types
        }
        known = {
            name: {record_id: _values(record) for record_id, record in found.items() if not record.deleted}
            for name, found in there.items()
        }
        plan = importer.plan(file_name, data, known, options, local_date(store.clock))
        for change in plan.changes:
            _apply(work, there[change.record_type], change)
        work.note(
            audit.Action.IMPORT,
            object=importer.name,
            details=f"lines={plan.lines_read} new={plan.new_count} changed={plan.changed_count} "
            f"refused={plan.refused_count}",
        )
    return plan


def _check(options: ReferenceOptions) -> None:
    for text in (options.source, options.region):
        checked_text(text)


def _apply(work: UnitOfWork, there: dict[str, Record], change: RowChange) -> None:
    """Write one change. A row that somebody took away comes back whole when the file has it again."""
    model = RECORD_TYPES[change.record_type]
    record = there.get(change.record_id)
    if change.act is RowAct.CORRECTED:
        assert record is not None, "only a row that stands is put right"
        work.change(record, dict(change.values))
        return
    if record is None:
        values: dict[str, Any] = {"id": change.record_id, **change.values}
        record = model(**values)
        work.add(record)
        record.owner = ""  # a public fact is nobody's own: whoever reads the same file has the same record
    else:
        fresh = {name: default_value(model, name) for name in field_names(model) if name != "owner"}
        work.change(record, {**fresh, **change.values})
    if change.ended_id:
        work.change(there[change.ended_id], {"ends_on": change.ended_on})


def _values(record: Record) -> dict[str, object]:
    return {field: getattr(record, field) for field in field_names(type(record))}
