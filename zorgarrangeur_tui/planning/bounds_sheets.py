"""What a bound has to know of who could come to a school: how many half-days there could be, and how much care fits in one.

People who could serve the same lines can be taken together as a *party*: that makes the model of a large school small. A party gives
the best of each of its members, so that every plan is still an answer and a bound stays a bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.candidates import starts_in, working_span
from zorgarrangeur_tui.planning.problem import NeedLine, Problem

Served = dict[int, dict[int, tuple[int, ...]]]
"""By worker and line the half-days on which the one could serve the other."""


@dataclass(frozen=True, slots=True)
class HalfDays:
    """Half-days of a party at a school that are alike.

    Attributes:
        blocks: which; one when each is one of its own.
        slots: what presence on one of them counts at least.
        room: slots of care that fit in one at most, by the lengths of what is asked there.
        each: how many of them one member has at most.
        most: how many there are over all members, in one week.
    """

    blocks: tuple[int, ...]
    slots: int
    room: int
    each: int
    most: int

    @property
    def half(self) -> int:
        """Whether they are mornings (0) or afternoons (1)."""
        return self.blocks[0] % 2


@dataclass(frozen=True, slots=True)
class Party:
    """One worker who could come to a school, or some who could do the same there.

    Attributes:
        members: who.
        lines: by line that they could serve the half-days on which somebody of them could.
        half_days: when they could be there.
        by_day: whether each half-day is one of its own, because some line is kept to certain days or times.
        odd_weeks: whether it can be of use that somebody is there in one of the weeks only.
    """

    members: tuple[int, ...]
    lines: dict[int, tuple[int, ...]]
    half_days: tuple[HalfDays, ...]
    by_day: bool
    odd_weeks: bool


def is_placed(line: NeedLine) -> bool:
    """Tell whether a line is kept to certain days or times."""
    return line.window is not None or line.days is not None


def parties(
    problem: Problem, school: int, lines: Sequence[int], eligible: Sequence[Sequence[int]], most: int
) -> tuple[Party, ...]:
    """Return who could come to a school.

    Args:
        problem: the whole problem.
        school: which school.
        lines: those of the school.
        eligible: by line who may serve it.
        most: pairs of a line and a party to aim at. As long as there are fewer, those who had most of the lines in the last plan
            are parties by themselves.
    """
    served: Served = defaultdict(dict)
    for line in lines:
        for worker in eligible[line]:
            blocks = served_blocks(problem, line, worker)
            if blocks:
                served[worker][line] = blocks
    locked = {one.worker for one in problem.locked_presence if one.school == school}
    for worker in locked:
        served.setdefault(worker, {})
    alone = locked | _worth_knowing(problem, lines, served, most)
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for worker in sorted(served):
        together[(worker,) if worker in alone else (-1, *served[worker])].append(worker)
    return tuple(_party(problem, school, members, served, locked) for members in together.values())


def served_blocks(problem: Problem, line: int, worker: int) -> tuple[int, ...]:
    """Return the half-days on which a worker could serve a line."""
    need = problem.lines[line]
    found = []
    for block in problem.schools[need.school].blocks:
        span = working_span(problem, worker, need.school, block)
        if span is not None and starts_in(need, block, span):
            found.append(block)
    return tuple(sorted(found))


def _worth_knowing(problem: Problem, lines: Sequence[int], served: Served, most: int) -> set[int]:
    """Return who are parties by themselves: who had most lines here first, as long as the model stays small."""
    had = Counter(problem.lines[line].previous for line in lines)
    size = sum(len(lines) for lines in {tuple(theirs): theirs for theirs in served.values()}.values())
    found = set()
    for worker in sorted(served, key=lambda worker: (-had[worker], -len(served[worker]), worker)):
        size += len(served[worker])
        if size > most:
            break
        found.add(worker)
    return found


def _party(problem: Problem, school: int, members: Sequence[int], served: Served, locked: set[int]) -> Party:
    lines = {
        line: tuple(sorted({block for worker in members for block in served[worker][line]}))
        for line in served[members[0]]
    }
    asked = [problem.lines[line] for line in lines]
    held = members[0] in locked
    by_day = held or any(map(is_placed, asked))
    half_days = _half_days(problem, school, members, asked, by_day=by_day)
    odd_weeks = held or not all(line.weekly for line in asked)
    return Party(tuple(members), lines, half_days, by_day, odd_weeks)


def _half_days(
    problem: Problem, school: int, members: Sequence[int], asked: Sequence[NeedLine], *, by_day: bool
) -> tuple[HalfDays, ...]:
    """Return the half-days of a party, alike ones together unless each is one of its own."""
    lengths = sorted({line.duration for line in asked})
    alike: dict[tuple[int, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for worker in members:
        for block in sorted(problem.schools[school].blocks):
            span = working_span(problem, worker, school, block)
            if span is not None:
                slots = span[1] - span[0]
                alike[(block,) if by_day else (-1, block % 2, slots)].append((block, worker, slots))
    found = []
    for _, ones in sorted(alike.items()):
        lasts = [slots for _, _, slots in ones]
        each = max(Counter(worker for _, worker, _ in ones).values())
        blocks = tuple(sorted({block for block, _, _ in ones}))
        found.append(HalfDays(blocks, min(lasts), room_in(max(lasts), lengths), each, len(ones)))
    return tuple(found)


def room_in(slots: int, lengths: Sequence[int]) -> int:
    """Return the most slots of care that fit in so many when each session has one of some lengths."""
    reached = 1
    for _ in range(slots):
        for length in lengths:
            reached |= reached << length
    return (reached & ((1 << (slots + 1)) - 1)).bit_length() - 1
