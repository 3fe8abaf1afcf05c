"""Rows as CSV that a spreadsheet opens as text: no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Cell: TypeAlias = str | int | None
"""A text, a whole number of our own, or nothing."""

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATOR = ";"
_GUARD = "'"
_STARTS_FORMULA = frozenset("=+-@\N{MINUS SIGN}")
_STARTS_CELL = frozenset("\t\r\n")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Categories of characters that a spreadsheet may skip before it looks whether a cell is a formula."""


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows under their headers, as Excel in the Netherlands opens them: UTF-8 with a mark, semicolons, CRLF.

    Text stands between quotation marks, so that no other separator splits it; a number does not.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([guarded(header) for header in headers])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8", "replace")


def rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of what `csv_bytes` made, as they were before a guard was set in front."""
    lines = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [[unguarded(cell) for cell in row] for row in csv.reader(lines, delimiter=SEPARATOR)]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe in front where one might.

    A text that already has apostrophes before what looks like a formula gets one more, so that `unguarded` always gives
    the text itself.
    """
    return _GUARD + text if _looks_like_formula(text.lstrip(_GUARD)) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    bare = cell.lstrip(_GUARD)
    return cell[1:] if cell != bare and _looks_like_formula(bare) else cell


def _looks_like_formula(text: str) -> bool:
    """Tell whether a text begins, as far as one sees, with =, +, - or @ in any width, or with a tab or a line's end."""
    if text[:1] in _STARTS_CELL:
        return True
    first = next((one for one in text if unicodedata.category(one) not in _UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS_FORMULA


def _cell(cell: Cell) -> str | int:
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None else int(cell)
