"""Columns that adapt to the width of a table: which are shown, how wide, and how a row becomes one line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.plain_text import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN_GAP = 2
"""Blank terminal cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: what the header says.
        minimum: the width, in terminal cells, below which the column is left out.
        weight: its share of the spare width; 0 keeps the column at `minimum`.
        priority: columns with the highest number disappear first; 0 never disappears.
        right: align to the right, for numbers.

    Raises:
        ValueError: the minimum is below 1, or the weight or priority below 0.
    """

    title: str
    minimum: int
    weight: int = 0
    priority: int = 0
    right: bool = False

    def __post_init__(self) -> None:
        if self.minimum < 1 or self.weight < 0 or self.priority < 0:
            raise ValueError("A column has a minimum of at least 1, and no negative weight or priority.")


def line_width(cells: Sequence[int]) -> int:
    """Return the width of columns with their gaps."""
    return sum(cells) + COLUMN_GAP * max(0, len(cells) - 1)


def fit_columns(columns: Sequence[Column], width: int) -> list[tuple[int, int]]:
    """Return which columns stand on a line of `width` terminal cells, as (index, cells), in the order of the columns.

    Between two columns stand `COLUMN_GAP` blank cells; together they never exceed `width`. While the columns do not fit, the one
    with the highest priority number leaves, and of equals the last. A wider line therefore never shows fewer columns. What
    may not leave is squeezed in proportion to the minimums, and where even one cell each is too much, the last get 0 cells.
    """
    kept = _kept(columns, width)
    minimums = [columns[index].minimum for index in kept]
    spare = width - line_width(minimums)
    if spare < 0:
        cells = _squeezed(minimums, width)
    else:
        grown = _shares(spare, [columns[index].weight for index in kept])
        cells = [minimum + extra for minimum, extra in zip(minimums, grown, strict=True)]
    return list(zip(kept, cells, strict=True))


def line_text(texts: Sequence[str], columns: Sequence[Column], fit: Sequence[tuple[int, int]]) -> str:
    """Return the texts of a row as one safe line: every cell cut or padded to its width, missing ones blank.

    Args:
        texts: one per column, as a user wrote them.
        columns: the columns that `fit` numbers.
        fit: what `fit_columns` returned.
    """
    return (" " * COLUMN_GAP).join(
        _cell(texts[index] if index < len(texts) else "", cells, right=columns[index].right)
        for index, cells in fit
        if cells > 0
    )


def _cell(text: str, cells: int, *, right: bool) -> str:
    """Return one cell. Of a very long text only the part that could be visible is looked at: drawing must stay quick."""
    return fitted(text[: cells * 16 + 64], cells, right=right)


def _kept(columns: Sequence[Column], width: int) -> list[int]:
    """Return the columns that stay on a line, at least one if there are any."""
    kept = list(range(len(columns)))
    leaving = sorted((index for index in kept if columns[index].priority), key=lambda at: (columns[at].priority, at))
    while leaving and len(kept) > 1 and line_width([columns[index].minimum for index in kept]) > width:
        kept.remove(leaving.pop())
    return kept


def _squeezed(minimums: Sequence[int], width: int) -> list[int]:
    """Return widths below the minimums that fit: one cell each for as many as fit, the rest in proportion."""
    drawn = min(len(minimums), max(0, (width + COLUMN_GAP) // (1 + COLUMN_GAP)))
    left = width - line_width([1] * drawn)
    extra = _shares(left, [minimum - 1 for minimum in minimums[:drawn]])
    # With fewer columns drawn than there are, the rest in proportion may be more than a minimum.
    cells = [min(minimum, 1 + more) for minimum, more in zip(minimums, extra, strict=False)]
    return cells + [0] * (len(minimums) - drawn)


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole number over weights by largest remainder, earlier ones first; all zero when no weight counts."""
    whole = sum(weights)
    if whole == 0 or total <= 0:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in by_remainder[: total - sum(shares)]:
        shares[at] += 1
    return shares
