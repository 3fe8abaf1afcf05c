"""How much of what is asked can be given at most by who is there, when each gives only what it can. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise


def minutes_given(units: Sequence[tuple[int, Sequence[str]]], present: Mapping[str, int]) -> int:
    """Return how many minutes at most can be given, by the best division of people over what is asked.

    Minutes that somebody gives to one unit may be handed on to another person who can, along a chain of any length.
    """
    left = dict(present)
    given: dict[tuple[int, str], int] = defaultdict(int)
    total = 0
    for number, (minutes, _) in enumerate(units):
        lacking = minutes
        while lacking:
            chain = _chain(number, units, left, given)
            if chain is None:
                break
            moved = min([lacking, left[chain[-1][1]], *(given[later, key] for (_, key), (later, _) in _steps(chain))])
            for (unit, key), (later, _) in _steps(chain):
                given[unit, key] += moved
                given[later, key] -= moved
            given[chain[-1]] += moved
            left[chain[-1][1]] -= moved
            lacking -= moved
            total += moved
    return total


def _steps(chain: Sequence[tuple[int, str]]) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    return list(pairwise(chain))


def _chain(
    number: int,
    units: Sequence[tuple[int, Sequence[str]]],
    left: Mapping[str, int],
    given: Mapping[tuple[int, str], int],
) -> list[tuple[int, str]] | None:
    """Return who takes over from whom until somebody has time: (unit, person) pairs; None when nobody has."""
    waiting: list[list[tuple[int, str]]] = [[(number, key)] for key in units[number][1]]
    seen: set[str] = set(units[number][1])
    while waiting:
        chain = waiting.pop(0)
        person = chain[-1][1]
        if left[person] > 0:
            return chain
        for other, (_, keys) in enumerate(units):
            if given.get((other, person), 0) > 0:
                fresh = [key for key in keys if key not in seen]
                seen |= set(fresh)
                waiting += [[*chain, (other, key)] for key in fresh]
    return None
