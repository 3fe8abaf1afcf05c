"""The visits of one week as they are on each day: what is decided about single days counts, and so do closed days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from storage.models import School, VisitException, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import Calendars, calendars, day_changes
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.checked_records import place_id
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.visit_edits import as_on
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence

_SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit on one day.

    Attributes:
        visit: as it is on that day; no record of the store.
        usual: as it comes back.
        one: the day.
        note: what was written about that day.
    """

    visit: VisitPattern
    usual: VisitPattern
    one: Occurrence
    note: str = ""

    @property
    def key(self) -> str:
        """What tells it apart from all others: the visit, and the day on which it was due."""
        return f"{self.usual.id} {self.one.due_day.isoformat()}"


def week_span(monday: date) -> tuple[date, date]:
    """Return the first and last day of the week of a Monday."""
    return monday, monday + _SIX_DAYS


def dated_visits(store: Store, visits: Iterable[VisitPattern], known: Calendars, monday: date) -> list[DatedVisit]:
    """Return visits on every day of a week, also when they do not take place, by day and time.

    Args:
        store: an opened store.
        visits: that come back.
        known: the calendars of their places, with what was decided about the days of that week.
        monday: of the week.
    """
    pairs = [
        (visit, one) for visit in visits for one in known.of(place_id(visit)).occurrences(visit, *week_span(monday))
    ]
    notes = by_ids(store, VisitException, [one.change.id for _, one in pairs if one.change is not None])
    found = [
        DatedVisit(as_on(visit, one), visit, one, notes[one.change.id].note if one.change else "")
        for visit, one in pairs
    ]
    return sorted(found, key=lambda item: (item.one.day, item.visit.start_minute, item.key))


def elsewhere(
    store: Store, professional_id: str, school_id: str, day: date, *, that_week: bool
) -> list[tuple[VisitPattern, School | None]]:
    """Return what a professional does at other places, by weekday and time, each with its school.

    Args:
        store: an opened store.
        professional_id: who.
        school_id: the place that is left out.
        day: on which the fixed plan is asked for; or a Monday.
        that_week: whether it is about the week of that Monday, with what is decided about its days.
    """
    if that_week:
        away = visits_elsewhere(store, professional_id, school_id, day)
    else:
        found = living(store, VisitPattern, professional_id=professional_id)
        away = [visit for visit in found if visit.school_id != school_id and in_force(visit, day)]
        away.sort(key=lambda visit: (visit.weekday, visit.start_minute))
    schools = by_ids(store, School, [visit.school_id for visit in away])
    return [(visit, schools.get(visit.school_id)) for visit in away]


def visits_elsewhere(store: Store, professional_id: str, school_id: str, monday: date) -> list[VisitPattern]:
    """Return what a professional does at other places in a week, as it is then, by day and time.

    Args:
        store: an opened store.
        professional_id: who.
        school_id: the place that is left out.
        monday: of the week.
    """
    changed = day_changes(store, week_span(monday))
    lent = {
        key for key, days in changed.items() if any(one.professional_id == professional_id for one in days.values())
    }
    every = {visit.id: visit for visit in living(store, VisitPattern, professional_id=professional_id)}
    every |= {key: visit for key, visit in by_ids(store, VisitPattern, lent).items() if not visit.deleted}
    away = [visit for visit in every.values() if place_id(visit) != school_id]
    known = calendars(store, {visit.school_id for visit in away}, week_span(monday))
    return [
        item.visit
        for item in dated_visits(store, away, known, monday)
        if item.visit.professional_id == professional_id and item.one.takes_place
    ]
