"""The search for a good plan in two processes that share the work by regions, while the app stays free for its user.

The cost of a plan is a sum over schools, and a session by a worker concerns one school. So each process gets a part of the schools
and of the workers, and leaves alone what workers of another part do: whatever each of them finds goes together. After each round
the map is divided otherwise. A small map cannot be divided: there both search everywhere, and in a long search begin anew again and
again, mostly among those who are promising (`search_narrow`).
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import Enum

from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress, SearchPhase
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.search_combine import Combiner
from zorgarrangeur_tui.planning.search_messages import Anew, Begin, Changes, Found, Ready, Round, RoundDone
from zorgarrangeur_tui.planning.search_narrow import BestPlans, Visitors, among_whom
from zorgarrangeur_tui.planning.search_pool import ProcessGone, SearchPool
from zorgarrangeur_tui.planning.search_reports import Reporter
from zorgarrangeur_tui.planning.search_schedule import (
    COOL_ONCE,
    NEAR_BEST_SECONDS,
    heat_for,
    heat_near_best,
    seconds_anew,
    stages,
    stages_anew,
)
from zorgarrangeur_tui.planning.search_split import Splitter
from zorgarrangeur_tui.planning.search_start import refuse_clashing_locks
from zorgarrangeur_tui.planning.search_state import Plan, proposal_of

_PROCESSES = 2
_PATIENCE = 0.05
"""Seconds between looks at whether to stop."""
_ROUNDS, _ROUNDS_UNDIVIDED = 40, 8
"""In a search, or before it begins anew. Those who all search everywhere do better when they are left alone for longer: they find
different plans."""
_SHORTEST, _LONGEST = 0.5, 6.0
"""Seconds of a round of those who divide the work."""
_WORTH_IT = 3_000
"""A round near the best plan helps when it makes that cheaper by one part in so many; otherwise another begin helps more."""
_COMBINING_SHARE, _COMBINING_SECONDS = 0.08, 10.0
"""Of the time that has passed, what putting plans together may have taken; and how long it may take at once."""
_SECONDS_TOO_FEW = 1.0
"""A process takes so long to start that a shorter search is better done here."""


def search_in_parallel(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    start: Proposal | None = None,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    visitors: Callable[[], Visitors] = dict,
) -> Proposal:
    """Return the best plan that two processes can find in a time; see `search` for all else.

    Args:
        problem: what to plan.
        seconds: how long to search at most.
        seed: where chance begins.
        start: an earlier proposal to go on from.
        stop: asked often; True ends it at once.
        report: told how far it is.
        visitors: asked who is promising at each school, when a search begins anew; nothing as long as nobody knows.

    Where no process can be started, or one is ended from outside, the search goes on in this one.

    Raises:
        LocksClash: when what is locked cannot be carried out together.
    """
    refuse_clashing_locks(problem)
    began = time.monotonic()
    if seconds < _SECONDS_TOO_FEW:
        return search(problem, seconds=seconds, seed=seed, start=start, stop=stop, report=report)
    course = _Course(problem, seconds, seed, began, report, visitors, goes_on=start is not None)
    try:
        with SearchPool(_PROCESSES) as pool:
            for number in range(_PROCESSES):
                pool.send(number, Begin(problem, seed + number, start))
            if course.hear_first_plan(pool, stop):
                while course.play_round(pool, stop):
                    pass
    except ProcessGone:
        left = max(0.0, seconds - (time.monotonic() - began))
        known = course.proposal() or start
        return search(problem, seconds=left, seed=seed, start=known, stop=stop, report=report)
    course.tell(SearchPhase.DONE)
    return course.proposal() or search(problem, seconds=0.0, seed=seed, start=start, stop=stop, report=report)


class _Kind(Enum):
    """What a round begins with."""

    ON = "the plan of the round before"
    ANEW = "a plan of each process's own"
    NEAR_BEST = "the best plan, with little heat"


class _Course:
    """How a search in processes goes: what everybody has now, and the best that there was."""

    def __init__(
        self,
        problem: Problem,
        seconds: float,
        seed: int,
        began: float,
        report: Callable[[Progress], None],
        visitors: Callable[[], Visitors],
        *,
        goes_on: bool,
    ) -> None:
        self._problem = problem
        self._seconds = seconds
        self._began = began
        self._reporter = Reporter(problem, report, began)
        self._splitter = Splitter(problem, _PROCESSES)
        self._heat = heat_for(problem.weights, goes_on=goes_on)
        self._begins_anew = not self._splitter.divides and not goes_on
        self._ends = stages_anew(seconds) if self._begins_anew else stages(seconds)
        self._visitors = visitors
        self._ended_with = BestPlans([line.school for line in problem.lines])
        self._anew = 0
        self._seed = seed + _PROCESSES
        shared = self._ends[0] if self._begins_anew else 1.0
        self._round_seconds = (
            min(_LONGEST, max(_SHORTEST, seconds / _ROUNDS))
            if self._splitter.divides
            else seconds * shared / _ROUNDS_UNDIVIDED
        )
        self._turn = 0
        self._stage = 0
        self._cost = self._best_cost = 0
        self._plan: Plan = []
        self._best: Plan = []
        self._theirs: list[Plan] = []
        """What each process has."""
        self._combiner: Combiner | None = None
        self._combining_seconds = 0.0
        self._improved = False

    def proposal(self) -> Proposal | None:
        """Return the best plan; None before there is one."""
        return proposal_of(self._problem, self._best) if self._best else None

    def tell(self, phase: SearchPhase) -> None:
        """Tell of the best plan, if there is one."""
        if self._best:
            self._reporter.tell(phase, self._best_cost, self._best)

    def hear_first_plan(self, pool: SearchPool, stop: Callable[[], bool]) -> bool:
        """Wait for the first plan of every process and return whether there is time for more."""
        ready: dict[int, Ready] = {}
        while len(ready) < _PROCESSES:
            if self._over(stop):
                break
            heard = pool.receive(_PATIENCE)
            if heard is not None and isinstance(heard[1], Ready):
                ready[heard[0]] = heard[1]
        if not ready:
            return False
        first = min(sorted(ready), key=lambda number: ready[number].cost)
        self._cost = self._best_cost = ready[first].cost
        self._plan, self._best = list(ready[first].plan), list(ready[first].plan)
        self._theirs = [list(one.plan) for _, one in sorted(ready.items())]
        self._combiner = Combiner(self._problem, ready[first].bare_cost, ready[first].left)
        self.tell(SearchPhase.BUILDING)
        return len(ready) == _PROCESSES

    def play_round(self, pool: SearchPool, stop: Callable[[], bool]) -> bool:
        """Let every process search in its part for a while, put together what they find, and return whether to go on."""
        passed = self._passed()
        if self._over(stop):
            return False
        self._begin_stage(passed)
        kind, end = self._next_round(passed)
        if kind is _Kind.NEAR_BEST:
            self._plan, self._cost = list(self._best), self._best_cost
        self._send_round(pool, passed, end, kind)
        cost = self._best_cost
        base = list(self._plan)
        heard = self._hear_round(pool, base, stop)
        if heard is None:
            return False
        ends, done = heard
        if kind is _Kind.ANEW:
            for gain, changes in ends:
                self._ended_with.add(self._cost - gain, _changed(base, changes))
        self._end_round(base, done)
        if kind is not _Kind.ON:
            self._combine(list(done.values()), stop)
            self._improved = _WORTH_IT * (cost - self._best_cost) > cost
        return True

    def _hear_round(
        self, pool: SearchPool, base: Plan, stop: Callable[[], bool]
    ) -> tuple[list[tuple[int, Changes]], dict[int, RoundDone]] | None:
        """Keep what is found during a round, and return by process the best plan of it and how it ended; None when it is over before."""
        gains, found = [0] * _PROCESSES, [Changes() for _ in range(_PROCESSES)]
        done: dict[int, RoundDone] = {}
        while len(done) < _PROCESSES:
            if self._over(stop):
                return None
            heard = pool.receive(_PATIENCE)
            if heard is None:
                continue
            number, message = heard
            if isinstance(message, Found):
                gains[number] = message.gain
                found[number].update(message.changes)
                self._keep_if_best(base, gains, found)
                self._reporter.tell_now_and_then(self._best_cost, self._best)
            elif isinstance(message, RoundDone):
                done[number] = message
        return list(zip(gains, found, strict=True)), done

    def _combine(self, done: Sequence[RoundDone], stop: Callable[[], bool]) -> None:
        """Put together what was found at each place, unless that took long already, and go on from it when it is better."""
        assert self._combiner is not None, "there was a first plan"
        for one in done:
            self._combiner.add(one.noted, one.ended_with)
        began = time.monotonic()
        passed = began - self._began
        if self._combining_seconds > _COMBINING_SHARE * passed:
            return
        seconds = min(_COMBINING_SECONDS, self._seconds - passed)
        found = self._combiner.best(self._best, seconds=seconds, stop=lambda: self._over(stop))
        self._combining_seconds += time.monotonic() - began
        if found is not None and found[0] < self._best_cost:
            self._best_cost, self._best = found
            self._ended_with.add(*found)
            self._reporter.tell_now_and_then(self._best_cost, self._best)

    def _begin_stage(self, passed: float) -> None:
        """Go back to the best plan when a cooling down is over."""
        stage = min(bisect_right(self._ends, passed + 1e-9), len(self._ends) - 1)
        if stage != self._stage:
            self._stage = stage
            self._plan, self._cost = list(self._best), self._best_cost

    def _next_round(self, passed: float) -> tuple[_Kind, float]:
        """Return what the round is that begins now, and at which part of the time it ends.

        Who searches near the best plan as long as that helps, and begins anew when it does not, finds parts of plans far from each other.
        """
        end = self._ends[self._stage]
        if not self._begins_anew or self._stage == 0:
            return _Kind.ON, min(end, passed + self._round_seconds / self._seconds)
        seconds = 0.0 if self._improved else seconds_anew(self._anew, self._seconds * (1.0 - passed))
        if seconds:
            return _Kind.ANEW, passed + seconds / self._seconds
        return _Kind.NEAR_BEST, min(end, passed + NEAR_BEST_SECONDS / self._seconds)

    def _send_round(self, pool: SearchPool, begin: float, end: float, kind: _Kind) -> None:
        """Tell every process where it searches, and what it must change first or that it begins anew."""
        parts = self._splitter.parts(self._turn, self._plan)
        self._turn += 1
        for number, part in enumerate(parts):
            theirs = self._theirs[number]
            changes = {line: given for line, given in enumerate(self._plan) if given != theirs[line]}
            self._theirs[number] = list(self._plan)
            length = (end - begin) * self._seconds
            other = None
            if kind is _Kind.ANEW:
                other = Anew(self._seed, among_whom(self._anew, number, self._visitors(), self._ended_with))
            self._seed += 1
            heat, ends, span = self._heat, self._ends, (begin, end)
            if kind is not _Kind.ON:
                ends, span = COOL_ONCE, (0.0, 1.0)
            if kind is _Kind.NEAR_BEST:
                heat = heat_near_best(heat, number)
            task = Round(
                changes, part.schools, part.foreign, length, heat, ends, *span, other, watched=kind is not _Kind.ON
            )
            pool.send(number, task)
        self._anew += kind is _Kind.ANEW

    def _keep_if_best(self, base: Plan, gains: list[int], found: list[Changes]) -> None:
        """Keep what the processes found so far, put together, when that is the best plan."""
        if self._splitter.divides:
            gain, changes = sum(gains), {line: given for one in found for line, given in one.items()}
        else:
            best = max(range(_PROCESSES), key=lambda number: gains[number])
            gain, changes = gains[best], found[best]
        if self._cost - gain < self._best_cost:
            self._best_cost = self._cost - gain
            self._best = _changed(base, changes)

    def _end_round(self, base: Plan, done: dict[int, RoundDone]) -> None:
        """Make what the processes have now, put together, the plan for the next round."""
        for number, one in done.items():
            self._theirs[number] = _changed(base, one.changes)
        if self._splitter.divides:
            self._cost -= sum(one.gain for one in done.values())
            self._plan = _changed(base, {line: given for one in done.values() for line, given in one.changes.items()})
            return
        best = max(sorted(done), key=lambda number: done[number].gain)
        self._cost -= done[best].gain
        self._plan = list(self._theirs[best])

    def _passed(self) -> float:
        """Return which part of the time is over."""
        return min(1.0, (time.monotonic() - self._began) / self._seconds)

    def _over(self, stop: Callable[[], bool]) -> bool:
        """Tell whether to end."""
        return stop() or time.monotonic() - self._began >= self._seconds


def _changed(plan: Plan, changes: Changes) -> Plan:
    """Return a plan with other sessions for some lines."""
    new = list(plan)
    for line, given in changes.items():
        new[line] = given
    return new
