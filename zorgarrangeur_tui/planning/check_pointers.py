"""Whether what a proposal points at exists at all."""

from __future__ import annotations

from collections.abc import Iterator

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKS, Problem
from zorgarrangeur_tui.planning.proposal import Proposal


def is_presence(problem: Problem, one: Presence) -> bool:
    """Tell whether a worker, a school and a moment exist."""
    return (
        one.worker in range(len(problem.workers))
        and one.school in range(len(problem.schools))
        and one.block in BLOCKS
        and one.week in WEEKS
    )


def is_visit(problem: Problem, one: Visit) -> bool:
    """Tell whether a line, a worker and a moment exist; each week at most once, and at least one."""
    return (
        one.line in range(len(problem.lines))
        and one.worker in range(len(problem.workers))
        and one.block in BLOCKS
        and one.weeks in {(0,), (1,), (0, 1)}
    )


def pointer_errors(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Yield a sentence for each placement that points at something that is not there."""
    for number, presence in enumerate(proposal.presence):
        if not is_presence(problem, presence):
            yield f"Aanwezigheid {number} van het voorstel verwijst naar iets dat er niet is."
    for number, visit in enumerate(proposal.visits):
        if not is_visit(problem, visit):
            yield f"Bezoek {number} van het voorstel verwijst naar iets dat er niet is."
