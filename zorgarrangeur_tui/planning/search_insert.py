"""Where one more line fits cheapest: who gives its sessions, and when."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from zorgarrangeur_tui.planning.search_choices import Choice, Chooser, Room
from zorgarrangeur_tui.planning.search_share import Offer, share
from zorgarrangeur_tui.planning.search_sheets import CELLS, PUPIL_DAYS, LineSheet, SearchVisit
from zorgarrangeur_tui.planning.search_state import SearchState

_Tier = list[tuple[float, float, int, int]]
"""Workers: the least that they can cost with all that comes with it, what they cost themselves, who, and their pair."""


class Inserter:
    """Puts lines into a plan.

    Attributes:
        favourites: workers who for once count as if they came to the school anyway; the values mean nothing.
        barred: workers who are not looked at.
    """

    def __init__(self, state: SearchState, chance: Random) -> None:
        self.favourites: dict[int, None] = {}
        self.barred: set[int] = set()
        self._state = state
        self._model = state.model
        self._weights = state.model.problem.weights
        self._chance = chance
        self._chooser = Chooser(state)

    def insert(self, line: int, noise: float) -> None:
        """Put in as many sessions of a line as fit, where that costs least; `noise` blurs what is least."""
        sheet = self._model.lines[line]
        rooms = self._rooms(sheet)
        if not rooms:
            return
        best, offers = self._offers(sheet, rooms, noise)
        if sheet.faces > 1 and offers and (best is None or best.cost > 2 * self._weights.face):
            for worker, pair, choice in share(sheet, offers):
                if worker in self._state.here[sheet.school] or self._may_join(sheet, worker):
                    self._put(line, worker, pair, choice)
        elif offers:
            given = best or min(offers, key=_most_then_cheapest)
            for choice in given.choices:
                self._put(line, given.worker, given.pair, choice)

    def _offers(self, sheet: LineSheet, rooms: list[Room], noise: float) -> tuple[Offer | None, list[Offer]]:
        """Return the cheapest worker who can do the whole line, and all that was looked at before nobody could be cheaper."""
        best: Offer | None = None
        offers: list[Offer] = []
        lowest = self._least_of_a_newcomer(sheet)
        for tier in self._tiers(sheet, noise):
            for least, own_cost, worker, pair in tier:
                if best is not None and least >= best.cost:
                    break
                choices = self._chooser.choices(sheet, rooms, worker, pair)
                if not choices:
                    continue
                offer = Offer(own_cost + sum(choice[0] for choice in choices), own_cost, worker, pair, choices)
                offers.append(offer)
                if len(choices) == sheet.sessions and (best is None or offer.cost < best.cost):
                    best = offer
            if best is not None and best.cost <= lowest:
                break
        return best, offers

    def _rooms(self, sheet: LineSheet) -> list[Room]:
        """Return the places in which the pupil is free, beginning at some day."""
        rooms: list[Room] = []
        if not sheet.rotations:
            return rooms
        pupil_busy, steps = self._state.pupil_busy, sheet.steps
        first = PUPIL_DAYS * sheet.pupil
        care_left = self._model.max_care - sheet.duration
        for turn, block, rhythm, offset, day, starts in sheet.rotations[
            int(self._chance.random() * len(sheet.rotations))
        ]:
            taken = pupil_busy[first + day]
            if taken.bit_count() > care_left:
                continue
            if rhythm == 2:
                other = pupil_busy[first + day + 1]
                if other.bit_count() > care_left:
                    continue
                taken |= other
            run = free = ~taken
            if taken:
                for step in steps:
                    run &= run >> step
            if starts & run:
                rooms.append((turn, block, rhythm, offset, free, starts & run))
        return rooms

    def _least_of_a_newcomer(self, sheet: LineSheet) -> float:
        """Return what somebody new to the school costs at least."""
        weights = self._weights
        bonus = weights.change if sheet.previous >= 0 else 0
        return weights.worker_pair + sheet.sessions * (sheet.weight * weights.presence) - bonus - self._moves(sheet)

    def _moves(self, sheet: LineSheet) -> int:
        """Return the most that a worker can save in moves."""
        return self._weights.move * len(sheet.published)

    def _tiers(self, sheet: LineSheet, noise: float) -> Iterator[_Tier]:
        """Yield who could come: those who are there anyway, then the others; each time the cheapest first."""
        state, random, barred = self._state, self._chance.random, self.barred
        candidates, previous = sheet.candidates, sheet.previous
        face, change = self._weights.face, self._weights.change
        here, faces = state.here[sheet.school], state.faces[sheet.pupil]
        favourites = self.favourites
        moves = self._moves(sheet)
        tier: _Tier = []
        for worker, pair in here.items():
            if worker in candidates and worker not in barred:
                cost = random() * noise
                if worker not in faces:
                    cost += face
                if worker == previous:
                    cost -= change
                tier.append((cost - moves, cost, worker, pair))
        for worker in favourites:
            if worker in candidates and worker not in here and worker not in barred and self._may_join(sheet, worker):
                cost = random() * noise + (0 if worker in faces else face) - (change if worker == previous else 0)
                tier.append((cost - moves, cost, worker, candidates[worker]))
        tier.sort()
        yield tier
        yield self._newcomers(sheet, noise)

    def _newcomers(self, sheet: LineSheet, noise: float) -> _Tier:
        """Return who does not come to the school yet, the cheapest first."""
        state, model, weights, random = self._state, self._model, self._weights, self._chance.random
        school, previous, barred, favourites = sheet.school, sheet.previous, self.barred, self.favourites
        here, faces, pairs = state.here[school], state.faces[sheet.pupil], model.pairs
        post_workers, bonded = state.post_workers, model.bonded
        full = state.strangers[school] >= model.caps[school]
        visits = sheet.sessions * sheet.weight
        moves = self._moves(sheet)
        tier: _Tier = []
        for worker, pair in sheet.candidates.items():
            if worker in here or worker in barred or worker in favourites:
                continue
            post, kilometres = pairs[pair].post, pairs[pair].kilometres
            cost = weights.worker_pair + random() * noise
            if not post_workers[post]:
                if full and not bonded[post]:
                    continue
                cost += weights.provider_pair
            if worker not in faces:
                cost += weights.face
            if worker == previous:
                cost -= weights.change
            comes = visits * (weights.presence + weights.kilometre * kilometres)
            tier.append((cost + comes - moves, cost, worker, pair))
        tier.sort()
        return tier

    def _may_join(self, sheet: LineSheet, worker: int) -> bool:
        """Tell whether the cap on providers leaves room for a worker."""
        post = self._model.pairs[sheet.candidates[worker]].post
        return (
            self._state.post_workers[post] > 0
            or self._model.bonded[post]
            or self._state.strangers[sheet.school] < self._model.caps[sheet.school]
        )

    def _put(self, line: int, worker: int, pair: int, choice: Choice) -> None:
        """Put in a session, right after another one where it can: that leaves the largest gaps for who comes next."""
        _, _, block, rhythm, run, _ = choice
        if run & (run - 1):
            cell = CELLS * worker + 2 * block + (rhythm == 1)
            busy = self._state.busy
            taken = busy[cell] | busy[cell + 1] if rhythm == 2 else busy[cell]
            free = self._model.pairs[pair].spans[block] & ~taken
            run = run & ~(free << 1) or run
        self._state.put(line, SearchVisit(worker, pair, block, (run & -run).bit_length() - 1, rhythm))


def _most_then_cheapest(offer: Offer) -> tuple[int, float, int]:
    """Return what makes one offer better than another when none is whole."""
    return (-len(offer.choices), offer.own_cost, offer.worker)
