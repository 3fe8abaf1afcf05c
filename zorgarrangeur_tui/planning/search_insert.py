"""Where one more line fits cheapest: who gives its sessions, and when."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from operator import itemgetter
from random import Random

from zorgarrangeur_tui.planning.search_choices import Choice, Chooser
from zorgarrangeur_tui.planning.search_free import possible, starts_of_pupil
from zorgarrangeur_tui.planning.search_share import Offer, share
from zorgarrangeur_tui.planning.search_sheets import LineSheet, Place, SearchVisit
from zorgarrangeur_tui.planning.search_state import SearchState

_Tier = list[tuple[float, float, int, int]]
"""Workers: the least that they can cost with all that comes with it, what they cost themselves, who, and their pair."""
_COST = itemgetter(0)


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
        if not sheet.rotations:
            return
        places = sheet.rotations[int(self._chance.random() * len(sheet.rotations))]
        starts = starts_of_pupil(self._state, sheet)
        if not starts:
            return
        best, offers = self._offers(sheet, places, starts, noise)
        if sheet.faces > 1 and offers and (best is None or best.cost > 2 * self._weights.face):
            for worker, pair, choice in share(sheet, offers):
                if worker in self._state.here[sheet.school] or self._may_join(sheet, worker):
                    self._put(line, worker, pair, choice)
        elif offers:
            given = best or min(offers, key=_most_then_cheapest)
            for choice in given.choices:
                self._put(line, given.worker, given.pair, choice)

    def _offers(
        self, sheet: LineSheet, places: tuple[Place, ...], starts: int, noise: float
    ) -> tuple[Offer | None, list[Offer]]:
        """Return the cheapest worker who can do the whole line, and who else matters.

        Those who can do a part matter when nobody can do it all, or when several may share the line.
        """
        best: Offer | None = None
        cheapest = inf
        offers: list[Offer] = []
        choices_of = self._chooser.choices
        for tier in self._tiers(sheet, noise):
            for least, own_cost, worker, pair in tier:
                if least >= cheapest:
                    break
                choices = choices_of(sheet, places, starts, pair)
                if not choices:
                    continue
                cost = own_cost + sum(map(_COST, choices))
                better = cost < cheapest and len(choices) == sheet.sessions
                if better or best is None or sheet.faces > 1:
                    offer = Offer(cost, own_cost, worker, pair, choices)
                    offers.append(offer)
                    if better:
                        best, cheapest = offer, cost
            if cheapest <= sheet.least:
                break
        return best, offers

    def _tiers(self, sheet: LineSheet, noise: float) -> Iterator[_Tier]:
        """Yield who could come: those who are there anyway, then the others; each time the cheapest first."""
        state, random, barred = self._state, self._chance.random, self.barred
        candidates, previous = sheet.candidates, sheet.previous
        face, change = self._weights.face, self._weights.change
        here, faces = state.here[sheet.school], state.faces[sheet.pupil]
        favourites = self.favourites
        moves = sheet.moves
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
        worker_pair, provider_pair, face, change = (
            weights.worker_pair,
            weights.provider_pair,
            weights.face,
            weights.change,
        )
        school, previous, barred, favourites = sheet.school, sheet.previous, self.barred, self.favourites
        here, faces = state.here[school], state.faces[sheet.pupil]
        post_workers, bonded = state.post_workers, model.bonded
        full = state.strangers[school] >= model.caps[school]
        visits = sheet.sessions * sheet.weight
        moves = sheet.moves
        tier: _Tier = []
        for worker, pair, post, visit in sheet.newcomers:
            if worker in here or worker in barred or worker in favourites:
                continue
            cost = worker_pair + random() * noise
            if not post_workers[post]:
                if full and not bonded[post]:
                    continue
                cost += provider_pair
            if worker not in faces:
                cost += face
            if worker == previous:
                cost -= change
            tier.append((cost + visits * visit - moves, cost, worker, pair))
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
        _, _, (_, block, rhythm, _, _, shift), starts, _ = choice
        if starts & (starts - 1):
            free = possible(self._state, pair)
            if rhythm == 2:
                free &= free >> self._model.fortnight.width
            starts = starts & ~(free << 1) or starts
        first = (starts & -starts).bit_length() - 1
        slots = self._model.lines[line].slots[rhythm] << first
        self._state.put(line, SearchVisit(worker, pair, block, first - shift, rhythm, slots))


def _most_then_cheapest(offer: Offer) -> tuple[int, float, int]:
    """Return what makes one offer better than another when none is whole."""
    return (-len(offer.choices), offer.own_cost, offer.worker)
