"""Questions about a proposal: why care is not planned, and why this professional gives it and not another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zorgarrangeur_tui.desk.planner import PlanProposal
from zorgarrangeur_tui.planning.candidates import is_eligible, may_come
from zorgarrangeur_tui.planning.explain import Explanation, explain_need, why_not
from zorgarrangeur_tui.planning.explain_remedies import nearest_strangers
from zorgarrangeur_tui.planning.explain_try import missing_sessions
from zorgarrangeur_tui.planning.plan_difference import ProposedChange
from zorgarrangeur_tui.planning.problem import NeedLine
from zorgarrangeur_tui.planning.record_names import record_names

_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Care that a proposal does not wholly plan.

    Attributes:
        number: of the line in the problem.
        line: what it asks.
        missing: so many of its sessions nobody gives.
    """

    number: int
    line: NeedLine
    missing: int


def open_lines(proposal: PlanProposal) -> tuple[OpenLine, ...]:
    """Return what is not wholly planned."""
    problem, minutes = proposal.planned.problem, proposal.planned.minutes
    found = (
        OpenLine(number, line, missing_sessions(problem, proposal.proposal, number))
        for number, line in enumerate(problem.lines)
        if minutes[number]
    )
    return tuple(one for one in found if one.missing > 0)


def why_open(proposal: PlanProposal, number: int, stop: Callable[[], bool] = lambda: False) -> Explanation:
    """Return why a line gets less than it asks and what would help.

    Args:
        proposal: the proposal.
        number: of the line.
        stop: asked often; True ends it with what it has found.
    """
    planned = proposal.planned
    return explain_need(planned.problem, proposal.proposal, number, record_names(planned), seconds=_SECONDS, stop=stop)


def served_lines(proposal: PlanProposal, change: ProposedChange) -> tuple[int, ...]:
    """Return the numbers of the lines that a visit of the proposal serves; none for a visit that falls away."""
    return tuple(sorted({visit.line for visit in proposal.costs.sessions(change)}))


def lines_of_need(proposal: PlanProposal, need_id: str) -> tuple[int, ...]:
    """Return the numbers of the lines that ask for a need."""
    planned = proposal.planned
    return tuple(
        number for number, line in enumerate(planned.problem.lines) if line.key == need_id and planned.minutes[number]
    )


def givers(proposal: PlanProposal, number: int) -> tuple[int, ...]:
    """Return the numbers of the professionals who give a line in the proposal."""
    return tuple(sorted({visit.worker for visit in proposal.proposal.visits if visit.line == number}))


def others(proposal: PlanProposal, number: int) -> tuple[int, ...]:
    """Return about whom one could ask why they do not give a line: who may, who comes to that school, who lives near."""
    problem = proposal.planned.problem
    school, now = problem.lines[number].school, set(givers(proposal, number))
    coming = [worker for worker in range(len(problem.workers)) if may_come(problem, worker, school)]
    coming.sort(key=lambda worker: not is_eligible(problem, number, worker))
    return tuple(
        worker for worker in dict.fromkeys((*coming, *nearest_strangers(problem, number))) if worker not in now
    )


def why_not_other(
    proposal: PlanProposal, number: int, worker: int, stop: Callable[[], bool] = lambda: False
) -> tuple[str, ...]:
    """Return why a professional does not give a line, as sentences: what is in the way, or what the difference would be.

    Args:
        proposal: the proposal.
        number: of the line.
        worker: the number of the professional.
        stop: asked often; True ends it.
    """
    planned = proposal.planned
    return why_not(
        planned.problem, proposal.proposal, number, worker, record_names(planned), seconds=_SECONDS, stop=stop
    )
