"""The calendars of schools as the store has them: on which days each is open, and how it counts its weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from typing import Any

from sqlmodel import and_, col, or_, select

from storage.models import OwnDay, School, SchoolHoliday, VisitException, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod, with_shipped
from zorgarrangeur_tui.domain.record_values import day_change, holiday_value, school_days_value, visit_series
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_weeks import is_without_school
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries, occurrences

DayChanges = Mapping[str, Mapping[date, DayChange]]
"""By visit, and by the day on which it was due: what was decided about that day."""


@dataclass(frozen=True, slots=True)
class PlaceCalendar:
    """The calendar of a place where visits are. A care location has none: it is never known to be closed.

    Attributes:
        calendar: on which days it is open; None when that is not known at all.
        fortnights: how it counts even and odd weeks.
        changes: by visit what was decided about single days.
    """

    calendar: SchoolCalendar | None = None
    fortnights: Fortnights = field(default_factory=Fortnights)
    changes: DayChanges = field(default_factory=dict)

    def occurrences(self, visit: VisitPattern, first: date, last: date) -> tuple[Occurrence, ...]:
        """Return every day between two days, both included, on which a visit is due, with why it does not take place."""
        return self.occurrences_of(visit_series(visit), self.changes.get(visit.id), first, last)

    def occurrences_of(
        self, series: VisitSeries, changes: Mapping[date, DayChange] | None, first: date, last: date
    ) -> tuple[Occurrence, ...]:
        """Return the same of when a visit comes back, and what was decided about single days of it."""
        return occurrences(series, self.calendar, self.fortnights, first, last, changes)

    def on_day(self, visit: VisitPattern, day: date) -> Occurrence | None:
        """Return a visit on one day; None when it is not due then."""
        return next(iter(self.occurrences(visit, day, day)), None)

    def doubts(self, first: date, last: date) -> tuple[str, ...]:
        """Return in Dutch what is not known about the holidays between two days."""
        if self.calendar is None:
            return ("Van een zorglocatie kent de app geen vakanties: er is niets weggelaten.",)
        return self.calendar.doubts(first, last)


class Calendars:
    """The calendars of several schools, read at once."""

    def __init__(self, calendars: dict[str, PlaceCalendar], changes: DayChanges | None = None) -> None:
        self._calendars = calendars
        self._elsewhere = PlaceCalendar(changes=changes or {})

    def after(self, decided: Mapping[str, Mapping[date, DayChange | None]]) -> Calendars:
        """Return these calendars with something else decided about days of visits, by visit; None for a day as usual."""
        whole = dict(self._elsewhere.changes)
        for visit_id, days in decided.items():
            every = {**whole.get(visit_id, {}), **days}
            whole[visit_id] = {day: change for day, change in every.items() if change is not None}
        return Calendars({key: replace(one, changes=whole) for key, one in self._calendars.items()}, whole)

    def of(self, school_id: str) -> PlaceCalendar:
        """Return the calendar of a school; for any other place one that knows of no closed days."""
        return self._calendars.get(school_id, self._elsewhere)


def calendars(store: Store, school_ids: Iterable[str], days: tuple[date, date] | None = None) -> Calendars:
    """Return the calendars of schools. What is not there (any more) has none.

    Args:
        store: an opened store.
        school_ids: the schools.
        days: the first and last day of which what was decided about single visits is asked for; None for all days, which
            is much in a store of a whole region.
    """
    wanted, changes = set(school_ids), day_changes(store, days)
    known = _of_one(store, next(iter(wanted))) if len(wanted) == 1 else _of_all(store) if wanted else {}
    return Calendars(
        {key: replace(known[key], changes=changes) for key in sorted(wanted) if key in known},
        changes,
    )


def _of_one(store: Store, school_id: str) -> dict[str, PlaceCalendar]:
    schools = [school for school in by_ids(store, School, [school_id]).values() if not school.deleted]
    if not schools:
        return {}
    return {school_id: _place(schools[0], living(store, OwnDay, school_id=school_id), known_holidays(store))}


@remembered
def _of_all(store: Store) -> dict[str, PlaceCalendar]:
    """Return the calendar of every school, without what was decided about single visits."""
    own_days: defaultdict[str, list[OwnDay]] = defaultdict(list)
    for own_day in living(store, OwnDay):
        own_days[own_day.school_id].append(own_day)
    holidays = known_holidays(store)
    return {school.id: _place(school, own_days[school.id], holidays) for school in living(store, School)}


def calendar_of(store: Store, school_id: str, days: tuple[date, date] | None = None) -> PlaceCalendar:
    """Return the calendar of one school."""
    return calendars(store, (school_id,), days).of(school_id)


def day_changes(store: Store, days: tuple[date, date] | None = None) -> DayChanges:
    """Return what was decided about single days of visits.

    Args:
        store: an opened store.
        days: only what was due, or moved to a day, between these two, both included; None for all.
    """
    asked = select(VisitException).where(col(VisitException.deleted).is_(False))
    if days is not None:
        day, moved_to = col(VisitException.day), col(VisitException.moved_to)
        asked = asked.where(or_(day.between(*days), and_(moved_to.is_not(None), moved_to.between(*days))))
    found: dict[str, dict[date, DayChange]] = {}
    with store.read() as session:
        for record in session.exec(asked):
            if record.day is not None:
                found.setdefault(record.visit_id, {})[record.day] = day_change(record)
    return found


def known_holidays(store: Store) -> tuple[HolidayPeriod, ...]:
    """Return the school holidays that hold: those of the store, and those of the app where the store has no other."""
    return with_shipped(value for value in map(holiday_value, living(store, SchoolHoliday)) if value is not None)


def own_days_of(store: Store, school_id: str) -> list[OwnDay]:
    """Return the own days of a school, from early to late."""
    found = living(store, OwnDay, school_id=school_id)
    return sorted(found, key=lambda own: (own.first_day or date.max, own.last_day or date.max, own.id))


def add_own_day(store: Store, school_id: str, values: dict[str, Any]) -> OwnDay:
    """Add an own day to a school as one act.

    Raises:
        ActRefused: with a sentence per field; nothing was added.
        RecordMissing: the school is not there.
    """
    with store.unit_of_work("Eigen dag toegevoegd") as work:
        work.get(School, school_id)
        given = {"kind": OwnDay().kind, "first_day": None, "start_minute": None, "end_minute": None, **values}
        own_day = OwnDay(school_id=school_id, **checked_values(OwnDay, given))
        work.add(own_day)
    return own_day


def _place(school: School, own_days: Iterable[OwnDay], holidays: Iterable[HolidayPeriod]) -> PlaceCalendar:
    calendar = SchoolCalendar(school_days_value(school, own_days), holidays)
    skips = school.fortnight_anchor is not None and school.fortnight_skips_holidays
    passed_over = cache(partial(is_without_school, calendar)) if skips else None
    return PlaceCalendar(calendar, Fortnights(school.fortnight_anchor, passed_over))
