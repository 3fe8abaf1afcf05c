"""Proofs: the exact model is what the checker counts, and no bound is above the best plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.zorgarrangeur_tui.planning.drawn_problems import problems
from tests.zorgarrangeur_tui.planning.small_region import EIK, LINDE, small_plan, small_region
from zorgarrangeur_tui.planning.bounds import Bounds, bound
from zorgarrangeur_tui.planning.bounds_school import SCALE, SchoolCount
from zorgarrangeur_tui.planning.candidates import eligible_workers
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.cpsat import Verdict
from zorgarrangeur_tui.planning.exact import is_small, prove
from zorgarrangeur_tui.planning.exact_model import ExactModel
from zorgarrangeur_tui.planning.half_day_model import HalfDayModel
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import SIZES, Size
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.search_start import LocksClash


def searched(problem: Problem) -> int:
    """Return what a short search comes to."""
    plan = search(problem, seconds=1, seed=1, stop=lambda: False, report=lambda _: None, iterations=30)
    return check(problem, plan).total


def test_the_small_region_is_proven_and_the_checker_counts_the_same() -> None:
    """The best plan keeps every rule and costs what the model says, and that is no more than the plan made by hand."""
    problem = small_region()
    proven = prove(problem, seconds=20)
    assert proven.proposal is not None
    checked = check(problem, proven.proposal)
    assert checked.errors == ()
    assert proven.best
    assert proven.bound == checked.total <= check(problem, small_plan()).total


def test_a_plan_that_costs_just_the_known_bound_is_the_best() -> None:
    """The bound of the count model closes the proof: the plan of the exact model costs no more than that."""
    problem = replace(small_region(), schools=tuple(replace(site, quiet={}) for site in small_region().schools))
    below = bound(problem, seconds=5)
    proven = prove(problem, seconds=20, known_bound=below)
    assert proven.best
    assert proven.bound >= below


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_bound_is_at_most_the_exact_best_and_that_at_most_any_plan(problem: Problem) -> None:
    """In any small problem: the bound, the proven best plan, the plan of a search; in that order."""
    try:
        found = searched(problem)
    except LocksClash:
        assume(condition=False)
    proven = prove(problem, seconds=60)
    assert proven.best
    assert proven.proposal is not None
    checked = check(problem, proven.proposal)
    assert checked.errors == ()
    assert proven.bound == checked.total <= found
    assert bound(problem, seconds=5, processors=1) <= checked.total


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_a_plan_by_the_half_day_never_costs_more_than_one_to_the_slot(problem: Problem) -> None:
    """What it proves holds for every plan, with quiet windows, kept visits, groups, windows and locks; and so it finds no less."""
    candidates, every = dict(enumerate(eligible_workers(problem))), range(len(problem.lines))
    exact = ExactModel(problem, Proposal(), every, candidates).model.solve(seconds=60)
    half_days = HalfDayModel(problem, candidates).model.solve(seconds=60, from_below=True)
    assert exact.verdict in {Verdict.OPTIMAL, Verdict.IMPOSSIBLE}
    if exact.cost is None:
        assert not prove(problem, seconds=60).possible
        return
    assert half_days.proven
    assert half_days.bound <= exact.cost
    proven = prove(problem, seconds=60)
    assert proven.best
    assert proven.bound == exact.cost


def test_a_lock_where_somebody_cannot_be_costs_what_the_checker_counts() -> None:
    """Whoever is locked at a school that they may not come to is paid there all the same, above a budget of nothing."""
    problem = small_region()
    worker, school = problem.workers[0], problem.schools[LINDE]
    astray = replace(
        problem,
        workers=(replace(worker, schools=()), *problem.workers[1:]),
        schools=tuple(replace(one, budget=0) if one is school else one for one in problem.schools),
        locked_presence=(Presence(0, LINDE, min(school.blocks), 0),),
    )
    proven = prove(astray, seconds=60)
    assert proven.proposal is not None
    assert proven.best
    assert proven.bound == check(astray, proven.proposal).total


def test_one_school_is_proven_by_the_half_day_where_a_count_leaves_a_gap() -> None:
    """Nothing costs less than 2,824 there, though the count per school proves no more than 2,804."""
    problem = invent(SIZES["S1"], 5).problem
    below = bound(problem, seconds=5, processors=1)
    proven = prove(problem, seconds=60, known_bound=below, steady=True)
    assert below < proven.bound
    assert proven.best
    assert proven.proposal is not None
    assert check(problem, proven.proposal).total == proven.bound == 2_824


@pytest.mark.parametrize("most", [0, 10_000])
def test_people_taken_together_prove_less_but_never_too_much(most: int) -> None:
    """A school of which all alike workers are one party has a lower bound than with each by themselves, or the same."""
    practice = invent(Size(1, 6, 12), 4)
    problem, lines = practice.problem, range(len(practice.problem.lines))
    count = SchoolCount(problem, 0, lines, eligible_workers(problem), range(len(problem.pupils)), most)
    outcome = count.model.solve(seconds=60)
    assert outcome.proven
    assert 0 < outcome.bound / SCALE <= check(problem, practice.planted).total


def test_prices_never_prove_more_than_the_best_plan() -> None:
    """Three schools that share everybody: every bound that is reported is below the planted plan, and they rise."""
    practice = invent(Size(3, 6, 12), 2)
    heard: list[int] = []
    bounds = Bounds(practice.problem, heard.append)
    bounds.improve(4, 1, lambda: False)
    assert heard == sorted(set(heard))
    assert 0 < bounds.best == heard[-1] <= check(practice.problem, practice.planted).total


def test_a_bound_that_must_stop_at_once_claims_nothing() -> None:
    """Nothing costs less than nothing."""
    assert bound(small_region(), seconds=60, stop=lambda: True) == 0


def test_locks_that_clash_are_proven_impossible() -> None:
    """Anna cannot give a session that is locked while she is locked at another school."""
    problem = replace(
        small_region(),
        locked_presence=(Presence(0, EIK, 0, 0),),
        locked_visits=(Visit(0, 0, 0, 8, (0, 1)),),
    )
    assert not prove(problem, seconds=20).possible


def test_one_school_is_small_and_a_region_is_not() -> None:
    """Only the smallest is worth proving as a whole."""
    assert is_small(invent(SIZES["S1"], 1).problem)
    assert not is_small(invent(SIZES["S2"], 1).problem)
