"""Lines that are planned anew to the slot, while all else stays: who comes when, and at what time each session is.

Whatever the checker asks is in this model, and what it costs is what the checker counts for the schools of these lines. So its best
answer is the best plan there is with the rest as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from zorgarrangeur_tui.planning.exact_assignment import AssignmentModel, Moment, Option, Place
from zorgarrangeur_tui.planning.exact_standing import Cell, GroupMoment
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem
from zorgarrangeur_tui.planning.proposal import Proposal


class ExactModel(AssignmentModel):
    """The model."""

    def __init__(
        self,
        problem: Problem,
        proposal: Proposal,
        free: Collection[int],
        candidates: Mapping[int, Sequence[int]],
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build it; see `AssignmentModel`.

        Raises:
            Stopped: when `stop` said so.
        """
        self._start: dict[Moment, int] = {}
        self._exact: dict[tuple[int, int], int] = {}
        self._worker_times: dict[Cell, list[int]] = defaultdict(list)
        self._pupil_times: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        self._members: dict[GroupMoment, list[tuple[int, int]]] = defaultdict(list)
        super().__init__(problem, proposal, free, candidates, stop)
        self._add_locks()

    # at what time

    def _add_times(self) -> None:
        """Add when each session starts: one variable a day, or a flag for every start where that matters."""
        by_moment: dict[Moment, list[Option]] = defaultdict(list)
        for option in self.options:
            by_moment[option.moment].append(option)
        for moment, options in by_moment.items():
            line = self._problem.lines[moment[0]]
            if line.group_size > 1 or (self._weights.quiet and self._has_quiet(line, moment[1])):
                self._add_start_flags(line, options)
            else:
                self._add_start(line, moment, options)
        self._add_groups()
        self._add_nobody_twice()

    def _has_quiet(self, line: NeedLine, day: int) -> bool:
        return bool(self._problem.schools[line.school].quiet.get(day))

    def _add_start(self, line: NeedLine, moment: Moment, options: Sequence[Option]) -> None:
        """Add one start for a line on a day, whoever gives it."""
        model = self.model
        slots = sorted({start for option in options for start in option.starts})
        start = self._start[moment] = model.choice(slots)
        given = model.flag()
        model.equal([*((option.flag, 1) for option in options), (given, -1)], 0)
        for week in moment[2]:
            self._pupil_times[line.pupil, moment[1], week].append(model.interval(start, line.duration, given))
        for option in options:
            if option.starts[0] > slots[0]:
                model.at_least([(start, 1)], option.starts[0], option.flag)
            if option.starts[-1] < slots[-1]:
                model.at_most([(start, 1)], option.starts[-1], option.flag)
            busy = model.interval(start, line.duration, option.flag)
            for cell in option.cells:
                self._worker_times[cell].append(busy)
                self._load[cell].append((option.flag, line.duration))
            for kept in self._published.get(option.place, ()):
                as_it_was = model.flag(-self._weights.move)
                model.implies(as_it_was, option.flag)
                model.equal([(start, 1)], kept, as_it_was)

    def _add_start_flags(self, line: NeedLine, options: Sequence[Option]) -> None:
        """Add a flag for every start of every option."""
        model = self.model
        for option in options:
            flags = []
            for start in option.starts:
                flag = self._exact[option.flag, start] = model.flag(self._start_cost(option, start))
                flags.append(flag)
                busy = model.interval_at(start, line.duration, flag)
                for cell in option.cells:
                    self._pupil_times[line.pupil, option.block // 2, cell[2]].append(busy)
                    if line.group_size > 1:
                        self._members[cell, (line.kind, line.duration), start].append((flag, line.group_size))
                    else:
                        self._worker_times[cell].append(busy)
                        self._load[cell].append((flag, line.duration))
            model.equal([*((flag, 1) for flag in flags), (option.flag, -1)], 0)

    def _add_groups(self) -> None:
        """Add the sessions that pupils share, and how many can."""
        model, standing = self.model, self._standing
        for key, members in self._members.items():
            cell, (_, duration), start = key
            there = standing.groups.get(key, [])
            if not there:
                session = model.flag()
                for flag, _ in members:
                    model.implies(flag, session)
                self._worker_times[cell].append(model.interval_at(start, duration, session))
                self._load[cell].append((session, duration))
            sizes = {size for _, size in members}
            everybody = [(flag, 1) for flag, _ in members]
            if there:
                model.at_most(everybody, max(0, min(there) - len(there)))
            if len(sizes) == 1:
                model.at_most(everybody, max(0, min(sizes) - len(there)))
                continue
            for flag, size in members:
                model.at_most(everybody, max(0, size - len(there)), flag)

    def _add_nobody_twice(self) -> None:
        """Ask that neither workers nor pupils are in two sessions at once."""
        model, standing = self.model, self._standing
        done = set()
        for cell, times in self._worker_times.items():
            fixed = sorted(standing.sessions.get(cell, ()))
            key = (cell[:2], tuple(times), tuple(fixed))
            if key not in done and len(times) + len(fixed) > 1:
                model.apart([*times, *(model.interval_at(start, length) for start, length in fixed)])
            done.add(key)
        for pupil, times in self._pupil_times.items():
            fixed = sorted(standing.care.get(pupil, ()))
            if len(times) + len(fixed) > 1:
                model.apart([*times, *(model.interval_at(start, length) for start, length in fixed)])

    def _add_locks(self) -> None:
        """Ask that locked visits are there as they are; the solver finds nothing when they cannot be."""
        options = {one.place: one for one in self.options}
        for visit in set(self._problem.locked_visits):
            if visit.line not in self.missed:
                continue
            option = options.get((visit.line, visit.worker, visit.block, visit.weeks))
            if option is None or visit.start not in option.starts:
                self.model.at_least([], 1)
                continue
            self.model.equal([(option.flag, 1)], 1)
            exact = self._exact.get((option.flag, visit.start))
            term = ((self._start[option.moment], 1), visit.start) if exact is None else ((exact, 1), 1)
            self.model.equal([term[0]], term[1])

    def keep_to(self, places: Collection[Place]) -> None:
        """Ask that the sessions are just these, at whatever time."""
        for option in self.options:
            self.model.equal([(option.flag, 1)], int(option.place in places))

    # to and from proposals

    def hint(self, proposal: Proposal) -> None:
        """Tell the solver of a proposal to begin with."""
        given = {(one.line, one.worker, one.block, one.weeks): one.start for one in proposal.visits}
        there = set(proposal.presence)
        hints = {flag: int(one in there) for one, flag in self._presence.items()}
        for option in self.options:
            start = given.get(option.place)
            hints[option.flag] = int(start is not None)
            if start is not None and option.moment in self._start:
                hints[self._start[option.moment]] = start
            elif (option.flag, option.starts[0]) in self._exact:
                hints |= {self._exact[option.flag, each]: int(each == start) for each in option.starts}
        self.model.hint(hints)

    def proposal(self, values: Sequence[int]) -> Proposal:
        """Return the proposal of an answer: what stays, and what is planned anew. Nobody comes for nothing unless by a lock."""
        visits = [
            Visit(option.line, option.worker, option.block, self._start_of(option, values), option.weeks)
            for option in self.options
            if values[option.flag]
        ]
        needed = {
            Presence(visit.worker, self._problem.lines[visit.line].school, visit.block, week)
            for visit in visits
            for week in visit.weeks
        }
        presence = sorted({*self._standing.presence(), *needed})
        return Proposal(tuple(presence), tuple(sorted({*self._standing.visits, *visits})))

    def _start_of(self, option: Option, values: Sequence[int]) -> int:
        """Return when a session that is given starts."""
        start = self._start.get(option.moment)
        if start is not None:
            return values[start]
        return next(each for each in option.starts if values[self._exact[option.flag, each]])
