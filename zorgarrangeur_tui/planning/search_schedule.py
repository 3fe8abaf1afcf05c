"""How hot a search is at each moment: hot searches wander, cold ones only climb.

A long search cools down several times, each time more slowly, so that there is a good plan soon and a better one later.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from zorgarrangeur_tui.planning.problem import Weights

_FIRST_SECONDS = 8.0
_FACTOR = 6.0
_FIRST_SHARE = 0.5
"""The first cooling down is short, so it begins less hot."""


class Heat(NamedTuple):
    """Between what heats a search cools down, in the cost of a plan."""

    hottest: float
    coldest: float


def heat_for(weights: Weights, *, goes_on: bool) -> Heat:
    """Return the heat that fits what things cost; a search that goes on from an earlier plan stays nearer to it."""
    scale = (weights.provider_pair + weights.worker_pair + weights.change + weights.face) / 500
    return Heat((30.0 if goes_on else 60.0) * scale, 2.0 * scale)


def stages(seconds: float) -> tuple[float, ...]:
    """Return at which parts of its time a search has cooled down; the last is 1."""
    ends = [1.0]
    while ends[0] / _FACTOR * seconds >= _FIRST_SECONDS:
        ends.insert(0, ends[0] / _FACTOR)
    return tuple(ends)


def heat_at(heat: Heat, ends: tuple[float, ...], done: float) -> float:
    """Return the heat when a part of the time, from 0 to 1, is done."""
    stage = min(bisect_right(ends, done), len(ends) - 1)
    begin = ends[stage - 1] if stage else 0.0
    hottest = heat.hottest if stage else heat.hottest * _FIRST_SHARE
    left = max(0.0, 1.0 - (done - begin) / (ends[stage] - begin))
    return heat.coldest + (hottest - heat.coldest) * left * left * left
