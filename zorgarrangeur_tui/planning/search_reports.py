"""How a search tells how far it is, without taking more than a small share of its time."""

from __future__ import annotations

import time
from collections.abc import Callable

from zorgarrangeur_tui.planning.counting import count_measures
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress, SearchPhase
from zorgarrangeur_tui.planning.search_state import Plan, proposal_of

_SECONDS_BETWEEN = 0.5
_SHARE = 0.05


class Reporter:
    """Tells of plans.

    Args:
        problem: what is planned.
        report: who is told.
        began: when the search began, by `time.monotonic`.
    """

    def __init__(self, problem: Problem, report: Callable[[Progress], None], began: float) -> None:
        self._problem = problem
        self._report = report
        self._began = began
        self._told: int | None = None
        self._next = 0.0

    def tell_now_and_then(self, cost: int, plan: Plan) -> None:
        """Tell of a better plan, unless one was told of a moment ago."""
        if cost != self._told and time.monotonic() >= self._next:
            self.tell(SearchPhase.IMPROVING, cost, plan)

    def tell(self, phase: SearchPhase, cost: int, plan: Plan) -> None:
        """Tell of a plan and what it costs by the count of the search."""
        now = time.monotonic()
        proposal = proposal_of(self._problem, plan)
        measures = count_measures(self._problem, proposal.presence, proposal.visits)
        progress = Progress(
            phase=phase,
            seconds=now - self._began,
            best_cost=measures.cost(self._problem.weights),
            measures=measures,
            improved=self._told is None or cost < self._told,
        )
        self._report(progress)
        self._told = cost
        took = time.monotonic() - now
        self._next = now + max(_SECONDS_BETWEEN, took / _SHARE)
