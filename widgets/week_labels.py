"""The words in a block of a week grid: label, times and signs, fitted to the rows and cells it has. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from widgets.plain_text import fitted, shown
from widgets.week_blocks import CANCELLED_SIGN, LOCK_SIGN, MARK_SIGN, MORE_SIGN, WARNING_SIGN, clock

if TYPE_CHECKING:
    from widgets.week_blocks import Block


def block_lines(block: Block, width: int, rows: int, *, hides_more: bool = False) -> list[str]:
    """Return what a block says: `rows` texts of exactly `width` cells.

    The label comes first and takes a second row where one does not do; then the times. What asks for attention stands
    in the top right corner and outlives the label; the lock and the rhythm stand there too, or else at the bottom right.

    Args:
        block: what to describe.
        width: cells for the text, without the edge.
        rows: how many rows it has; at least one.
        hides_more: whether another block at the same time is out of sight behind this one.
    """
    alerts = "".join(sign for sign, shows in _alerts(block, hides_more=hides_more) if shows)
    quiet = (LOCK_SIGN if block.locked else "") + _cut(shown(block.rhythm), 2)
    label = shown(block.label).strip()
    together = rows == 1 or cell_len(label) + 1 + cell_len(alerts + quiet) <= width
    corner = _corner(alerts, quiet if together else "", width)
    texts = _label_rows(label, corner, width, 1 if rows == 1 else max(2, rows - 2))
    sign = "" if together else _cut(quiet, width)
    free = rows - len(texts)
    times = _times(block, width, free)
    if sign and len(times) == free and times and cell_len(times[-1]) + 1 + cell_len(sign) > width:
        times = _times(block, width, free - 1)
    texts += [fitted(text, width) for text in times]
    texts += [" " * width] * (rows - len(texts))
    if sign:
        texts[-1] = fitted(texts[-1].rstrip(), width - cell_len(sign)) + sign
    return texts


def _alerts(block: Block, *, hides_more: bool) -> tuple[tuple[str, bool], ...]:
    """Return the signs that outlive the label, each with whether it is there."""
    return (
        (MORE_SIGN, hides_more),
        (CANCELLED_SIGN, block.cancelled),
        (WARNING_SIGN, block.warning),
        (MARK_SIGN, block.marked),
    )


def _cut(text: str, width: int) -> str:
    """Return as much of a safe text as fits in `width` cells."""
    return text if cell_len(text) <= width else set_cell_size(text, width).rstrip()


def _corner(alerts: str, quiet: str, width: int) -> str:
    """Return the signs for the top right corner; where it is narrow the quiet ones make way for the label's first letter."""
    signs = alerts + quiet
    if cell_len(signs) >= width:
        signs = alerts
    return _cut(signs, width)


def _label_rows(label: str, corner: str, width: int, most: int) -> list[str]:
    """Return a label on at most so many rows, each exactly `width` cells, with the corner's signs at the end of the first."""
    room = width - cell_len(corner)
    if corner and most > 1:
        room = max(1, room - 1) if room else 0
    texts: list[str] = []
    while label or not texts:
        head, rest = _broken(label, room) if len(texts) + 1 < most else (label, "")
        texts.append(fitted(head, room) + ("" if texts else fitted(corner, width - room, right=True)))
        label, room = rest, width
    return texts


def _broken(label: str, width: int) -> tuple[str, str]:
    """Return a label in two parts, the first of which fits in `width` cells: broken at a blank, else anywhere."""
    if cell_len(label) <= width:
        return label, ""
    head = _cut(label, width)
    blank = label[: len(head) + 1].rfind(" ")
    if blank > 0:
        return label[:blank], label[blank + 1 :]
    return head, label[len(head) :].lstrip()


def _times(block: Block, width: int, rows: int) -> list[str]:
    """Return the times of a block on one row, on two, only its start, or nothing: what fits."""
    start, end = clock(block.start), clock(block.end)
    if rows < 1 or width < len(start):
        return []
    if width > len(start) + len(end):
        return [f"{start}–{end}"]
    if rows < 2:
        return [start]
    return [f"{start}–" if width > len(start) else start, end]
