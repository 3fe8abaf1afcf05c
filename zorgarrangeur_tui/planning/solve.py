"""One answer to a problem: the best plan that can be found in a time, and what no plan can cost less than.

The bound is worked out beside the search. A small problem is then solved to the slot in the rest of the time, so that its plan
is proven the best or nearly so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from zorgarrangeur_tui.planning.bounds import Bounds
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.exact import is_small, prove
from zorgarrangeur_tui.planning.parallel import search_in_parallel
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_narrow import Visitors

_SEARCH_OF_SMALL = 0.3
"""Part of the time of a small problem after which it is solved to the slot."""
_PROCESSORS = 2


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan and its proof.

    Attributes:
        proposal: the best plan.
        cost: what it costs by the weights of the problem.
        bound: no plan costs less; 0 when nothing was proven.
    """

    proposal: Proposal
    cost: int
    bound: int

    @property
    def gap_percent(self) -> float:
        """How much cheaper a better plan could be at most, in percent of this one; 0 when this one is proven the best."""
        return 100.0 * max(0, self.cost - self.bound) / self.cost if self.cost > 0 else 0.0


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    start: Proposal | None = None,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
) -> Solved:
    """Return the best plan that can be found in a time, with a bound.

    Args:
        problem: what to plan.
        seconds: how long it may take.
        seed: where chance begins.
        start: an earlier proposal to go on from.
        stop: asked often; True ends it at once with the best so far.
        report: told how far it is, each time with the bound so far.

    Raises:
        LocksClash: when what is locked cannot be carried out together.
    """
    began = time.monotonic()
    small = is_small(problem)
    proof = _Proof(problem, seconds, seed)

    def tell(progress: Progress) -> None:
        proof.cost = progress.best_cost
        report(replace(progress, bound=proof.best))

    with proof:
        searching = seconds * _SEARCH_OF_SMALL if small else seconds
        proposal = search_in_parallel(
            problem,
            seconds=searching,
            seed=seed,
            start=start,
            stop=stop,
            report=tell,
            visitors=lambda: proof.visitors,
        )
    cost = _cost(problem, proposal)
    left = seconds - (time.monotonic() - began)
    if small and left > 0 and not stop():
        proven = prove(
            problem, seconds=left, seed=seed, start=proposal, known_bound=proof.best, stop=stop, processors=_PROCESSORS
        )
        if proven.proposal is not None and _cost(problem, proven.proposal) < cost:
            proposal, cost = proven.proposal, _cost(problem, proven.proposal)
        proof.best = max(proof.best, proven.bound)
    return Solved(proposal, cost, min(cost, proof.best))


def _cost(problem: Problem, proposal: Proposal) -> int:
    return check(problem, proposal).measures.cost(problem.weights)


class _Proof:
    """The bound, worked out in a thread while the search runs in other processes.

    Attributes:
        best: the bound so far.
        visitors: who comes where in the best answers of its schools, counted one by one; nothing as long as there are none.
        cost: what the best plan so far costs, for as far as the search has told of one.
    """

    def __init__(self, problem: Problem, seconds: float, seed: int) -> None:
        self.best = 0
        self.visitors: Visitors = {}
        self.cost: int | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(problem, seconds, seed), daemon=True)
        self._fault: BaseException | None = None

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it, and raise what went wrong in it."""
        self._over.set()
        self._thread.join()
        if self._fault is not None:
            raise self._fault

    def _work(self, problem: Problem, seconds: float, seed: int) -> None:
        def better(found: int) -> None:
            self.best = max(self.best, found)
            self.visitors = bounds.visitors()

        try:
            bounds = Bounds(problem, better, cost_of_plan=lambda: self.cost)
            bounds.improve(seconds, seed, self._over.is_set)
        except BaseException as fault:  # noqa: BLE001 - it is raised again in the thread that waits for it
            self._fault = fault
