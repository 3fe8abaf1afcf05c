"""What a plan amounts to in the measures of the board, for the plan of today and for any proposal alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storage.models.codes import MomentRule
from zorgarrangeur_tui.domain.board_measures import BoardMeasures, board_measures
from zorgarrangeur_tui.domain.board_values import BoardVisit, planned_of
from zorgarrangeur_tui.domain.budgets import week_budget
from zorgarrangeur_tui.domain.coverage import NeedCoverage, coverage
from zorgarrangeur_tui.domain.record_values import board_school, board_visit, budget_value, need_value
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.planning.layout import Layout
from zorgarrangeur_tui.planning.plan_difference import ProposedChange, ProposedKind
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """The measures of all planned schools together, over a fortnight.

    Attributes:
        needed: minutes of all needs, as the board counts them; also of those that the planner leaves to people.
        covered: minutes of those that somebody gives.
        pupil_faces: of each pupil who gets care, how many professionals it meets, from few to many.
        school_faces: professionals at a school, over all schools.
        school_providers: providers at a school, over all schools.
        entries: how often somebody comes in at a school, over all schools and days.
        fixed_needed, fixed_covered: those minutes of needs at a fixed moment.
        travel_minutes, travel_km: of the trips between schools.
        over_budget: minutes a week that schools have more presence than their budgets of time allow together.
        reserve: minutes that somebody is there without care to give.
        visits: recurring visits.
    """

    needed: int = 0
    covered: int = 0
    pupil_faces: tuple[int, ...] = ()
    school_faces: int = 0
    school_providers: int = 0
    entries: int = 0
    travel_minutes: int = 0
    reserve: int = 0
    visits: int = 0
    fixed_needed: int = 0
    fixed_covered: int = 0
    travel_km: float = 0.0
    over_budget: int = 0

    @property
    def coverage_percent(self) -> int | None:
        """Covered minutes in whole percent, rounded down; None when nothing is needed."""
        return None if not self.needed else 100 * self.covered // self.needed

    @property
    def fixed_percent(self) -> int | None:
        """Covered minutes of needs at a fixed moment in whole percent, rounded down; None without such needs."""
        return None if not self.fixed_needed else 100 * self.fixed_covered // self.fixed_needed

    @property
    def mean_faces(self) -> float:
        """Professionals a pupil, on average."""
        return sum(self.pupil_faces) / len(self.pupil_faces) if self.pupil_faces else 0.0


def plan_measures(layout: Layout, visits: Iterable[BoardVisit]) -> PlanMeasures:
    """Return the measures of a plan.

    Args:
        layout: the region.
        visits: all at its schools, and what its professionals do at others.
    """
    known = list(visits)
    people = layout.region.professionals
    places = {
        school.id: Place(school.latitude, school.longitude)
        for school in layout.schools
        if school.latitude is not None and school.longitude is not None
    }
    each = [_of_school(layout, number, known, places) for number in range(len(layout.schools))]
    keys = {school.id for school in layout.schools}
    own = [visit for visit in known if visit.school_id in keys and visit.professional_id in people]
    fixed = _fixed_coverage(layout, (visit for visit in known if visit.school_id in keys))
    budgets = [(one.school_id, budget_value(one)) for one in layout.region.budgets if not one.deleted]
    return PlanMeasures(
        needed=sum(one.needed for one in each),
        covered=sum(one.covered for one in each),
        pupil_faces=tuple(sorted(count for one in each for count in one.pupil_faces)),
        school_faces=sum(one.school_faces for one in each),
        school_providers=len({(visit.school_id, people[visit.professional_id].provider_id) for visit in own}),
        entries=sum(count for one in each for _, count in one.entries),
        travel_minutes=sum(one.travel_minutes for one in each),
        reserve=sum(one.reserve for one in each),
        visits=len(own),
        fixed_needed=sum(one.needed for one in fixed),
        fixed_covered=sum(one.covered for one in fixed),
        travel_km=sum(one.travel_km for one in each),
        over_budget=sum(
            week_budget([value for key, value in budgets if key == school.id], layout.region.day).minutes_over(
                one.presence
            )
            for school, one in zip(layout.schools, each, strict=True)
        ),
    )


def _fixed_coverage(layout: Layout, visits: Iterable[BoardVisit]) -> list[NeedCoverage]:
    """Return the coverage of the needs at a fixed moment, beside the other needs that the visits serve."""
    held = {school.id: weekdays_with_school(board_school(school).bell_times) for school in layout.schools}
    planned = [planned_of(visit) for visit in visits if visit.weekday in held[visit.school_id]]
    needs = [need for need in layout.region.needs if layout.school_of(need) in held]
    fixed = {need.id for need in needs if need.moment_rule == MomentRule.FIXED}
    return [one for one in coverage(map(need_value, needs), planned) if one.need.id in fixed]


def visits_today(layout: Layout) -> list[BoardVisit]:
    """Return the visits of today, at the planned schools and elsewhere."""
    return [board_visit(visit) for visit in layout.region.visits]


def visits_after(layout: Layout, changes: Iterable[ProposedChange]) -> list[BoardVisit]:
    """Return the visits as they would be with some changes."""
    found = {visit.id: board_visit(visit) for visit in layout.region.visits}
    for number, change in enumerate(changes):
        if change.before is not None and change.kind is ProposedKind.REMOVE:
            del found[change.before.id]
        elif change.after is not None:
            key = f"new {number}" if change.before is None else change.before.id
            found[key] = as_board_visit(key, change.after)
    return list(found.values())


def as_board_visit(key: str, wanted: WantedVisit) -> BoardVisit:
    """Return a wanted visit as one on the board."""
    return BoardVisit(
        key,
        wanted.professional_id,
        wanted.school_id,
        wanted.weekday,
        wanted.start_minute,
        wanted.duration_minutes,
        wanted.rhythm,
        wanted.serves,
    )


def _of_school(layout: Layout, number: int, visits: list[BoardVisit], places: dict[str, Place]) -> BoardMeasures:
    school = layout.schools[number]
    own = [visit for visit in visits if visit.school_id == school.id]
    people = {visit.professional_id for visit in own}
    days = weekdays_with_school(board_school(school).bell_times)
    return board_measures(
        school.id,
        [*own, *(one for one in visits if one.school_id != school.id and one.professional_id in people)],
        [need_value(need) for need in layout.region.needs if layout.school_of(need) == school.id],
        days,
        places,
        layout.region.day,
    )
