"""How several workers share a line that may have more than one face."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from zorgarrangeur_tui.planning.search_choices import Choice
from zorgarrangeur_tui.planning.search_sheets import LineSheet

_COST = itemgetter(0)
_CHEAPEST, _LARGEST, _FIRSTS = 12, 3, 5


class Offer(NamedTuple):
    """What one worker could do for a line.

    Attributes:
        cost: of the worker and the sessions together.
        own_cost: of the worker.
        worker: who.
        pair: of the worker with the school.
        choices: the sessions.
    """

    cost: float
    own_cost: float
    worker: int
    pair: int
    choices: list[Choice]


Given = tuple[int, int, Choice]
"""Who gives a session, their pair, and the session."""


def share(sheet: LineSheet, offers: Sequence[Offer]) -> list[Given]:
    """Return the sessions by no more workers than may share the line: as many as can be, then as cheap as can be."""
    cheapest = sorted(offers, key=lambda offer: (offer.own_cost, offer.worker))[:_CHEAPEST]
    largest = sorted(offers, key=lambda offer: (-len(offer.choices), offer.cost, offer.worker))[:_LARGEST]
    helpers = cheapest + [offer for offer in largest if offer not in cheapest]
    firsts = cheapest[:_FIRSTS] + [offer for offer in largest if offer not in cheapest[:_FIRSTS]]
    plans = [_completed(sheet, first, helpers) for first in firsts]
    return min(plans, key=lambda plan: (-len(plan[1]), plan[0]))[1]


def _completed(sheet: LineSheet, first: Offer, helpers: Sequence[Offer]) -> tuple[float, list[Given]]:
    """Return what one worker does with the help of others who add most, and what that costs."""
    cost = first.cost
    given: list[Given] = [(first.worker, first.pair, choice) for choice in first.choices]
    turns = {choice[1] for choice in first.choices}
    workers = {first.worker}
    while len(given) < sheet.sessions and len(workers) < sheet.faces:
        wanted, most, price = sheet.sessions - len(given), 0, 0.0
        best, added = first, first.choices
        for offer in helpers:
            if offer.worker in workers:
                continue
            more = [choice for choice in offer.choices if choice[1] not in turns][:wanted]
            if not more or len(more) < most:
                continue
            asked = offer.own_cost + sum(map(_COST, more))
            if len(more) > most or asked < price:
                most, price, best, added = len(more), asked, offer, more
        if not most:
            break
        cost += price
        workers.add(best.worker)
        given += [(best.worker, best.pair, choice) for choice in added]
        turns.update([choice[1] for choice in added])
    return cost, given
