"""Planning a small problem to the slot, with a proof."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.candidates import eligible_workers
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.cpsat import CpModel, Outcome, Stopped, Verdict
from zorgarrangeur_tui.planning.exact_assignment import Place
from zorgarrangeur_tui.planning.exact_model import ExactModel
from zorgarrangeur_tui.planning.half_day_model import HalfDayModel
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal

_SMALL = 1500
"""Pairs of a line and somebody who may serve it, up to which a problem is worth solving as a whole."""
_HALF_DAYS_SHARE, _TIMES_SHARE = 0.8, 0.5
"""Parts of the time that is left for the plan by the half-day, and then for giving its sessions their times."""


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


@dataclass(frozen=True, slots=True)
class _Turn:
    """How long there is for several models one after another, and how they are solved."""

    end: float
    seconds: float
    seed: int
    stop: Callable[[], bool]
    processors: int
    steady: bool

    def solve(
        self, model: CpModel, share: float, *, good_enough: int | None = None, from_below: bool = False
    ) -> Outcome:
        """Solve one in a share of the time that is left; when time is measured by work, in a share of all of it.

        Args:
            model: the model.
            share: the part of the time.
            good_enough: end as soon as an answer costs no more than this.
            from_below: look for the proof first, with one processor: two share that work badly.
        """
        left = self.seconds if self.steady else max(0.0, self.end - time.monotonic())
        return model.solve(
            seconds=share * left,
            seed=self.seed,
            stop=self.stop,
            processors=1 if from_below else self.processors,
            steady=self.steady,
            good_enough=good_enough,
            from_below=from_below,
        )


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

    First it is planned by the half-day, which proves what every plan costs at least; mostly those sessions then find a time too.

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
    turn = _Turn(time.monotonic() + seconds, seconds, seed, stop, processors, steady)
    known = start if start is not None and not check(problem, start).errors else None
    try:
        half_days = HalfDayModel(problem, candidates, stop)
        outcome = _by_half_days(half_days, known, known_bound, turn)
        bound = max(known_bound, outcome.bound)
        if outcome.verdict is Verdict.IMPOSSIBLE:
            return Proven(None, bound, best=False, possible=False)
        if known is not None and check(problem, known).total <= bound:
            return Proven(known, bound, best=True)
        if outcome.values:
            timed = _timed(problem, candidates, half_days.places(outcome.values), turn)
            if timed is not None and check(problem, timed).total <= bound:
                return Proven(timed, bound, best=True)
            known = _better(problem, known, timed)
        exact = ExactModel(problem, Proposal(), range(len(problem.lines)), candidates, stop)
    except Stopped:
        return Proven(None, known_bound, best=False)
    if known is not None:
        exact.hint(known)
    exact.model.cost_at_least(bound)
    outcome = turn.solve(exact.model, 1, good_enough=bound)
    if outcome.verdict is Verdict.IMPOSSIBLE:
        return Proven(None, outcome.bound, best=False, possible=False)
    found = exact.proposal(outcome.values) if outcome.values else known
    bound = max(bound, outcome.bound)
    return Proven(found, bound, found is not None and check(problem, found).total == bound)


def _by_half_days(model: HalfDayModel, known: Proposal | None, known_bound: int, turn: _Turn) -> Outcome:
    """Plan by the half-day: what that costs at least, no plan costs less than."""
    model.model.cost_at_least(known_bound)
    if known is not None:
        model.hint(known)
    return turn.solve(model.model, _HALF_DAYS_SHARE, from_below=True)


def _timed(
    problem: Problem, candidates: Mapping[int, Sequence[int]], places: Collection[Place], turn: _Turn
) -> Proposal | None:
    """Give the sessions of a plan by the half-day their times; None when that cannot be done, or not in time."""
    exact = ExactModel(problem, Proposal(), range(len(problem.lines)), candidates, turn.stop)
    exact.keep_to(places)
    outcome = turn.solve(exact.model, _TIMES_SHARE)
    return exact.proposal(outcome.values) if outcome.values else None


def _better(problem: Problem, one: Proposal | None, other: Proposal | None) -> Proposal | None:
    """Return the cheaper of two plans."""
    known = [plan for plan in (one, other) if plan is not None]
    return min(known, key=lambda plan: check(problem, plan).total, default=None)
