"""How hot a search is at each moment: hot searches wander, cold ones only climb.

A long search cools down several times, each time more slowly, so that there is a good plan soon and a better one later.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from zorgarrangeur_tui.planning.problem import Weights

_FIRST_SECONDS = 8.0
_FACTOR = 6.0
_BEFORE_SECONDS = 10.0
"""How long a search goes on before it begins anew: until there is a good plan."""
_ANEW_SECONDS, _LONGER = 20.0, 1.3
"""A search that begins anew takes this long to be worth it, and each next one so many times as long: later there is more to beat."""
_FIRST_SHARE, _FIRST_SHARE_SHORT = 0.125, 0.5
"""The first cooling down is short, so it begins less hot, but not much so while care is missing: it must still free people for it."""
_NOTED_SHARE = 0.25
"""What a plan does at its places is worth noting once a search is no hotter than this part of its hottest."""
NEAR_BEST_SECONDS = 8.0
"""Of a round that begins with the best plan."""
_NEAR_BEST_SHARES = (0.25, 0.5)
"""By process, with so much less heat that it stays near to it."""
_FEW_SHARE = 0.5
"""Those who search among a few begin less hot too: there is less to wander in."""
COOL_ONCE = (0.0, 1.0)
"""The stages of a round that cools down by itself, from all of its heat."""


class Heat(NamedTuple):
    """Between what heats a search cools down, in the cost of a plan."""

    hottest: float
    coldest: float


def heat_for(weights: Weights, *, goes_on: bool) -> Heat:
    """Return the heat that fits what things cost; a search that goes on from an earlier plan stays nearer to it."""
    scale = (weights.provider_pair + weights.worker_pair + weights.change + weights.face) / 500
    return Heat((30.0 if goes_on else 60.0) * scale, 5.0 * scale)


def stages(seconds: float) -> tuple[float, ...]:
    """Return at which parts of its time a search has cooled down; the last is 1."""
    ends = [1.0]
    while ends[0] / _FACTOR * seconds >= _FIRST_SECONDS:
        ends.insert(0, ends[0] / _FACTOR)
    return tuple(ends)


def stages_anew(seconds: float) -> tuple[float, ...]:
    """Return the stages of a search that begins anew after its first one, if there is time for that.

    Where a search ends depends more on what it begins with than on how long it goes on: for ten schools, five searches of 200,000
    moves ended two to three percent apart, and one of 800,000 about as low as the best of them.
    """
    if len(stages(seconds)) == 1:
        return (1.0,)
    return (_BEFORE_SECONDS / seconds, 1.0)


def seconds_anew(turn: int, left: float) -> float:
    """Return how long the next search that begins anew is to take; 0 when so little time is left that it is not worth it.

    Args:
        turn: how often that was done before.
        left: seconds that are left; the last of them are for the best plan.
    """
    seconds = min(_ANEW_SECONDS * _LONGER**turn, left - NEAR_BEST_SECONDS)
    return seconds if seconds >= _ANEW_SECONDS else 0.0


def heat_to_note(weights: Weights) -> float:
    """Return how hot a search is at most for what its plan does at each place to be worth noting."""
    return heat_for(weights, goes_on=False).hottest * _NOTED_SHARE


def heat_near_best(heat: Heat, process: int) -> Heat:
    """Return the heat with which one of the processes begins with the best plan and stays near to it, each at its own distance."""
    return Heat(heat.hottest * _NEAR_BEST_SHARES[process % len(_NEAR_BEST_SHARES)], heat.coldest)


def heat_at(heat: Heat, ends: tuple[float, ...], done: float, *, short: bool) -> float:
    """Return the heat when a part of the time, from 0 to 1, is done; `short` is whether the plan still misses care."""
    stage = min(bisect_right(ends, done), len(ends) - 1)
    begin = ends[stage - 1] if stage else 0.0
    share = 1.0 if stage else _FIRST_SHARE_SHORT if short else _FIRST_SHARE
    return _cooled(heat.hottest * share, heat.coldest, (done - begin) / (ends[stage] - begin))


def heat_among_few(heat: Heat, done: float) -> float:
    """Return the heat when a part of a search among a few, or of the one among all after it, is done."""
    return _cooled(heat.hottest * _FEW_SHARE, heat.coldest, done)


def _cooled(hottest: float, coldest: float, done: float) -> float:
    left = max(0.0, 1.0 - done)
    return coldest + (hottest - coldest) * left * left
