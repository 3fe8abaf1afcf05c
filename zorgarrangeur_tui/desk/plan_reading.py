"""Reading the plan of one week from the store, as the values that are checked: of one school with its surroundings, or all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import col, or_, select

from storage.models import (
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
from storage.store import Store
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.calendars import Calendars, calendars, day_changes
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.desk.plan_limits import PlanLimits, plan_limits
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.checked_records import (
    checked_need,
    checked_professional,
    checked_provider,
    checked_school,
    in_force_in_week,
    region_visit,
)
from zorgarrangeur_tui.domain.region_conflicts import RegionVisit
from zorgarrangeur_tui.domain.residence import payer_on
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedSchool, Surroundings
from zorgarrangeur_tui.domain.visit_occurrences import DayChange

_SIX_DAYS = timedelta(days=6)
_FEW = 400
"""So many cases at most go in one question."""

CasePart = TypeVar("CasePart", Entitlement, Residence)
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
        """Return a visit as it is now; None when it is not in force in this week."""
        if not in_force_in_week(record, self.monday):
            return None
        place = self.calendars.of(record.school_id)
        return region_visit(record, place.occurrences(record, self.monday, self.monday + _SIX_DAYS))


def read_region(store: Store, monday: date) -> PlanRead:
    """Return the plan of all schools and care locations in the week of a Monday."""
    visits = [visit for visit in living(store, VisitPattern) if in_force_in_week(visit, monday)]
    needs = [need for need in living(store, CareNeed) if in_force_in_week(need, monday)]
    parties = _Parties(living(store, Professional), living(store, Provider), living(store, FixedBond))
    return _read(store, monday, visits, needs, busy_schools(store), parties)


def read_school(store: Store, monday: date, school_id: str, also: Collection[str] = ()) -> PlanRead:
    """Return the plan of one school, with all that its professionals do elsewhere in the week of a Monday.

    The needs are those of its cases, and whatever else those visits serve.

    Args:
        store: an opened store.
        monday: of the week.
        school_id: the school.
        also: ids of professionals who do not come here, but might.
    """
    own = [visit for visit in living(store, VisitPattern, school_id=school_id) if in_force_in_week(visit, monday)]
    changes = day_changes(store, (monday, monday + _SIX_DAYS))
    person_ids = {visit.professional_id for visit in own if visit.professional_id}
    person_ids |= {one.professional_id for visit in own for one in changes.get(visit.id, {}).values()} - {""}
    person_ids |= set(also)
    lent = {
        key for key, days in changes.items() if not person_ids.isdisjoint(one.professional_id for one in days.values())
    }
    with store.read() as session:
        found = session.exec(
            select(VisitPattern).where(
                or_(col(VisitPattern.professional_id).in_(person_ids), col(VisitPattern.id).in_(lent)),
                VisitPattern.school_id != school_id,
                col(VisitPattern.deleted).is_(False),
            )
        ).all()
        case_ids = session.exec(select(Case.id).where(Case.school_id == school_id, col(Case.deleted).is_(False))).all()
        needs = list(session.exec(select(CareNeed).where(col(CareNeed.case_id).in_(case_ids))))
    visits = [*own, *(visit for visit in found if in_force_in_week(visit, monday))]
    known = {need.id: need for need in needs}
    known |= by_ids(store, CareNeed, {key for visit in visits for key in visit.serves if key not in known})
    asked = [need for need in known.values() if in_force_in_week(need, monday)]
    people = _still_there(by_ids(store, Professional, person_ids).values())
    schools = by_ids(store, School, {school_id, *(visit.school_id for visit in visits)})
    bonds = living(store, FixedBond, school_id=school_id)
    provider_ids = {person.provider_id for person in people} | {bond.provider_id for bond in bonds}
    parties = _Parties(people, _still_there(by_ids(store, Provider, provider_ids).values()), bonds)
    return _read(store, monday, visits, asked, _still_there(schools.values()), parties, {school_id})


def read_needs(store: Store, needs: Collection[CareNeed], day: date) -> dict[str, CheckedNeed]:
    """Return needs by id, with their place, the gemeente that pays on a day, and their titles. One without a case is left out."""
    cases = by_ids(store, Case, {need.case_id for need in needs})
    pupils = by_ids(store, Pupil, {need.pupil_id for need in needs if need.pupil_id})
    titles: dict[tuple[str, str], list[Entitlement]] = defaultdict(list)
    for title in _of_cases(store, Entitlement, cases):
        titles[title.case_id, title.need_id or title.pupil_id].append(title)
    homes: dict[str, list[ResidencePeriod]] = defaultdict(list)
    for one in _of_cases(store, Residence, cases):
        period = ResidencePeriod(one.id, one.municipality, one.kind, one.starts_on, one.ends_on, one.need_arose_in)
        homes[one.pupil_id].append(period)
    pays = {
        key: payer_on(homes[key], day).municipality if key in homes else pupil.municipality
        for key, pupil in pupils.items()
    }
    found = {}
    for need in needs:
        case = cases.get(need.case_id)
        if case is None or case.deleted:
            continue
        own = [*titles[need.case_id, need.id], *(titles[need.case_id, need.pupil_id] if need.pupil_id else ())]
        place = case.school_id or case.care_location_id
        found[need.id] = checked_need(need, place, pays.get(need.pupil_id, ""), own)
    return found


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who gives the care of a plan."""

    people: Collection[Professional]
    providers: Collection[Provider]
    bonds: Collection[FixedBond]


def _read(
    store: Store,
    monday: date,
    visits: Iterable[VisitPattern],
    needs: Collection[CareNeed],
    schools: Iterable[School],
    parties: _Parties,
    whole: Collection[str] | None = None,
) -> PlanRead:
    """Return the plan of a week. `whole` are the schools of which all visits are there; None for all."""
    places = {school.id: school for school in schools}
    away = known_absences(store)
    known = calendars(store, places, (monday, monday + _SIX_DAYS))
    around = Surroundings(
        _schools(places, known, parties, plan_limits(store, monday, known, places.keys() if whole is None else whole)),
        {person.id: checked_professional(person, away.get(person.id, ())) for person in parties.people},
        {provider.id: checked_provider(provider) for provider in parties.providers},
        read_needs(store, needs, monday),
    )
    read = PlanRead(monday, (), around, known)
    values = (read.visit_value(visit) for visit in visits)
    return PlanRead(monday, tuple(value for value in values if value is not None), around, known)


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


def _of_cases(store: Store, model: type[CasePart], cases: Collection[str]) -> list[CasePart]:
    """Return the living parts of one type of cases. Of few cases they are asked for, of many all are read."""
    if len(cases) > _FEW:
        return [part for part in living(store, model) if part.case_id in cases]
    with store.read() as session:
        return list(session.exec(select(model).where(col(model.case_id).in_(cases), col(model.deleted).is_(False))))


def _still_there(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    return [record for record in records if not record.deleted]
