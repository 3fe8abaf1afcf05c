"""One attempt to give a line more, in a part of a problem: what comes of it and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.counting import count_measures
from zorgarrangeur_tui.planning.exact_model import ExactModel
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of an attempt.

    Attributes:
        proposal: the plan of the part.
        new: the visits of the line that were not there.
        before, after: what the part amounted to, and amounts to.
    """

    proposal: Proposal
    new: tuple[Visit, ...]
    before: Measures
    after: Measures


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an attempt may take.

    Attributes:
        seconds: at most.
        stop: asked often; True ends it.
    """

    seconds: float
    stop: Callable[[], bool]


def missing_sessions(problem: Problem, proposal: Proposal, line: int) -> int:
    """Return the sessions of a line that nobody gives."""
    return problem.lines[line].sessions - sum(visit.line == line for visit in proposal.visits)


def attempt(
    problem: Problem,
    proposal: Proposal,
    line: int,
    workers: Sequence[int],
    patience: Patience,
    *,
    others: Collection[int] = (),
    anew: bool = False,
) -> Attempt | None:
    """Give a line more than it has, as cheaply as can be; None when that cannot be done (in time).

    Args:
        problem: the problem, with whatever is allowed for once.
        proposal: the plan to begin with.
        line: which line.
        workers: who may serve it.
        patience: how long that may take.
        others: lines that may be moved in time for it, by who serves them now; they lose nothing.
        anew: whether the line may also get the same or less, when somebody else serves it.
    """
    candidates = {line: list(workers)}
    if not anew:
        candidates[line] += [visit.worker for visit in proposal.visits if visit.line == line]
        candidates[line] = sorted(set(candidates[line]))
    for other in others:
        candidates[other] = sorted({visit.worker for visit in proposal.visits if visit.line == other})
    exact = ExactModel(problem, proposal, candidates.keys(), candidates)
    lacking = Counter({one: missing_sessions(problem, proposal, one) for one in candidates})
    for one, missed in exact.missed.items():
        if one != line:
            exact.model.at_most([(missed, 1)], lacking[one])
        elif not anew:
            exact.model.at_most([(missed, 1)], lacking[one] - 1)
        else:
            exact.model.at_most([(missed, 1)], problem.lines[one].sessions - 1)
    exact.hint(proposal)
    outcome = exact.model.solve(seconds=patience.seconds, stop=patience.stop)
    if not outcome.values:
        return None
    found = exact.proposal(outcome.values)
    mine = set(proposal.visits)
    new = tuple(visit for visit in found.visits if visit.line == line and visit not in mine)
    return Attempt(found, new, measures_of(problem, proposal), measures_of(problem, found))


def measures_of(problem: Problem, proposal: Proposal) -> Measures:
    """Return what a plan amounts to."""
    return count_measures(problem, proposal.presence, proposal.visits)
