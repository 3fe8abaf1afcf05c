"""Who gives what on which half-day, for lines that are planned anew while all else stays: what every exact model has in common.

At what time of the half-day a session is, is what the models differ in: `ExactModel` plans that to the slot, `HalfDayModel` only
asks that it could fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.candidates import is_eligible, quiet_slots, starts_in, working_span
from zorgarrangeur_tui.planning.cpsat import CpModel, Stopped, Term
from zorgarrangeur_tui.planning.exact_presence import add_presence_rules
from zorgarrangeur_tui.planning.exact_standing import Cell, Standing
from zorgarrangeur_tui.planning.placements import Presence
from zorgarrangeur_tui.planning.problem import NeedLine, Problem
from zorgarrangeur_tui.planning.proposal import Proposal

Moment = tuple[int, int, tuple[int, ...]]
"""A line, a weekday and the weeks of a session."""
Place = tuple[int, int, int, tuple[int, ...]]
"""A line, a worker, a half-day and the weeks of a session."""


@dataclass(frozen=True, slots=True)
class Option:
    """A session that could be: who gives it on which half-day in which weeks, and when it can start.

    Attributes:
        place: line, worker, half-day and weeks.
        flag: that it is so.
        starts: when it can start.
    """

    place: Place
    flag: int
    starts: range

    @property
    def line(self) -> int:
        """Of which line."""
        return self.place[0]

    @property
    def worker(self) -> int:
        """Who gives it."""
        return self.place[1]

    @property
    def block(self) -> int:
        """On which half-day."""
        return self.place[2]

    @property
    def weeks(self) -> tuple[int, ...]:
        """In which weeks."""
        return self.place[3]

    @property
    def moment(self) -> Moment:
        """Line, weekday and weeks, whoever gives it."""
        return self.line, self.block // 2, self.weeks

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The half-days of the worker that it takes time of."""
        return tuple((self.worker, self.block, week) for week in self.weeks)


class AssignmentModel:
    """The model without the time of day.

    Attributes:
        model: as the solver knows it.
        missed: by line what is not given of it, in sessions.
        options: every session that could be.
    """

    def __init__(
        self,
        problem: Problem,
        proposal: Proposal,
        free: Collection[int],
        candidates: Mapping[int, Sequence[int]],
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build it.

        Args:
            problem: the whole problem.
            proposal: of which all visits of other lines stay.
            free: the lines that are planned anew.
            candidates: by line who may serve it; who cannot is passed over.
            stop: asked often.

        Raises:
            Stopped: when it said so.
        """
        self.model = CpModel()
        self.missed: dict[int, int] = {}
        self.options: list[Option] = []
        self._problem, self._weights = problem, problem.weights
        self._standing = Standing(problem, proposal, free)
        self._free = sorted(free)
        self._presence: dict[Presence, int] = {}
        self._load: dict[Cell, list[Term]] = defaultdict(list)
        self._faces: dict[tuple[int, int], int] = {}
        weekly_only = self._weekly_only(candidates)
        published = set(problem.published)
        self.model.constant += self._weights.move * sum(visit.line in free for visit in published)
        self._published: dict[Place, set[int]] = defaultdict(set)
        for visit in published:
            self._published[visit.line, visit.worker, visit.block, visit.weeks].add(visit.start)
        for line in self._free:
            if stop():
                raise Stopped
            for worker in candidates.get(line, ()):
                self._add_options(line, worker, weekly_only)
        self._add_lines()
        self._add_care_days()
        self._add_times()
        add_presence_rules(self.model, self._standing, self._presence, self._load, self._schools())

    def _add_times(self) -> None:
        """Ask that sessions fit in the half-days, and fill `_load` with what they take of each."""
        raise NotImplementedError

    def _schools(self) -> list[int]:
        """Return the schools that this is about."""
        lines, locked = self._problem.lines, self._problem.locked_presence
        return sorted({lines[line].school for line in self._free} | {one.school for one in locked})

    # what could be

    def _weekly_only(self, candidates: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
        """Return who at which school is of use in both weeks alike or not at all."""
        odd, every = set(), set()
        for number in self._free:
            line = self._problem.lines[number]
            pairs = {(worker, line.school) for worker in candidates.get(number, ())}
            every |= pairs
            if not line.weekly:
                odd |= pairs
        return every - odd

    def _add_options(self, number: int, worker: int, weekly_only: set[tuple[int, int]]) -> None:
        """Add every half-day on which a worker could serve a line."""
        line = self._problem.lines[number]
        if not is_eligible(self._problem, number, worker):
            return
        for block in self._problem.schools[line.school].blocks:
            span = working_span(self._problem, worker, line.school, block)
            starts = starts_in(line, block, span) if span is not None else range(0)
            if not starts:
                continue
            for weeks in line.week_choices:
                if not all(self._standing.may_be_at(worker, line.school, block, week) for week in weeks):
                    continue
                flag = self.model.flag()
                for week in weeks:
                    there = self._there(
                        Presence(worker, line.school, block, week), both=(worker, line.school) in weekly_only
                    )
                    if there is not None:
                        self.model.implies(flag, there)
                self.options.append(Option((number, worker, block, weeks), flag, starts))

    def _there(self, one: Presence, *, both: bool) -> int | None:
        """Return the flag that somebody is somewhere; None when that stays as it is anyhow."""
        if (one.worker, one.block, one.week) in self._standing.where:
            return None
        if one not in self._presence:
            twin = one._replace(week=1 - one.week)
            alike = (
                both
                and self._standing.may_be_at(*twin)
                and (one.worker, one.block, twin.week) not in self._standing.where
            )
            flag = self.model.flag()
            for each in (one, twin) if alike else (one,):
                self._presence[each] = flag
        return self._presence[one]

    # what each line asks

    def _add_lines(self) -> None:
        """Add what of each line is given, by how many, and what that is worth."""
        of_line: dict[int, list[Option]] = defaultdict(list)
        for option in self.options:
            of_line[option.line].append(option)
        for number in self._free:
            self._add_line(number, of_line[number])

    def _add_line(self, number: int, options: Sequence[Option]) -> None:
        line, model, weights = self._problem.lines[number], self.model, self._weights
        weeks = len(line.week_choices[0])
        miss = weights.fixed_moment if line.fixed_moment else weights.slot * line.duration
        missed = self.missed[number] = model.number(0, line.sessions, miss * weeks)
        model.equal([*((option.flag, 1) for option in options), (missed, 1)], line.sessions)
        by_day: dict[tuple[int, int], list[int]] = defaultdict(list)
        by_worker: dict[int, list[Option]] = defaultdict(list)
        for option in options:
            by_worker[option.worker].append(option)
            for week in option.weeks:
                by_day[option.block // 2, week].append(option.flag)
        for flags in by_day.values():
            model.at_most_one(flags)
        serving = [self._add_face(line, worker, theirs) for worker, theirs in by_worker.items()]
        if len(serving) > line.max_faces:
            model.at_most([(flag, 1) for flag in serving], line.max_faces)
        model.constant += weights.change * (line.previous is not None)

    def _add_face(self, line: NeedLine, worker: int, options: Sequence[Option]) -> int:
        """Add that a worker serves a line and return the flag."""
        model = self.model
        serves = model.flag(-self._weights.change if line.previous == worker else 0)
        for option in options:
            model.implies(option.flag, serves)
        model.at_least([*((option.flag, 1) for option in options), (serves, -1)], 0)
        face = line.pupil, worker
        if face not in self._standing.faces:
            if face not in self._faces:
                self._faces[face] = model.flag(self._weights.face)
            model.implies(serves, self._faces[face])
        return serves

    def _add_care_days(self) -> None:
        """Ask that no pupil has more care on a day than they may."""
        loads: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
        for option in self.options:
            line = self._problem.lines[option.line]
            for week in option.weeks:
                loads[line.pupil, option.block // 2, week].append((option.flag, line.duration))
        for day, load in loads.items():
            taken = sum(length for _, length in self._standing.care.get(day, ()))
            self.model.at_most(load, self._problem.rules.max_care_day - taken)

    def _start_cost(self, option: Option, start: int) -> int:
        """Return what it costs that a session starts at a slot, and what it gains when that is as it was."""
        line, weights = self._problem.lines[option.line], self._weights
        quiet = quiet_slots(self._problem, line, option.block, start) if weights.quiet else 0
        as_it_was = start in self._published.get(option.place, ())
        return weights.quiet * len(option.weeks) * quiet - weights.move * as_it_was
