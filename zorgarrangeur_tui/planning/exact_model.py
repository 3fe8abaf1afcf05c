"""Lines that are planned anew to the slot, while all else stays: who comes when, and at what time each session is.

Whatever the checker asks is in this model, and what it costs is what the checker counts for the schools of these lines. So its best
answer is the best plan there is with the rest as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from zorgarrangeur_tui.planning.bounds_sheets import room_in
from zorgarrangeur_tui.planning.candidates import (
    is_eligible,
    kilometres,
    presence_cents,
    quiet_slots,
    starts_in,
    working_span,
)
from zorgarrangeur_tui.planning.cpsat import CpModel, Stopped, Term
from zorgarrangeur_tui.planning.exact_standing import Cell, GroupMoment, Standing
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem
from zorgarrangeur_tui.planning.proposal import Proposal

_TEN_EUROS = 60_000

Moment = tuple[int, int, tuple[int, ...]]
"""A line, a weekday and the weeks of a session."""


@dataclass(frozen=True, slots=True)
class _Option:
    """A session that could be: who gives it on which half-day in which weeks, and when it can start."""

    line: int
    worker: int
    block: int
    weeks: tuple[int, ...]
    flag: int
    starts: range

    @property
    def moment(self) -> Moment:
        return self.line, self.block // 2, self.weeks


class ExactModel:
    """The model.

    Attributes:
        model: as the solver knows it.
        missed: by line what is not given of it, in sessions.
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
        self._problem, self._weights = problem, problem.weights
        self._standing = Standing(problem, proposal, free)
        self._free = sorted(free)
        self._schools = sorted(
            {problem.lines[line].school for line in free} | {one.school for one in problem.locked_presence}
        )
        self._presence: dict[Presence, int] = {}
        self._new: list[tuple[Presence, int]] = []
        self._options: list[_Option] = []
        self._start: dict[Moment, int] = {}
        self._exact: dict[tuple[int, int], int] = {}
        self._worker_times: dict[Cell, list[int]] = defaultdict(list)
        self._pupil_times: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        self._pupil_load: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
        self._load: dict[Cell, list[Term]] = defaultdict(list)
        self._members: dict[GroupMoment, list[tuple[int, int]]] = defaultdict(list)
        self._faces: dict[tuple[int, int], int] = {}
        weekly_only = self._weekly_only(candidates)
        published = sum(visit.line in free for visit in set(problem.published))
        self.model.constant += self._weights.move * published
        for line in self._free:
            if stop():
                raise Stopped
            for worker in candidates.get(line, ()):
                self._add_options(line, worker, weekly_only)
        self._add_lines()
        self._add_times()
        self._add_groups()
        self._add_nobody_twice()
        self._add_presence_costs()
        self._add_limits()
        self._add_standing_costs()
        self._add_locks()

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
                self._options.append(_Option(number, worker, block, weeks, flag, starts))

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
        of_line: dict[int, list[_Option]] = defaultdict(list)
        for option in self._options:
            of_line[option.line].append(option)
        for number in self._free:
            self._add_line(number, of_line[number])

    def _add_line(self, number: int, options: Sequence[_Option]) -> None:
        line, model, weights = self._problem.lines[number], self.model, self._weights
        weeks = len(line.week_choices[0])
        miss = weights.fixed_moment if line.fixed_moment else weights.slot * line.duration
        missed = self.missed[number] = model.number(0, line.sessions, miss * weeks)
        model.equal([*((option.flag, 1) for option in options), (missed, 1)], line.sessions)
        by_day: dict[tuple[int, int], list[int]] = defaultdict(list)
        by_worker: dict[int, list[_Option]] = defaultdict(list)
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

    def _add_face(self, line: NeedLine, worker: int, options: Sequence[_Option]) -> int:
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

    # at what time

    def _add_times(self) -> None:
        """Add when each session starts: one variable a day, or a flag for every start where that matters."""
        by_moment: dict[Moment, list[_Option]] = defaultdict(list)
        for option in self._options:
            by_moment[option.moment].append(option)
        published = {
            (visit.line, visit.worker, visit.block, visit.weeks): set[int]() for visit in self._problem.published
        }
        for visit in self._problem.published:
            published[visit.line, visit.worker, visit.block, visit.weeks].add(visit.start)
        for moment, options in by_moment.items():
            line = self._problem.lines[moment[0]]
            if line.group_size > 1 or (self._weights.quiet and self._has_quiet(line, moment[1])):
                self._add_start_flags(line, options, published)
            else:
                self._add_start(line, moment, options, published)
            for week in moment[2]:
                self._pupil_load[line.pupil, moment[1], week] += [(one.flag, line.duration) for one in options]

    def _has_quiet(self, line: NeedLine, day: int) -> bool:
        return bool(self._problem.schools[line.school].quiet.get(day))

    def _add_start(
        self,
        line: NeedLine,
        moment: Moment,
        options: Sequence[_Option],
        published: Mapping[tuple[int, int, int, tuple[int, ...]], set[int]],
    ) -> None:
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
            for week in option.weeks:
                self._worker_times[option.worker, option.block, week].append(busy)
                self._load[option.worker, option.block, week].append((option.flag, line.duration))
            for kept in published.get((option.line, option.worker, option.block, option.weeks), ()):
                as_it_was = model.flag(-self._weights.move)
                model.implies(as_it_was, option.flag)
                model.equal([(start, 1)], kept, as_it_was)

    def _add_start_flags(
        self,
        line: NeedLine,
        options: Sequence[_Option],
        published: Mapping[tuple[int, int, int, tuple[int, ...]], set[int]],
    ) -> None:
        """Add a flag for every start of every option."""
        model, weights = self.model, self._weights
        for option in options:
            kept = published.get((option.line, option.worker, option.block, option.weeks), ())
            flags = []
            for start in option.starts:
                cost = weights.quiet * len(option.weeks) * quiet_slots(self._problem, line, option.block, start)
                flag = self._exact[option.flag, start] = model.flag(cost - weights.move * (start in kept))
                flags.append(flag)
                busy = model.interval_at(start, line.duration, flag)
                for week in option.weeks:
                    cell = option.worker, option.block, week
                    self._pupil_times[line.pupil, option.block // 2, week].append(busy)
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
        """Ask that neither workers nor pupils are in two sessions at once, and that pupils have no more care than they may."""
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
            taken = sum(length for _, length in fixed)
            model.at_most(self._pupil_load[pupil], self._problem.rules.max_care_day - taken)

    # who is where

    def _add_presence_costs(self) -> None:
        """Add what it costs that somebody comes: to be there, to travel, one more worker, one more provider."""
        model, weights, standing = self.model, self._weights, self._standing
        comes: dict[tuple[int, int], int] = {}
        sends: dict[tuple[int, int], int] = {}
        trips: dict[tuple[int, int, int, int], int] = {}
        charges: Counter[int] = Counter()
        for one, flag in self._presence.items():
            charges[flag] += weights.presence
            day = one.worker, one.school, one.block // 2, one.week
            if one.school not in standing.days[one.worker, one.block // 2, one.week]:
                if day not in trips:
                    trips[day] = model.flag(weights.kilometre * kilometres(self._problem, one.worker, one.school))
                model.implies(flag, trips[day])
            pair = one.worker, one.school
            if pair not in standing.pairs:
                if pair not in comes:
                    comes[pair] = model.flag(weights.worker_pair)
                model.implies(flag, comes[pair])
            post = self._problem.workers[one.worker].provider, one.school
            if post[0] not in standing.providers(one.school):
                if post not in sends:
                    sends[post] = model.flag(weights.provider_pair)
                model.implies(flag, sends[post])
                if pair in comes:
                    model.implies(comes[pair], sends[post])
        for flag, cost in charges.items():
            model.charge(flag, cost)
        self._add_caps(sends)

    def _add_caps(self, sends: Mapping[tuple[int, int], int]) -> None:
        """Ask that no more providers come than was agreed."""
        for school in self._schools:
            site = self._problem.schools[school]
            if site.provider_cap is None:
                continue
            strangers = self._standing.providers(school) - set(site.bonds)
            limit = max(0, site.provider_cap - len(set(site.bonds)) - len(strangers))
            flags = [
                (flag, 1) for (provider, where), flag in sends.items() if where == school and provider not in site.bonds
            ]
            self.model.at_most(flags, limit)

    def _add_limits(self) -> None:
        """Ask that people have the hours, are in one place, and that there is room; and add what goes over a budget."""
        model, problem, standing = self.model, self._problem, self._standing
        hours: dict[int, list[Term]] = defaultdict(list)
        rooms: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
        spent: dict[int, list[Term]] = defaultdict(list)
        places: dict[Cell, list[Term]] = defaultdict(list)
        days: dict[tuple[int, int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one, flag in self._presence.items():
            first, end = working_span(problem, one.worker, one.school, one.block) or (0, 0)
            hours[one.worker].append((flag, end - first))
            rooms[one.school, one.block, one.week].append((flag, 1))
            spent[one.school].append((flag, presence_cents(problem, one.worker, end - first)))
            cell = one.worker, one.block, one.week
            lengths = {length for _, length in self._load[cell]}
            places[cell].append((flag, -room_in(end - first, sorted(lengths))))
            days[one.worker, one.block // 2, one.week][one.school].append(flag)
        for worker, terms in hours.items():
            model.at_most(terms, problem.workers[worker].slots - standing.slots[worker])
        for key, terms in rooms.items():
            model.at_most(terms, problem.schools[key[0]].rooms - standing.present[key])
        for cell, there in places.items():
            model.at_most_one(flag for flag, _ in there)
            model.at_most([*self._load[cell], *there], 0)
        for by_school in days.values():
            for pair in combinations(sorted(by_school), 2):
                if pair in problem.unreachable:
                    for flags in product(by_school[pair[0]], by_school[pair[1]]):
                        model.at_most_one(flags)
        for school in self._schools:
            self._add_budget(school, spent[school])

    def _add_budget(self, school: int, spent: Sequence[Term]) -> None:
        """Add the tens of euros, begun or whole, that presence costs above the budget."""
        budget, standing = self._problem.schools[school].budget, self._standing.spent[school]
        if budget is None:
            return
        most = standing + sum(cents for _, cents in spent)
        over = self.model.number(0, most // _TEN_EUROS + 1, self._weights.ten_euro)
        self.model.at_most([*spent, (over, -_TEN_EUROS)], budget * _TEN_EUROS // 10 - standing)

    def _add_standing_costs(self) -> None:
        """Add what the presence that stays costs."""
        weights, standing = self._weights, self._standing
        self.model.constant += weights.presence * len(standing.where)
        self.model.constant += weights.worker_pair * len(standing.pairs)
        posts = {(self._problem.workers[worker].provider, school) for worker, school in standing.pairs}
        self.model.constant += weights.provider_pair * len(posts)
        for (worker, _, _), schools in standing.days.items():
            far = sum(kilometres(self._problem, worker, school) for school in schools)
            self.model.constant += weights.kilometre * far

    def _add_locks(self) -> None:
        """Ask that locked visits are there as they are; the solver finds nothing when they cannot be."""
        options = {(one.line, one.worker, one.block, one.weeks): one for one in self._options}
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

    # to and from proposals

    def hint(self, proposal: Proposal) -> None:
        """Tell the solver of a proposal to begin with."""
        given = {(one.line, one.worker, one.block, one.weeks): one.start for one in proposal.visits}
        there = set(proposal.presence)
        hints = {flag: int(one in there) for one, flag in self._presence.items()}
        for option in self._options:
            start = given.get((option.line, option.worker, option.block, option.weeks))
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
            for option in self._options
            if values[option.flag]
        ]
        needed = {
            Presence(visit.worker, self._problem.lines[visit.line].school, visit.block, week)
            for visit in visits
            for week in visit.weeks
        }
        presence = sorted({*self._standing.presence(), *needed})
        return Proposal(tuple(presence), tuple(sorted({*self._standing.visits, *visits})))

    def _start_of(self, option: _Option, values: Sequence[int]) -> int:
        """Return when a session that is given starts."""
        start = self._start.get(option.moment)
        if start is not None:
            return values[start]
        return next(each for each in option.starts if values[self._exact[option.flag, each]])
