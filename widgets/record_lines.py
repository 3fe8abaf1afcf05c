"""The lines of a record table: a row of cells over the full width, and the sentence of a table without rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from widgets.plain_text import content
from widgets.record_columns import Column, fit_columns, line_text, line_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

_GUTTER = 2
_SHOWN_FILTER_LENGTH = 60

FAILURE_TEXT = "De lijst kan nu niet worden getoond. Er is niets veranderd aan de gegevens."
"""What a table says when its source fails."""


def nothing_found(filter_text: str) -> str:
    """Return what a table says when nothing answers the filter, with the way out."""
    asked = filter_text
    if len(asked) > _SHOWN_FILTER_LENGTH:
        asked = asked[: _SHOWN_FILTER_LENGTH - 1] + "…"
    return f"Niets gevonden voor “{asked}”. Wis het filter met Esc."


class RowLines:
    """Draws rows of cells; remembers how the columns fit the room that they had last."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.titles = tuple(column.title for column in columns)
        """The texts of the header."""
        self._room = -1
        self._fit: list[tuple[int, int]] = []

    def line(self, sign: str, texts: Sequence[str], width: int, style: Style, *, margin: int = 0) -> Strip:
        """Return a line: one cell for a sign, a blank, and the texts in their columns.

        Args:
            sign: drawn before the row; one terminal cell.
            texts: one per column.
            width: cells of the whole line.
            style: of the whole line.
            margin: cells at the end of the line that stay without text.
        """
        room = width - _GUTTER - margin
        if room != self._room:
            self._room, self._fit = room, fit_columns(self._columns, room)
        text = line_text(texts, self._columns, self._fit)
        rest = max(0, width - _GUTTER - line_width([cells for _, cells in self._fit if cells]))
        return Strip([Segment(f"{sign} "[:width] + text + " " * rest, style)], width)


def sentence_line(sentence: str, line: int, width: int, height: int, style: Style) -> Strip:
    """Return line number `line` of an area in which a sentence stands centred, both ways."""
    sentence_lines = content(sentence).wrap(max(1, width - 2)) if sentence else []
    at = line - max(0, (height - len(sentence_lines)) // 2)
    if not 0 <= at < len(sentence_lines):
        return Strip.blank(width, style)
    words = sentence_lines[at].rstrip()
    before = max(0, (width - words.cell_length) // 2)
    return Strip([Segment(" " * before + words.plain, style)]).adjust_cell_length(width, style)
