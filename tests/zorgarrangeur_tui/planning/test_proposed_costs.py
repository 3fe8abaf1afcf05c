"""What a line of a proposal costs is what the whole plan would cost more or less with that line alone."""

from __future__ import annotations

from tests.zorgarrangeur_tui.planning.region_kit import small_region, visit
from zorgarrangeur_tui.planning.counting import count_measures
from zorgarrangeur_tui.planning.current_plan import current_plan, current_sessions
from zorgarrangeur_tui.planning.explain_crop import needed_presence
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.plan_difference import ProposedChange, ProposedKind, plan_difference
from zorgarrangeur_tui.planning.proposed_costs import ProposedCosts
from zorgarrangeur_tui.planning.region_problem import PlannedRegion, planned_region
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.wanted_visits import wanted_visits


def counted(planned: PlannedRegion, visits: set[Visit]) -> Measures:
    """Return what a plan of the whole problem amounts to."""
    presence = needed_presence(planned.problem, visits) | set(planned.problem.locked_presence)
    return count_measures(planned.problem, sorted(presence), sorted(visits))


def test_a_line_costs_what_the_whole_plan_costs_more_with_it_alone() -> None:
    """A visit that moves, and those that are new: each by itself."""
    region = small_region(visits=(visit("now", start_minute=600, duration_minutes=50, serves=["alone"]),))
    planned = planned_region(region)
    found = search(planned.problem, seconds=0, seed=1, stop=lambda: False, report=lambda _: None, iterations=60)
    changes = plan_difference(planned.layout.free, wanted_visits(planned, found))
    costs, today = ProposedCosts(planned, found), set(current_plan(planned).visits)
    weights = planned.problem.weights
    assert today
    assert len(changes) > 1
    for change in changes:
        gone = current_sessions(planned).get(change.before.id, ()) if change.before else ()
        told = costs.of(change)
        assert told is not None
        alone = counted(planned, (today - set(gone)) | set(costs.sessions(change)))
        assert told.weighed == alone.cost(weights) - counted(planned, today).cost(weights)
        assert bool(told.brings) or told.weighed >= 0


def test_a_visit_that_the_planner_cannot_count_has_no_price() -> None:
    """From 9:11 to 10:01 touches five quarters, and fifty minutes are four: nobody claims to know what its end would bring."""
    region = small_region(visits=(visit("now", start_minute=551, duration_minutes=50, serves=["alone"]),))
    planned = planned_region(region)
    found = search(planned.problem, seconds=0, seed=1, stop=lambda: False, report=lambda _: None, iterations=5)
    gone = ProposedChange(ProposedKind.REMOVE, region.visits[0])
    assert ProposedCosts(planned, found).of(gone) is None
