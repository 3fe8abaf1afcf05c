"""What the planner works on, read from the store: some schools, or the whole region, as they are on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from statistics import median_low

from storage.models import (
    Absence,
    Budget,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    School,
    Tariff,
    VisitPattern,
)
from storage.models.casework_codes import TariffUnit
from storage.store import Store
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.desk.plan_reading import read_needs
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.reference import rows_on
from zorgarrangeur_tui.domain.checked_records import away_values
from zorgarrangeur_tui.domain.dated_spans import last_day
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.planning.region import Region
from zorgarrangeur_tui.planning.repairs import is_away_all_fortnight


def region_to_plan(
    store: Store,
    day: date,
    school_ids: Collection[str] = (),
    *,
    away: Collection[str] = (),
    without_stopped: bool = False,
) -> Region:
    """Return some schools with all that matters to their plan.

    Args:
        store: an opened store.
        day: on which the plan begins.
        school_ids: the schools; none: every school with a case, a bond or a visit.
        away: ids of professionals who do not come, beside those who are away for the whole fortnight.
        without_stopped: whether care that is over, or of which every title has ended, is asked no more.

    Raises:
        RecordMissing: a school is not there (any more).
    """
    schools = [store.get(School, key) for key in school_ids] if school_ids else busy_schools(store)
    planned = {school.id: school for school in sorted(schools, key=lambda one: one.id)}
    cases = {case.id: case.school_id for case in living(store, Case) if case.school_id in planned}
    needs = [need for need in living(store, CareNeed) if need.case_id in cases and in_force(need, day)]
    visits = [visit for visit in living(store, VisitPattern) if in_force(visit, day)]
    bonds = [bond for bond in living(store, FixedBond) if bond.school_id in planned and in_force(bond, day)]
    coming = {bond.provider_id for bond in bonds}
    visiting = {visit.professional_id for visit in visits if visit.school_id in planned}
    people = {
        person.id: person
        for person in living(store, Professional)
        if person.provider_id in coming or person.id in visiting
    }
    absent = {key for key, known in known_absences(store, people.keys()).items() if _is_away(known, day)}
    providers = by_ids(store, Provider, {person.provider_id for person in people.values()} | coming)
    return Region(
        day=day,
        schools=planned,
        professionals=people,
        providers=providers,
        bonds=tuple(bonds),
        needs=tuple(needs),
        school_of=cases,
        pupils=by_ids(store, Pupil, {need.pupil_id for need in needs}),
        visits=tuple(visit for visit in visits if visit.school_id in planned or visit.professional_id in people),
        budgets=tuple(one for one in living(store, Budget) if one.school_id in planned and in_force(one, day)),
        away=frozenset(absent | set(away)),
        stopped=_stopped(store, visits, day) if without_stopped else frozenset(),
        hourly_cents=hourly_cents(store, day),
    )


def _is_away(known: Iterable[Absence], day: date) -> bool:
    return any(is_away_all_fortnight(away, day) for away in away_values(known))


def _stopped(store: Store, visits: Iterable[VisitPattern], day: date) -> frozenset[str]:
    """Return the ids of needs of visits that are over on a day, or had a title of which none holds any more."""
    served = {need for visit in visits for need in visit.serves}
    needs = by_ids(store, CareNeed, served)
    titles = {key: need.titles for key, need in read_needs(store, needs.values(), day).items()}
    over = {key for key, need in needs.items() if need.deleted or (need.ends_on is not None and need.ends_on < day)}
    ended = {key for key, known in titles.items() if known and all(last_day(one) < day for one in known)}
    return frozenset(over | ended | (needs.keys() - titles.keys()))


def hourly_cents(store: Store, day: date) -> dict[str, int]:
    """Return what an hour costs by `ProfessionalLevel`: the middle one of the tariffs per hour that hold on a day."""
    by_level: dict[str, list[int]] = defaultdict(list)
    for tariff in rows_on(store, Tariff, day):
        if tariff.unit == TariffUnit.HOUR and tariff.level and tariff.cents is not None:
            by_level[tariff.level].append(tariff.cents)
    return {level: median_low(cents) for level, cents in by_level.items()}
