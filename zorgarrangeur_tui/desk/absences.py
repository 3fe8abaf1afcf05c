"""Absences of professionals: written down, changed and taken away, with what was decided for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Absence, Professional, VisitException, VisitPattern
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.exceptions import change_exception, clear_exception
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.absences import period_problems

ABSENCE_FIELDS = ("kind", "first_day", "last_day", "start_minute", "end_minute", "note")
"""What is asked of an absence, besides who."""


def add_absence(store: Store, values: Mapping[str, Any]) -> Absence:
    """Write down that a professional is away, as one act.

    Raises:
        ActRefused: with a sentence per field; nothing was added.
        RecordMissing: the professional is not there.
    """
    require({} if values.get("professional_id") else {"professional_id": "Kies wie er niet is."})
    require(period_problems(values))
    absence = Absence(**checked_values(Absence, values))
    with store.unit_of_work("Afwezigheid opgeschreven") as work:
        work.get(Professional, absence.professional_id)
        work.add(absence)
    return absence


def change_absence(store: Store, absence_id: str, values: Mapping[str, Any], *, take_back: bool = False) -> Absence:
    """Change an absence, such as its last day when somebody comes back earlier, as one act.

    Args:
        store: an opened store.
        absence_id: the absence.
        values: what changes.
        take_back: whether what was decided for days that fall out of it is taken back (see `decided_outside`).

    Raises:
        ActRefused: with a sentence per field; nothing was changed.
        RecordMissing: it is not there (any more).
    """
    absence = store.get(Absence, absence_id)
    whole = {name: getattr(absence, name) for name in ABSENCE_FIELDS} | dict(values)
    require(period_problems(whole))
    checked_values(Absence, whole)
    outside = decided_outside(store, absence_id, whole) if take_back else []
    with store.unit_of_work("Afwezigheid gewijzigd") as work:
        work.change(work.get(Absence, absence_id), dict(values))
        take_back_decisions(work, outside)
    return store.get(Absence, absence_id)


def remove_absence(store: Store, absence_id: str, *, take_back: bool) -> None:
    """Take an absence away as one act, if asked with what was decided for it from today on.

    Raises:
        RecordMissing: it is not there (any more).
    """
    decided = decided_for(store, absence_id) if take_back else []
    with store.unit_of_work("Afwezigheid weggehaald") as work:
        work.remove(work.get(Absence, absence_id))
        take_back_decisions(work, decided)


def decided_for(store: Store, absence_id: str) -> list[VisitException]:
    """Return what was decided about visits for an absence, from today on; what was, was."""
    today = local_date(store.clock)
    found = [one for one in living(store, VisitException, absence_id=absence_id) if (_day(one) or today) >= today]
    return sorted(found, key=lambda one: (_day(one) or today, one.id))


def decided_outside(store: Store, absence_id: str, values: Mapping[str, Any]) -> list[VisitException]:
    """Return what was decided for an absence on days, from today on, that would not fall in it any more."""
    first, last = values.get("first_day"), values.get("last_day")

    def is_outside(day: date | None) -> bool:
        return day is not None and ((first is not None and day < first) or (last is not None and day > last))

    return [one for one in decided_for(store, absence_id) if is_outside(_day(one))]


def take_back_decisions(work: UnitOfWork, decided: Collection[VisitException]) -> None:
    """Let visits be as usual again; one that was moved to another day stays there, by its own professional."""
    for one in decided:
        visit = work.session.get(VisitPattern, one.visit_id)
        if one.day is None:
            continue
        if visit is not None and not visit.deleted and one.moved_to is not None:
            change_exception(work, visit, one.day, {"professional_id": "", "absence_id": ""})
        else:
            clear_exception(work, one.visit_id, one.day)


def known_absences(store: Store, professional_ids: Collection[str] | None = None) -> dict[str, list[Absence]]:
    """Return the absences by professional, of these or of all."""
    statement = select(Absence).where(col(Absence.deleted).is_(False))
    if professional_ids is not None:
        statement = statement.where(col(Absence.professional_id).in_(sorted(professional_ids)))
    found: dict[str, list[Absence]] = defaultdict(list)
    with store.read() as session:
        for absence in session.exec(statement.order_by(col(Absence.first_day), col(Absence.id))):
            found[absence.professional_id].append(absence)
    return found


def current_absences(store: Store, day: date) -> list[tuple[Absence, Professional]]:
    """Return the absences that hold on a day or begin later, with who it is about, earliest first."""
    found = [one for one in living(store, Absence) if one.first_day and (one.last_day is None or one.last_day >= day)]
    people = by_ids(store, Professional, [one.professional_id for one in found])
    found.sort(key=lambda one: (one.first_day or day, one.id))
    pairs = [(one, people[one.professional_id]) for one in found if one.professional_id in people]
    return [(one, person) for one, person in pairs if not person.deleted]


def _day(record: VisitException) -> date | None:
    return record.moved_to or record.day
