"""The search finds plans that break no rule, better ones with more moves, and the same one for the same seed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from drawn_problems import problems, proposals
from hypothesis import given, settings
from hypothesis import strategies as st
from small_region import small_plan, small_region

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.practice.invent import Practice, invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress, SearchPhase
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_start import LocksClash, construct, keep_what_fits, refuse_clashing_locks

MOVES = 60


@cache
def region() -> Practice:
    """Return an invented region of four schools with a planted plan."""
    return invent(Size(4, 14, 60), 2)


def find(problem: Problem, iterations: int = MOVES, seed: int = 1, start: Proposal | None = None) -> Proposal:
    """Search for some moves, and tell nobody."""
    return search(
        problem,
        seconds=60,
        seed=seed,
        start=start,
        stop=lambda: False,
        report=lambda progress: None,
        iterations=iterations,
    )


def test_a_region_is_covered_wholly_and_cheaper_than_the_planted_plan() -> None:
    """Four schools: no error, every session given, and a lower cost than the plan that the problem was written around."""
    practice = region()
    found = check(practice.problem, find(practice.problem, 1500))
    assert found.errors == ()
    assert found.measures.covers_all
    assert found.total < check(practice.problem, practice.planted).total


def test_the_same_seed_and_moves_give_the_same_plan() -> None:
    """Bit for bit; another seed finds another one."""
    problem = region().problem
    assert find(problem, 80) == find(problem, 80)
    assert find(problem, 80) != find(problem, 80, seed=2)


def test_more_moves_never_give_a_worse_plan_than_the_start() -> None:
    """Whoever goes on from a proposal gets one that is at least as good."""
    practice = region()
    found = check(practice.problem, find(practice.problem, 40, start=practice.planted))
    assert found.errors == ()
    assert found.total <= check(practice.problem, practice.planted).total


def test_a_search_without_time_gives_what_it_began_with() -> None:
    """Zero seconds: the earlier proposal, or else nothing but the locks; each at once and without an error."""
    practice = region()
    visit = practice.planted.visits[0]
    locked = replace(practice.problem, locked_visits=(visit,))

    def at_once(problem: Problem, start: Proposal | None) -> Proposal:
        return search(problem, seconds=0, seed=1, start=start, stop=lambda: False, report=lambda progress: None)

    assert set(at_once(practice.problem, practice.planted).visits) == set(practice.planted.visits)
    assert at_once(locked, None).visits == (visit,)
    assert check(locked, at_once(locked, None)).errors == ()


def test_a_search_that_is_stopped_gives_the_best_so_far() -> None:
    """Stopped after a while: a whole plan, of which the last report told the cost."""
    told: list[Progress] = []
    looks = iter(range(10_000))
    problem = region().problem
    found = search(problem, seconds=60, seed=1, stop=lambda: next(looks) > 40, report=told.append)
    checked = check(problem, found)
    assert checked.errors == ()
    assert [told[0].phase, told[-1].phase] == [SearchPhase.BUILDING, SearchPhase.DONE]
    assert (told[-1].best_cost, told[-1].measures) == (checked.total, checked.measures)


def test_reports_never_get_worse() -> None:
    """Each report costs no more than the one before."""
    told: list[Progress] = []
    search(region().problem, seconds=60, seed=3, stop=lambda: False, report=told.append, iterations=300)
    costs = [progress.best_cost for progress in told]
    assert costs == sorted(costs, reverse=True)
    assert told[0].improved


def test_locks_stay_where_they_are() -> None:
    """Locked sessions and half-days are in the plan, and all the rest is planned around them."""
    practice = region()
    visits, presence = practice.planted.visits[::7], practice.planted.presence[::9]
    problem = replace(practice.problem, locked_visits=visits, locked_presence=presence)
    found = find(problem, 200)
    checked = check(problem, found)
    assert checked.errors == ()
    assert set(visits) <= set(found.visits)
    assert set(presence) <= set(found.presence)
    assert checked.measures.coverage > 95


def test_locks_that_clash_are_refused_with_reasons() -> None:
    """Somebody who is locked at two schools at once: a sentence without names, and the rules that are broken."""
    problem = replace(small_region(), locked_presence=(Presence(0, 0, 0, 0), Presence(0, 1, 0, 0)))
    with pytest.raises(LocksClash) as refused:
        find(problem)
    assert str(refused.value).startswith("Wat u hebt vastgezet kan niet samen")
    assert any("2 keer ingedeeld" in reason for reason in refused.value.reasons)


def test_a_published_plan_is_kept_when_moves_are_dear() -> None:
    """With nothing but the price of a move, the plan that was published is the best one."""
    practice = region()
    dear = replace(practice.problem.weights, move=10_000)
    problem = replace(practice.problem, published=practice.planted.visits, weights=dear)
    found = check(problem, find(problem, 400))
    assert found.errors == ()
    assert found.measures.moves < len(practice.planted.visits) / 10


def test_quiet_windows_are_avoided_when_they_cost_something() -> None:
    """The same region with a dear quiet hour every morning has hardly any care in it."""
    problem = region().problem
    quiet = dict.fromkeys(range(5), ((4, 8),))
    schools = tuple(replace(school, quiet=quiet) for school in problem.schools)
    free = replace(problem, schools=schools)
    dear = replace(free, weights=replace(problem.weights, quiet=50))
    careless, careful = (check(one, find(one, 300)) for one in (free, dear))
    assert careful.errors == ()
    assert careful.measures.quiet_slots < careless.measures.quiet_slots / 2


def test_a_cap_on_providers_holds() -> None:
    """One provider at most at every school: no error, whatever stays uncovered."""
    problem = region().problem
    capped = replace(problem, schools=tuple(replace(school, provider_cap=1) for school in problem.schools))
    found = check(capped, find(capped, 200))
    assert found.errors == ()
    assert found.measures.provider_pairs <= len(capped.schools)


@settings(max_examples=60, deadline=None)
@given(problem=problems(), data=st.data())
def test_no_rule_is_ever_broken(problem: Problem, data: st.DataObject) -> None:
    """Whatever the problem and whatever proposal it begins with: no errors, or a refusal when the locks themselves have some."""
    start = data.draw(st.none() | proposals(problem))
    try:
        found = find(problem, 25, start=start)
    except LocksClash as refused:
        assert refused.reasons
        return
    assert check(problem, found).errors == ()


@settings(max_examples=40, deadline=None)
@given(problem=problems(), seed=st.integers(0, 9))
def test_the_search_counts_as_the_checker_does(problem: Problem, seed: int) -> None:
    """After every move the cost that the search keeps differs from that of the checker by what no plan can escape."""
    try:
        refuse_clashing_locks(problem)
    except LocksClash:
        problem = replace(problem, locked_presence=(), locked_visits=())
    engine = SearchEngine(SearchModel(problem), seed)
    outside = check(problem, engine.best_proposal()).total - engine.state.cost
    construct(engine, lambda: False)
    for _ in range(6 if engine.has_work else 0):
        engine.move(60.0)
        engine.best = list(engine.state.given)
        assert check(problem, engine.best_proposal()).total - engine.state.cost == outside


def test_a_search_for_one_school_leaves_the_others_alone() -> None:
    """Only the sessions of that school differ from the proposal that it began with."""
    practice = region()
    lines = practice.problem.lines

    def elsewhere(proposal: Proposal) -> set[Visit]:
        return {visit for visit in proposal.visits if lines[visit.line].school != 1}

    found = search(
        practice.problem,
        seconds=60,
        seed=1,
        start=practice.planted,
        stop=lambda: False,
        report=lambda progress: None,
        iterations=200,
        schools=(1,),
    )
    assert check(practice.problem, found).errors == ()
    assert elsewhere(found) == elsewhere(practice.planted)
    assert set(found.visits) != set(practice.planted.visits)


def test_what_of_a_start_no_longer_fits_is_left_out() -> None:
    """A proposal with a session of a line that is gone, and with one of somebody who no longer comes: both are dropped."""
    problem, plan = small_region(), small_plan()
    engine = SearchEngine(SearchModel(problem), 1)
    keep_what_fits(engine, Proposal((), (*plan.visits, Visit(99, 0, 0, 2, (0, 1)), Visit(0, 99, 0, 2, (0, 1)))))
    kept = engine.best_proposal()
    assert check(problem, kept).errors == ()
    assert set(kept.visits) <= set(plan.visits)
    assert kept.visits
