"""What plans do at each place, apart from the others.

A *place* is a school, or some schools that have a pupil in common. What a plan costs is the sum of what it costs at its places, and
places touch each other only through the people who come to both: so parts of different plans can be put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.search_sheets import SearchVisit

MOST_PLANS = 800
"""Of one place that are worth keeping: memory, and the time to choose among them."""
_MOST_ALIKE, _MOST_ENDS = 6, 30


class Stay(NamedTuple):
    """Somebody at a school, beside what is locked.

    Attributes:
        worker: who.
        school: where.
        cells: the half-days of the fortnight, as in `search_fortnight`.
        slots: how many slots of presence that is.
    """

    worker: int
    school: int
    cells: int
    slots: int


class PlacePlan(NamedTuple):
    """What some plan does at one place.

    Attributes:
        place: which.
        cost: what it costs more than no session there at all, which is mostly far less than nothing.
        stays: who is there when.
        given: for every line of the place its sessions.
    """

    place: int
    cost: int
    stays: tuple[Stay, ...]
    given: tuple[tuple[SearchVisit, ...], ...]


class Places:
    """The places of a problem.

    Attributes:
        schools: by place its schools.
        lines: by place its lines.
        of_school: the place of each school.
        of_line: the place of each line.
    """

    def __init__(self, problem: Problem) -> None:
        first = list(range(len(problem.schools)))

        def root(school: int) -> int:
            while first[school] != school:
                school = first[school]
            return school

        at: dict[int, int] = {}
        for line in problem.lines:
            one, other = root(line.school), root(at.setdefault(line.pupil, line.school))
            first[max(one, other)] = min(one, other)
        roots = sorted({root(line.school) for line in problem.lines})
        place_of = {school: place for place, school in enumerate(roots)}
        self.of_school = [place_of.get(root(school), -1) for school in range(len(problem.schools))]
        self.of_line = [self.of_school[line.school] for line in problem.lines]
        self.schools: list[list[int]] = [[] for _ in roots]
        self.lines: list[list[int]] = [[] for _ in roots]
        for school, place in enumerate(self.of_school):
            if place >= 0:
                self.schools[place].append(school)
        for number, place in enumerate(self.of_line):
            self.lines[place].append(number)


class PlacePlans:
    """The plans of each place that are worth keeping, one for each way in which people are there.

    Args:
        places: how many places there are.
        most: how many plans of each are kept.
    """

    def __init__(self, places: int, most: int) -> None:
        self._most = most
        self._noted: list[dict[tuple[Stay, ...], PlacePlan]] = [{} for _ in range(places)]
        self._ended_with: list[dict[tuple[Stay, ...], PlacePlan]] = [{} for _ in range(places)]

    def add(self, noted: Iterable[PlacePlan], ended_with: Iterable[PlacePlan]) -> None:
        """Keep what is cheaper than what was known.

        Args:
            noted: what plans did on the way.
            ended_with: parts of plans that searches ended with. They fit together, so they are kept even where each of them is dear.
        """
        for plan in noted:
            _keep_cheaper(self._noted[plan.place], plan)
        for plan in ended_with:
            ends = self._ended_with[plan.place]
            _keep_cheaper(ends, plan)
            if len(ends) > _MOST_ENDS:
                del ends[next(iter(ends))]
        for place, known in enumerate(self._noted):
            if len(known) > self._most:
                self._noted[place] = {plan.stays: plan for plan in worth_keeping(known.values(), self._most)}

    def of(self, place: int) -> Sequence[PlacePlan]:
        """Return the plans of a place."""
        found = dict(self._noted[place])
        for plan in self._ended_with[place].values():
            _keep_cheaper(found, plan)
        return list(found.values())


def _keep_cheaper(known: dict[tuple[Stay, ...], PlacePlan], plan: PlacePlan) -> None:
    old = known.get(plan.stays)
    if old is None or plan.cost < old.cost:
        known[plan.stays] = plan


def worth_keeping(plans: Iterable[PlacePlan], most: int) -> list[PlacePlan]:
    """Return the cheapest of some plans of a place, and of those that ask as much of the same people no more than a few.

    What people have to do elsewhere decides more often which plan of a place can be had than when they are there.
    """
    found: list[PlacePlan] = []
    alike: Counter[frozenset[tuple[int, int]]] = Counter()
    for plan in sorted(plans, key=lambda plan: plan.cost):
        asked = frozenset((stay.worker, stay.slots) for stay in plan.stays)
        alike[asked] += 1
        if alike[asked] <= _MOST_ALIKE:
            found.append(plan)
            if len(found) == most:
                break
    return found
