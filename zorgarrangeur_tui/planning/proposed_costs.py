"""What each line of a proposal costs and brings when it alone is taken over, in the terms of the wishes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from zorgarrangeur_tui.planning.current_plan import current_plan, current_sessions
from zorgarrangeur_tui.planning.explain_costs import ChangeCosts
from zorgarrangeur_tui.planning.explain_words import measure_words
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.plan_difference import ProposedChange
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.region_problem import PlannedRegion
from zorgarrangeur_tui.planning.repairs import Repair
from zorgarrangeur_tui.planning.wanted_visits import visits_behind


@dataclass(frozen=True, slots=True)
class ProposedCost:
    """What one line costs and brings.

    Attributes:
        costs: what there is more of than one would wish, each as some words; nothing when it costs nothing.
        brings: what gets better, alike.
        weighed: how much worse (above 0) or better (below 0) that is by the weights of the wishes.
    """

    costs: tuple[str, ...]
    brings: tuple[str, ...]
    weighed: int


class ProposedCosts:
    """The costs of the lines of a proposal, each when asked for.

    Args:
        planned: the region and its problem.
        proposal: the answer to that problem.
    """

    def __init__(self, planned: PlannedRegion, proposal: Proposal) -> None:
        self._problem = planned.problem
        self._asked = {line.key for number, line in enumerate(planned.problem.lines) if planned.minutes[number]}
        self._repairs = planned.repairs
        self._sessions = current_sessions(planned)
        self._behind = visits_behind(planned, proposal)
        self._schools = planned.layout.school_number
        self._costs = ChangeCosts(planned.problem, current_plan(planned))

    def of(self, change: ProposedChange) -> ProposedCost | None:
        """Return what a line costs; None when the visit of now is none that the planner can count."""
        gone = self._gone(change)
        if gone is None:
            return None
        before, after = self._costs.of(self._schools[change.school_id], gone, self.sessions(change))
        costs, brings = measure_words(self._problem, before, after)
        weights = self._problem.weights
        return ProposedCost(costs, brings, after.cost(weights) - before.cost(weights))

    def sessions(self, change: ProposedChange) -> tuple[Visit, ...]:
        """Return the sessions that a line brings."""
        return () if change.after is None else self._behind.get(change.after, ())

    def _gone(self, change: ProposedChange) -> Collection[Visit] | None:
        """Return the sessions of the visit of now; None when those are not just what that visit gives.

        A visit that cannot go on gives nothing any more, so whatever takes its place is all gain.
        """
        if change.before is None or self._repairs.get(change.before.id) in {Repair.AWAY, Repair.CLOSED}:
            return ()
        sessions = self._sessions.get(change.before.id, ())
        served = {self._problem.lines[visit.line].key for visit in sessions}
        return sessions if sessions and served == set(change.before.serves) & self._asked else None
