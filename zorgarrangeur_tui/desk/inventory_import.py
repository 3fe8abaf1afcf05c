"""Reading an inventory sheet into a case: a plan to look at, and then the same plan as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from secrets import randbits
from typing import Any

from sqlmodel import Session, col, select

from storage import audit
from storage.errors import RecordMissing
from storage.field_values import field_names
from storage.models import RECORD_TYPES, CareNeed, Case, Entitlement, Municipality, Provider, Pupil
from storage.store import Store
from storage.unit_of_work import AnyRecord, UnitOfWork
from zorgarrangeur_tui.desk.looking import note_case_read
from zorgarrangeur_tui.desk.records import by_ids, check_change, checked_values
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.importers.inventory import InventoryChange, InventoryPlan, KnownCase, plan_inventory
from zorgarrangeur_tui.importers.inventory_book import Key, KnownRecord, LineOutcome
from zorgarrangeur_tui.importers.inventory_lines import Surroundings, provider_key
from zorgarrangeur_tui.importers.inventory_sheet import InventorySheet
from zorgarrangeur_tui.importers.typed_places import official_names

ACT = "Overzicht van de zorg ingelezen"


def _draw() -> int:
    return randbits(256)


@dataclass(frozen=True, slots=True)
class InventoryRequest:
    """What is read into which case, and how.

    Attributes:
        case_id: the case.
        sheet: the sheet.
        targets: per column where it goes.
        draw: from which invented pseudonyms follow, so that the preview and the act invent the same. It is kept nowhere.
    """

    case_id: str
    sheet: InventorySheet = field(repr=False)
    targets: Sequence[str]
    draw: int = field(default_factory=_draw, repr=False)


def plan_inventory_import(store: Store, request: InventoryRequest) -> InventoryPlan:
    """Return what reading a sheet would do. Nothing is written.

    Raises:
        RecordMissing: when the case is not there.
        ColumnsRefused: when the columns cannot be read like this.
    """
    with store.read() as session:
        return _plan(session, request)


def import_inventory(
    store: Store, request: InventoryRequest, *, good_lines_only: bool = False, seen: InventoryPlan | None = None
) -> InventoryPlan:
    """Read a sheet into a case as one act, and return what was done.

    Args:
        store: an opened store.
        request: what is read.
        good_lines_only: whether lines that are refused may be left out; otherwise one of them stops everything.
        seen: the plan that the user was shown; when something else would be done by now, nothing is.

    Raises:
        RecordMissing, ColumnsRefused, ActRefused, ValueRefused: nothing was written.
    """
    with store.unit_of_work(ACT) as work:
        plan = _plan(work.session, request)
        if seen is not None and plan != seen:
            raise ActRefused(_OTHERWISE_NOW)
        if plan.refused and not good_lines_only:
            raise refused_lines_stop(plan)
        _apply(work, request.case_id, plan)
        counts = " ".join(f"{outcome.value}={plan.count(outcome)}" for outcome in LineOutcome)
        details = f"lines={plan.lines_read} {counts}"
        work.note(audit.Action.IMPORT, object="inventory", subject=request.case_id, details=details)
    return plan


_OTHERWISE_NOW = (
    "Intussen is er iets gewijzigd in deze casus. Er is niets ingelezen. Lees het overzicht opnieuw in: dan ziet u wat er nu "
    "verandert."
)


def refused_lines_stop(
    plan: InventoryPlan, *, good_lines: str = "kies ervoor om alleen de goede regels in te lezen"
) -> ActRefused:
    """Return the refusal of a sheet of which lines were refused.

    Args:
        plan: what reading it would do.
        good_lines: how to read in the others all the same.
    """
    count = len(plan.refused)
    return ActRefused(
        f"{count} {'regel is' if count == 1 else 'regels zijn'} geweigerd. Er is niets ingelezen. Verbeter het "
        f"overzicht, of {good_lines}."
    )


def note_plan_read(store: Store, request: InventoryRequest, plan: InventoryPlan) -> None:
    """Write in the access log which known children a preview showed."""
    shown = {plan.ids[change.pupil] for change in plan.changes if change.pupil in plan.ids}
    if shown:
        note_case_read(store, request.case_id, shown)


def provider_names(store: Store, plan: InventoryPlan) -> dict[str, str]:
    """Return the names of the providers in a plan by id."""
    ids = {str(value) for change in plan.changes for value in change.fields.get("provider_id", ())}
    return {record_id: provider.name for record_id, provider in by_ids(store, Provider, ids).items()}


def _plan(session: Session, request: InventoryRequest) -> InventoryPlan:
    case = session.get(Case, request.case_id)
    if case is None or case.deleted:
        raise RecordMissing("Deze casus is er niet (meer). Er is niets ingelezen.")
    elsewhere = session.exec(
        select(Pupil.pseudonym).where(Pupil.case_id != request.case_id, col(Pupil.deleted).is_(False))
    )
    known = KnownCase(
        pupils=_known(session, Pupil, request.case_id),
        needs=_known(session, CareNeed, request.case_id),
        entitlements=_known(session, Entitlement, request.case_id),
        around=Surroundings(_providers(session), _municipalities(session)),
        pseudonyms_elsewhere=frozenset(pseudonym.casefold() for pseudonym in elsewhere),
    )
    return plan_inventory(request.sheet, request.targets, known, Random(request.draw))  # noqa: S311 - seeded by secrets


def _known(session: Session, model: type[AnyRecord], case_id: str) -> tuple[KnownRecord, ...]:
    query = select(model).where(model.case_id == case_id, col(model.deleted).is_(False)).order_by(col(model.id))  # type: ignore[attr-defined]  # only types with a case are asked
    names = field_names(model)
    return tuple(
        KnownRecord(record.id, {name: getattr(record, name) for name in names}) for record in session.exec(query)
    )


def _providers(session: Session) -> dict[str, str]:
    found: dict[str, str] = {}
    for provider in session.exec(select(Provider).where(col(Provider.deleted).is_(False))):
        key = provider_key(provider.name)
        if key:
            found[key] = "" if key in found else provider.id
    return found


def _municipalities(session: Session) -> dict[str, str]:
    rows = session.exec(select(Municipality).where(col(Municipality.deleted).is_(False)).order_by(col(Municipality.id)))
    return official_names((row.name, row.other_names) for row in rows)


def _apply(work: UnitOfWork, case_id: str, plan: InventoryPlan) -> None:
    ids: dict[Key, str] = dict(plan.ids)
    for change in plan.changes:
        values: dict[str, Any] = {name: after for name, (_, after) in change.fields.items()}
        model = RECORD_TYPES[change.record_type]
        if change.record_id:
            known = work.get(model, change.record_id)
            check_change(known, values)
            work.change(known, values)
            continue
        checked_values(model, values)
        record = model(**{**values, **_place(change, case_id, ids)})
        work.add(record)
        ids[change.key] = record.id


def _place(change: InventoryChange, case_id: str, ids: dict[Key, str]) -> dict[str, str]:
    """Return where a new record belongs, and what it is found by."""
    place = {"case_id": case_id}
    if change.record_type == "pupil":
        return place
    place["pupil_id"] = ids[change.pupil] if change.pupil else ""
    if change.record_type == "entitlement":
        place["need_id"] = ids[change.need]
    return place
