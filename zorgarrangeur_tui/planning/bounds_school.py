"""A school by itself, counted: who comes, how many half-days, and who serves whom.

Every plan is an answer to this model at no lower cost, so what its best answer costs is a bound. It leaves out at what time things
are, except for lines that are kept to certain times.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from zorgarrangeur_tui.planning.bounds_sheets import HalfDays, Party, is_placed, parties
from zorgarrangeur_tui.planning.candidates import kilometres, presence_cents, starts_in, working_span
from zorgarrangeur_tui.planning.cpsat import CpModel, Stopped, Term
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKS, NeedLine, Problem

SCALE = 10
"""What one of the cost of a plan counts in the model, so that prices can be finer."""

_TEN_EUROS = 60_000


@dataclass(frozen=True, slots=True)
class PricedHalfDays:
    """Presence in a model, for which a price can be asked.

    Attributes:
        variable: how many times.
        members: who of a party it could be of.
        half: whether it is about mornings or afternoons.
        times: half-days of the fortnight that one of it is.
        slots: slots that one of it is.
        cost: what one of it costs by itself, scaled.
    """

    variable: int
    members: tuple[int, ...]
    half: int
    times: int
    slots: int
    cost: int


@dataclass(slots=True)
class _At:
    """The variables of a party at a school."""

    sheet: Party
    comes: int
    both: list[int] = field(default_factory=list)
    one: list[int] = field(default_factory=list)
    sends: list[int] = field(default_factory=list)
    trips: list[int] = field(default_factory=list)
    known: dict[int, int] = field(default_factory=dict)


class SchoolCount:
    """The count model of a school.

    Attributes:
        model: the model; its costs are scaled.
        presence: all presence in it.
    """

    def __init__(
        self,
        problem: Problem,
        school: int,
        lines: Sequence[int],
        eligible: Sequence[Sequence[int]],
        faces_here: Collection[int],
        most: int,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build it.

        Args:
            problem: the whole problem.
            school: which school.
            lines: those of the school.
            eligible: by line who may serve it.
            faces_here: pupils whose faces are counted here; another school counts those of the others.
            most: how large the model may be, see `parties`.
            stop: asked often.

        Raises:
            Stopped: when it said so.
        """
        self.model = CpModel()
        self.presence: list[PricedHalfDays] = []
        self._problem, self._school, self._weights = problem, school, problem.weights
        self._faces_here = faces_here
        self._published: dict[int, list[Visit]] = defaultdict(list)
        for visit in set(problem.published):
            self._published[visit.line].append(visit)
        self._at: list[_At] = []
        self._sends: dict[int, int] = {}
        self._faces: dict[tuple[int, int], int] = {}
        self._visits: dict[tuple[int, int], list[tuple[int, int | None]]] = {}
        for sheet in parties(problem, school, lines, eligible, most):
            self._add_party(sheet)
        self._add_cap()
        for line in lines:
            if stop():
                raise Stopped
            self._add_line(line)
        for number, one in enumerate(self._at):
            self._add_load(number, one)
            self.model.at_most([*((flag, 1) for flag in one.known.values()), (one.comes, -1)], 0)
        self._add_rooms()
        self._add_budget()
        self._add_locks()

    def visitors(self, values: Sequence[int]) -> set[int]:
        """Return who comes in an answer: whole parties."""
        return {worker for at in self._at if values[at.comes] for worker in at.sheet.members}

    # who comes

    def _add_party(self, sheet: Party) -> None:
        """Add a party: how many of it come, how many half-days, and the days of travel."""
        model, weights, workers = self.model, self._weights, self._problem.workers
        at = _At(sheet, model.number(0, len(sheet.members), SCALE * weights.worker_pair))
        self._at.append(at)
        first = len(self.presence)
        for days in sheet.half_days:
            both = self._add_presence(sheet, days, len(WEEKS))
            at.both.append(both)
            model.at_most([(both, 1), (at.comes, -days.each)], 0)
            if sheet.odd_weeks:
                one = self._add_presence(sheet, days, 1)
                at.one.append(one)
                model.at_most([(both, 1), (one, 1), (at.comes, -days.each)], 0)
        slots = [(one.variable, one.slots) for one in self.presence[first:]]
        model.at_most([*slots, (at.comes, -max(workers[worker].slots for worker in sheet.members))], 0)
        self._add_trips(at)
        providers = sorted({workers[worker].provider for worker in sheet.members})
        for provider in providers:
            if provider not in self._sends:
                self._sends[provider] = model.flag(SCALE * weights.provider_pair)
        at.sends = [self._sends[provider] for provider in providers]
        model.at_most([(at.comes, 1), *((sends, -len(sheet.members)) for sends in at.sends)], 0)

    def _add_presence(self, sheet: Party, days: HalfDays, times: int) -> int:
        """Add half-days that are in both weeks, or in one."""
        cost = SCALE * self._weights.presence * times
        most = days.most if times > 1 else days.most * (2 if len(sheet.members) > 1 else 1)
        variable = self.model.number(0, most, cost)
        self.presence.append(PricedHalfDays(variable, sheet.members, days.half, times, times * days.slots, cost))
        return variable

    def _add_trips(self, at: _At) -> None:
        """Add the days on which a party comes: by weekday when half-days are known one by one, else together."""
        groups: dict[int, list[int]] = defaultdict(list)
        for place, days in enumerate(at.sheet.half_days):
            groups[days.blocks[0] // 2 if at.sheet.by_day else -1].append(place)
        near = min(kilometres(self._problem, worker, self._school) for worker in at.sheet.members)
        far = SCALE * self._weights.kilometre * near
        for places in groups.values():
            blocks = {block for place in places for block in at.sheet.half_days[place].blocks}
            most = len(WEEKS) * len({block // 2 for block in blocks}) * len(at.sheet.members)
            trips = self.model.number(0, most, far)
            at.trips.append(trips)
            for half in (0, 1):
                here = [place for place in places if at.sheet.half_days[place].half == half]
                if here:
                    self.model.at_most([*self._half_days(at, here), (trips, -1)], 0)

    def _half_days(self, at: _At, places: Sequence[int]) -> list[Term]:
        """Return half-days of the fortnight as a sum."""
        both = [(at.both[place], len(WEEKS)) for place in places]
        return [*both, *((at.one[place], 1) for place in places if at.one)]

    def _add_cap(self) -> None:
        """Ask that no more providers come than was agreed."""
        site = self._problem.schools[self._school]
        if site.provider_cap is not None:
            strangers = [(flag, 1) for provider, flag in self._sends.items() if provider not in site.bonds]
            self.model.at_most(strangers, max(0, site.provider_cap - len(set(site.bonds))))

    # who serves whom

    def _add_line(self, number: int) -> None:
        """Add a line: what of it is not given, and who gives the rest."""
        line, model, weights = self._problem.lines[number], self.model, self._weights
        weeks = line.visits_asked // line.sessions if line.sessions else 0
        miss = weights.fixed_moment if line.fixed_moment else weights.slot * line.duration
        missed = model.number(0, line.sessions, SCALE * miss * weeks)
        given: list[Term] = [(missed, 1)]
        serving = []
        bonus: dict[int, int] = defaultdict(int)
        for visit in self._published[number]:
            bonus[visit.worker] += weights.move
        if line.previous is not None:
            bonus[line.previous] += weights.change
        model.constant += SCALE * sum(bonus.values())
        by_day: dict[int, list[Term]] = defaultdict(list)
        for party, at in enumerate(self._at):
            if number in at.sheet.lines:
                gains = {worker: SCALE * bonus[worker] for worker in at.sheet.members if bonus[worker]}
                serving.append(self._add_serving(number, line, party, gains))
                given += [(variable, 1) for variable, _ in self._visits[number, party]]
                for variable, block in self._visits[number, party]:
                    if block is not None:
                        by_day[block // 2].append((variable, 1))
        model.equal(given, line.sessions)
        if len(serving) > line.max_faces:
            model.at_most([(flag, 1) for flag in serving], line.max_faces)
        for terms in by_day.values():
            model.at_most(terms, len(line.week_choices))

    def _add_serving(self, number: int, line: NeedLine, party: int, gains: Mapping[int, int]) -> int:
        """Add that a party serves a line, and how often; return the flag that they do.

        What is gained when somebody keeps the line is gained only for as many members as come.
        """
        model, at = self.model, self._at[party]
        if len(at.sheet.members) == 1:
            serves = model.flag(-sum(gains.values()))
        else:
            serves = model.flag()
            kept = [(model.flag(-gain), worker) for worker, gain in gains.items()]
            for flag, worker in kept:
                if worker not in at.known:
                    at.known[worker] = model.flag()
                    model.implies(at.known[worker], self._sends[self._problem.workers[worker].provider])
                model.implies(flag, at.known[worker])
                model.implies(flag, serves)
            if line.max_faces == 1 and len(kept) > 1:
                model.at_most([*((flag, 1) for flag, _ in kept), (serves, -1)], 0)
        model.at_most([(serves, 1), (at.comes, -1)], 0)
        if len(at.sends) > 1:
            model.at_most([(serves, 1), *((sends, -1) for sends in at.sends)], 0)
        self._add_face(line.pupil, party, serves)
        if is_placed(line):
            visits = self._add_placed(number, line, at, serves)
        else:
            once = line.sessions == 1
            variable = serves if once else model.number(0, line.sessions)
            visits = [(variable, None)]
            if not once:
                model.at_most([(variable, 1), (serves, -line.sessions)], 0)
            weeks = len(WEEKS) if line.weekly else 1
            if not once:
                model.at_most([(variable, weeks), *((trips, -1) for trips in at.trips)], 0)
        model.at_least([*((variable, 1) for variable, _ in visits), (serves, -1)], 0)
        self._visits[number, party] = visits
        return serves

    def _add_placed(self, number: int, line: NeedLine, at: _At, serves: int) -> list[tuple[int, int | None]]:
        """Add the sessions of a line that is kept to certain days or times, by half-day."""
        served = at.sheet.lines[number]
        found: list[tuple[int, int | None]] = []
        for place, days in enumerate(at.sheet.half_days):
            block = days.blocks[0]
            if block not in served:
                continue
            variable = self.model.number(0, len(line.week_choices))
            found.append((variable, block))
            there = (
                [(at.both[place], -1)]
                if line.weekly
                else [(one, -times) for one, times in self._half_days(at, [place])]
            )
            self.model.at_most([(variable, 1), *there], 0)
            self.model.at_most([(variable, 1), (serves, -len(line.week_choices))], 0)
        return found

    def _add_face(self, pupil: int, party: int, serves: int) -> None:
        """Add that a pupil meets somebody of a party."""
        if pupil not in self._faces_here:
            return
        if (pupil, party) not in self._faces:
            self._faces[pupil, party] = self.model.flag(SCALE * self._weights.face)
        self.model.implies(serves, self._faces[pupil, party])

    # what fits

    def _add_load(self, party: int, at: _At) -> None:
        """Ask that what a party gives fits in the half-days that they are there."""
        weekly: list[Term] = []
        odd: list[Term] = []
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number in at.sheet.lines:
            line = self._problem.lines[number]
            if line.group_size > 1:
                groups[line.kind, line.duration].append(number)
                continue
            terms = weekly if line.weekly else odd
            terms += [(variable, line.duration) for variable, _ in self._visits[number, party]]
        for (_, duration), lines in groups.items():
            every_week = self._add_group(lines, party)
            weekly.append((every_week, duration))
            if not all(self._problem.lines[number].weekly for number in lines):
                everything = self._add_all_groups(lines, party, every_week)
                odd += [(everything, duration), (every_week, -len(WEEKS) * duration)]
        rooms = [days.room for days in at.sheet.half_days]
        both = [(variable, -room) for variable, room in zip(at.both, rooms, strict=True)]
        one = [(variable, -room) for variable, room in zip(at.one, rooms, strict=bool(at.one))]
        self.model.at_most([*weekly, *both], 0)
        if odd:
            doubled = [(variable, len(WEEKS) * times) for variable, times in [*weekly, *both]]
            self.model.at_most([*doubled, *odd, *one], 0)
        if at.sheet.by_day:
            self._add_clashes(party, at)

    def _add_group(self, lines: Sequence[int], party: int) -> int:
        """Add the sessions of groups of one sort that are in both weeks."""
        asked = {number: self._problem.lines[number] for number in lines if self._problem.lines[number].weekly}
        sessions = self.model.number(0, sum(line.sessions for line in asked.values()))
        in_week: list[Term] = []
        for number, line in asked.items():
            visits = [(variable, 1) for variable, _ in self._visits[number, party]]
            in_week += visits
            if not is_placed(line):
                self.model.at_most([*visits, (sessions, -1)], 0)
        size = max((line.group_size for line in asked.values()), default=1)
        self.model.at_most([*in_week, (sessions, -size)], 0)
        return sessions

    def _add_all_groups(self, lines: Sequence[int], party: int, every_week: int) -> int:
        """Add the sessions of groups of one sort in the fortnight: those of both weeks twice, and those of one."""
        asked = [self._problem.lines[number] for number in lines]
        sessions = self.model.number(0, sum(line.visits_asked for line in asked))
        terms = [
            (variable, len(WEEKS) if line.weekly else 1)
            for number, line in zip(lines, asked, strict=True)
            for variable, _ in self._visits[number, party]
        ]
        self.model.at_most([*terms, (sessions, -max(line.group_size for line in asked))], 0)
        self.model.at_most([(every_week, len(WEEKS)), (sessions, -1)], 0)
        return sessions

    def _add_clashes(self, party: int, at: _At) -> None:
        """Ask that sessions alone at certain times fit between the first moment of any and the last."""
        for place, days in enumerate(at.sheet.half_days):
            block = days.blocks[0]
            spans = [working_span(self._problem, worker, self._school, block) for worker in at.sheet.members]
            known = [span for span in spans if span is not None]
            widest = min(span[0] for span in known), max(span[1] for span in known)
            inside: list[tuple[int, int, int, int]] = []
            for number in at.sheet.lines:
                line = self._problem.lines[number]
                for variable, where in self._visits[number, party]:
                    if where == block and line.weekly and line.group_size == 1:
                        starts = starts_in(line, block, widest)
                        inside.append((starts[0], starts[-1] + line.duration, variable, line.duration))
            for first in sorted({one[0] for one in inside}):
                for last in sorted({one[1] for one in inside}):
                    terms = [(one[2], one[3]) for one in inside if one[0] >= first and one[1] <= last]
                    if sum(duration for _, duration in terms) > last - first > 0:
                        self.model.at_most([*terms, (at.both[place], first - last)], 0)

    def _add_rooms(self) -> None:
        """Ask that no more people are there than there are rooms, over all mornings and over all afternoons."""
        site = self._problem.schools[self._school]
        for half in (0, 1):
            terms = [term for at in self._at for term in self._half_days(at, _places(at, half))]
            opened = sum(block % 2 == half for block in site.blocks)
            self.model.at_most(terms, len(WEEKS) * opened * site.rooms)

    def _add_budget(self) -> None:
        """Add the tens of euros, begun or whole, that presence costs above the budget."""
        budget = self._problem.schools[self._school].budget
        if budget is None:
            return
        spent = [
            (one.variable, min(presence_cents(self._problem, worker, one.slots) for worker in one.members))
            for one in self.presence
        ]
        most = sum(cents * len(BLOCKS) for _, cents in spent)
        over = self.model.number(0, most // _TEN_EUROS + 1, SCALE * self._weights.ten_euro)
        self.model.at_most([*spent, (over, -_TEN_EUROS)], budget * _TEN_EUROS // 10)

    def _add_locks(self) -> None:
        """Ask that presence and visits that are locked are there."""
        presence = {one for one in self._problem.locked_presence if one.school == self._school}
        for (worker, block), weeks in Counter((one.worker, one.block) for one in presence).items():
            at = next(at for at in self._at if at.sheet.members == (worker,))
            for place, days in enumerate(at.sheet.half_days):
                if days.blocks == (block,):
                    self.model.at_least(self._half_days(at, [place]), weeks)
        visits = Counter((one.line, one.worker) for one in set(self._problem.locked_visits))
        for (line, worker), sessions in visits.items():
            for party, at in enumerate(self._at):
                if worker in at.sheet.members and line in at.sheet.lines:
                    self.model.at_least([(variable, 1) for variable, _ in self._visits[line, party]], sessions)


def _places(at: _At, half: int) -> list[int]:
    """Return which half-days of a worker are mornings, or afternoons."""
    return [place for place, days in enumerate(at.sheet.half_days) if days.half == half]
