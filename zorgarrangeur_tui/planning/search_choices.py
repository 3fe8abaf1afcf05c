"""When one worker could give the sessions of one line, the cheapest first.

What is looked at here is looked at millions of times, so the values are plain tuples:

* a *room* is a place in which the pupil is free: its turn, block, rhythm and cell, the slots in which the pupil is free, and those
  at which a session can start for them;
* a *choice* is a session that could be: what it costs, its turn, block, rhythm, the slots at which it can start, and the slots of
  presence that it adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from zorgarrangeur_tui.planning.search_groups import cheapest_start, joinable
from zorgarrangeur_tui.planning.search_sheets import CELLS, TEN_EUROS, LineSheet, PairSheet
from zorgarrangeur_tui.planning.search_state import SearchState

Room = tuple[int, int, int, int, int, int]
Choice = tuple[int, int, int, int, int, int]

_NEW_GROUP = 12
"""What a new group counts while another could be joined: it takes somebody's time."""
_IMPOSSIBLE = (-1, 0)


class Chooser:
    """Finds sessions that could be, in one plan."""

    def __init__(self, state: SearchState) -> None:
        self._state = state
        self._model = state.model
        weights = state.model.problem.weights
        self._presence, self._kilometre = weights.presence, weights.kilometre

    def choices(self, sheet: LineSheet, rooms: Sequence[Room], worker: int, pair: int) -> list[Choice]:
        """Return the cheapest sessions that a worker could give, at most as many as the line asks and one in each turn."""
        if sheet.group >= 0 or sheet.quiet or sheet.published:
            return self._weighed(sheet, rooms, self._model.pairs[pair])
        found = self._without_coming_more(sheet, rooms, worker, pair)
        if len(found) < sheet.sessions and self._state.left[worker] > 0:
            self._with_coming_more(sheet, rooms, self._model.pairs[pair], found)
        return found

    def _without_coming_more(self, sheet: LineSheet, rooms: Sequence[Room], worker: int, pair: int) -> list[Choice]:
        """Return sessions while the worker is at the school anyway: they cost nothing."""
        school, sessions, steps = sheet.school, sheet.sessions, sheet.steps
        where, busy = self._state.where, self._state.busy
        spans = self._model.pairs[pair].spans
        first = CELLS * worker
        found: list[Choice] = []
        done = -1
        for turn, block, rhythm, offset, free, starts in rooms:
            if turn == done:
                continue
            cell = first + offset
            if where[cell] != school:
                continue
            if rhythm == 2:
                if where[cell + 1] != school:
                    continue
                run = spans[block] & free & ~(busy[cell] | busy[cell + 1])
            else:
                run = spans[block] & free & ~busy[cell]
            for step in steps:
                run &= run >> step
            run &= starts
            if run:
                found.append((0, turn, block, rhythm, run, 0))
                if len(found) == sessions:
                    break
                done = turn
        return found

    def _with_coming_more(self, sheet: LineSheet, rooms: Sequence[Room], pair: PairSheet, found: list[Choice]) -> None:
        """Add to `found` the sessions for which the worker would have to come more often."""
        busy, steps, spans = self._state.busy, sheet.steps, pair.spans
        first = CELLS * pair.worker
        had = {choice[1] for choice in found}
        best: dict[int, Choice] = {}
        for turn, block, rhythm, offset, free, starts in rooms:
            if turn in had or not spans[block]:
                continue
            cell = first + offset
            run = spans[block] & free & ~(busy[cell] | busy[cell + 1] if rhythm == 2 else busy[cell])
            for step in steps:
                run &= run >> step
            run &= starts
            if not run:
                continue
            cost, slots = self._coming(pair, cell, block, offset, rhythm)
            if cost >= 0 and (turn not in best or cost < best[turn][0]):
                best[turn] = (cost, turn, block, rhythm, run, slots)
        self._keep_affordable(sheet, pair, best, found)

    def _weighed(self, sheet: LineSheet, rooms: Sequence[Room], pair: PairSheet) -> list[Choice]:
        """Return sessions of a line for which one start is not as good as another."""
        busy, steps, spans = self._state.busy, sheet.steps, pair.spans
        first = CELLS * pair.worker
        best: dict[int, Choice] = {}
        for turn, block, rhythm, offset, free, starts in rooms:
            if not spans[block]:
                continue
            cell = first + offset
            cost, slots = self._coming(pair, cell, block, offset, rhythm)
            if cost < 0:
                continue
            taken = busy[cell] | busy[cell + 1] if rhythm == 2 else busy[cell]
            run = spans[block] & free & ~taken
            for step in steps:
                run &= run >> step
            run &= starts
            if sheet.group >= 0:
                joins = joinable(self._state, sheet, cell, rhythm, starts)
                run = joins or run
                cost += 0 if joins else _NEW_GROUP
            if not run:
                continue
            if sheet.quiet or sheet.published:
                price, run = cheapest_start(self._model.problem.weights, sheet, pair.worker, block, rhythm, run)
                cost += price
            if turn not in best or cost < best[turn][0]:
                best[turn] = (cost, turn, block, rhythm, run, slots)
        found: list[Choice] = []
        self._keep_affordable(sheet, pair, best, found)
        return found

    def _keep_affordable(self, sheet: LineSheet, pair: PairSheet, best: dict[int, Choice], found: list[Choice]) -> None:
        """Add the cheapest to `found`, as far as the hours of the worker go."""
        left, wanted = self._state.left[pair.worker], sheet.sessions - len(found)
        for choice in sorted(best.values(), key=itemgetter(0)):
            if not wanted:
                break
            if choice[5] <= left:
                left -= choice[5]
                found.append(choice)
                wanted -= 1

    def _coming(self, pair: PairSheet, cell: int, block: int, offset: int, rhythm: int) -> tuple[int, int]:
        """Return what it costs, and takes in slots, to have a worker at a school; a cost below 0 means that it cannot be.

        The price of presence counts a little even within the budget, so that half-days are filled before others begin.
        """
        worker, school, _, kilometres, _, lengths, prices = pair
        state, model = self._state, self._model
        where, present, rooms = state.where, state.present, model.rooms[school]
        school_cell = CELLS * school + offset
        cost = opened = 0
        for week in range(2 if rhythm == 2 else 1):
            at = where[cell + week]
            if at == school:
                continue
            if at >= 0 or present[school_cell + week] >= rooms:
                return _IMPOSSIBLE
            opened += 1
            other = where[(cell + week) ^ 2]
            if other != school:
                if other >= 0 and school in model.unreachable and other in model.unreachable[school]:
                    return _IMPOSSIBLE
                cost += self._kilometre * kilometres
        if not opened:
            return 0, 0
        slots = opened * lengths[block]
        if slots > state.left[worker]:
            return _IMPOSSIBLE
        price = opened * prices[block] // TEN_EUROS
        cost += opened * self._presence + (price if state.spent[school] > model.budgets[school] else price >> 2)
        return cost, slots
