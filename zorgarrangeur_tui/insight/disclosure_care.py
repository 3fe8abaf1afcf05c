"""The care of places as tables that may be published once they are protected: children and minutes, by place and kind of care.

`insight.figures` gives exact figures for whoever works with the store; what others may read is made here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count

from zorgarrangeur_tui.domain.coverage import Need
from zorgarrangeur_tui.insight.disclosure_tables import TOTAL, Dimension, FigureTable
from zorgarrangeur_tui.insight.disclosure_tables import Place as Cell
from zorgarrangeur_tui.insight.figures import Place

_CHILDREN = "kinderen met zorg, per soort geteld"
_MINUTES = "minuten zorg nodig per week"


def children_by_kind(places: Sequence[Place], kinds: Mapping[str, str]) -> FigureTable:
    """Return how many children have which kind of care where.

    A child counts once per place and kind, so in a total once for each of them. A need of a group or a whole school counts no
    child.

    Args:
        places: with the needs that are in force.
        kinds: kinds of care in words, by code. A need of another kind counts under its code.
    """
    found: dict[Cell, Counter[str]] = {}
    for cell, need in _needs(places, kinds):
        if need.pupil_id:
            found.setdefault(cell, Counter())[need.pupil_id] = 1
    return FigureTable("Kinderen met zorg", _CHILDREN, *_dimensions(places, kinds), found)


def minutes_by_kind(places: Sequence[Place], kinds: Mapping[str, str]) -> FigureTable:
    """Return how many minutes of care a week are needed where; a need of a group counts as one contributor."""
    found: dict[Cell, Counter[str]] = {}
    for cell, need in _needs(places, kinds):
        found.setdefault(cell, Counter())[need.pupil_id or need.id] += need.minutes_per_week
    return FigureTable("Minuten zorg per week", _MINUTES, *_dimensions(places, kinds), found, counts=False)


def _needs(places: Sequence[Place], kinds: Mapping[str, str]) -> list[tuple[Cell, Need]]:
    names = _names(places)
    return [((names[place.id], kinds.get(need.kind, need.kind)), need) for place in places for need in place.needs]


def _dimensions(places: Sequence[Place], kinds: Mapping[str, str]) -> tuple[Dimension, Dimension]:
    others = {need.kind for place in places for need in place.needs} - kinds.keys()
    names = _names(places)
    return (
        Dimension.flat("Plaats", (names[place.id] for place in places)),
        Dimension.flat("Soort zorg", dict.fromkeys((*kinds.values(), *sorted(others)))),
    )


def _names(places: Sequence[Place]) -> dict[str, str]:
    """Return what each place is called: with a number where two have the same name."""
    found: dict[str, str] = {}
    taken = {TOTAL}
    for place in places:
        names = (place.name if number == 1 else f"{place.name} ({number})" for number in count(1))
        found[place.id] = next(name for name in names if name not in taken)
        taken.add(found[place.id])
    return found
