"""Watches a plan under way, and notes what it does at each place while it is good."""

from __future__ import annotations

from collections.abc import Sequence

from zorgarrangeur_tui.planning.search_fortnight import CELLS
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_places import MOST_PLANS, PlacePlan, Places, Stay, worth_keeping
from zorgarrangeur_tui.planning.search_sheets import SearchVisit
from zorgarrangeur_tui.planning.search_state import Plan, SearchState

_Presence = tuple[tuple[int, int], ...]
"""By pair the cells in which the worker is at the school, beside what is locked."""
_Given = tuple[tuple[SearchVisit, ...], ...]

_KEPT_BETWEEN_NOTES = 30
"""Moves that are kept: a plan looks much like the one before, and noting it can take longer than a move."""


class PlaceWatch:
    """Notes what plans do at each place: for each way in which people are there the cheapest.

    Args:
        model: the problem.
        heat: a search that is hotter finds nothing that is worth noting.
    """

    def __init__(self, model: SearchModel, heat: float) -> None:
        self._heat = heat
        self._model = model
        self._places = Places(model.problem)
        self._bare = SearchState(model)
        self._locked = list(self._bare.there)
        self._costs: dict[int, int] = {}
        self._touched: set[int] = set()
        self._kept = 0
        self._noted: list[dict[_Presence, tuple[int, _Given]]] = [{} for _ in self._places.lines]

    def begin(self) -> None:
        """Watch another plan from now on."""
        self._costs.clear()
        self._touched.clear()

    def follow(self, state: SearchState, lines: Sequence[int], gain: int, heat: float) -> None:
        """Follow a move, and note now and then what the plan does where moves were made, while the search is cool.

        Args:
            state: the plan after it.
            lines: of which the sessions may have changed.
            gain: what the plan costs less by it.
            heat: how hot the search is.
        """
        of_line, costs = self._places.of_line, self._costs
        touched = {of_line[line] for line in lines}
        if len(touched) > 1:
            for place in touched:
                costs.pop(place, None)
        else:
            for place in touched:
                if place in costs:
                    costs[place] -= gain
        if heat > self._heat:
            return
        self._touched |= touched
        self._kept += 1
        if self._kept % _KEPT_BETWEEN_NOTES == 0:
            self._note_touched(state)

    def parts_of(self, plan: Plan) -> tuple[PlacePlan, ...]:
        """Return what a plan does at every place."""
        found = []
        for place in range(len(self._places.lines)):
            cost, presence = self._counted(place, plan)
            found.append(self._place_plan(place, presence, cost, self._given(place, plan)))
        return tuple(found)

    def news(self) -> tuple[PlacePlan, ...]:
        """Return what was noted since this was last asked, as far as it is worth keeping."""
        found: list[PlacePlan] = []
        for place, noted in enumerate(self._noted):
            plans = [self._place_plan(place, presence, *known) for presence, known in noted.items()]
            found += worth_keeping(plans, MOST_PLANS)
            noted.clear()
        return tuple(found)

    def _note_touched(self, state: SearchState) -> None:
        """Note what the plan does at each place where it changed, and of which the cost is known: of one more it is counted."""
        costs, unknown = self._costs, self._touched - self._costs.keys()
        if unknown:
            place = min(unknown)
            costs[place], _ = self._counted(place, state.given)
            unknown.remove(place)
        for place in self._touched - unknown:
            self._note(state, place, costs[place])
        self._touched = unknown

    def _note(self, state: SearchState, place: int, cost: int) -> None:
        presence = self._presence(state, place)
        known = self._noted[place].get(presence)
        if known is None or cost < known[0]:
            self._noted[place][presence] = cost, self._given(place, state.given)

    def _given(self, place: int, plan: Plan) -> _Given:
        return tuple([plan[line] for line in self._places.lines[place]])

    def _counted(self, place: int, plan: Plan) -> tuple[int, _Presence]:
        """Return what the sessions of a plan cost at a place, and who comes for them."""
        bare, lines = self._bare, self._places.lines[place]
        before = bare.cost
        for line in lines:
            for visit in plan[line]:
                bare.put(line, visit)
        cost, presence = bare.cost - before, self._presence(bare, place)
        for line in lines:
            bare.take(line)
        return cost, presence

    def _presence(self, state: SearchState, place: int) -> _Presence:
        there, locked = state.there, self._locked
        return tuple(
            sorted(
                [
                    (pair, there[pair] & ~locked[pair])
                    for school in self._places.schools[place]
                    for pair in state.here[school].values()
                    if there[pair] & ~locked[pair]
                ]
            )
        )

    def _place_plan(self, place: int, presence: _Presence, cost: int, given: _Given) -> PlacePlan:
        return PlacePlan(place, cost, tuple(self._stay(pair, cells) for pair, cells in presence), given)

    def _stay(self, pair: int, cells: int) -> Stay:
        who = self._model.pairs[pair]
        slots = sum(who.lengths[cell // 2] for cell in range(CELLS) if cells >> cell & 1)
        return Stay(who.worker, who.school, cells, slots)
