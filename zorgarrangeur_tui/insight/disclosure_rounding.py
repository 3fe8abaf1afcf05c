"""Counts rounded so that they still add up: controlled rounding.

CBS rounds each figure of its tables about youth care to a multiple of five by itself, so that totals may differ a little from
the sum of what is shown. Here a figure may go up instead of down, or further, so that every total is exactly the sum of its
parts, and a reader finds no contradiction. Hidden figures are rounded with the rest, and shown no more than before.
"""

from __future__ import annotations

from zorgarrangeur_tui.insight.disclosure_tables import FigureSystem, Key
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.planning.cpsat import CpModel

_EFFORT = 10
_WIDEST = 4


class CannotRound(CannotProtect):
    """No rounding was found of which all totals are the sum of their parts."""

    sentence = (
        "Deze tabellen zijn samen niet zo af te ronden dat alle totalen kloppen. Er is niets geschreven. Maak minder "
        "tabellen tegelijk."
    )


def rounded(system: FigureSystem, base: int) -> tuple[dict[Key, int], int]:
    """Return every count as a multiple of a number, and within how many of these multiples it stays of the real one.

    A count of nothing stays nothing. A figure is less than that many times the base off.

    Raises:
        CannotRound: when no rounding was found; that may only happen with several tables together.
    """
    if base == 1:
        return dict(system.values), 1
    for width in range(1, _WIDEST + 1):
        found = _rounded_within(system, base, width)
        if found:
            return found, width
    raise CannotRound


def _rounded_within(system: FigureSystem, base: int, width: int) -> dict[Key, int]:
    """Return the rounding with the least difference in all, or nothing when there is none."""
    model = CpModel()
    variables: dict[Key, int] = {}
    for key, value in system.values.items():
        floor, ceiling = value // base, -(-value // base)
        further = width - 1 if value else 0
        variables[key] = one = model.number(max(0, floor - further), ceiling + further)
        difference = model.number(0, base * (width + 1), cost=1)
        model.at_least([(difference, 1), (one, base)], value)
        model.at_least([(difference, 1), (one, -base)], -value)
    for total, parts in system.sums:
        model.equal([*((variables[part], 1) for part in parts), (variables[total], -1)], 0)
    values = model.solve(seconds=_EFFORT, steady=True).values
    return {key: base * values[variable] for key, variable in variables.items()} if values else {}
