"""Planning to the slot with a proof: a small problem wholly, or some schools of a large one while all else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.candidates import eligible_workers
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.cpsat import Stopped, Verdict
from zorgarrangeur_tui.planning.exact_model import ExactModel
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal

_SMALL = 1500
"""Pairs of a line and somebody who may serve it, up to which a problem is worth solving as a whole."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A plan with its proof.

    Attributes:
        proposal: the best plan that was found; None when there is none (yet).
        bound: no plan costs less.
        best: whether no plan is better than the proposal.
        possible: False when it is proven that there is no plan at all, because what is locked clashes.
    """

    proposal: Proposal | None
    bound: int
    best: bool
    possible: bool = True


def is_small(problem: Problem) -> bool:
    """Tell whether a problem is small enough to hope for `prove`."""
    return sum(map(len, eligible_workers(problem))) <= _SMALL


def prove(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
    start: Proposal | None = None,
    known_bound: int = 0,
    processors: int = 1,
    steady: bool = False,
) -> Proven:
    """Plan a whole problem to the slot and prove that nothing is better, as far as there is time.

    Args:
        problem: what to plan; small, see `is_small`.
        seconds: how long it may take.
        seed: where chance begins.
        stop: asked often; True ends it.
        start: a proposal to begin with.
        known_bound: a cost below which there is no plan, as `bounds.bound` proves; a plan that costs just that ends it.
        processors: how many to use.
        steady: measure time by work done, so that a seed gives the same plan on any machine.
    """
    candidates = dict(enumerate(eligible_workers(problem)))
    try:
        exact = ExactModel(problem, Proposal(), range(len(problem.lines)), candidates, stop)
    except Stopped:
        return Proven(None, known_bound, best=False)
    if start is not None:
        exact.hint(start)
    exact.model.cost_at_least(known_bound)
    outcome = exact.model.solve(
        seconds=seconds, seed=seed, stop=stop, processors=processors, steady=steady, good_enough=known_bound
    )
    if outcome.verdict is Verdict.IMPOSSIBLE:
        return Proven(None, outcome.bound, best=False, possible=False)
    found = exact.proposal(outcome.values) if outcome.values else None
    bound = max(known_bound, outcome.bound)
    return Proven(found, bound, found is not None and outcome.cost == bound)


def improve(
    problem: Problem,
    proposal: Proposal,
    schools: Collection[int],
    *,
    seconds: float,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
    processors: int = 1,
    steady: bool = False,
) -> Proposal:
    """Plan some schools anew to the slot while all else stays, and return the better plan; the same one when there is none.

    Args:
        problem: what to plan.
        proposal: a plan that the checker accepts.
        schools: which schools.
        seconds: how long it may take.
        seed: where chance begins.
        stop: asked often; True ends it with the best so far.
        processors: how many to use.
        steady: measure time by work done, so that a seed gives the same plan on any machine.
    """
    eligible = eligible_workers(problem)
    free = {number: eligible[number] for number, line in enumerate(problem.lines) if line.school in schools}
    return replan(problem, proposal, free, seconds=seconds, seed=seed, stop=stop, processors=processors, steady=steady)


def replan(
    problem: Problem,
    proposal: Proposal,
    candidates: Mapping[int, Sequence[int]],
    *,
    seconds: float,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
    processors: int = 1,
    steady: bool = False,
) -> Proposal:
    """Plan some lines anew, each by one of some workers, while all else stays; return the better plan or the same one."""
    if not candidates:
        return proposal
    try:
        exact = ExactModel(problem, proposal, candidates.keys(), candidates, stop)
    except Stopped:
        return proposal
    exact.hint(proposal)
    outcome = exact.model.solve(seconds=seconds, seed=seed, stop=stop, processors=processors, steady=steady)
    if not outcome.values:
        return proposal
    found = exact.proposal(outcome.values)
    before, after = check(problem, proposal), check(problem, found)
    return found if not after.errors and (before.errors or after.total < before.total) else proposal
