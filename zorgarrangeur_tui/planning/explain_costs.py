"""What a change of the plan costs and brings when it is made by itself and all else stays as it is.

The costs of several changes need not add up to that of all together: what two share, neither pays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from zorgarrangeur_tui.planning.explain_crop import Part, needed_presence
from zorgarrangeur_tui.planning.explain_try import measures_of
from zorgarrangeur_tui.planning.explain_words import Names, cost_sentence, key_names, listed, visit_words
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a change of one line costs and brings when it is made by itself.

    Attributes:
        line: which line.
        sentence: in words.
        cost: by the weights of the problem; less than 0 is better.
    """

    line: int
    sentence: str
    cost: int


class ChangeCosts:
    """What changes of one plan cost, each by itself. A school is looked at when somebody first asks about it.

    Args:
        problem: what is planned.
        before: the plan of which something changes.
    """

    def __init__(self, problem: Problem, before: Proposal) -> None:
        self._problem, self._before = problem, before
        self._schools: dict[int, tuple[Part, Measures]] = {}

    def of(self, school: int, gone: Collection[Visit], come: Collection[Visit]) -> tuple[Measures, Measures]:
        """Return what the plan of a school amounts to, and what it would without some visits and with others.

        Args:
            school: the school; all these visits are there.
            gone: visits of the plan.
            come: visits that are not in it.
        """
        part, measures = self.part(school)
        numbers = {line: number for number, line in enumerate(part.lines)}
        taken = {visit._replace(line=numbers[visit.line]) for visit in gone}
        visits = [visit for visit in part.proposal.visits if visit not in taken]
        visits += [visit._replace(line=numbers[visit.line]) for visit in come]
        return measures, measures_of(part.problem, _with_presence(part.problem, visits))

    def part(self, school: int) -> tuple[Part, Measures]:
        """Return a school by itself, and what its plan amounts to."""
        if school not in self._schools:
            part = _of_school(self._problem, self._before, school)
            self._schools[school] = part, measures_of(part.problem, part.proposal)
        return self._schools[school]


def cost_of(problem: Problem, before: Proposal, after: Proposal, names: Names | None = None) -> tuple[LineChange, ...]:
    """Return for every line that changes what it costs and brings, when it alone changes and all else stays as before.

    Args:
        problem: what is planned.
        before: the plan of now.
        after: another plan.
        names: how the app calls people and schools; by key when None.
    """
    called, costs = names or key_names(problem), ChangeCosts(problem, before)
    old, new = _by_line(before.visits), _by_line(after.visits)
    found = []
    for line in sorted(old.keys() | new.keys()):
        gone, come = old.get(line, ()), new.get(line, ())
        if gone == come:
            continue
        measures, other = costs.of(problem.lines[line].school, gone, come)
        words = _change_words(problem, called, gone, come)
        cost = other.cost(problem.weights) - measures.cost(problem.weights)
        found.append(LineChange(line, f"{words} {cost_sentence(problem, measures, other)}", cost))
    return tuple(found)


def _of_school(problem: Problem, proposal: Proposal, school: int) -> Part:
    """Return the part of a school with nothing of other schools but the care of its pupils."""
    pupils = {line.pupil for line in problem.lines if line.school == school}
    lines = tuple(number for number, line in enumerate(problem.lines) if line.pupil in pupils)
    places = {line: place for place, line in enumerate(lines)}

    def kept(visits: Iterable[Visit]) -> tuple[Visit, ...]:
        return tuple(visit._replace(line=places[visit.line]) for visit in visits if visit.line in places)

    part = replace(
        problem,
        lines=tuple(problem.lines[line] for line in lines),
        locked_visits=kept(problem.locked_visits),
        published=kept(problem.published),
        locked_presence=tuple(one for one in problem.locked_presence if one.school == school),
    )
    return Part(part, _with_presence(part, kept(proposal.visits)), lines)


def _with_presence(problem: Problem, visits: Sequence[Visit]) -> Proposal:
    """Return a proposal of visits with the presence that they need and what is locked."""
    presence = needed_presence(problem, visits) | set(problem.locked_presence)
    return Proposal(tuple(sorted(presence)), tuple(visits))


def _by_line(visits: Iterable[Visit]) -> dict[int, tuple[Visit, ...]]:
    found: dict[int, list[Visit]] = defaultdict(list)
    for visit in sorted(set(visits)):
        found[visit.line].append(visit)
    return {line: tuple(theirs) for line, theirs in found.items()}


def _change_words(problem: Problem, names: Names, old: Sequence[Visit], new: Sequence[Visit]) -> str:
    """Return what changes for a line, as a sentence."""
    gone = listed(visit_words(problem, names, visit) for visit in old if visit not in new)
    come = listed(visit_words(problem, names, visit) for visit in new if visit not in old)
    if gone and come:
        return f"{come} in plaats van {gone}."
    return f"Erbij: {come}." if come else f"Vervalt: {gone}."
