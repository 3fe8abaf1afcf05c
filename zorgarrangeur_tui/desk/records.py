"""Changing and taking away any record, with the checks that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from storage import erasing
from storage.clock import local_date
from storage.field_values import default_value, is_number_register
from storage.models import (
    CASE_PARTS,
    PUPIL_PARTS,
    RECORD_TYPES,
    TYPE_NAMES,
    Absence,
    Action,
    Budget,
    CareNeed,
    Case,
    Entitlement,
    FigureFreeze,
    FixedBond,
    NoteItem,
    OwnDay,
    Placement,
    PlanVersion,
    Professional,
    Provision,
    Pupil,
    Record,
    Scenario,
    School,
    VisitException,
    VisitNote,
    VisitPattern,
)
from storage.models.codes import Phase
from storage.models.field_codes import FIELD_CODES
from storage.store import Store
from storage.text_rules import CITIZEN_NUMBER, is_bare_citizen_number
from storage.undo import Reverted, redo, undo
from storage.unit_of_work import AnyRecord, UnitOfWork
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.desk.visit_locks import require_free
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.own_day_rules import CALENDAR_TYPES, OWN_HOURS, calendar_problems
from zorgarrangeur_tui.domain.phases import refusal, resumes_after
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT, WITHIN_A_CASE

UNDOING = "Ongedaan gemaakt"
"""The act of taking something back, as listeners to the store see it."""

_DAY = 24 * 60
_PERIODS = (("starts_on", "ends_on"), ("first_day", "last_day"))
"""Fields that hold the first and the last day of a period."""

ENDED = (Phase.CLOSED, Phase.WITHDRAWN)
"""The phases of a case that goes on no longer: from then on the retention clock runs."""


def checked_values(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values that may stand in a record of this type.

    Only what no user could mean is refused: an unknown code, a negative number, a day after the end.

    Raises:
        ActRefused: with a sentence per field.
    """
    record_type = TYPE_NAMES[model]
    problems: dict[str, str] = {}
    for field, value in values.items():
        sentence = _problem(record_type, field, value)
        if sentence:
            problems[field] = sentence
    for first, last in _PERIODS:
        starts, ends = values.get(first), values.get(last)
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            problems[last] = "De einddatum ligt voor de begindatum."
    if record_type in CALENDAR_TYPES:
        problems |= calendar_problems(record_type, values)
    require(problems)
    return dict(values)


def change_record(
    store: Store, model: type[AnyRecord], record_id: str, values: Mapping[str, Any], act: str
) -> AnyRecord:
    """Change fields of a record as one act of the user.

    Raises:
        ActRefused, RecordMissing, ValueRefused: nothing was changed.
    """
    with store.unit_of_work(act) as work:
        record = work.get(model, record_id)
        check_change(record, values)
        _require_one_case(work, record, values)
        if isinstance(record, Case):
            values = {**values, **phase_step(work, record, values)}
        work.change(record, dict(values))
        if isinstance(record, Case):
            keep_closing_day(record, values, local_date(store.clock))
    return record


def check_change(record: Record, values: Mapping[str, Any]) -> None:
    """Refuse values that may not stand in a record beside what stands there already, such as an end before its beginning.

    Raises:
        ActRefused: with a sentence per field; or it is a visit that is locked.
    """
    if isinstance(record, VisitPattern):
        require_free(record, values)
    before = {name: getattr(record, name) for period in _PERIODS for name in period if hasattr(record, name)}
    if isinstance(record, OwnDay):
        before |= {name: getattr(record, name) for name in OWN_HOURS}
    checked_values(type(record), {**before, **values})


def _require_one_case(work: UnitOfWork, record: Record, values: Mapping[str, Any]) -> None:
    """Refuse a change by which a record would name something in another case than its own.

    Raises:
        ActRefused: it would, or a pupil would leave behind in its case all that belongs to it.
        RecordMissing: what it names is not there (any more).
    """
    if values.keys().isdisjoint(("case_id", *WITHIN_A_CASE)) or "case_id" not in type(record).model_fields:
        return
    case_id = values.get("case_id", getattr(record, "case_id", ""))
    if isinstance(record, Pupil) and case_id != record.case_id:
        require({"case_id": _PUPIL_STAYS})
    for field in WITHIN_A_CASE:
        model, named = RECORD_TYPES[POINTS_AT[field]], values.get(field, getattr(record, field, ""))
        target = work.get(model, named) if values.get(field) else work.session.get(model, named)
        if target is not None and getattr(target, "case_id", "") != case_id:
            word = field_word(TYPE_NAMES[type(record)], field)
            require({field: f"{word}: dit hoort bij een andere casus. Er is niets gewijzigd."})


_PUPIL_STAYS = (
    "Een leerling gaat niet mee naar een andere casus: wat bij de leerling hoort, zou achterblijven. Voeg de leerling in de "
    "andere casus toe. Er is niets gewijzigd."
)


def phase_step(work: UnitOfWork, case: Case, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else changes when a case comes in another phase: where it goes on after waiting.

    Args:
        work: the act.
        case: as it is stored.
        values: what changes.

    Raises:
        ActRefused: it may not be in that phase.
    """
    wanted = values.get("phase", case.phase)
    if wanted == case.phase and "quality_owner" not in values:
        return {}
    school = work.session.get(School, case.school_id) if case.school_id else None
    after = {name: values.get(name, getattr(case, name)) for name in ("phase_reason", "quality_owner", "handover")}
    after["quality_owner"] = after["quality_owner"] or (school.quality_owner if school else "")
    require(refusal({**after, "phase": case.phase}, wanted))
    return {"resumes_phase": resumes_after(case.phase, wanted, case.resumes_phase)} if wanted != case.phase else {}


def keep_closing_day(case: Case, values: Mapping[str, Any], today: date) -> None:
    """Let the day on which a case ended follow its phase: filled in when it ends, empty when it is opened again.

    Args:
        case: after the change.
        values: what the user filled in.
        today: the day of a case that ends without a day.

    Raises:
        ActRefused: when the user gives a day to a case that goes on.
    """
    if case.phase in ENDED:
        case.closed_on = case.closed_on or today
    elif values.get("closed_on") is not None:
        require({"closed_on": "Vul deze dag alleen in bij de fase Gesloten of Ingetrokken."})
    else:
        case.closed_on = None


def remove_record(store: Store, model: type[Record], record_id: str, act: str) -> None:
    """Take a record away, with what cannot stand without it. One act: undo brings all of it back.

    Raises:
        RecordMissing: when it is not there (any more).
    """
    with store.unit_of_work(act) as work:
        _remove_with_parts(work, work.get(model, record_id))


def undo_last(store: Store, *, bundle_id: str | None = None) -> Reverted:
    """Take back the user's last act.

    Args:
        store: an opened store.
        bundle_id: of the bundle that the user was shown; "" when it was no bundle, None when nobody was asked.

    Raises:
        NothingToUndo: when there is none.
        AnotherActSince: a bundle would be taken back that is not the one that was shown; nothing was changed.
    """
    with store.unit_of_work(UNDOING) as work:
        reverted = undo(work, bundle_id=bundle_id)
    erasing.finish(store)
    return reverted


def redo_last(store: Store) -> Reverted:
    """Do again what was taken back last.

    Raises:
        NothingToUndo: when there is nothing.
    """
    with store.unit_of_work("Opnieuw gedaan") as work:
        return redo(work)


def living(store: Store, model: type[AnyRecord], **where: str) -> list[AnyRecord]:
    """Return the records of a type that were not taken away, with these field values, by id."""
    statement = select(model).where(col(model.deleted).is_(False))
    for field, value in where.items():
        statement = statement.where(getattr(model, field) == value)
    with store.read() as session:
        return list(session.exec(statement.order_by(col(model.id))))


def by_ids(store: Store, model: type[AnyRecord], ids: Iterable[str]) -> dict[str, AnyRecord]:
    """Return records by id, also those that were taken away; unknown ids are left out."""
    wanted = sorted({record_id for record_id in ids if record_id})
    found: dict[str, AnyRecord] = {}
    with store.read() as session:
        for start in range(0, len(wanted), 400):
            for record in session.exec(select(model).where(col(model.id).in_(wanted[start : start + 400]))):
                found[record.id] = record
    return found


_PARTS: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Case: tuple((RECORD_TYPES[kind], "case_id") for kind in CASE_PARTS),
    Pupil: tuple((RECORD_TYPES[kind], "pupil_id") for kind in PUPIL_PARTS),
    CareNeed: ((Entitlement, "need_id"),),
    VisitNote: ((NoteItem, "visit_note_id"), (Action, "visit_note_id")),
    Provision: ((Placement, "provision_id"),),
    RECORD_TYPES["provider"]: ((FixedBond, "provider_id"), (Professional, "provider_id")),
    Professional: ((VisitPattern, "professional_id"), (Absence, "professional_id")),
    VisitPattern: ((VisitException, "visit_id"),),
    School: (
        (OwnDay, "school_id"),
        (Budget, "school_id"),
        (PlanVersion, "school_id"),
        (FigureFreeze, "school_id"),
        (Scenario, "school_id"),
    ),
}
"""What goes with a record: (type, field that names the record)."""


def _remove_with_parts(work: UnitOfWork, record: Record) -> None:
    work.remove(record)
    for part, column in _PARTS.get(type(record), ()):
        query = select(part).where(getattr(part, column) == record.id, col(part.deleted).is_(False))
        for found in work.session.exec(query).all():
            _remove_with_parts(work, found)


def _problem(record_type: str, field: str, value: Any) -> str | None:
    codes = FIELD_CODES.get((record_type, field))
    word = field_word(record_type, field)
    if codes is not None:
        known = {code.value for code in codes} | _no_code(record_type, field)
        unknown = [code for code in (value if isinstance(value, list) else [value]) if code not in known]
        return f"{word}: kies een van {', '.join(sorted(filter(None, known)))}." if unknown else None
    if is_number_register(RECORD_TYPES[record_type], field):
        numbers = value if isinstance(value, list) else [value]
        return f"{word}: {CITIZEN_NUMBER}" if any(map(is_bare_citizen_number, map(str, numbers))) else None
    return _number_problem(field, word, value)


def _no_code(record_type: str, field: str) -> set[str]:
    """Return the empty text for a field that may stand without a code."""
    return {""} if default_value(RECORD_TYPES[record_type], field) == "" else set()


def _number_problem(field: str, word: str, value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    check = _NUMBER_RULES.get(field)
    if check is not None:
        return None if check(value) else f"{word}: dat kan niet. Kijk het getal na."
    return f"{word}: een negatief getal kan niet." if value < 0 else None


_NUMBER_RULES: dict[str, Callable[[int], bool]] = {
    "weekday": lambda value: 0 <= value <= 6,
    "duration_minutes": lambda value: 0 < value <= _DAY,
    "moment_start": lambda value: 0 <= value < _DAY,
    "moment_end": lambda value: 0 < value <= _DAY,
    "minutes_needed": lambda value: 0 <= value <= 7 * _DAY,
    "group_size": lambda value: value >= 1,
    "birth_year": lambda value: 1990 <= value <= 2100,
    "birth_month": lambda value: 1 <= value <= 12,
    "burden": lambda value: 1 <= value <= 10,
    "satisfaction": lambda value: 1 <= value <= 10,
    "from_rung": lambda value: 0 <= value <= 4,
    "to_rung": lambda value: 0 <= value <= 4,
    "year": lambda value: 2015 <= value <= 2100,
    "start_minute": lambda value: 0 <= value < _DAY,
    "end_minute": lambda value: 0 < value <= _DAY,
}
"""Numbers that mean a time, a length or a year; all others may be anything from 0."""
