"""The part of a problem and a proposal that matters for one school, so that a question about it is answered at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from zorgarrangeur_tui.planning.candidates import may_come
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a problem. Workers, schools and pupils keep their numbers; lines have others.

    Attributes:
        problem: the lines of the schools, and those at other schools of who could come there.
        proposal: what of a proposal is about them.
        lines: by line of the part what it is in the whole.
    """

    problem: Problem
    proposal: Proposal
    lines: tuple[int, ...]

    def number(self, line: int) -> int:
        """Return what a line of the whole is in the part."""
        return self.lines.index(line)


def part_of(problem: Problem, proposal: Proposal, schools: Collection[int], also: Collection[int] = ()) -> Part:
    """Return the part that matters for some schools, with all that some workers do besides those who could come there."""
    people = set(also) | {
        worker for worker in range(len(problem.workers)) if any(may_come(problem, worker, school) for school in schools)
    }
    people |= {one.worker for one in proposal.presence if one.school in schools}
    pupils = {line.pupil for line in problem.lines if line.school in schools}
    served = {visit.line for visit in proposal.visits if visit.worker in people}
    served |= {visit.line for visit in problem.locked_visits if visit.worker in people}
    lines = tuple(
        number
        for number, line in enumerate(problem.lines)
        if line.school in schools or number in served or line.pupil in pupils
    )
    places = {line: place for place, line in enumerate(lines)}

    def kept(visits: Collection[Visit]) -> tuple[Visit, ...]:
        return tuple(visit._replace(line=places[visit.line]) for visit in visits if visit.line in places)

    part = replace(
        problem,
        lines=tuple(problem.lines[line] for line in lines),
        locked_visits=kept(problem.locked_visits),
        published=kept(problem.published),
        locked_presence=tuple(one for one in problem.locked_presence if one.worker in people or one.school in schools),
    )
    visits = kept(proposal.visits)
    presence = {one for one in proposal.presence if one.worker in people or one.school in schools}
    return Part(part, Proposal(tuple(sorted(presence | needed_presence(part, visits))), visits), lines)


def needed_presence(problem: Problem, visits: Collection[Visit]) -> set[Presence]:
    """Return who must be where for some visits."""
    return {
        Presence(visit.worker, problem.lines[visit.line].school, visit.block, week)
        for visit in visits
        for week in visit.weeks
    }
