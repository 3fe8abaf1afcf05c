"""The best plan that can be put together from what searches found at each place.

Searches that end equally well are seldom good at the same places. A choice of one plan for each place, in which nobody is at two
schools at once, is a plan again; the best such choice is a small problem for a solver. In the routing of vehicles this is the
set partitioning over the routes that a local search came by (Rochat and Taillard, Journal of Heuristics 1, 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from zorgarrangeur_tui.planning.candidates import unreachable_from
from zorgarrangeur_tui.planning.cpsat import MOST_PROCESSORS, CpModel, Stopped, Term
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.search_fortnight import CELLS
from zorgarrangeur_tui.planning.search_places import MOST_PLANS, PlacePlan, PlacePlans, Places
from zorgarrangeur_tui.planning.search_state import Plan

_PLANS_BETWEEN_LOOKS = 500
_OTHER_HALF = 2
"""Turns the number of a cell into that of the other half of its day, as in `search_fortnight`."""

_Flags = dict[int, list[int]]
"""By school the plans of which the flag stands for it."""


class Combiner:
    """Puts plans together.

    Args:
        problem: what is planned.
        bare_cost: what a plan costs without any session but those that are locked.
        left: the slots of presence that each worker can do beside what is locked.
    """

    def __init__(self, problem: Problem, bare_cost: int, left: Sequence[int]) -> None:
        self._places = Places(problem)
        self._plans = PlacePlans(len(self._places.lines), MOST_PLANS)
        self._unreachable = unreachable_from(problem)
        self._bare_cost = bare_cost
        self._left = left
        self._lines = len(problem.lines)

    def add(self, noted: Sequence[PlacePlan], ended_with: Sequence[PlacePlan]) -> None:
        """Keep what a search did at places on the way, and in the plan that it ended with."""
        self._plans.add(noted, ended_with)

    def best(self, known: Plan, *, seconds: float, stop: Callable[[], bool]) -> tuple[int, Plan] | None:
        """Return the best plan of what was found, with its cost; None when there is none, or none was found in the time.

        Args:
            known: a good plan to begin with.
            seconds: how long it may take.
            stop: asked often; True ends it.
        """
        offered = [self._plans.of(place) for place in range(len(self._places.lines))]
        if not all(offered):
            return None
        model = CpModel()
        model.constant = self._bare_cost
        try:
            self._choose_one_each(model, offered, known, stop)
            every = [plan for plans in offered for plan in plans]
            self._keep_apart(model, every, stop)
        except Stopped:
            return None
        outcome = model.solve(seconds=seconds, stop=stop, processors=MOST_PROCESSORS)
        if outcome.cost is None:
            return None
        plan: Plan = [()] * self._lines
        for chosen in (one for one, value in zip(every, outcome.values, strict=True) if value):
            for line, given in zip(self._places.lines[chosen.place], chosen.given, strict=True):
                plan[line] = given
        return outcome.cost, plan

    def _choose_one_each(
        self, model: CpModel, offered: Sequence[Sequence[PlacePlan]], known: Plan, stop: Callable[[], bool]
    ) -> None:
        """Ask for one plan for each place; the flags are numbered as the plans are offered."""
        hints: dict[int, int] = {}
        for lines, plans in zip(self._places.lines, offered, strict=True):
            if stop():
                raise Stopped
            now = tuple(known[line] for line in lines)
            flags = [model.flag(plan.cost) for plan in plans]
            model.equal([(flag, 1) for flag in flags], 1)
            hints |= {flag: int(plan.given == now) for flag, plan in zip(flags, plans, strict=True)}
        model.hint(hints)

    def _keep_apart(self, model: CpModel, every: Sequence[PlacePlan], stop: Callable[[], bool]) -> None:
        """Ask that nobody is at two schools at once, or on one day at two that are too far apart, or works more than they can."""
        at = _who_is_where(every, stop)
        for (worker, cell), schools in at.items():
            if len(schools) > 1:
                model.at_most_one(flag for flags in schools.values() for flag in flags)
            for far in self._too_far(schools, at.get((worker, cell ^ _OTHER_HALF), {})):
                model.at_most_one(far)
        asked: dict[int, list[Term]] = defaultdict(list)
        for flag, plan in enumerate(every):
            for stay in plan.stays:
                asked[stay.worker].append((flag, stay.slots))
        for worker, terms in asked.items():
            model.at_most(terms, self._left[worker])

    def _too_far(self, schools: _Flags, on_other_half: _Flags) -> Iterator[list[int]]:
        """Yield plans of a school and of one that is too far away for the same day."""
        for school, flags in schools.items():
            for other in self._unreachable.get(school, ()):
                if school < other and other in on_other_half:
                    yield flags + on_other_half[other]


def _who_is_where(every: Sequence[PlacePlan], stop: Callable[[], bool]) -> dict[tuple[int, int], _Flags]:
    """Return for each worker and cell the plans in which they are at each school."""
    found: dict[tuple[int, int], _Flags] = defaultdict(lambda: defaultdict(list))
    for flag, plan in enumerate(every):
        if flag % _PLANS_BETWEEN_LOOKS == 0 and stop():
            raise Stopped
        for worker, school, cells, _ in plan.stays:
            for cell in range(CELLS):
                if cells >> cell & 1:
                    found[worker, cell][school].append(flag)
    return found
