"""A search among a few people only: those who are promising at a school, so that it soon finds the best way to use them.

Which providers come to a school decides most of what a plan costs, and single moves hardly ever change it: a search ends with those
that it began with. So the ones to begin with come from elsewhere: from the proof, whose schools each have their best answer, and from
the best plans so far.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_sheets import LineSheet
from zorgarrangeur_tui.planning.search_state import Plan

Visitors = Mapping[int, frozenset[int]]
"""By school the workers who are promising there."""

_PLANS = 3
"""Of so many of the best plans are those who come promising."""
_TURNS_OF_PROOF, _TURNS = 2, 3
"""So many times a process that begins anew among a few does so with those of the proof only, and later once in so many."""


def narrowed(model: SearchModel, visitors: Visitors) -> SearchModel:
    """Return a problem in which only promising workers serve a line, or all who can where there are none of them."""
    narrow = copy.copy(model)
    narrow.lines = [_narrowed(sheet, visitors.get(sheet.school, frozenset())) for sheet in model.lines]
    return narrow


def _narrowed(sheet: LineSheet, here: frozenset[int]) -> LineSheet:
    candidates = {worker: pair for worker, pair in sheet.candidates.items() if worker in here}
    if not candidates:
        return sheet
    newcomers = tuple(one for one in sheet.newcomers if one.worker in here)
    return sheet._replace(candidates=candidates, newcomers=newcomers)


def together(every: Iterable[Visitors]) -> Visitors:
    """Return who is promising by any of some opinions."""
    found: dict[int, set[int]] = defaultdict(set)
    for visitors in every:
        for school, workers in visitors.items():
            found[school] |= workers
    return {school: frozenset(workers) for school, workers in found.items()}


class BestPlans:
    """The best few plans that a search ended with."""

    def __init__(self, schools: Sequence[int]) -> None:
        """Begin with none; `schools` is by line where it is."""
        self._schools = schools
        self._plans: list[tuple[int, Plan]] = []

    def add(self, cost: int, plan: Plan) -> None:
        """Keep a plan if it is one of the best and not there yet."""
        if all(plan != known for _, known in self._plans):
            self._plans.append((cost, plan))
            self._plans.sort(key=lambda one: one[0])
            del self._plans[_PLANS:]

    def visitors(self) -> Visitors:
        """Return who comes in any of them."""
        found: dict[int, set[int]] = defaultdict(set)
        for _, plan in self._plans:
            for school, given in zip(self._schools, plan, strict=True):
                found[school].update(visit.worker for visit in given)
        return {school: frozenset(workers) for school, workers in found.items()}


def among_whom(turn: int, process: int, proven: Visitors, plans: BestPlans) -> Visitors | None:
    """Return among whom a search that begins anew is to begin; None for all.

    The first process always begins among all: what is promising may be so by chance. For the others it is those of the proof, and
    later mostly those with who comes in the best plans too: that says little before there are good ones.

    Args:
        turn: how often processes began anew before.
        process: which of them it is for.
        proven: who is promising by the proof; nothing as long as it has no answers.
        plans: the best plans so far.
    """
    if process == 0:
        return None
    if turn >= _TURNS_OF_PROOF and (turn + process) % _TURNS:
        return together([proven, plans.visitors()])
    return proven or None
