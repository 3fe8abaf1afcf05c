"""What the planner works on, read from the store: some schools, or the whole region, as they are on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from statistics import median_low

from storage.models import (
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
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.reference import rows_on
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.planning.region import Region


def region_to_plan(store: Store, day: date, school_ids: Collection[str] = ()) -> Region:
    """Return some schools with all that matters to their plan.

    Args:
        store: an opened store.
        day: on which the plan begins.
        school_ids: the schools; none: every school with a case, a bond or a visit.

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
        hourly_cents=hourly_cents(store, day),
    )


def hourly_cents(store: Store, day: date) -> dict[str, int]:
    """Return what an hour costs by `ProfessionalLevel`: the middle one of the tariffs per hour that hold on a day."""
    by_level: dict[str, list[int]] = defaultdict(list)
    for tariff in rows_on(store, Tariff, day):
        if tariff.unit == TariffUnit.HOUR and tariff.level and tariff.cents is not None:
            by_level[tariff.level].append(tariff.cents)
    return {level: median_low(cents) for level, cents in by_level.items()}
