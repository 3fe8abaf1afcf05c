"""A plan while it is being planted: who is where, who is taken when, and where one more session fits.

Times of one half-day or day are bits of a number: slot 0 is the lowest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Rules, SchoolSite, Worker


@dataclass(slots=True)
class Group:
    """A session that pupils share, both weeks alike."""

    worker: int
    block: int
    start: int
    members: int = 0


class Spot(NamedTuple):
    """Where a session fits; in a group that is there already, if it has one."""

    block: int
    start: int
    group: Group | None = None


@dataclass(slots=True)
class Planting:
    """All that is planted so far.

    Attributes:
        schools: the schools, with their rooms.
        rules: what holds for all.
        workers: who was found so far, still without the schools where they may come.
        at_school: workers who come at each school, in the order in which they came.
        left: slots that each worker can still be present.
        where: the school of a worker in a block and week.
        visits: what is planted.
        faces: the workers whom each pupil meets.
    """

    schools: Sequence[SchoolSite]
    rules: Rules
    workers: list[Worker] = field(default_factory=list)
    at_school: list[list[int]] = field(init=False)
    left: list[int] = field(default_factory=list)
    where: dict[tuple[int, int, int], int] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    faces: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _groups: list[list[Group]] = field(init=False)
    _present: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    _worker_taken: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    _pupil_taken: Counter[tuple[int, int, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.at_school = [[] for _ in self.schools]
        self._groups = [[] for _ in self.schools]

    def add_worker(self, worker: Worker) -> int:
        """Take in somebody new, and return their number."""
        self.workers.append(worker)
        self.left.append(worker.slots)
        return len(self.workers) - 1

    def spots(
        self, line: NeedLine, worker: int, days: Sequence[int], weeks: tuple[int, ...], may_open: bool
    ) -> list[Spot]:
        """Return where a worker can give the sessions of a line, at most one a day and as many as it asks.

        Args:
            line: what is asked.
            worker: who would give it.
            days: weekdays, the preferred first.
            weeks: weeks of the fortnight.
            may_open: whether the worker may come on half-days on which they are not there yet.
        """
        found: list[Spot] = []
        opened = 0
        for day in days:
            if len(found) == line.sessions:
                break
            spot = self._spot(line, worker, day, weeks, may_open)
            if spot is None:
                continue
            if not self._is_there(line.school, worker, spot.block, weeks):
                slots = self._length(line.school, spot.block) * len(weeks)
                if opened + slots > self.left[worker]:
                    continue
                opened += slots
            found.append(spot)
        return found

    def plant(self, line: NeedLine, number: int, worker: int, spots: Sequence[Spot], weeks: tuple[int, ...]) -> None:
        """Put the sessions of a line where they fit."""
        for spot in spots:
            self._open(line.school, worker, spot.block, weeks)
            times = _bits(spot.start, line.duration)
            group = spot.group
            if group is None:
                for week in weeks:
                    self._worker_taken[worker, spot.block, week] |= times
                if line.group_size > 1:
                    group = Group(worker, spot.block, spot.start)
                    self._groups[line.school].append(group)
            if group is not None:
                group.members += 1
            for week in weeks:
                self._pupil_taken[line.pupil, spot.block // 2, week] |= times
            self.visits.append(Visit(number, worker, spot.block, spot.start, weeks))
            self.faces[line.pupil].add(worker)

    def presence(self) -> tuple[Presence, ...]:
        """Return who is where, in order of the workers."""
        return tuple(
            sorted(Presence(worker, school, block, week) for (worker, block, week), school in self.where.items())
        )

    def _spot(self, line: NeedLine, worker: int, day: int, weeks: tuple[int, ...], may_open: bool) -> Spot | None:
        """Return where one session fits on a day."""
        taken = [self._pupil_taken[line.pupil, day, week] for week in weeks]
        if any(times.bit_count() + line.duration > self.rules.max_care_day for times in taken):
            return None
        pupil_taken = _together(taken)
        for block in (2 * day, 2 * day + 1):
            if block not in self.schools[line.school].blocks or not (
                self._is_there(line.school, worker, block, weeks)
                or (may_open and self._can_open(line.school, worker, block, weeks))
            ):
                continue
            for group in self._open_groups(line, worker, block):
                if not pupil_taken & _bits(group.start, line.duration):
                    return Spot(block, group.start, group)
            worker_taken = _together(self._worker_taken[worker, block, week] for week in weeks)
            for start in self._starts(line, block):
                if not (pupil_taken | worker_taken) & _bits(start, line.duration):
                    return Spot(block, start)
        return None

    def _open_groups(self, line: NeedLine, worker: int, block: int) -> Iterator[Group]:
        """Yield the groups of a worker in a half-day that a line can still join."""
        if line.group_size > 1:
            for group in self._groups[line.school]:
                if group.worker == worker and group.block == block and group.members < line.group_size:
                    yield group

    def _starts(self, line: NeedLine, block: int) -> range:
        """Return when a session can start in a half-day of its school."""
        start, end = self.schools[line.school].blocks[block]
        first, last = (start, end) if line.window is None else line.window
        return range(max(start, first), min(end - line.duration, last) + 1)

    def _is_there(self, school: int, worker: int, block: int, weeks: tuple[int, ...]) -> bool:
        """Tell whether a worker is at a school in a half-day of all those weeks."""
        return all(self.where.get((worker, block, week)) == school for week in weeks)

    def _can_open(self, school: int, worker: int, block: int, weeks: tuple[int, ...]) -> bool:
        """Tell whether a worker can come to a school in a half-day of all those weeks."""
        if block not in self.workers[worker].blocks:
            return False
        slots = 0
        for week in weeks:
            now = self.where.get((worker, block, week))
            if now is None:
                slots += self._length(school, block)
                if self._present[school, block, week] >= self.schools[school].rooms:
                    return False
            elif now != school:
                return False
        return self.left[worker] >= slots

    def _open(self, school: int, worker: int, block: int, weeks: tuple[int, ...]) -> None:
        """Let a worker come to a school in a half-day, where they are not there yet."""
        for week in weeks:
            if (worker, block, week) not in self.where:
                self.where[worker, block, week] = school
                self._present[school, block, week] += 1
                self.left[worker] -= self._length(school, block)
        if worker not in self.at_school[school]:
            self.at_school[school].append(worker)

    def _length(self, school: int, block: int) -> int:
        """Return how many slots a half-day of a school has."""
        start, end = self.schools[school].blocks[block]
        return end - start


def _bits(start: int, length: int) -> int:
    """Return the slots of a session as bits."""
    return ((1 << length) - 1) << start


def _together(times: Iterable[int]) -> int:
    """Return the slots that are taken in any of these."""
    return reduce(or_, times, 0)
