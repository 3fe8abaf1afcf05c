"""Ticking off: what came of a visit on a day, written, changed and taken back. Each is one act; undo takes it back.

The id of a record follows from the visit and the day, so there is at most one for each; one that was taken back, or undone,
comes back whole when it is written again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlmodel import col, select

from storage.errors import RecordMissing
from storage.field_values import default_value, field_names
from storage.history import in_parts
from storage.models import VisitPattern, VisitRecord, visit_record_id
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from storage.unit_of_work import AnyRecord, UnitOfWork
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.cancellation_causes import is_of_pupil
from zorgarrangeur_tui.domain.ticking import TickLine, TickState

_MOST = 24 * 60
_FIELDS = tuple(sorted(set(field_names(VisitRecord)) - {"id", "owner", "deleted", "visit_id", "day"}))

_NOT_TICKED = "Dit bezoek is nog niet afgetekend. Er is niets gewijzigd. Vul eerst in hoeveel er gegeven is."
_NOT_YET = "Dit bezoek moet nog komen. Er is niets afgetekend. Teken het af op de dag zelf, of later."
_CLOSED = "De school was dicht: er is niets af te tekenen. Was zij toch open, zet die dag dan open bij de school."
_NO_CAUSE = "Er is minder gegeven dan gepland. Kies waarom."
_TOO_LONG = "Een bezoek duurt hoogstens een dag. Kijk de minuten na."
_NOT_SERVED = "Kies alleen leerlingen voor wie dit bezoek was."


def tick_as_planned(store: Store, lines: Iterable[TickLine], *, declared: bool = False) -> int:
    """Write that visits were given as planned, in one act, and return how many.

    Args:
        store: an opened store.
        lines: the visits.
        declared: whether what was given was declared as well.

    Raises:
        ActRefused, RecordMissing: one cannot be ticked off; nothing was written.
    """
    wanted = list(lines)
    act = "Bezoek afgetekend als gepland" if len(wanted) == 1 else "Bezoeken afgetekend als gepland"
    with store.unit_of_work(act) as work:
        told = [_declared_values(line.planned) if declared else {} for line in wanted]
        given = [_given_values(line, line.planned, "", ()) for line in wanted]
        _write_all(work, [(line, one | more) for line, one, more in zip(wanted, given, told, strict=True)])
    return len(wanted)


def tick_given(
    store: Store,
    line: TickLine,
    minutes: int,
    cause: str = "",
    absent_needs: Collection[str] = (),
    declared: int | None = None,
) -> VisitRecord:
    """Write how many minutes of a visit were given.

    Args:
        store: an opened store.
        line: the visit on a day.
        minutes: that were given.
        cause: a `CancellationCause` value; it is asked when less was given than planned, and else it is not kept.
        absent_needs: needs whose pupil was not there. When nothing was given because the pupil was absent, all of them are.
        declared: minutes that were declared; None: as it was.

    Raises:
        ActRefused: with a sentence per field.
        RecordMissing: the visit is not there (any more).
    """
    with store.unit_of_work("Bezoek afgetekend") as work:
        values = _given_values(line, minutes, cause, absent_needs)
        if declared is not None:
            values |= _declared_values(declared)
        return _write(work, line, values)


def tick_declared(store: Store, line: TickLine, minutes: int) -> VisitRecord:
    """Write how many minutes of a ticked or cancelled visit the provider declared.

    Raises:
        ActRefused: it is not known yet what was given, or a visit is not that long.
        RecordMissing: the visit is not there (any more).
    """
    require({} if line.is_known else {"declared_minutes": _NOT_TICKED})
    with store.unit_of_work("Gedeclareerde minuten ingevuld") as work:
        return _write(work, line, {**_as_known(work, line), **_declared_values(minutes)})


def declare_as_given(store: Store, lines: Iterable[TickLine]) -> int:
    """Write, in one act, that of all visits whose declared minutes are not known what was given was declared.

    Returns:
        Of how many visits that was written.
    """
    wanted = [line for line in lines if line.is_known and line.declared is None]
    if wanted:
        with store.unit_of_work("Gedeclareerd zoals gegeven") as work:
            _write_all(
                work, [(line, {**_as_known(work, line), **_declared_values(line.given or 0)}) for line in wanted]
            )
    return len(wanted)


def tick_absent(store: Store, line: TickLine, absent_needs: Collection[str]) -> VisitRecord:
    """Write whose pupil was not there on a visit that is ticked off.

    Raises:
        ActRefused: it is not known yet what was given, or the visit was not for such a need.
        RecordMissing: the visit is not there (any more).
    """
    require({} if line.is_known else {"absent_needs": _NOT_TICKED})
    require(_absent_problem(line, absent_needs))
    with store.unit_of_work("Afwezige leerlingen ingevuld") as work:
        return _write(work, line, {**_as_known(work, line), "absent_needs": _in_order(line, absent_needs)})


def take_back(store: Store, line: TickLine) -> None:
    """Take back what was written about a visit on a day: it is open again, or as it was decided beforehand.

    Raises:
        RecordMissing: nothing was written.
    """
    with store.unit_of_work("Aftekenen teruggenomen") as work:
        work.remove(work.get(VisitRecord, visit_record_id(line.visit_id, line.due_day)))


def _given_values(line: TickLine, minutes: int, cause: str, absent_needs: Collection[str]) -> dict[str, Any]:
    problems = _length_problem("realised_minutes", minutes)
    less = minutes < line.planned
    if less and not cause:
        problems["cause"] = _NO_CAUSE
    if cause and cause not in set(CancellationCause):
        problems["cause"] = f"Kies een van {', '.join(CancellationCause)}."
    absent = _in_order(line, absent_needs)
    if not absent and not minutes and is_of_pupil(cause, line.day):
        absent = list(line.serves)
    require(problems | _absent_problem(line, absent_needs))
    return {"realised_minutes": minutes, "cause": cause if less else "", "absent_needs": absent}


def _declared_values(minutes: int) -> dict[str, Any]:
    require(_length_problem("declared_minutes", minutes))
    return {"declared_minutes": minutes}


def _as_known(work: UnitOfWork, line: TickLine) -> dict[str, Any]:
    """Return what is known of a visit, so that a cancelled one gets a record of its own that says the same.

    Nothing where there is a record: what it holds by now may be other than the line that the user saw.
    """
    record = work.session.get(VisitRecord, visit_record_id(line.visit_id, line.due_day))
    if record is not None and not record.deleted:
        return {}
    return {"realised_minutes": line.given, "cause": line.cause, "absent_needs": list(line.absent_needs)}


def _in_order(line: TickLine, needs: Collection[str]) -> list[str]:
    return [key for key in line.serves if key in needs]


def _length_problem(field: str, minutes: int) -> dict[str, str]:
    return {} if 0 <= minutes <= _MOST else {field: _TOO_LONG}


def _absent_problem(line: TickLine, needs: Collection[str]) -> dict[str, str]:
    return {} if set(needs) <= set(line.serves) else {"absent_needs": _NOT_SERVED}


def _write(work: UnitOfWork, line: TickLine, values: dict[str, Any]) -> VisitRecord:
    [record] = _write_all(work, [(line, values)])
    return record


def _write_all(work: UnitOfWork, wanted: Sequence[tuple[TickLine, dict[str, Any]]]) -> list[VisitRecord]:
    """Write fields of what came of visits on a day; what was written before and is not named stays.

    Raises:
        ActRefused: one is still to come, the school was closed, or a value may not stand there.
        RecordMissing: a visit of which nothing was written yet is not there (any more).
    """
    refusals = {TickState.LATER: _NOT_YET, TickState.CLOSED: _CLOSED}
    for line, values in wanted:
        require({"day": refusals[line.state]} if line.state in refusals else {})
        checked_values(VisitRecord, values)
    lines = [line for line, _ in wanted]
    records = _there(work, VisitRecord, {visit_record_id(line.visit_id, line.due_day) for line in lines})
    visits = _there(work, VisitPattern, {line.visit_id for line in lines})
    found = []
    for line, values in wanted:
        record = records.get(visit_record_id(line.visit_id, line.due_day))
        visit = visits.get(line.visit_id)
        if record is not None and not record.deleted:
            work.change(record, values)
        elif visit is None or visit.deleted:
            raise RecordMissing
        else:
            record = _written_anew(work, record, line, values)
        found.append(record)
    return found


def _written_anew(work: UnitOfWork, record: VisitRecord | None, line: TickLine, values: dict[str, Any]) -> VisitRecord:
    """Return a new record, or one that was taken back and is whole again."""
    fresh = {name: default_value(VisitRecord, name) for name in _FIELDS}
    planned = {"planned_minutes": line.planned, "professional_id": line.professional_id}
    whole = {**fresh, **planned, **values, "visit_id": line.visit_id, "day": line.due_day}
    if record is None:
        record = VisitRecord(id=visit_record_id(line.visit_id, line.due_day), **whole)
        work.add(record)
    else:
        work.change(record, {**whole, "deleted": False})
    return record


def _there(work: UnitOfWork, model: type[AnyRecord], ids: set[str]) -> dict[str, AnyRecord]:
    """Return records by id, also those that were taken away, to change: with one question for many."""
    found: dict[str, AnyRecord] = {}
    for part in in_parts(sorted(ids)):
        found |= {record.id: record for record in work.session.exec(select(model).where(col(model.id).in_(part)))}
    return found
