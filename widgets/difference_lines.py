"""What differs, as lines of text: the layout of a difference list. Pure; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from widgets.detail_view import wrapped
from widgets.plain_text import fitted, shown

Sign = Literal["+", "~", "-", "!"]
Side = Literal["both", "before", "after"]

_INDENT = "     "
_WIDEST_LABEL = 22
_ARROW = " → "
_EMPTY = "(leeg)"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs; plain text, "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    """One record that differs.

    Attributes:
        key: identifies the item among the others.
        title: what the record is; plain text.
        sign: "+" new, "~" changed, "-" taken away, "!" needs attention.
        lines: the fields that differ.
    """

    key: str
    title: str
    sign: Sign
    lines: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One line under an item: exactly as wide as was asked, or narrower."""

    text: str
    side: Side


def title_line(item: DifferenceItem, width: int, *, expanded: bool, marked: bool) -> str:
    """Return the line of an item, exactly `width` cells wide: cursor mark, arrow, sign, title and number of fields."""
    arrow = " " if not item.lines else "▾" if expanded else "▸"
    start = f"{'▌' if marked else ' '}{arrow} {item.sign} "
    count = f" {len(item.lines)} {'veld' if len(item.lines) == 1 else 'velden'}" if item.lines else ""
    if width < len(start) + len(count) + 12:
        count = ""
    return fitted(start + fitted(item.title, max(0, width - len(start) - len(count))) + count, width)


def field_lines(item: DifferenceItem, width: int) -> list[DifferenceLine]:
    """Return the lines that tell every difference of an item.

    A difference takes one line where it fits; otherwise its values come under its label, each wrapped and marked with "-"
    for before and "+" for after. A new record has no before and a record taken away no after.
    """
    column = min(_WIDEST_LABEL, max((cell_len(shown(line.label)) for line in item.lines), default=0)) + 2
    lines: list[DifferenceLine] = []
    for difference in item.lines:
        lines.extend(_one_difference(difference, item.sign, column, max(12, width)))
    return lines


def _one_difference(difference: FieldDifference, sign: Sign, column: int, width: int) -> list[DifferenceLine]:
    sides: list[tuple[Side, str, str]] = [("before", "-", difference.before), ("after", "+", difference.after)]
    if sign == "+" and not difference.before:
        del sides[0]
    elif sign == "-" and not difference.after:
        del sides[1]
    room = width - len(_INDENT) - column
    flat = _ARROW.join(value or _EMPTY for _side, _mark, value in sides)
    if "\n" not in flat and cell_len(shown(flat)) <= room and cell_len(shown(difference.label)) <= column - 2:
        side: Side = sides[0][0] if len(sides) == 1 else "both"
        return [DifferenceLine(_INDENT + fitted(difference.label, column) + shown(flat), side)]
    lines = [DifferenceLine(_INDENT + line, "both") for line in wrapped(difference.label, width - len(_INDENT))]
    for side, mark, value in sides:
        for number, line in enumerate(wrapped(value or _EMPTY, width - len(_INDENT) - 4)):
            lines.append(DifferenceLine(f"{_INDENT}  {mark if not number else ' '} {line}", side))
    return lines
