"""What was due at a school and what came of it, as the store has it: a week, and the school year up to and including that week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, or_, select

from storage.clock import local_date
from storage.models import CareNeed, Case, Professional, Provider, Pupil, School, VisitPattern, VisitRecord
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import DayChanges, PlaceCalendar, calendar_of, calendars
from zorgarrangeur_tui.desk.care_at_places import DatedVisit, visits_at_places
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.record_values import need_value
from zorgarrangeur_tui.domain.school_weeks import is_without_school
from zorgarrangeur_tui.domain.school_years import SchoolYear, monday_of, mondays_between, school_year_of
from zorgarrangeur_tui.domain.tick_totals import NeedWeek, VisitTotals, need_weeks, visit_totals
from zorgarrangeur_tui.domain.ticking import Tick, TickLine, TickVisit, line_order, tick_lines
from zorgarrangeur_tui.domain.visit_occurrences import occurrences

_WEEK = timedelta(days=7)
_SIX_DAYS = timedelta(days=6)
_NOT_DUE = "Dit bezoek is op die dag niet gepland. Er is niets afgetekend. Kijk de dag na met list ticks."


@dataclass(frozen=True, slots=True)
class TickPage:
    """A week of a school, and its school year so far.

    Attributes:
        school: the school.
        monday: of the week.
        year: the school year of that Monday.
        lines: the visits of the week.
        year_lines: the visits of the school year up to and including the week.
        visits, year_visits: minutes of visits, of both.
        care, year_care: the care per need and week, of both.
        people, providers, needs, pupils: what the lines name, by id.
        doubts: what is not known about the calendar of the week, in Dutch.
    """

    school: School
    monday: date
    year: SchoolYear
    lines: tuple[TickLine, ...]
    year_lines: tuple[TickLine, ...]
    visits: VisitTotals
    year_visits: VisitTotals
    care: tuple[NeedWeek, ...]
    year_care: tuple[NeedWeek, ...]
    people: Mapping[str, Professional]
    providers: Mapping[str, Provider]
    needs: Mapping[str, CareNeed]
    pupils: Mapping[str, Pupil]
    doubts: tuple[str, ...] = ()

    @property
    def week_number(self) -> int:
        """The number of the week, as calendars print it."""
        return self.monday.isocalendar().week

    @property
    def open_lines(self) -> tuple[TickLine, ...]:
        """The visits of the week that were due and are not ticked off."""
        return tuple(line for line in self.lines if line.is_open)

    def person(self, professional_id: str) -> str:
        """Return the name of a professional; "?" when that is not known."""
        found = self.people.get(professional_id)
        return (found.name if found else "") or "?"

    def provider_of(self, professional_id: str) -> str:
        """Return the id of the provider of a professional; "" when that is not known."""
        found = self.people.get(professional_id)
        return found.provider_id if found else ""

    def pupil_of(self, need_id: str) -> str:
        """Return the id of the pupil of a need; "" for a group, or when that is not known."""
        need = self.needs.get(need_id)
        return need.pupil_id if need else ""

    def kind_of(self, need_id: str) -> str:
        """Return the `CareKind` value of a need; "" when that is not known."""
        need = self.needs.get(need_id)
        return need.kind if need else ""


def last_whole_week(store: Store) -> date:
    """Return the Monday of the week before that of today."""
    return monday_of(local_date(store.clock)) - _WEEK


def tick_page(store: Store, school_id: str, monday: date, *, only_week: bool = False) -> TickPage:
    """Return a week of a school, and its school year so far.

    Args:
        store: an opened store.
        school_id: the school.
        monday: of the week.
        only_week: leave out the weeks before, which is much quicker: what is said of the year is then of this week alone.

    Raises:
        RecordMissing: the school is not there.
    """
    school = store.get(School, school_id)
    year, sunday = school_year_of(monday), monday + _SIX_DAYS
    first = monday if only_week else min(year.first_day, monday)
    days = (first, sunday)
    place = calendar_of(store, school_id, days)
    visits = _visits(store, school_id)
    ticks = _ticks(store, _moved_in(place.changes, days), days, school_id)
    lines = _lines(visits, lambda _: place, ticks, days, store)
    people = by_ids(store, Professional, {key for line in lines for key in (line.usual_id, line.professional_id)})
    needs = _needs(store, school_id, {key for line in lines for key in line.serves})

    def provider_of(professional_id: str) -> str:
        return people[professional_id].provider_id if professional_id in people else ""

    week = tuple(line for line in lines if line.day >= monday)
    of_year = tuple(line for line in lines if line.day >= year.first_day)
    mondays = [one for one in mondays_between(max(first, year.first_day), sunday) if _has_school(place, one)]
    values = [need_value(need) for need in needs.values()]
    care = need_weeks(of_year, values, _agreed(needs), mondays)
    return TickPage(
        school=school,
        monday=monday,
        year=year,
        lines=week,
        year_lines=of_year,
        visits=visit_totals(week, provider_of),
        year_visits=visit_totals(of_year, provider_of),
        care=tuple(one for one in care if one.monday == monday),
        year_care=care,
        people=people,
        providers=by_ids(store, Provider, {person.provider_id for person in people.values()}),
        needs=needs,
        pupils=by_ids(store, Pupil, {need.pupil_id for need in needs.values()}),
        doubts=place.doubts(monday, sunday),
    )


def tick_line(store: Store, visit_id: str, due_day: date) -> TickLine:
    """Return a visit on a day on which it is due by its rhythm.

    Raises:
        RecordMissing: the visit is not there (any more).
        ActRefused: it is not due then.
    """
    visit = store.get(VisitPattern, visit_id)
    place = calendar_of(store, visit.school_id, (due_day, due_day))
    change = place.changes.get(visit_id, {}).get(due_day)
    day = (change.moved_to if change else None) or due_day
    lines = _lines([visit], lambda _: place, _ticks(store, {due_day}, (day, day), visit.school_id), (day, day), store)
    found = next((line for line in lines if line.due_day == due_day), None)
    require({} if found else {"day": _NOT_DUE})
    assert found is not None
    return found


def unticked_schools(store: Store, monday: date) -> tuple[str, ...]:
    """Return the ids of the schools where something of a week is not ticked off."""
    days = (monday, monday + _SIX_DAYS)
    today = local_date(store.clock)
    schools = {place: visits for place, visits in visits_at_places(store).items() if visits[0].school_id}
    known = calendars(store, schools, days)
    ticks = _ticks(store, _moved_in(known.of("").changes, days), days)

    def is_open(visit: DatedVisit) -> bool:
        place, value = known.of(visit.school_id), visit.planned
        changes = place.changes.get(value.id, {})
        due = occurrences(visit.series, place.calendar, place.fortnights, *days, changes)
        ticked = TickVisit(value.id, value.professional_id, value.start_minute, value.duration_minutes, value.serves)
        lines = tick_lines(ticked, due, ticks.get(value.id, {}), changes, today)
        return any(line.is_open and days[0] <= line.day <= days[1] for line in lines)

    return tuple(sorted(school for school, visits in schools.items() if any(map(is_open, visits))))


def _lines(
    visits: Iterable[VisitPattern],
    place_of: Callable[[str], PlaceCalendar],
    ticks: Mapping[str, Mapping[date, Tick]],
    days: tuple[date, date],
    store: Store,
) -> list[TickLine]:
    """Return the lines between two days. A visit that was taken away has only what was ticked off of it."""
    today = local_date(store.clock)
    found: list[TickLine] = []
    for visit in visits:
        place = place_of(visit.school_id)
        due = () if visit.deleted else place.occurrences(visit, *days)
        value = TickVisit(
            visit.id, visit.professional_id, visit.start_minute, visit.duration_minutes, tuple(visit.serves)
        )
        found += tick_lines(value, due, ticks.get(visit.id, {}), place.changes.get(visit.id, {}), today)
    return sorted((line for line in found if days[0] <= line.day <= days[1]), key=line_order)


def _visits(store: Store, school_id: str) -> list[VisitPattern]:
    """Return the visits at a school, also those that were taken away."""
    asked = select(VisitPattern).where(VisitPattern.school_id == school_id).order_by(col(VisitPattern.id))
    with store.read() as session:
        return list(session.exec(asked))


def _ticks(
    store: Store, due: Iterable[date], days: tuple[date, date], school_id: str = ""
) -> dict[str, dict[date, Tick]]:
    """Return what was ticked off between two days, by visit and by the day on which it was due.

    Args:
        store: an opened store.
        due: other days on which something was due that was moved to a day between the two.
        days: the two days, both included.
        school_id: only of visits at this school.
    """
    day = col(VisitRecord.day)
    asked = select(VisitRecord).where(
        col(VisitRecord.deleted).is_(False), or_(day.between(*days), day.in_(sorted(due)))
    )
    if school_id:
        asked = asked.join(VisitPattern, col(VisitPattern.id) == col(VisitRecord.visit_id)).where(
            VisitPattern.school_id == school_id
        )
    found: dict[str, dict[date, Tick]] = defaultdict(dict)
    with store.read() as session:
        for record in session.exec(asked):
            if record.day is not None:
                found[record.visit_id][record.day] = tick_value(record)
    return found


def _moved_in(changes: DayChanges, days: tuple[date, date]) -> set[date]:
    """Return the days outside a period on which something was due that was moved into it."""
    return {
        due
        for of_visit in changes.values()
        for due, change in of_visit.items()
        if change.moved_to is not None and days[0] <= change.moved_to <= days[1] and not days[0] <= due <= days[1]
    }


def tick_value(record: VisitRecord) -> Tick:
    """Return what a record says."""
    return Tick(
        record.planned_minutes,
        record.professional_id,
        record.realised_minutes,
        record.declared_minutes,
        record.cause,
        tuple(record.absent_needs),
    )


def _needs(store: Store, school_id: str, served: Iterable[str]) -> dict[str, CareNeed]:
    """Return the needs of the cases of a school, and whatever else is served there."""
    cases = select(Case.id).where(Case.school_id == school_id, col(Case.deleted).is_(False))
    with store.read() as session:
        found = session.exec(
            select(CareNeed).where(col(CareNeed.case_id).in_(cases), col(CareNeed.deleted).is_(False))
        ).all()
    known = {need.id: need for need in found}
    others = by_ids(store, CareNeed, [key for key in served if key not in known])
    return known | {key: need for key, need in others.items() if not need.deleted}


def _agreed(needs: Mapping[str, CareNeed]) -> Callable[[str, date], int | None]:
    """Return what was agreed for a need in the week of a Monday: nothing before it begins and after it ended."""

    def agreed(need_id: str, monday: date) -> int | None:
        need = needs[need_id]
        if need.minutes_agreed is None:
            return None
        begun = need.starts_on is None or need.starts_on <= monday + _SIX_DAYS
        return need.minutes_agreed if begun and (need.ends_on is None or monday <= need.ends_on) else 0

    return agreed


def _has_school(place: PlaceCalendar, monday: date) -> bool:
    return place.calendar is None or not is_without_school(place.calendar, monday)
