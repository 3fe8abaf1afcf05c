"""The measures of every school of the region at once, as each has them on its own board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.clock import local_date
from storage.models import School
from storage.store import Store
from zorgarrangeur_tui.desk.plan_reading import read_region
from zorgarrangeur_tui.desk.plan_versions import since_published
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.board_measures import BoardMeasures, board_measures
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import WeekBudget, week_budget
from zorgarrangeur_tui.domain.caps import CapUse, providers_over_cap
from zorgarrangeur_tui.domain.coverage import Need
from zorgarrangeur_tui.domain.record_values import board_school
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.school_years import monday_of


@dataclass(frozen=True, slots=True)
class SchoolMeasures:
    """A school with its measures, its fixed providers against the cap, and what its budgets allow a week."""

    school: School
    measures: BoardMeasures
    use: CapUse
    budget: WeekBudget


def region_measures(store: Store) -> list[SchoolMeasures]:
    """Return the measures of every school where something is planned or asked this week, by name."""
    today = local_date(store.clock)
    monday = monday_of(today)
    read = read_region(store, monday)
    around = read.surroundings
    of_school: dict[str, dict[str, BoardVisit]] = defaultdict(dict)
    of_person: dict[str, list[BoardVisit]] = defaultdict(list)
    for visit in (one for one in read.visits if one.in_plan):
        of_school[visit.pattern.school_id][visit.pattern.id] = visit.pattern
        of_person[visit.pattern.professional_id].append(visit.pattern)
    needs: dict[str, list[Need]] = defaultdict(list)
    for need in around.needs.values():
        needs[need.place_id].append(Need(need.id, need.pupil_id, need.kind, need.group, need.minutes_needed))
    places = {key: one.place for key, one in around.schools.items() if one.place is not None}
    records = by_ids(store, School, around.schools)
    found = []
    for key, school in around.schools.items():
        own = of_school[key]
        people = {visit.professional_id for visit in own.values()} - {""}
        known = own | {visit.id: visit for person in people for visit in of_person[person]}
        measures = board_measures(
            key, known.values(), needs[key], weekdays_with_school(board_school(records[key]).bell_times), places, today
        )
        found.append(
            SchoolMeasures(
                records[key],
                replace(measures, since_published=since_published(store, key, today)),
                providers_over_cap(school.bonds, school.provider_cap, today),
                week_budget(school.budgets, monday),
            )
        )
    return sorted(found, key=lambda one: (one.school.name.casefold(), one.school.id))


def together(found: Sequence[SchoolMeasures]) -> BoardMeasures:
    """Return what schools have together. Entries have no sum, and neither have trips: two schools both count the one between."""
    every = [one.measures for one in found]
    return BoardMeasures(
        needed=sum(one.needed for one in every),
        covered=sum(one.covered for one in every),
        pupil_faces=tuple(sorted(faces for one in every for faces in one.pupil_faces)),
        reserve=sum(one.reserve for one in every),
        presence=sum(one.presence for one in every),
    )
