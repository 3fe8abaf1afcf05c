"""Good parts of different plans are put together, and what comes of it is a plan that breaks no rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn_problems import problems
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.practice.invent import Practice, invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.search_combine import Combiner
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_places import PlacePlan, PlacePlans, Places, Stay, worth_keeping
from zorgarrangeur_tui.planning.search_start import LocksClash, construct, refuse_clashing_locks
from zorgarrangeur_tui.planning.search_state import SearchState, proposal_of
from zorgarrangeur_tui.planning.search_watch import PlaceWatch

HEAT = 60.0


def searched(model: SearchModel, watch: PlaceWatch, seed: int, moves: int) -> SearchEngine:
    """Return a search that was watched from its first plan to its last."""
    engine = SearchEngine(model, seed)
    construct(engine, lambda: False)
    engine.begin(watch=watch)
    for _ in range(moves if engine.has_work else 0):
        engine.move(HEAT)
    return engine


def combiner_of(model: SearchModel) -> Combiner:
    """Return what puts together plans of a problem; nothing was found yet."""
    bare = SearchState(model)
    return Combiner(model.problem, bare.cost, bare.left)


@settings(max_examples=60, deadline=None)
@given(problem=problems(), seed=st.integers(0, 9))
def test_what_is_put_together_breaks_no_rule_and_costs_what_it_says(problem: Problem, seed: int) -> None:
    """With locks, groups, pupils at two schools, schools too far apart and caps; and it is never dearer than the best search."""
    try:
        refuse_clashing_locks(problem)
    except LocksClash:
        problem = replace(problem, locked_presence=(), locked_visits=())
    model = SearchModel(problem)
    watch = PlaceWatch(model, HEAT)
    combiner = combiner_of(model)
    searches = []
    for number in range(3):
        searches.append(searched(model, watch, seed + number, 12))
        combiner.add(watch.news(), watch.parts_of(searches[-1].best))
    best = min(searches, key=lambda engine: engine.best_cost)
    found = combiner.best(best.best, seconds=20, stop=lambda: False)
    assert found is not None
    cost, plan = found
    checked = check(problem, proposal_of(problem, plan))
    assert checked.errors == ()
    assert cost <= best.best_cost
    assert checked.total - cost == check(problem, best.best_proposal()).total - best.best_cost


@pytest.fixture(scope="module")
def practice() -> Practice:
    """Return an invented region of six schools."""
    return invent(Size(6, 20, 60), 1)


def test_searches_that_are_good_at_different_schools_give_a_better_plan(practice: Practice) -> None:
    """Three short searches: together they hold a plan that is cheaper than each of them."""
    model = SearchModel(practice.problem)
    watch = PlaceWatch(model, HEAT)
    combiner = combiner_of(model)
    searches = []
    for seed in range(3):
        searches.append(searched(model, watch, seed, 400))
        combiner.add(watch.news(), watch.parts_of(searches[-1].best))
    best = min(searches, key=lambda engine: engine.best_cost)
    found = combiner.best(best.best, seconds=20, stop=lambda: False)
    assert found is not None
    assert found[0] < best.best_cost
    assert check(practice.problem, proposal_of(practice.problem, found[1])).errors == ()


def test_a_hot_search_is_not_noted(practice: Practice) -> None:
    """What its plan does at a school is soon undone; only the plan that it ends with counts."""
    model = SearchModel(practice.problem)
    watch = PlaceWatch(model, HEAT / 2)
    engine = SearchEngine(model, 1)
    construct(engine, lambda: False)
    engine.begin(watch=watch)
    for _ in range(50):
        engine.move(HEAT)
    assert watch.news() == ()
    assert [plan.place for plan in watch.parts_of(engine.best)] == list(range(6))
    for _ in range(50):
        engine.move(HEAT / 4)
    assert watch.news()


def test_nothing_is_put_together_before_every_place_has_a_plan(practice: Practice) -> None:
    """Nor when somebody said stop."""
    model = SearchModel(practice.problem)
    watch = PlaceWatch(model, HEAT)
    combiner = combiner_of(model)
    engine = searched(model, watch, 1, 5)
    parts = watch.parts_of(engine.best)
    combiner.add((), parts[1:])
    assert combiner.best(engine.best, seconds=20, stop=lambda: False) is None
    combiner.add((), parts[:1])
    assert combiner.best(engine.best, seconds=20, stop=lambda: True) is None
    assert combiner.best(engine.best, seconds=20, stop=lambda: False) is not None


def test_schools_with_a_pupil_in_common_are_one_place(practice: Practice) -> None:
    """What one of them does then depends on the other."""
    problem = practice.problem
    assert [len(schools) for schools in Places(problem).schools] == [1] * 6
    lines = list(problem.lines)
    moved = next(number for number, line in enumerate(lines) if line.school == 4)
    at_first = next(line for line in lines if line.school == 1)
    lines[moved] = replace(lines[moved], pupil=at_first.pupil)
    places = Places(replace(problem, lines=tuple(lines)))
    assert sorted(map(tuple, places.schools)) == [(0,), (1, 4), (2,), (3,), (5,)]
    assert places.of_line[moved] == places.of_school[1]
    assert sorted(line for at_place in places.lines for line in at_place) == list(range(len(lines)))


def test_of_each_way_in_which_people_are_there_the_cheapest_is_kept() -> None:
    """Of those ways no more than the cheapest few; what a search ended with stays, however dear it is by itself."""
    kept = PlacePlans(1, 2)
    ways = [(Stay(worker, 0, 1, 4),) for worker in range(4)]
    noted = [PlacePlan(0, cost, ways[way], ()) for cost, way in ((5, 0), (3, 0), (4, 0), (9, 1), (7, 2))]
    kept.add(noted, [PlacePlan(0, 20, ways[3], ()), PlacePlan(0, 8, ways[2], ())])
    assert sorted((plan.cost, plan.stays) for plan in kept.of(0)) == [(3, ways[0]), (7, ways[2]), (20, ways[3])]


def test_plans_that_ask_as_much_of_the_same_people_do_not_crowd_out_others() -> None:
    """They differ only in the half-days; a few of them are enough."""
    same = [PlacePlan(0, cost, (Stay(1, 0, 1 << cost, 4),), ()) for cost in range(12)]
    other = PlacePlan(0, 50, (Stay(2, 0, 1, 4),), ())
    kept = worth_keeping([*same, other], 10)
    assert kept[-1] == other
    assert 1 < len(kept) < 10


@pytest.mark.parametrize(
    ("at_the_other", "too_far", "left", "cost"),
    [
        pytest.param(0b100, False, 8, -19, id="a morning here and an afternoon there"),
        pytest.param(0b1, False, 8, -10, id="the same morning"),
        pytest.param(0b100, True, 8, -10, id="the other half of a day, too far away"),
        pytest.param(0b10000, True, 8, -19, id="another day, too far away for one"),
        pytest.param(0b100, False, 7, -10, id="more hours than she works"),
    ],
)
def test_nobody_is_asked_more_than_they_can(
    practice: Practice, at_the_other: int, *, too_far: bool, left: int, cost: int
) -> None:
    """Two schools would each like her; both get her when that can be, and else the one that gains most."""
    problem = replace(practice.problem, unreachable=frozenset({(0, 1)} if too_far else ()))
    places = Places(problem)
    combiner = Combiner(problem, 0, [left] * len(problem.workers))
    for place, lines in enumerate(places.lines):
        nothing = tuple(() for _ in lines)
        stays = {0: Stay(3, 0, 0b1, 4), 1: Stay(3, 1, at_the_other, 4)}
        combiner.add([PlacePlan(place, 0, (), nothing)], ())
        if place in stays:
            combiner.add([PlacePlan(place, place - 10, (stays[place],), nothing)], ())
    found = combiner.best([() for _ in problem.lines], seconds=20, stop=lambda: False)
    assert found is not None
    assert found[0] == cost
