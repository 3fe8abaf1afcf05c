"""Who is promising at a school: a search that begins among them finds the best use of them, and can always use others later."""

from __future__ import annotations

import pytest

from zorgarrangeur_tui.planning.bounds import Bounds
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.practice.invent import Practice, invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_narrow import BestPlans, among_whom, narrowed, together
from zorgarrangeur_tui.planning.search_start import construct
from zorgarrangeur_tui.planning.search_state import Plan


@pytest.fixture(scope="module")
def practice() -> Practice:
    """Return an invented region of four schools with a planted plan."""
    return invent(Size(4, 16, 40), 2)


@pytest.fixture(scope="module")
def model(practice: Practice) -> SearchModel:
    """Return its problem as the search needs it."""
    return SearchModel(practice.problem)


def test_only_the_promising_serve_a_line(practice: Practice, model: SearchModel) -> None:
    """Whoever else could, cannot in the narrow problem; a plan of it is a plan of the whole one."""
    visitors = {school: frozenset(range(0, 16, 2)) for school in range(4)}
    narrow = narrowed(model, visitors)
    engine = SearchEngine(narrow, 1)
    construct(engine, lambda: False)
    for _ in range(200):
        engine.move(50.0)
    assert check(practice.problem, engine.best_proposal()).errors == ()
    for line, given in enumerate(engine.best):
        if any(worker in visitors[model.lines[line].school] for worker in model.lines[line].candidates):
            assert {visit.worker for visit in given} <= visitors[model.lines[line].school]
    whole = SearchEngine(model, 1)
    whole.restore(range(len(engine.best)), engine.best)
    assert whole.state.cost == engine.best_cost


def test_a_line_that_nobody_promising_can_serve_is_open_to_all(model: SearchModel) -> None:
    """Nobody is promising anywhere: the narrow problem is the whole one, and the whole one is as it was."""
    before = list(model.lines)
    narrow = narrowed(model, {})
    assert narrow.lines == model.lines == before
    narrowed(model, {school: frozenset({0}) for school in range(4)})
    assert model.lines == before


def test_opinions_go_together() -> None:
    """Whoever is promising by one of them is promising."""
    assert together([{0: frozenset({1, 2})}, {}, {0: frozenset({2, 3}), 5: frozenset({4})}]) == {
        0: frozenset({1, 2, 3}),
        5: frozenset({4}),
    }


def test_the_best_plans_are_kept_once_and_no_more_than_three(model: SearchModel) -> None:
    """Of five, one of them twice: the cheapest three, and who comes in any of these is promising."""
    plans: list[tuple[int, Plan]] = []
    for seed in range(5):
        engine = SearchEngine(model, seed)
        construct(engine, lambda: False)
        for _ in range(40):
            engine.move(80.0)
        plans.append((engine.state.cost, list(engine.state.given)))
    assert len({cost for cost, _ in plans}) == 5, "they must differ for this test to say anything"
    kept = BestPlans([sheet.school for sheet in model.lines])
    assert kept.visitors() == {}
    for cost, plan in [*plans, plans[0]]:
        kept.add(cost, plan)
    best = sorted(plans, key=lambda one: one[0])[:3]
    expected = [
        {
            visit.worker
            for _, plan in best
            for line, given in enumerate(plan)
            if model.lines[line].school == school
            for visit in given
        }
        for school in range(4)
    ]
    assert [set(kept.visitors()[school]) for school in range(4)] == expected


def test_one_process_begins_among_all_and_the_other_among_those_of_the_proof_and_later_of_the_plans(
    model: SearchModel,
) -> None:
    """Without a proof that knows anybody it begins among all at first, and then among those of the plans."""
    engine = SearchEngine(model, 1)
    construct(engine, lambda: False)
    plans = BestPlans([sheet.school for sheet in model.lines])
    plans.add(engine.state.cost, list(engine.state.given))
    proven, both = {0: frozenset({3})}, together([{0: frozenset({3})}, plans.visitors()])
    assert both != proven
    assert [among_whom(turn, 0, proven, plans) for turn in range(6)] == [None] * 6
    assert [among_whom(turn, 1, proven, plans) for turn in range(6)] == [proven, proven, proven, both, both, proven]
    assert [among_whom(turn, 1, {}, plans) for turn in (0, 3)] == [None, plans.visitors()]


def test_the_proof_knows_who_comes(practice: Practice) -> None:
    """At each school with care somebody comes in its best answer, and only who may come there."""
    bounds = Bounds(practice.problem)
    assert bounds.visitors() == {}
    schools = {line.school for line in practice.problem.lines}
    bounds.improve(60.0, 1, lambda: set(bounds.visitors()) == schools)
    visitors = bounds.visitors()
    assert set(visitors) == schools
    for school, workers in visitors.items():
        assert workers
        assert all(school in practice.problem.workers[worker].schools for worker in workers)
