"""Prices on the time of workers whom schools share.

A school that is counted by itself may use somebody who is needed elsewhere. A price on their hours and half-days, paid back for what
they have, keeps the sum of the schools a proof and makes it higher: the more schools want the same, the higher its price.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zorgarrangeur_tui.planning.bounds_school import PricedHalfDays
from zorgarrangeur_tui.planning.problem import WEEKS, Problem

HOURS = -1
"""Stands for a worker's slots of the fortnight, beside their mornings (0) and afternoons (1)."""

Scarce = tuple[int, int]
"""A worker, and what of theirs: `HOURS`, mornings or afternoons."""

_FINE = 64


class Prices:
    """What schools pay for each other's workers, in the scaled cost of `bounds_school`.

    They are kept finer than they are charged, so that small steps add up.
    """

    def __init__(self, problem: Problem, shared: Iterable[int]) -> None:
        """Begin with nothing, for the workers whom schools share."""
        self._fine: Counter[Scarce] = Counter()
        self.available: dict[Scarce, int] = {}
        for number in shared:
            worker = problem.workers[number]
            self.available[number, HOURS] = worker.slots
            for half in (0, 1):
                self.available[number, half] = len(WEEKS) * sum(block % 2 == half for block in worker.blocks)

    def charged(self, one: PricedHalfDays) -> int:
        """Return what one of some presence costs with the prices, by whoever of a party is cheapest."""
        return one.cost + min(self._for(one, worker) for worker in one.members)

    def paid_back(self) -> int:
        """Return what all that there is would bring at the prices."""
        return sum(self._price(scarce) * amount for scarce, amount in self.available.items())

    def used(self, presence: Iterable[tuple[PricedHalfDays, int]]) -> Counter[Scarce]:
        """Return what presence, each so many times, takes of what is shared: from whoever of a party is cheapest, in equal parts."""
        found: Counter[Scarce] = Counter()
        for one, count in presence:
            if not count:
                continue
            charges = {worker: self._for(one, worker) for worker in one.members}
            least = min(charges.values())
            cheapest = [worker for worker, charge in charges.items() if charge == least]
            for worker in cheapest:
                if (worker, HOURS) in self.available:
                    found[worker, HOURS] += count * one.slots // len(cheapest)
                    found[worker, one.half] += count * one.times // len(cheapest)
        return found

    def excess(self, used: Counter[Scarce]) -> dict[Scarce, int]:
        """Return where prices should move: up where more is used than there is, down where less is and there is a price."""
        found = {}
        for scarce, amount in self.available.items():
            over = used[scarce] - amount
            if over > 0 or (over < 0 and self._fine[scarce] > 0):
                found[scarce] = over
        return found

    def step(self, excess: dict[Scarce, int], hope: int) -> None:
        """Move the prices by the excess, as far as would bring a hoped-for rise of the bound if nothing changed."""
        length = sum(over * over for over in excess.values())
        if not length or hope <= 0:
            return
        for scarce, over in excess.items():
            self._fine[scarce] = max(0, self._fine[scarce] + _FINE * hope * over // length)

    def copy_of(self) -> Counter[Scarce]:
        """Return the prices to come back to."""
        return Counter(self._fine)

    def return_to(self, fine: Counter[Scarce]) -> None:
        """Make the prices those of `copy_of`."""
        self._fine = Counter(fine)

    def _for(self, one: PricedHalfDays, worker: int) -> int:
        return one.slots * self._price((worker, HOURS)) + one.times * self._price((worker, one.half))

    def _price(self, scarce: Scarce) -> int:
        return self._fine[scarce] // _FINE
