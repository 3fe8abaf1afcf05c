"""Turning a column of a week grid into segments, row by row. Every segment carries its whole style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment
from rich.style import Style

from widgets.week_blocks import CLOSED_SIGN, clock
from widgets.week_labels import block_lines
from widgets.week_layout import laid_side_by_side, part

if TYPE_CHECKING:
    from textual.widget import Widget

    from widgets.week_blocks import Block
    from widgets.week_content import Track
    from widgets.week_layout import Placement, TimeRange

DAY_LINE = "│"
LANE_LINE = "┊"
BRACKET, SOLID, DASHED = "▐┏┃┗", "████", "┇┇┇┇"
"""Edges of a block: of a single row, and of the first, middle and last of several. They tell states apart without colour."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of block is drawn: its text, and the edge on its left."""

    text: Style
    edge: Style
    edges: str = BRACKET


@dataclass(frozen=True, slots=True)
class Ink:
    """The styles of a grid under the present theme."""

    header: Style
    header_cursor: Style
    gutter: Style
    gutter_hour: Style
    gutter_cursor: Style
    open: Style
    hour: Style
    closed: Style
    block: Look
    warning: Look
    locked: Look
    cancelled: Look
    selected: Look
    held: Look
    ghost: Look
    cursor: Style

    @classmethod
    def of(cls, widget: Widget) -> Ink:
        """Read the component styles of a grid."""
        style = widget.get_component_rich_style

        def look(name: str, edge: str = "edge", edges: str = BRACKET) -> Look:
            text = style(f"week-grid--{name}")
            return Look(text, text + Style(color=style(f"week-grid--{edge}").color), edges)

        return cls(
            header=style("week-grid--header"),
            header_cursor=style("week-grid--header-cursor"),
            gutter=style("week-grid--gutter"),
            gutter_hour=style("week-grid--gutter-hour"),
            gutter_cursor=style("week-grid--gutter-cursor"),
            open=style("week-grid--open"),
            hour=style("week-grid--hour"),
            closed=style("week-grid--closed"),
            block=look("block"),
            warning=look("warning", "edge-warning"),
            locked=look("locked"),
            cancelled=look("cancelled", edges=DASHED),
            selected=look("selected", "selected", SOLID),
            held=look("held", "held", DASHED),
            ghost=look("ghost", "ghost", SOLID),
            cursor=style("week-grid--cursor"),
        )

    def look_of(self, block: Block) -> Look:
        """Return how a block at rest is drawn."""
        if block.cancelled:
            return self.cancelled
        if block.warning:
            return self.warning
        return self.locked if block.locked else self.block


@dataclass(frozen=True, slots=True)
class Marks:
    """What is going on in a column: cursor, choice, a block on the move."""

    cursor_row: int | None = None
    picked: Placement | None = None
    """The block under the cursor."""
    held: str | None = None
    """Key of the block on the move: drawn faintly where it still is."""
    ghost: Placement | None = None
    """Where the block on the move would come."""


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """Where a column stands and how wide it is, in body cells."""

    left: int
    width: int
    first_of_day: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows [top, bottom) and cells [left, right) of a column in which a block is drawn."""

    placement: Placement
    top: int
    bottom: int
    left: int
    right: int
    hides_more: bool = False


_Piece: TypeAlias = tuple[int, int, list[Segment]]
"""Cells [left, right) of a row of a column, and what is drawn there."""


def paint_column(
    track: Track, shape: ColumnShape, time_range: TimeRange, marks: Marks, ink: Ink
) -> list[list[Segment]]:
    """Return the segments of every row of a column; each row is exactly `shape.width` cells."""
    pieces: list[list[_Piece]] = [[] for _ in range(time_range.rows)]
    for run in _runs(track, shape.width, marks.picked):
        for row, segments in enumerate(_paint_run(run, marks, ink), run.top):
            pieces[row].append((run.left, run.right, segments))
    if marks.ghost is not None:
        ghost = marks.ghost
        bottom = min(ghost.bottom, time_range.rows)
        painted = _paint_block(ghost.block, shape.width, bottom - ghost.top, ink.ghost)
        for row, segments in enumerate(painted, ghost.top):
            pieces[row] = [(0, shape.width, segments)]
    rows = []
    for row, found in enumerate(pieces):
        on_hour = time_range.minute(row) % 60 == 0
        if not found and row == marks.cursor_row:
            text = (" " + clock(time_range.minute(row))).ljust(shape.width)[: shape.width]
            rows.append([Segment(text, ink.cursor)])
        else:
            is_open = track.open_rows[row]
            style = (ink.hour if on_hour else ink.open) if is_open else ink.closed
            rows.append(_filled(found, shape, style, row, is_open=is_open))
    return rows


def _runs(track: Track, width: int, picked: Placement | None) -> list[_Run]:
    """Return where each block is drawn: side by side, or where that is too narrow one at a time."""
    runs = []
    narrow: dict[int, Placement] = {}
    for placement in track.placements:
        count = placement.columns
        if laid_side_by_side(width, count):
            left, right = part(width, placement.column, count)
            runs.append(_Run(placement, placement.top, placement.bottom, left, right))
            continue
        for row in range(placement.top, placement.bottom):
            if row not in narrow or placement == picked or (narrow[row] != picked and _before(placement, narrow[row])):
                narrow[row] = placement
    start: int | None = None
    for row in sorted(narrow):
        if start is None:
            start = row
        if narrow.get(row + 1) is not narrow[row]:
            runs.append(_Run(narrow[row], start, row + 1, 0, width, hides_more=True))
            start = None
    return runs


def _before(one: Placement, other: Placement) -> bool:
    """Return whether `one` stands left of `other` among overlapping blocks."""
    return one.column < other.column


def _paint_run(run: _Run, marks: Marks, ink: Ink) -> list[list[Segment]]:
    block = run.placement.block
    selected = run.placement == marks.picked
    look = ink.held if block.key == marks.held else ink.selected if selected else ink.look_of(block)
    if block.marked:
        look = replace(look, edges=SOLID)
    rows = _paint_block(block, run.right - run.left, run.bottom - run.top, look, hides_more=run.hides_more)
    if selected and marks.cursor_row is not None and run.top <= marks.cursor_row < run.bottom and marks.ghost is None:
        place = marks.cursor_row - run.top
        rows[place] = [Segment(segment.text, ink.cursor) for segment in rows[place]]
    return rows


def _paint_block(block: Block, width: int, rows: int, look: Look, *, hides_more: bool = False) -> list[list[Segment]]:
    """Return the segments of a block: an edge and its text, the first row bold."""
    texts = block_lines(block, width - 1, rows, hides_more=hides_more)
    single, top, middle, bottom = tuple(look.edges)
    edges = single if rows == 1 else top + middle * (rows - 2) + bottom
    bold = look.text + Style(bold=True)
    return [
        [Segment(edge, look.edge), Segment(text, look.text if number else bold)]
        for number, (edge, text) in enumerate(zip(edges, texts, strict=True))
    ]


def _filled(pieces: list[_Piece], shape: ColumnShape, style: Style, row: int, *, is_open: bool) -> list[Segment]:
    """Return the segments of a row: the pieces that are there, and blanks between and beside them."""
    segments: list[Segment] = []
    reached = 0
    for left, right, piece in sorted(pieces, key=itemgetter(0)):
        if left > reached:
            segments.append(_blank(shape, style, reached, left, row, is_open=is_open))
        segments += piece
        reached = right
    if reached < shape.width:
        segments.append(_blank(shape, style, reached, shape.width, row, is_open=is_open))
    return segments


def _blank(shape: ColumnShape, style: Style, left: int, right: int, row: int, *, is_open: bool) -> Segment:
    """Return cells [left, right) of a column without a block: blank or hatched, with the line on its left."""
    line = "" if left else DAY_LINE if shape.first_of_day else LANE_LINE
    width = right - left - len(line)
    if is_open:
        return Segment(line + " " * width, style)
    start = (shape.left + left + len(line) + row) % 2
    return Segment(line + (f"{CLOSED_SIGN} " * (width + 1))[start : start + width], style)
