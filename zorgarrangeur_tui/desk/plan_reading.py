"""Reading the plan of one week from the store, as the values that are checked: of one school with its surroundings, or all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial
from typing import TypeVar

from sqlmodel import col, or_, select

from storage.models import (
    Absence,
    CareNeed,
    Case,
    Entitlement,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Record,
    Residence,
    School,
    VisitPattern,
)
from storage.models.casework_codes import TitleState
from storage.store import Store
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.calendars import Calendars, PlaceCalendar, calendars, day_changes
from zorgarrangeur_tui.desk.care_at_places import visits_at_places
from zorgarrangeur_tui.desk.columns import columns_of_ids, columns_where, living_columns
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.desk.plan_limits import PlanLimits, plan_limits
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.checked_records import (
    NeedRow,
    checked_need,
    checked_professional,
    checked_provider,
    checked_school,
    holds_in_week,
    in_force_in_week,
    region_visit,
)
from zorgarrangeur_tui.domain.region_conflicts import RegionVisit
from zorgarrangeur_tui.domain.residence import paying_municipality
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedSchool,
    CheckedTitle,
    Surroundings,
    day_visits,
)
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries

_SIX_DAYS = timedelta(days=6)

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class PlanRead:
    """The visits of a week, all that they refer to, and every need that asks for care.

    `calendars` are those of the schools among them.
    """

    monday: date
    visits: tuple[RegionVisit, ...]
    surroundings: Surroundings
    calendars: Calendars

    def after(self, decided: Mapping[str, Mapping[date, DayChange | None]]) -> PlanRead:
        """Return the plan with something else decided about days of visits, by visit; None for a day as usual.

        Its visits are as they were read: each is worked out anew by `visit_value`.
        """
        return replace(self, calendars=self.calendars.after(decided))

    def visit_value(self, record: VisitPattern) -> RegionVisit | None:
        """Return a visit as it is now; None when it is not in force in this week and no day of it was moved to it."""
        in_plan, place = holds_in_week(record, self.monday), self.calendars.of(record.school_id)
        if record.deleted or not (in_plan or _is_moved_to(self.monday, place.changes.get(record.id))):
            return None
        found = place.occurrences(record, self.monday, self.monday + _SIX_DAYS)
        return region_visit(record, found, in_plan=in_plan)


def read_region(store: Store, monday: date) -> PlanRead:
    """Return the plan of all schools and care locations in the week of a Monday."""
    with store.read() as session:
        rows = living_columns(session.connection(), CareNeed, *NeedRow._fields)
    needs = [need for need in map(NeedRow._make, rows) if holds_in_week(need, monday)]
    parties = _Parties(
        living(store, Professional), living(store, Provider), living(store, FixedBond), known_absences(store)
    )
    places = {school.id: school for school in busy_schools(store)}
    known = calendars(store, places, (monday, monday + _SIX_DAYS))
    limits = plan_limits(store, monday, known, places.keys())
    around = _around(places, known, parties, limits, read_needs(store, needs, monday))
    return PlanRead(monday, tuple(_all_visits(store, monday, known)), around, known)


def _all_visits(store: Store, monday: date, known: Calendars) -> Iterator[RegionVisit]:
    """Yield the visits of all places in the week of a Monday."""
    sunday = monday + _SIX_DAYS
    for place_id, visits in visits_at_places(store).items():
        place = known.of(place_id)
        usual = cache(partial(_usual, known.of(place_id), monday, sunday))
        for one in visits:
            series, planned = one.series, one.planned
            changed, in_plan = place.changes.get(planned.id), holds_in_week(series, monday)
            if not (in_plan or _is_moved_to(monday, changed)):
                continue
            found = place.occurrences_of(series, changed, monday, sunday) if changed else usual(series)
            value = BoardVisit(
                planned.id,
                planned.professional_id,
                place_id,
                planned.weekday,
                planned.start_minute,
                planned.duration_minutes,
                planned.rhythm,
                planned.serves,
            )
            yield RegionVisit(value, day_visits(value, found), in_plan)


def _is_moved_to(monday: date, changed: Mapping[date, DayChange] | None) -> bool:
    """Tell whether a day of a visit was moved to the week of a Monday."""
    days = (one.moved_to for one in changed.values()) if changed else ()
    return any(day is not None and monday <= day <= monday + _SIX_DAYS for day in days)


def _usual(place: PlaceCalendar, first: date, last: date, series: VisitSeries) -> tuple[Occurrence, ...]:
    """Return the days of a visit about which nothing was decided."""
    return place.occurrences_of(series, None, first, last)


class SchoolPlans:
    """The plan of one school in some weeks, each with all that its professionals do elsewhere in that week; read at once.

    The needs are those of its cases, and whatever else those visits serve.
    """

    def __init__(self, store: Store, mondays: Collection[date], school_id: str, also: Collection[str] = ()) -> None:
        """Read what these weeks need.

        Args:
            store: an opened store.
            mondays: of the weeks.
            school_id: the school.
            also: ids of professionals who do not come here, but might.
        """
        self._store, self._school_id, self._also = store, school_id, frozenset(also)
        span = min(mondays), max(mondays) + _SIX_DAYS
        self._changes = day_changes(store, span)
        living_here = living(store, VisitPattern, school_id=school_id)
        self._own = [visit for visit in living_here if any(self._is_in(visit, monday) for monday in mondays)]
        coming = [self._coming(monday) for monday in mondays]
        person_ids, lent = (frozenset[str]().union(*ids) for ids in zip(*coming, strict=True))
        with store.read() as session:
            self._elsewhere = session.exec(
                select(VisitPattern).where(
                    or_(col(VisitPattern.professional_id).in_(person_ids), col(VisitPattern.id).in_(lent)),
                    VisitPattern.school_id != school_id,
                    col(VisitPattern.deleted).is_(False),
                )
            ).all()
            self._case_ids = set(
                session.exec(select(Case.id).where(Case.school_id == school_id, col(Case.deleted).is_(False)))
            )
            own_needs = session.exec(select(CareNeed).where(col(CareNeed.case_id).in_(self._case_ids))).all()
        visits = (*self._own, *self._elsewhere)
        self._needs = {need.id: need for need in own_needs}
        self._needs |= by_ids(store, CareNeed, {key for one in visits for key in one.serves} - self._needs.keys())
        self._need_facts = _NeedFacts(store, self._needs.values())
        self._schools = by_ids(store, School, {school_id, *(visit.school_id for visit in visits)})
        self._calendars = calendars(store, self._schools, span)
        people = _still_there(by_ids(store, Professional, person_ids).values())
        bonds = living(store, FixedBond, school_id=school_id)
        provider_ids = {person.provider_id for person in people} | {bond.provider_id for bond in bonds}
        providers = _still_there(by_ids(store, Provider, provider_ids).values())
        self._parties = _Parties(people, providers, bonds, known_absences(store, person_ids))

    def week(self, monday: date) -> PlanRead:
        """Return the plan in the week of one of these Mondays."""
        person_ids, lent = self._coming(monday)
        elsewhere = [one for one in self._elsewhere if one.professional_id in person_ids or one.id in lent]
        visits = [visit for visit in (*self._own, *elsewhere) if self._is_in(visit, monday)]
        served = {key for visit in visits for key in visit.serves}
        asked = [
            need
            for need in self._needs.values()
            if (need.case_id in self._case_ids or need.id in served) and in_force_in_week(need, monday)
        ]
        place_ids = {self._school_id, *(visit.school_id for visit in visits)}
        places = {key: self._schools[key] for key in sorted(place_ids & self._schools.keys())}
        limits = plan_limits(self._store, monday, self._calendars, {self._school_id})
        parties = self._parties.without_others(person_ids)
        around = _around(places, self._calendars, parties, limits, self._need_facts.checked(asked, monday))
        read = PlanRead(monday, (), around, self._calendars)
        values = map(read.visit_value, visits)
        return replace(read, visits=tuple(value for value in values if value is not None))

    def _is_in(self, visit: VisitPattern, monday: date) -> bool:
        """Tell whether a visit is in force in a week, or a day of it was moved to it."""
        return holds_in_week(visit, monday) or _is_moved_to(monday, self._changes.get(visit.id))

    def _coming(self, monday: date) -> tuple[set[str], set[str]]:
        """Return who comes in a week, or might, and the visits elsewhere and here to which one of them is lent."""
        sunday = monday + _SIX_DAYS
        changes = {
            key: [
                one
                for day, one in days.items()
                if monday <= day <= sunday or (one.moved_to is not None and monday <= one.moved_to <= sunday)
            ]
            for key, days in self._changes.items()
        }
        here = [visit for visit in self._own if self._is_in(visit, monday)]
        people = {visit.professional_id for visit in here}
        people |= {one.professional_id for visit in here for one in changes.get(visit.id, ())}
        people = (people - {""}) | self._also
        lent = {key for key, days in changes.items() if not people.isdisjoint(one.professional_id for one in days)}
        return people, lent


def read_needs(store: Store, needs: Collection[CareNeed | NeedRow], day: date) -> dict[str, CheckedNeed]:
    """Return needs by id, with their place, the gemeente that pays on a day, and their titles. One without a case is left out."""
    return _NeedFacts(store, needs).checked(needs, day)


class _NeedFacts:
    """What stands around needs: their cases, the children's homes, their titles; the same on every day."""

    def __init__(self, store: Store, needs: Collection[CareNeed | NeedRow]) -> None:
        case_ids, pupil_ids = {need.case_id for need in needs}, {need.pupil_id for need in needs if need.pupil_id}
        with store.read() as session:
            connection = session.connection()
            cases = columns_of_ids(connection, Case, case_ids, "school_id", "care_location_id", "deleted")
            pupils = columns_of_ids(connection, Pupil, pupil_ids, "municipality")
            titles = columns_where(connection, Entitlement, "case_id", case_ids, *_TITLE, living=True)
            homes = columns_where(connection, Residence, "case_id", case_ids, *_HOME, living=True)
        self._titles: dict[tuple[str, str], list[CheckedTitle]] = defaultdict(list)
        for case_id, need_id, pupil_id, state, *title in titles:
            if state == TitleState.PRESENT:
                self._titles[case_id, need_id or pupil_id].append(CheckedTitle(*title))
        self._homes: dict[str, list[ResidencePeriod]] = defaultdict(list)
        for _, pupil_id, *home in homes:
            self._homes[pupil_id].append(ResidencePeriod(*home))
        self._typed = dict(pupils)
        self._places = {key: school or location for key, school, location, deleted in cases if not deleted}

    def checked(self, needs: Iterable[CareNeed | NeedRow], day: date) -> dict[str, CheckedNeed]:
        """Return some of these needs as they are checked on a day."""
        pays = {
            key: paying_municipality(self._homes[key], day) if key in self._homes else typed
            for key, typed in self._typed.items()
        }
        found = {}
        for need in needs:
            if need.case_id in self._places:
                own = self._titles.get((need.case_id, need.id), []) + (
                    self._titles.get((need.case_id, need.pupil_id), []) if need.pupil_id else []
                )
                found[need.id] = checked_need(need, self._places[need.case_id], pays.get(need.pupil_id, ""), own)
        return found


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who gives the care of a plan."""

    people: Collection[Professional]
    providers: Collection[Provider]
    bonds: Collection[FixedBond]
    absences: Mapping[str, Collection[Absence]]

    def without_others(self, person_ids: Collection[str]) -> _Parties:
        """Return the same of some professionals, with the providers of these and of the bonds."""
        people = [person for person in self.people if person.id in person_ids]
        provider_ids = {person.provider_id for person in people} | {bond.provider_id for bond in self.bonds}
        return replace(self, people=people, providers=[one for one in self.providers if one.id in provider_ids])


def _around(
    places: dict[str, School],
    known: Calendars,
    parties: _Parties,
    limits: PlanLimits,
    needs: dict[str, CheckedNeed],
) -> Surroundings:
    """Return all that visits refer to, as values."""
    away = parties.absences
    return Surroundings(
        _schools(places, known, parties, limits),
        {person.id: checked_professional(person, away.get(person.id, ())) for person in parties.people},
        {provider.id: checked_provider(provider) for provider in parties.providers},
        needs,
    )


def _schools(
    schools: dict[str, School], known: Calendars, parties: _Parties, limits: PlanLimits
) -> dict[str, CheckedSchool]:
    """Return schools with the fixed providers that their cap counts, and what else their plan is held against."""
    uncounted = {provider.id for provider in parties.providers if not provider.counts_for_cap}
    bonds: dict[str, list[FixedBond]] = defaultdict(list)
    for bond in parties.bonds:
        if bond.provider_id not in uncounted:
            bonds[bond.school_id].append(bond)
    found = {}
    for key, school in schools.items():
        calendar = known.of(key).calendar
        if calendar is not None:
            value = checked_school(school, calendar, bonds[key])
            found[key] = replace(value, budgets=limits.budgets.get(key, ()), announced=limits.announced.get(key))
    return found


_TITLE = ("case_id", "need_id", "pupil_id", "state", "id", "law", "delivery_form", "starts_on", "ends_on")
_HOME = ("case_id", "pupil_id", "id", "municipality", "kind", "starts_on", "ends_on", "need_arose_in")


def _still_there(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    return [record for record in records if not record.deleted]
