"""When one worker could give the sessions of one line, the cheapest first.

What is looked at here is looked at millions of times, so a *choice*, a session that could be, is a plain tuple: what it costs, its
turn, its place, the slots at which it can start (in the lane of the place), and the slots of presence that it adds.
"""

from __future__ import annotations

from operator import itemgetter

from zorgarrangeur_tui.planning.search_fortnight import siblings
from zorgarrangeur_tui.planning.search_free import cut_off
from zorgarrangeur_tui.planning.search_groups import cheapest_start, joinable, shared_starts
from zorgarrangeur_tui.planning.search_sheets import LineSheet, Place
from zorgarrangeur_tui.planning.search_state import SearchState

Choice = tuple[int, int, Place, int, int]

_NEW_GROUP = 12
"""What a new group counts while another could be joined: it takes somebody's time."""
_COST = itemgetter(0)


class Chooser:
    """Finds sessions that could be, in one plan."""

    def __init__(self, state: SearchState) -> None:
        self._state = state
        self._model = state.model

    def choices(self, sheet: LineSheet, places: tuple[Place, ...], starts: int, pair: int) -> list[Choice]:
        """Return the cheapest sessions that a worker could give, at most as many as the line asks and one in each turn.

        Args:
            sheet: the line.
            places: where to look, in this order.
            starts: the slots at which the pupil can begin.
            pair: the worker at the school of the line.
        """
        found: list[Choice] = []
        state, who = self._state, self._model.pairs[pair]
        if not state.there[pair]:
            if state.left[who.worker] >= sheet.weight * who.shortest:
                self._compare(sheet, places, starts, pair, found)
            return found
        if not sheet.weighed:
            self._without_coming_more(sheet, places, starts, pair, found)
            if len(found) == sheet.sessions or state.left[who.worker] < who.shortest:
                return found
        self._compare(sheet, places, starts, pair, found)
        return found

    def _without_coming_more(
        self, sheet: LineSheet, places: tuple[Place, ...], starts: int, pair: int, found: list[Choice]
    ) -> None:
        """Add sessions while the worker is at the school anyway: they cost nothing."""
        run = self._state.open[pair]
        for step in sheet.steps:
            run &= run >> step
        run &= starts
        if not run:
            return
        sessions, done = sheet.sessions, -1
        for place in places:
            possible = run & place[4]
            if possible and place[0] != done:
                done = place[0]
                found.append((0, done, place, possible, 0))
                if len(found) == sessions:
                    return

    def _compare(
        self, sheet: LineSheet, places: tuple[Place, ...], starts: int, pair: int, found: list[Choice]
    ) -> None:
        """Add to `found` the cheapest sessions in other turns, also those for which the worker would have to come more often.

        The price of presence counts a little even within the budget, so that half-days are filled before others begin.
        """
        state = self._state
        who = self._model.pairs[pair]
        run = state.open[pair] | who.spans & state.idle[who.worker]
        for step in sheet.steps:
            run &= run >> step
        run &= starts
        weighed = sheet.weighed
        shared = shared_starts(state, sheet, pair) & starts if sheet.group >= 0 else 0
        if not run | shared:
            return
        school, left, lengths, trip = who.school, state.left[who.worker], who.lengths, who.trip
        fees = who.fees[state.spent[school] > self._model.budgets[school]]
        there = state.there[pair]
        near = there and siblings(there)
        blocked = state.full[school] | (cut_off(state, who) if school in self._model.unreachable else 0)
        had = {choice[1] for choice in found}
        best: list[Choice] = []
        for place in places:
            turn, block, _, cells, lane, _ = place
            possible = run & lane
            if not (possible or shared & lane) or turn in had:
                continue
            coming = cells & ~there
            weeks = coming.bit_count()
            slots = weeks * lengths[block]
            if coming & blocked or slots > left:
                continue
            cost = fees[weeks][block] + (coming & ~near).bit_count() * trip
            if weighed:
                price, possible = self._weighed(sheet, pair, place, possible, shared & lane)
                if not possible:
                    continue
                cost += price
            if not best or best[-1][1] != turn:
                best.append((cost, turn, place, possible, slots))
            elif cost < best[-1][0]:
                best[-1] = (cost, turn, place, possible, slots)
        self._keep_affordable(sheet, left, best, found)

    def _weighed(self, sheet: LineSheet, pair: int, place: Place, starts: int, shared: int) -> tuple[int, int]:
        """Return what the best of some starts cost more than others, and which they are; none when none is possible."""
        price = 0
        if sheet.group >= 0:
            joins = joinable(self._state, sheet, pair, place, shared) if shared else 0
            starts = joins or starts
            price = 0 if joins else _NEW_GROUP
        if starts and (sheet.quiet or sheet.published):
            worker = self._model.pairs[pair].worker
            more, starts = cheapest_start(self._model.problem.weights, sheet, worker, place, starts)
            price += more
        return price, starts

    @staticmethod
    def _keep_affordable(sheet: LineSheet, left: int, best: list[Choice], found: list[Choice]) -> None:
        """Add the cheapest to `found`, as far as the hours that are left go."""
        wanted = sheet.sessions - len(found)
        if wanted == 1:
            if best:
                found.append(min(best, key=_COST))
            return
        best.sort(key=_COST)
        for choice in best:
            if choice[4] <= left:
                left -= choice[4]
                found.append(choice)
                wanted -= 1
                if not wanted:
                    break
