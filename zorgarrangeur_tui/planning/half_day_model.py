"""A whole problem planned by the half-day: who gives which session when, without the time of day, to prove what a plan costs at least.

Every plan is an answer of this model, and none costs less here than there. It asks that what somebody gives on a half-day fits in it,
that sessions with a window do not meet, and counts the gaps around those. What it does not ask is that a pupil is in one place at a
time beside that. So most orders of the same sessions, which cost alike, are one answer here, and a proof takes seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from zorgarrangeur_tui.planning.bounds_sheets import room_in
from zorgarrangeur_tui.planning.candidates import working_span
from zorgarrangeur_tui.planning.exact_assignment import AssignmentModel, Moment, Option, Place
from zorgarrangeur_tui.planning.exact_standing import Cell, GroupSort
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal


class HalfDayModel(AssignmentModel):
    """The model."""

    def __init__(
        self,
        problem: Problem,
        candidates: Mapping[int, Sequence[int]],
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build it for a whole problem.

        Args:
            problem: the problem.
            candidates: by line who may serve it; who cannot is passed over.
            stop: asked often.

        Raises:
            Stopped: when `stop` said so.
        """
        super().__init__(problem, Proposal(), range(len(problem.lines)), candidates, stop)
        self._add_locks()

    def hint(self, proposal: Proposal) -> None:
        """Tell the solver of a proposal to begin with."""
        given = {(one.line, one.worker, one.block, one.weeks) for one in proposal.visits}
        there = set(proposal.presence)
        hints = {flag: int(one in there) for one, flag in self._presence.items()}
        self.model.hint(hints | {option.flag: int(option.place in given) for option in self.options})

    def places(self, values: Sequence[int]) -> set[Place]:
        """Return the sessions of an answer."""
        return {option.place for option in self.options if values[option.flag]}

    def _add_times(self) -> None:
        """Ask that what is given on a half-day fits in it."""
        groups: dict[tuple[Cell, GroupSort], list[tuple[Option, int]]] = defaultdict(list)
        for option in self.options:
            line = self._problem.lines[option.line]
            cost = min(self._start_cost(option, start) for start in option.starts)
            if cost:
                self.model.charge(option.flag, cost)
            for cell in option.cells:
                if line.group_size > 1:
                    groups[cell, (line.kind, line.duration)].append((option, line.group_size))
                else:
                    self._load[cell].append((option.flag, line.duration))
        self._add_groups(groups)
        self._add_windows()
        self._add_gaps()

    def _add_groups(self, groups: Mapping[tuple[Cell, GroupSort], Sequence[tuple[Option, int]]]) -> None:
        """Add how many sessions of groups somebody gives on a half-day; in both weeks alike where the members are."""
        sessions: dict[tuple[int, ...], int] = {}
        for (cell, (_, duration)), members in groups.items():
            flags = tuple(option.flag for option, _ in members)
            if flags not in sessions:
                number = sessions[flags] = self.model.number(0, len(members))
                size = max(size for _, size in members)
                self.model.at_most([*((flag, 1) for flag in flags), (number, -size)], 0)
                for flag in flags:
                    self.model.at_least([(number, 1), (flag, -1)], 0)
            self._load[cell].append((sessions[flags], duration))

    def _add_windows(self) -> None:
        """Ask that sessions with a window that nobody shares do not meet, of a worker and of a pupil."""
        model = self.model
        by_moment: dict[Moment, list[Option]] = defaultdict(list)
        for option in self._alone_in_window():
            by_moment[option.moment].append(option)
        of_worker: dict[Cell, list[int]] = defaultdict(list)
        of_pupil: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for moment, options in by_moment.items():
            line = self._problem.lines[moment[0]]
            slots = sorted({start for option in options for start in option.starts})
            start, given = model.choice(slots), model.flag()
            model.equal([*((option.flag, 1) for option in options), (given, -1)], 0)
            for week in moment[2]:
                of_pupil[line.pupil, moment[1], week].append(model.interval(start, line.duration, given))
            for option in options:
                if option.starts[0] > slots[0]:
                    model.at_least([(start, 1)], option.starts[0], option.flag)
                if option.starts[-1] < slots[-1]:
                    model.at_most([(start, 1)], option.starts[-1], option.flag)
                busy = model.interval(start, line.duration, option.flag)
                for cell in option.cells:
                    of_worker[cell].append(busy)
        for times in dict.fromkeys(tuple(one) for one in (*of_worker.values(), *of_pupil.values())):
            if len(times) > 1:
                model.apart(times)

    def _add_gaps(self) -> None:
        """Ask that what somebody gives beside a session with a window fits before and after it, wherever in its window that is."""
        done = set()
        for option in self._alone_in_window():
            line = self._problem.lines[option.line]
            first, end = working_span(self._problem, option.worker, line.school, option.block) or (0, 0)
            for cell in option.cells:
                lengths = sorted({length for _, length in self._load[cell]})
                whole = room_in(end - first, lengths)
                most = max(
                    room_in(start - first, lengths) + line.duration + room_in(end - start - line.duration, lengths)
                    for start in option.starts
                )
                key = option.flag, tuple(self._load[cell])
                if most < whole and key not in done:
                    done.add(key)
                    self.model.at_most([*self._load[cell], (option.flag, whole - most)], self._most_in(cell))

    def _most_in(self, cell: Cell) -> int:
        """Return the most slots of care that somebody can give on a half-day, at whatever school."""
        worker, block, _ = cell
        spans = (working_span(self._problem, worker, school, block) for school in self._problem.workers[worker].schools)
        lengths = sorted({length for _, length in self._load[cell]})
        return max((room_in(span[1] - span[0], lengths) for span in spans if span is not None), default=0)

    def _alone_in_window(self) -> Iterable[Option]:
        """Yield the options of lines with a window that nobody shares."""
        for option in self.options:
            line = self._problem.lines[option.line]
            if line.window is not None and line.group_size == 1:
                yield option

    def _add_locks(self) -> None:
        """Ask that locked visits are there; the solver finds nothing when they cannot be."""
        options = {one.place: one for one in self.options}
        for visit in set(self._problem.locked_visits):
            option = options.get((visit.line, visit.worker, visit.block, visit.weeks))
            if option is None:
                self.model.at_least([], 1)
            else:
                self.model.equal([(option.flag, 1)], 1)
