"""What of a proposal stays as it is while some lines are planned anew, and what that takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from zorgarrangeur_tui.planning.candidates import presence_cents, span_there
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal

Cell = tuple[int, int, int]
"""A worker, a half-day and a week."""
GroupSort = tuple[str, int]
"""A kind of care and a length: who shares them can share a session."""
GroupMoment = tuple[Cell, GroupSort, int]


class Standing:
    """What stays: the visits of other lines, the presence that they need, and all presence that is locked.

    Attributes:
        visits: the visits that stay.
        where: by worker, half-day and week the school at which they are.
        slots: by worker the slots of presence.
        present: by school, half-day and week how many are there.
        spent: by school what that costs, in sixtieths of a cent.
        pairs: who is at which school.
        days: by worker, weekday and week the schools.
        faces: which pupil meets whom.
        sessions: by worker, half-day and week when they are busy.
        care: by pupil, weekday and week when they are.
        groups: by moment the sizes that the lines of a group there allow.
    """

    def __init__(self, problem: Problem, proposal: Proposal, free: Collection[int]) -> None:
        self.problem = problem
        self.visits = tuple(dict.fromkeys(visit for visit in proposal.visits if visit.line not in free))
        self.where: dict[Cell, int] = {}
        self.slots: Counter[int] = Counter()
        self.present: Counter[tuple[int, int, int]] = Counter()
        self.spent: Counter[int] = Counter()
        self.pairs: set[tuple[int, int]] = set()
        self.days: dict[tuple[int, int, int], set[int]] = defaultdict(set)
        self.faces: set[tuple[int, int]] = set()
        self.sessions: dict[Cell, set[tuple[int, int]]] = defaultdict(set)
        self.care: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
        self.groups: dict[GroupMoment, list[int]] = defaultdict(list)
        for presence in sorted({*problem.locked_presence, *self._needed()}):
            self._be_there(presence)
        for visit in self.visits:
            self._give(visit)

    def presence(self) -> Iterator[Presence]:
        """Yield the presence that stays."""
        for (worker, block, week), school in self.where.items():
            yield Presence(worker, school, block, week)

    def providers(self, school: int) -> set[int]:
        """Return whose workers are at a school."""
        return {self.problem.workers[worker].provider for worker, where in self.pairs if where == school}

    def may_be_at(self, worker: int, school: int, block: int, week: int) -> bool:
        """Tell whether what stays leaves a worker free to be at a school."""
        where = self.where.get((worker, block, week))
        if where is not None:
            return where == school
        apart = self.problem.unreachable
        return not any(
            (min(school, other), max(school, other)) in apart for other in self.days[worker, block // 2, week]
        )

    def _needed(self) -> Iterator[Presence]:
        for visit in self.visits:
            for week in visit.weeks:
                yield Presence(visit.worker, self.problem.lines[visit.line].school, visit.block, week)

    def _be_there(self, one: Presence) -> None:
        span = span_there(self.problem, one.worker, one.school, one.block) or (0, 0)
        self.where[one.worker, one.block, one.week] = one.school
        self.slots[one.worker] += span[1] - span[0]
        self.present[one.school, one.block, one.week] += 1
        self.spent[one.school] += presence_cents(self.problem, one.worker, span[1] - span[0])
        self.pairs.add((one.worker, one.school))
        self.days[one.worker, one.block // 2, one.week].add(one.school)

    def _give(self, visit: Visit) -> None:
        line = self.problem.lines[visit.line]
        self.faces.add((line.pupil, visit.worker))
        for week in visit.weeks:
            cell = visit.worker, visit.block, week
            self.sessions[cell].add((visit.start, line.duration))
            self.care[line.pupil, visit.weekday, week].append((visit.start, line.duration))
            if line.group_size > 1:
                self.groups[cell, (line.kind, line.duration), visit.start].append(line.group_size)
