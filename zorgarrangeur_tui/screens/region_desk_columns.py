"""The columns of the region desk, and which providers stand beside each other on a screen of some width. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.region_lines import HEADERS, RegionLine, RegionList, RegionPart

_SHAPES: dict[RegionPart, tuple[tuple[int, int, int, bool], ...]] = {
    RegionPart.PRESENCE: ((16, 1, 0, False), (5, 0, 0, True)),
    RegionPart.UNCOVERED: ((18, 2, 0, False), (18, 1, 1, False), (12, 0, 2, True), (12, 0, 0, True)),
    RegionPart.CAP: ((18, 1, 0, False), (5, 0, 0, True), (24, 3, 1, False)),
    RegionPart.LATE: ((16, 0, 0, False), (10, 0, 3, False), (22, 4, 0, False), (14, 1, 1, False), (12, 1, 2, False)),
    RegionPart.BUNDLES: ((12, 2, 0, False), (18, 1, 0, False), (18, 1, 2, False), (20, 3, 1, False)),
    RegionPart.BARRIERS: ((18, 1, 0, False), (24, 3, 0, False), (4, 0, 1, True), (10, 0, 2, True)),
    RegionPart.UNFUNDED: ((16, 2, 0, False), (16, 1, 1, False), (18, 1, 2, False), (8, 0, 0, True), (7, 0, 3, True)),
}
"""Per column: least width, weight, priority and whether it is aligned to the right."""

_PROVIDER_WIDTH = 9
_GAP = 2
_EDGES = 3
_LEGAL_FORMS = frozenset({"bv", "b.v.", "vof", "coöperatie", "stichting", "zorg"})


def columns_for(shown: RegionList, first: int, count: int) -> tuple[Column, ...]:
    """Return the columns of a part; of who is where with some of its providers, the first of them counted from 0."""
    titles, shapes = HEADERS[shown.part], _SHAPES[shown.part]
    fixed = tuple(
        Column(title, least, weight, priority, right)
        for title, (least, weight, priority, right) in zip(titles, shapes, strict=True)
    )
    return fixed + tuple(
        Column(short_name(name), _PROVIDER_WIDTH, right=True) for _, name in shown.providers[first : first + count]
    )


def row_for(shown: RegionList, line: RegionLine, first: int, count: int) -> Row:
    """Return a line as a row under `columns_for`."""
    beside = (line.presence.get(key, "") for key, _ in shown.providers[first : first + count])
    return Row(line.key, (*line.cells, *beside), ("warning",) if line.attention else ())


def provider_room(width: int) -> int:
    """Return how many providers stand beside each other in a table of this width: at least one."""
    least = sum(shape[0] + _GAP for shape in _SHAPES[RegionPart.PRESENCE])
    return max(1, (width - _EDGES - least + _GAP) // (_PROVIDER_WIDTH + _GAP))


def short_name(name: str) -> str:
    """Return the word by which a provider is told from others: "Veerstoep" of "Gehandicaptenzorg De Veerstoep"."""
    words: Sequence[str] = name.split()
    telling = [word for word in words if word.casefold() not in _LEGAL_FORMS] or words
    if len(telling) > 1 and telling[-1].isdigit():
        return " ".join(telling[-2:])
    return telling[-1] if telling else "?"
