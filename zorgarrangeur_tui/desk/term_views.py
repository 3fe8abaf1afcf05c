"""A school year of one school, or of one professional at all schools, week by week, as the store has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from storage.clock import local_date
from storage.models import CareLocation, Professional, School, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendars, day_changes
from zorgarrangeur_tui.desk.plan_view_visits import people_of, times_away, with_standins
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.checked_records import place_id
from zorgarrangeur_tui.domain.clock import weekday_short
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.record_values import board_visit
from zorgarrangeur_tui.domain.school_week_words import special_words
from zorgarrangeur_tui.domain.school_weeks import school_week
from zorgarrangeur_tui.domain.school_years import SchoolYear, monday_of, school_year_of
from zorgarrangeur_tui.domain.term_view import TermDays, TermEntry, TermVisit, TermWeek, term_weeks
from zorgarrangeur_tui.domain.visit_day_words import is_unmanned

_ONE_DAY = timedelta(days=1)
_SCHOOL_DAYS = 5


class TermKind(StrEnum):
    """Whose school year it is."""

    SCHOOL = "school"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class TermAsk:
    """Which school year is asked.

    Attributes:
        kind: of a school or a professional.
        subject_id: which one.
        year: None for that of today.
    """

    kind: TermKind
    subject_id: str
    year: SchoolYear | None = None


@dataclass(frozen=True, slots=True)
class TermPage:
    """A school year, and the records that it is about.

    Attributes:
        ask: what was asked, with the year.
        year: the school year.
        title: the name of the school or professional.
        weeks: from early to late.
        weekdays: on which there is school or a visit.
        people: the professionals who come.
        places: names of the schools and care locations, by id.
        warnings: in Dutch what is not known about the year, and where its rhythm stutters.
    """

    ask: TermAsk
    year: SchoolYear
    title: str
    weeks: tuple[TermWeek, ...]
    weekdays: tuple[int, ...]
    people: tuple[Professional, ...]
    places: dict[str, str]
    warnings: tuple[str, ...] = ()

    def called(self, visit: BoardVisit) -> str:
        """Return what a visit is called: who comes, or in the year of a professional where."""
        if self.ask.kind is TermKind.PROFESSIONAL:
            return self.places.get(visit.school_id) or "?"
        return next((one.name for one in self.people if one.id == visit.professional_id and one.name), "?")


def term_page(store: Store, ask: TermAsk) -> TermPage:
    """Return a school year week by week.

    Raises:
        RecordMissing: the school or professional is not there (any more).
    """
    year = ask.year or school_year_of(local_date(store.clock))
    ask = replace(ask, year=year)
    days = monday_of(year.first_day), year.last_day + timedelta(days=6 - year.last_day.weekday())
    of_school = ask.kind is TermKind.SCHOOL
    if of_school:
        title = store.get(School, ask.subject_id).name
        records = living(store, VisitPattern, school_id=ask.subject_id)
    else:
        title = store.get(Professional, ask.subject_id).name
        own = living(store, VisitPattern, professional_id=ask.subject_id)
        records = with_standins(store, own, day_changes(store, days), {ask.subject_id})
    known = calendars(store, [ask.subject_id] if of_school else [one.school_id for one in records], days)
    found = people_of(store, records, known).items()
    people = dict(sorted(found, key=lambda pair: (pair[1].name.casefold(), pair[0])))
    away = times_away(store, people)
    visits = [_term_visit(record, known.of(record.school_id), days, away) for record in records]
    if not of_school:
        visits = [_part_of(ask.subject_id, visit) for visit in visits]
    places = _places(store, records)
    page = TermPage(ask, year, title, (), (), tuple(people.values()), places)
    calendar = known.of(ask.subject_id) if of_school else None
    weeks = term_weeks(
        [one for one in visits if one.found or one.missed_on],
        _term_days(days, calendar) if calendar else _days_of_person(days, visits, page),
        lambda key: people[key].name if key in people and people[key].name else "?",
        page.called,
    )
    if not of_school:
        weeks = tuple(replace(week, entries=_by(ask.subject_id, week.entries)) for week in weeks)
    used = {one.day.weekday() for week in weeks for one in week.entries}
    return replace(
        page,
        weeks=weeks,
        weekdays=tuple(sorted(used | set(range(_SCHOOL_DAYS)))),
        warnings=_warnings(calendar, year) if calendar else (),
    )


def _term_visit(
    record: VisitPattern, place: PlaceCalendar, days: tuple[date, date], away: Mapping[str, tuple[Away, ...]]
) -> TermVisit:
    """Return a visit with its days, whether it begins or ends in between, and when nobody makes it."""
    visit = replace(board_visit(record), school_id=place_id(record))
    is_new, missed_on = False, None
    if record.starts_on is not None and record.starts_on > days[0]:
        before = VisitPattern(**{**record.model_dump(), "starts_on": None, "ends_on": None})
        earlier = place.occurrences(before, days[0], record.starts_on - _ONE_DAY)
        is_new = any(not one.reasons for one in earlier)
    if record.ends_on is not None and record.ends_on < days[1]:
        after = VisitPattern(**{**record.model_dump(), "starts_on": None, "ends_on": None})
        later = place.occurrences(after, max(days[0], record.ends_on + _ONE_DAY), days[1])
        missed_on = next((one.day for one in later if not one.reasons), None) if record.ends_on >= days[0] else None
    found = place.occurrences(record, *days)
    unmanned = frozenset(one.day for one in found if is_unmanned(visit, one, away)) if away else frozenset()
    return TermVisit(visit, found, is_new, missed_on, unmanned)


def _term_days(days: tuple[date, date], place: PlaceCalendar) -> TermDays:
    calendar = place.calendar
    assert calendar is not None, "a school that is there has a calendar"

    def open_days(monday: date) -> frozenset[int]:
        return frozenset(one.day.weekday() for one in school_week(calendar, monday).open_days)

    def special(monday: date) -> str:
        return special_words(school_week(calendar, monday).days, calendar.school.own_days)

    return TermDays(*days, place.fortnights, open_days, special)


def _days_of_person(days: tuple[date, date], visits: Iterable[TermVisit], page: TermPage) -> TermDays:
    """Return the days of somebody who comes at several schools: open where one of them is, special where a visit falls away."""
    open_on: dict[date, set[int]] = {}
    closed: dict[date, dict[str, list[str]]] = {}
    for visit in visits:
        for one in visit.found:
            monday = monday_of(one.day)
            if not one.reasons:
                open_on.setdefault(monday, set()).add(one.day.weekday())
            elif not one.on_a_day_without_school:
                told = f"{page.places.get(visit.visit.school_id) or '?'} dicht ({one.reasons[0].name})"
                short = weekday_short(one.day.weekday())
                named = closed.setdefault(monday, {}).setdefault(told, [])
                if short not in named:
                    named.append(short)

    def special(monday: date) -> str:
        found = closed.get(monday, {})
        if found and monday not in open_on:
            return ", ".join(found)
        return ", ".join(f"{' '.join(names)} {told}" for told, names in found.items())

    return TermDays(*days, Fortnights(), lambda monday: frozenset(open_on.get(monday, ())), special)


def _part_of(person_id: str, visit: TermVisit) -> TermVisit:
    """Return a visit as the year of a professional shows it: of somebody else's only the days on which this one comes."""
    if visit.visit.professional_id == person_id:
        return visit
    found = (one for one in visit.found if one.change is not None and one.change.professional_id == person_id)
    return TermVisit(visit.visit, tuple(found), unmanned=visit.unmanned)


def _by(person_id: str, entries: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    return tuple(one for one in entries if one.visit.professional_id == person_id)


def _places(store: Store, records: Iterable[VisitPattern]) -> dict[str, str]:
    records = list(records)
    schools = by_ids(store, School, {one.school_id for one in records if one.school_id})
    locations = by_ids(store, CareLocation, {one.care_location_id for one in records if one.care_location_id})
    names = {key: school.name for key, school in schools.items()}
    return names | {key: location.name for key, location in locations.items()}


def _warnings(place: PlaceCalendar, year: SchoolYear) -> tuple[str, ...]:
    first, last = year.first_day, year.last_day
    return (*place.doubts(first, last), *place.fortnights.stutters(first, last))
