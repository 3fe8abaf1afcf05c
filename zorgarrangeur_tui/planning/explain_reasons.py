"""Why a session has no place while all else stays as it is: what is in the way of every place, and the fewest reasons that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from zorgarrangeur_tui.planning.candidates import is_eligible, starts_in, working_span
from zorgarrangeur_tui.planning.exact_standing import Standing
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem
from zorgarrangeur_tui.planning.proposal import Proposal


class Obstacle(Enum):
    """What can be in the way of a session."""

    AWAY = "away"
    ELSEWHERE = "elsewhere"
    FAR = "far"
    ROOM = "room"
    CAP = "cap"
    HOURS = "hours"
    BUSY = "busy"
    FACES = "faces"
    PUPIL_BUSY = "pupil_busy"
    PUPIL_DAY = "pupil_day"
    SAME_DAY = "same_day"


_OF_NOBODY = {Obstacle.ROOM, Obstacle.FACES, Obstacle.PUPIL_BUSY, Obstacle.PUPIL_DAY, Obstacle.SAME_DAY}

Reason = tuple[Obstacle, int]
"""An obstacle, and whose it is; -1 for nobody's."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a session could have been, and what is in its way.

    Attributes:
        visit: the session.
        obstacles: all that is in its way; nothing when it would fit.
    """

    visit: Visit
    obstacles: frozenset[Obstacle]

    @property
    def reasons(self) -> frozenset[Reason]:
        """The obstacles with whose they are."""
        return frozenset((one, -1 if one in _OF_NOBODY else self.visit.worker) for one in self.obstacles)


class Places:
    """All places where one more session of a line could be, while all else of a proposal stays.

    Attributes:
        standing: all that stays.
    """

    def __init__(self, problem: Problem, proposal: Proposal, line: int) -> None:
        self._problem, self._number, self._line = problem, line, problem.lines[line]
        self.standing = Standing(problem, proposal, ())
        self._own = [visit for visit in proposal.visits if visit.line == line]
        self._faces = {visit.worker for visit in self._own}

    @cached_property
    def eligible(self) -> tuple[int, ...]:
        """Who may serve the line, whenever they can."""
        workers = range(len(self._problem.workers))
        return tuple(worker for worker in workers if is_eligible(self._problem, self._number, worker))

    def asked(self, workers: Sequence[int]) -> Iterator[Place]:
        """Yield the places at the times that the line asks for; one who is away counts once a half-day."""
        for block, opened in self._problem.schools[self._line.school].blocks.items():
            if starts_in(self._line, block, opened):
                for worker in workers:
                    yield from self.at(worker, block, self._line)

    def anywhen(self, workers: Sequence[int], line: NeedLine) -> Iterator[Place]:
        """Yield the places at the times of a line that asks for less."""
        for block in self._problem.schools[line.school].blocks:
            for worker in workers:
                yield from self.at(worker, block, line)

    def at(self, worker: int, block: int, line: NeedLine) -> Iterator[Place]:
        """Yield the places with somebody on a half-day."""
        span = working_span(self._problem, worker, line.school, block)
        starts = starts_in(line, block, span) if span is not None else range(0)
        for weeks in line.week_choices:
            if span is None or not starts:
                opened = self._problem.schools[line.school].blocks[block]
                first = starts_in(line, block, opened)
                if first:
                    away = Visit(self._number, worker, block, first[0], weeks)
                    yield Place(away, frozenset({Obstacle.AWAY}))
                continue
            common = self._in_the_way(worker, block, weeks, span[1] - span[0])
            for start in starts:
                visit = Visit(self._number, worker, block, start, weeks)
                yield Place(visit, common | self._busy(visit))

    def _in_the_way(self, worker: int, block: int, weeks: tuple[int, ...], slots: int) -> frozenset[Obstacle]:
        """Return what is in the way on a half-day, at whatever time."""
        problem, line, standing = self._problem, self._line, self.standing
        found = set()
        needed = 0
        for week in weeks:
            where = standing.where.get((worker, block, week))
            if where is not None and where != line.school:
                found.add(Obstacle.ELSEWHERE)
            if where is None:
                needed += slots
                if not standing.may_be_at(worker, line.school, block, week):
                    found.add(Obstacle.FAR)
                if standing.present[line.school, block, week] >= problem.schools[line.school].rooms:
                    found.add(Obstacle.ROOM)
        if standing.slots[worker] + needed > problem.workers[worker].slots:
            found.add(Obstacle.HOURS)
        if needed and self._over_cap(worker):
            found.add(Obstacle.CAP)
        if worker not in self._faces and len(self._faces) >= line.max_faces:
            found.add(Obstacle.FACES)
        return frozenset(found | self._pupil_in_the_way(block // 2, weeks))

    def _pupil_in_the_way(self, day: int, weeks: tuple[int, ...]) -> set[Obstacle]:
        """Return what a pupil has on a day that leaves no place for more."""
        found = set()
        for week in weeks:
            if any(visit.weekday == day and week in visit.weeks for visit in self._own):
                found.add(Obstacle.SAME_DAY)
            taken = sum(length for _, length in self.standing.care.get((self._line.pupil, day, week), ()))
            if taken + self._line.duration > self._problem.rules.max_care_day:
                found.add(Obstacle.PUPIL_DAY)
        return found

    def _over_cap(self, worker: int) -> bool:
        site = self._problem.schools[self._line.school]
        coming = self.standing.providers(self._line.school)
        provider = self._problem.workers[worker].provider
        if site.provider_cap is None or provider in coming or provider in site.bonds:
            return False
        return len({*coming, *site.bonds, provider}) > site.provider_cap

    def _busy(self, visit: Visit) -> frozenset[Obstacle]:
        """Return who is in another session at a time."""
        line, found = self._line, set()
        for week in visit.weeks:
            care = self.standing.care.get((line.pupil, visit.weekday, week), ())
            if any(_overlap(visit.start, line.duration, *one) for one in care):
                found.add(Obstacle.PUPIL_BUSY)
            cell = visit.worker, visit.block, week
            sessions = self.standing.sessions.get(cell, ())
            group = self.standing.groups.get((cell, (line.kind, line.duration), visit.start), [])
            joins = line.group_size > 1 and group and len(group) < min(*group, line.group_size)
            if not joins and any(_overlap(visit.start, line.duration, *one) for one in sessions):
                found.add(Obstacle.BUSY)
        return frozenset(found)


def fewest_reasons(places: Sequence[Place]) -> tuple[Reason, ...]:
    """Return reasons of which every place has one, with none too many: leave any out and some place has none.

    Places without an obstacle have no reason; there must be none.
    """
    of_reason: dict[Reason, set[int]] = defaultdict(set)
    for number, place in enumerate(places):
        for reason in place.reasons:
            of_reason[reason].add(number)
    left = set(range(len(places)))
    chosen: list[Reason] = []
    while left:
        best = max(sorted(of_reason, key=_order), key=lambda reason: len(of_reason[reason] & left))
        if not of_reason[best] & left:
            break
        chosen.append(best)
        left -= of_reason[best]
    for reason in list(chosen):
        others = set().union(*(of_reason[other] for other in chosen if other != reason))
        if of_reason[reason] <= others:
            chosen.remove(reason)
    return tuple(sorted(chosen, key=_order))


def _order(reason: Reason) -> tuple[int, int]:
    return list(Obstacle).index(reason[0]), reason[1]


def _overlap(start: int, length: int, other: int, others_length: int) -> bool:
    return start < other + others_length and other < start + length
