"""Who could come instead of a professional who is away: what the ranking must know, read from the store at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from sqlmodel import col, select

from storage.clock import local_date
from storage.history import in_parts
from storage.models import CareNeed, FixedBond, Professional, Provider, School, VisitPattern
from storage.models.codes import MomentRule, Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.absence_visits import HitVisit, Stand
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.calendars import calendars, day_changes
from zorgarrangeur_tui.desk.plan_reading import read_needs
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.absence_effects import Effect, effects
from zorgarrangeur_tui.domain.checked_records import (
    checked_professional,
    checked_provider,
    checked_school,
    place_id,
)
from zorgarrangeur_tui.domain.ranking_rules import OTHERS, ranking_rules
from zorgarrangeur_tui.domain.record_values import board_visit, in_force
from zorgarrangeur_tui.domain.replacement_values import AskedVisit, Candidate, Replacement
from zorgarrangeur_tui.domain.replacements import gives_all, ranked
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    DayVisit,
    Surroundings,
    day_visits,
)
from zorgarrangeur_tui.domain.visit_person_checks import is_available, takes_up

_SIX_DAYS = timedelta(days=6)
_MET_WITHIN = timedelta(days=365)
"""So long after the last visit somebody still counts as a known face."""


class ReplacementFinder:
    """The region around the visits that ask for somebody else, and the ranking of who could come. It is as it was when read."""

    def __init__(self, store: Store, hits: Sequence[HitVisit]) -> None:
        """Read all that the ranking of these visits needs.

        Args:
            store: an opened store.
            hits: the visits of one professional who is away.
        """
        self._hits = hits
        self._today = local_date(store.clock)
        days = [hit.visit.day for hit in hits] or [self._today]
        span = monday_of(min(days)), monday_of(max(days)) + _SIX_DAYS
        self.needs, checked = _needs(store, {key for hit in hits for key in hit.pattern.serves}, min(days))
        away = known_absences(store)
        self.people = {one.id: checked_professional(one, away.get(one.id, ())) for one in living(store, Professional)}
        providers = {one.id: checked_provider(one) for one in living(store, Provider)}
        self.around = Surroundings({}, self.people, providers, checked)
        self._able: dict[tuple[tuple[str, bool], ...], list[CheckedProfessional]] = {}
        able = {person.id for hit in hits for person in self._who_give(hit.visit)}
        changes = day_changes(store, span)
        lent = {key for key, days in changes.items() if able & {change.professional_id for change in days.values()}}
        self._visits = _visits_of(store, able, {place_id(hit.pattern) for hit in hits}, lent)
        schools = by_ids(store, School, {visit.school_id for visit in self._visits.values()})
        self._calendars = calendars(store, schools, span)
        self._own = _by_person(self._visits.values())
        for visit_id in lent & self._visits.keys():
            for professional_id in {change.professional_id for change in changes[visit_id].values()} - {""}:
                self._own[professional_id].append(self._visits[visit_id])
        places = {
            key: checked_school(school, calendar, ())
            for key, school in schools.items()
            if (calendar := self._calendars.of(key).calendar) is not None
        }
        self.around = replace(self.around, schools=places)
        self._bonds = _bonds_of(store, {hit.visit.school_id for hit in hits})
        self._weeks: dict[tuple[str, date], tuple[DayVisit, ...]] = {}
        self._days: dict[tuple[str, date], tuple[DayVisit, ...]] = {}

    def ranked(
        self,
        hit: HitVisit,
        taken: Collection[DayVisit] = (),
        *,
        only: Collection[str] | None = None,
        everybody: bool = False,
    ) -> list[Replacement]:
        """Return who could make a visit, best first.

        Args:
            hit: the visit.
            taken: visits that are given out already, though not written down yet, each by who would come.
            only: look at these professionals only.
            everybody: also look at others in the region when there are enough whom provider, school or pupils know.
        """
        asked, rules = self._asked(hit), ranking_rules(hit.visit.day)
        people = [one for one in self._who_give(hit.visit) if only is None or one.id in only]
        if everybody or only is not None:
            return self._ranked(asked, people, taken)
        near = [one for one in people if self._is_near(one, asked)]
        found = self._ranked(asked, near, taken)
        if sum(one.fits for one in found) >= rules[OTHERS].enough:
            return found
        likely = [one for one in people if self._is_near(one, asked) or self._may_be_free(one, hit.visit)]
        found = self._ranked(asked, likely, taken)
        return found if any(one.fits for one in found) else self._ranked(asked, people, taken)

    def _ranked(
        self, asked: AskedVisit, people: Iterable[CheckedProfessional], taken: Collection[DayVisit]
    ) -> list[Replacement]:
        candidates = [self._candidate(person, asked, taken) for person in people]
        return ranked(asked, candidates, self.around, ranking_rules(asked.visit.day))

    def _is_near(self, person: CheckedProfessional, asked: AskedVisit) -> bool:
        """Tell whether the provider, the school or a pupil of a visit knows somebody."""
        return (
            person.provider_id == asked.provider_id
            or asked.visit.school_id in self._school_ids.get(person.id, ())
            or not asked.pupil_ids.isdisjoint(self._met.get(person.id, ()))
            or self._is_bound(person, asked.visit)
        )

    def _may_be_free(self, person: CheckedProfessional, visit: DayVisit) -> bool:
        """Tell at a glance whether somebody works then and has no weekly visit at that time."""
        return is_available(visit, person) and not any(
            one.weekday == visit.day.weekday()
            and one.rhythm == Rhythm.WEEKLY
            and one.start_minute < visit.end_minute
            and visit.start_minute < one.start_minute + one.duration_minutes
            and in_force(one, visit.day)
            for one in self._own.get(person.id, ())
        )

    def _is_bound(self, person: CheckedProfessional, visit: DayVisit) -> bool:
        return any(in_force(bond, visit.day) for bond in self._bonds.get((visit.school_id, person.provider_id), ()))

    def effects(self, hit: HitVisit) -> tuple[Effect, ...]:
        """Return what each need misses when a visit does not take place."""
        monday = monday_of(hit.visit.day)
        missing = [one.visit for one in self._hits if one.stand is not Stand.REPLACED]
        pupils = self._pupils(hit.visit)
        week = [one for one in self._visits_to_pupils(pupils, monday) if (one.id, one.day) not in self._hit_days]
        own = [
            one.visit for one in self._hits if monday_of(one.visit.day) == monday and pupils & self._pupils(one.visit)
        ]
        return effects(hit.visit, [*week, *own], missing, self.around.needs)

    @cached_property
    def _hit_days(self) -> set[tuple[str, date]]:
        return {(hit.pattern.id, hit.visit.day) for hit in self._hits}

    @cached_property
    def _to_pupil(self) -> dict[str, list[VisitPattern]]:
        """Return by pupil the visits that serve its needs."""
        found: dict[str, dict[str, VisitPattern]] = defaultdict(dict)
        for visit in self._visits.values():
            for key in visit.serves:
                need = self.around.needs.get(key)
                if need is not None and need.pupil_id:
                    found[need.pupil_id][visit.id] = visit
        return {pupil_id: list(visits.values()) for pupil_id, visits in found.items()}

    @cached_property
    def _met(self) -> dict[str, frozenset[str]]:
        """Return by professional the pupils, of those that are hit, whom it meets or met not long ago."""
        met: dict[str, set[str]] = defaultdict(set)
        for pupil_id, visits in self._to_pupil.items():
            for visit in visits:
                if visit.ends_on is None or visit.ends_on >= self._today - _MET_WITHIN:
                    met[visit.professional_id].add(pupil_id)
        return {key: frozenset(pupils) for key, pupils in met.items()}

    def _asked(self, hit: HitVisit) -> AskedVisit:
        person, pupils = self.people.get(hit.visit.professional_id), self._pupils(hit.visit)
        monday = monday_of(hit.visit.day)
        others = [
            one
            for one in self._visits_to_pupils(pupils, monday)
            if one.day == hit.visit.day
            and one.id != hit.visit.id
            and any(takes_up(one, key, self.around.needs) for key in pupils)
        ]
        return AskedVisit(
            hit.visit,
            person.provider_id if person else "",
            pupils,
            any(self.needs[key].moment_rule == MomentRule.FIXED for key in hit.pattern.serves if key in self.needs),
            tuple(others),
            tuple((key, self._kept_week(key, monday)) for key in sorted(pupils)),
        )

    def _kept_week(self, pupil_id: str, monday: date) -> tuple[DayVisit, ...]:
        """Return the visits of a week to a pupil, without those that are hit."""
        found = self._visits_to_pupils((pupil_id,), monday)
        return tuple(one for one in found if (one.id, one.day) not in self._hit_days)

    def _who_give(self, visit: DayVisit) -> list[CheckedProfessional]:
        served = self.around.served(visit)
        asks = tuple(sorted({(need.kind, need.reserved_act) for need in served}))
        if asks not in self._able:
            self._able[asks] = [one for one in self.people.values() if gives_all(one, visit, served)]
        return self._able[asks]

    def _candidate(self, person: CheckedProfessional, asked: AskedVisit, taken: Collection[DayVisit]) -> Candidate:
        monday = monday_of(asked.visit.day)
        given = [one for one in taken if one.professional_id == person.id]
        provider = self.around.providers.get(person.provider_id)
        met = self._met.get(person.id, frozenset()).union(*(self._pupils(one) for one in given))
        return Candidate(
            person,
            (*self._week(person.id, monday), *(one for one in given if monday_of(one.day) == monday)),
            met,
            self._school_ids.get(person.id, frozenset()),
            provider.name if provider else "",
            self._is_bound(person, asked.visit),
        )

    @cached_property
    def _school_ids(self) -> dict[str, frozenset[str]]:
        """Return by professional the places where it comes nowadays."""
        return {
            key: frozenset(place_id(visit) for visit in visits if visit.ends_on is None or visit.ends_on >= self._today)
            for key, visits in self._own.items()
        }

    def _week(self, professional_id: str, monday: date) -> tuple[DayVisit, ...]:
        """Return the visits that a professional makes in a week."""
        key = (professional_id, monday)
        if key not in self._weeks:
            visits = {visit.id: visit for visit in self._own.get(professional_id, ())}
            self._weeks[key] = tuple(
                one
                for visit in visits.values()
                for one in self._of_visit(visit, monday)
                if one.professional_id == professional_id
            )
        return self._weeks[key]

    def _of_visit(self, visit: VisitPattern, monday: date) -> tuple[DayVisit, ...]:
        key = (visit.id, monday)
        if key not in self._days:
            value = replace(board_visit(visit), school_id=place_id(visit))
            found = self._calendars.of(visit.school_id).occurrences(visit, monday, monday + _SIX_DAYS)
            self._days[key] = day_visits(value, found)
        return self._days[key]

    def _visits_to_pupils(self, pupil_ids: Collection[str], monday: date) -> list[DayVisit]:
        visits = {visit.id: visit for key in pupil_ids for visit in self._to_pupil.get(key, ())}
        return [one for visit in visits.values() for one in self._of_visit(visit, monday)]

    def _pupils(self, visit: DayVisit) -> frozenset[str]:
        return frozenset(need.pupil_id for need in self.around.served(visit) if need.pupil_id)


def _needs(store: Store, asked: Iterable[str], day: date) -> tuple[dict[str, CareNeed], dict[str, CheckedNeed]]:
    """Return the needs that are asked for, and all needs of the same pupils, as records and as what is checked."""
    found = {key: need for key, need in by_ids(store, CareNeed, asked).items() if not need.deleted}
    pupils = {need.pupil_id for need in found.values() if need.pupil_id}
    for part in in_parts(sorted(pupils)):
        asks = select(CareNeed).where(col(CareNeed.pupil_id).in_(part), col(CareNeed.deleted).is_(False))
        with store.read() as session:
            found |= {need.id: need for need in session.exec(asks)}
    return found, read_needs(store, list(found.values()), day)


def _visits_of(
    store: Store, professional_ids: Collection[str], place_ids: Collection[str], visit_ids: Collection[str]
) -> dict[str, VisitPattern]:
    """Return the visits of professionals, those at places, and some more, by id."""
    found: dict[str, VisitPattern] = {}
    columns = (
        (VisitPattern.professional_id, professional_ids),
        (VisitPattern.school_id, place_ids),
        (VisitPattern.care_location_id, place_ids),
        (VisitPattern.id, visit_ids),
    )
    with store.read() as session:
        for column, ids in columns:
            for part in in_parts(sorted(filter(None, ids))):
                asks = select(VisitPattern).where(col(column).in_(part), col(VisitPattern.deleted).is_(False))
                found |= {visit.id: visit for visit in session.exec(asks)}
    return found


def _by_person(visits: Iterable[VisitPattern]) -> defaultdict[str, list[VisitPattern]]:
    found: defaultdict[str, list[VisitPattern]] = defaultdict(list)
    for visit in visits:
        if visit.professional_id:
            found[visit.professional_id].append(visit)
    return found


def _bonds_of(store: Store, school_ids: Collection[str]) -> dict[tuple[str, str], list[FixedBond]]:
    """Return the bonds of schools, by school and provider."""
    found: dict[tuple[str, str], list[FixedBond]] = defaultdict(list)
    for bond in living(store, FixedBond):
        if bond.school_id in school_ids:
            found[bond.school_id, bond.provider_id].append(bond)
    return found
