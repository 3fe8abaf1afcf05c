"""A proof of how good a plan can be at all: a cost below which there is no plan.

Each school is counted by itself (`bounds_school`), and the sum of what they cost at least is a bound on the whole. Prices on the
workers whom schools share (`bounds_prices`) make it better, round by round. The best sum so far is a proof at every moment.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from zorgarrangeur_tui.planning.bounds_prices import Prices, Scarce
from zorgarrangeur_tui.planning.bounds_school import SCALE, SchoolCount
from zorgarrangeur_tui.planning.candidates import eligible_workers
from zorgarrangeur_tui.planning.cpsat import MOST_PROCESSORS, Stopped
from zorgarrangeur_tui.planning.problem import Problem

_LEVELS = ((0, 0.20), (200, 0.25), (800, 0.30), (3_000, 0.25))
"""How large the models of schools are, round by round, and the part of the time that such a round may take."""
_LATER_SHARE = 0.15
_LEAST_SECONDS = 1.0
_HOPE = 0.02
"""By which part of the bound a step of the prices hopes to raise it, at first."""
_LESS_HOPE = 0.5
_SECONDS_BETWEEN_LOOKS = 0.05
_NEAR, _LONG_REST = 0.06, 4.0
"""With such a part between the best plan and the bound, it rests so many times as long as it works."""


def bound(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[int], None] = lambda _: None,
    processors: int = MOST_PROCESSORS,
    known_cost: int | None = None,
) -> int:
    """Return a cost below which there is no plan.

    Args:
        problem: what is to be planned; its weights are not negative.
        seconds: how long it may take.
        seed: where chance begins.
        stop: asked often; True ends it at once with the best so far.
        report: told of every better bound.
        processors: how many schools to count at once.
        known_cost: what some plan costs, to end when the bound proves that it is the best.
    """
    bounds = Bounds(problem, report, processors=processors, known_cost=known_cost)
    bounds.improve(seconds, seed, stop)
    return bounds.best


@dataclass(slots=True)
class _Known:
    """What is known of a school at the prices of now.

    Attributes:
        count: its model; None before there is one.
        most: how large that may be.
        bound: what it costs at least, scaled.
        proven: whether that is what its model costs.
        values: the best answer of its model.
    """

    count: SchoolCount | None = None
    most: int = 0
    bound: int = 0
    proven: bool = False
    values: tuple[int, ...] = ()


class Bounds:
    """The best bound so far, and what is needed for a better one.

    Args:
        problem: what is to be planned; its weights are not negative.
        report: told of every better bound.
        processors: how many schools to count at once.
        known_cost: what some plan costs, to end when the bound proves that it is the best.
        cost_of_plan: asked what the best plan so far costs, to leave the processors to its search when little is left to prove.

    Attributes:
        best: no plan costs less.
    """

    def __init__(
        self,
        problem: Problem,
        report: Callable[[int], None] = lambda _: None,
        *,
        processors: int = 1,
        known_cost: int | None = None,
        cost_of_plan: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._cost_of_plan = cost_of_plan
        self._problem = problem
        self._report = report
        self._processors = processors
        self._known_cost = known_cost
        self._eligible = eligible_workers(problem)
        self._lines: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(problem.lines):
            self._lines[line.school].append(number)
        for one in problem.locked_presence:
            self._lines.setdefault(one.school, [])
        self._sizes = {
            school: 1 + sum(len(self._eligible[line]) for line in lines) for school, lines in self._lines.items()
        }
        self._known = {school: _Known() for school in sorted(self._sizes, key=lambda school: -self._sizes[school])}
        self._prices = Prices(problem, _shared(self._lines, self._eligible))
        self._faces_at = _faces_at(problem)
        self.best = 0

    def improve(self, seconds: float, seed: int, stop: Callable[[], bool]) -> None:
        """Make the bound better for some seconds, until it is told to stop, or until it can be no better."""
        end = time.monotonic() + seconds
        clock = _Clock(end, seconds, seed, lambda: stop() or time.monotonic() >= end)
        with ThreadPoolExecutor(self._processors) as pool:
            for most, share in _LEVELS:
                self._deepen(pool, clock, most, share)
            hope = _HOPE
            while not self._over(clock):
                began = time.monotonic()
                if not self._try_prices(pool, clock, hope):
                    hope *= _LESS_HOPE
                    if all(known.proven for known in self._known.values()) and round(hope * self.best) == 0:
                        break
                clock.seed += 1
                self._deepen(pool, clock, _LEVELS[-1][0], _LATER_SHARE)
                self._rest(clock, time.monotonic() - began)

    def visitors(self) -> dict[int, frozenset[int]]:
        """Return who comes to each school in its best answer at the prices of now."""
        return {
            school: frozenset(known.count.visitors(known.values))
            for school, known in self._known.items()
            if known.count is not None and known.values
        }

    def _rest(self, clock: _Clock, seconds: float) -> None:
        """Leave the processors to the search for a while: once there is a bound, a better plan closes the gap sooner."""
        cost = self._cost_of_plan()
        near = cost is not None and cost - self.best <= cost * _NEAR
        over = time.monotonic() + seconds * (_LONG_REST if near else 1.0)
        while time.monotonic() < over and not self._over(clock):
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    def _deepen(self, pool: Executor, clock: _Clock, most: int, share: float) -> None:
        """Count, at the prices of now, every school again of which more can be known, with larger models."""
        schools = [
            school
            for school, known in self._known.items()
            if not known.proven or (most > known.most and self._sizes[school] > known.most)
        ]
        every = sum(self._sizes[school] for school in schools)

        def again(school: int) -> _Known:
            return self._count(school, self._known[school], clock, most, share * self._sizes[school] / every)

        for school, found in zip(schools, pool.map(again, schools), strict=True):
            found.bound = max(found.bound, self._known[school].bound)
            self._known[school] = found
            self._raise()

    def _try_prices(self, pool: Executor, clock: _Clock, hope: float) -> bool:
        """Count every school at other prices, keep those when they prove more, and return whether they do."""
        used: Counter[Scarce] = Counter()
        for known in self._known.values():
            if known.count is not None and known.values:
                used += self._prices.used((one, known.values[one.variable]) for one in known.count.presence)
        excess = self._prices.excess(used)
        kept, before = self._prices.copy_of(), self._total()
        self._prices.step(excess, round(hope * self.best * SCALE))
        if self._prices.copy_of() == kept:
            return False
        every = sum(self._sizes.values())

        def anew(school: int) -> _Known:
            share = _LATER_SHARE * self._sizes[school] / every
            return self._count(school, self._known[school], clock, self._known[school].most, share)

        trial = dict(zip(self._known, pool.map(anew, self._known), strict=True))
        if sum(known.bound for known in trial.values()) - self._prices.paid_back() > before:
            self._known = trial
            self._raise()
            return True
        self._prices.return_to(kept)
        return False

    def _count(self, school: int, known: _Known, clock: _Clock, most: int, share: float) -> _Known:
        """Count a school at the prices of now, in its part of the time."""
        nothing = _Known(known.count, known.most, values=known.values)
        left = min(clock.left, max(_LEAST_SECONDS, self._processors * share * clock.seconds))
        if left <= 0 or clock.stop():
            return nothing
        count, values = known.count, known.values
        if count is None or (most > known.most and self._sizes[school] > known.most):
            lines = self._lines[school]
            pupils = {self._problem.lines[line].pupil for line in lines}
            faces_here = {pupil for pupil in pupils if self._faces_at[pupil] == school}
            try:
                count, values = (
                    SchoolCount(self._problem, school, lines, self._eligible, faces_here, most, clock.stop),
                    (),
                )
            except Stopped:
                return nothing
        for one in count.presence:
            count.model.charge(one.variable, self._prices.charged(one))
        count.model.hint(dict(enumerate(values)))
        outcome = count.model.solve(seconds=left, seed=clock.seed, stop=clock.stop)
        return _Known(count, most, outcome.bound, outcome.proven, outcome.values)

    def _total(self) -> int:
        return sum(known.bound for known in self._known.values()) - self._prices.paid_back()

    def _raise(self) -> None:
        """Keep a sum that is a better proof; the cost of a plan is a whole number, so what is over counts whole."""
        found = -(-self._total() // SCALE)
        if found > self.best:
            self.best = found
            self._report(found)

    def _over(self, clock: _Clock) -> bool:
        proven = self._known_cost is not None and self.best >= self._known_cost
        return proven or clock.left <= 0 or clock.stop()


@dataclass(slots=True)
class _Clock:
    """How long there is."""

    end: float
    seconds: float
    seed: int
    stop: Callable[[], bool]

    @property
    def left(self) -> float:
        return self.end - time.monotonic()


def _faces_at(problem: Problem) -> dict[int, int]:
    """Return for each pupil the one school at which their faces are counted."""
    found: dict[int, int] = {}
    for line in problem.lines:
        found[line.pupil] = min(line.school, found.get(line.pupil, line.school))
    return found


def _shared(lines: dict[int, list[int]], eligible: Sequence[Sequence[int]]) -> list[int]:
    """Return the workers whom more than one school could use."""
    found: Counter[int] = Counter()
    for of_school in lines.values():
        found.update({worker for line in of_school for worker in eligible[line]})
    return sorted(worker for worker, schools in found.items() if schools > 1)
