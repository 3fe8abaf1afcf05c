"""Where things stand in a week grid: rows, columns, overlapping blocks, hit tests. Pure; draws nothing.

Vertically a grid is a range of quarters, one row each. Horizontally it is a row of *columns*: for each day one per lane,
numbered day by day. Cells are terminal cells; body cells count from the first cell right of the gutter, before scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widgets.week_blocks import MINUTES_IN_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from widgets.week_blocks import Block

GUTTER_WIDTH: Final = 6
"""Cells of the fixed clock on the left: "08:00" and a blank."""
HEADER_HEIGHT: Final = 2
"""Fixed lines on top: the days, and the lanes."""
LEAST_LANE_WIDTH: Final = 6
"""Cells below which a lane is not squeezed: an edge and a time of five cells. The grid scrolls instead."""
LEAST_BLOCK_WIDTH: Final = 3
"""Cells below which overlapping blocks are not laid side by side: an edge and two letters."""


@dataclass(frozen=True, slots=True)
class TimeRange:
    """The rows of a grid: quarters from one minute of the day to another, aligned to whole quarters."""

    first: int
    """Minute of the day at which the first row begins."""
    rows: int
    """How many rows there are; at least one."""
    quarter: int
    """Minutes in a row."""

    @classmethod
    def covering(cls, first: int, last: int, quarter: int, spans: Iterable[tuple[int, int]] = ()) -> TimeRange:
        """Return the range from `first` to `last`, widened to whole hours where a span (start, end) falls outside it.

        Nothing that was planned early or late is left out of sight.
        """
        for start, end in spans:
            if start < first:
                first = max(0, start // 60 * 60)
            if end > last:
                last = min(MINUTES_IN_DAY, -(-end // 60) * 60)
        first = min(max(0, first), MINUTES_IN_DAY - quarter) // quarter * quarter
        last = min(last, MINUTES_IN_DAY)
        return cls(first, max(1, -(-(last - first) // quarter)), quarter)

    def minute(self, row: int) -> int:
        """Return the minute of the day at which `row` begins."""
        return self.first + row * self.quarter

    def row(self, minute: int) -> int:
        """Return the row in which `minute` falls, kept within the range."""
        return min(max(0, (minute - self.first) // self.quarter), self.rows - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the rows [from, to) nearest to these minutes, kept within the range; never empty.

        Nearest, not outward: lessons of 50 minutes that follow one another then share no row.
        """
        half = self.quarter // 2
        top = min(max(0, (start - self.first + half) // self.quarter), self.rows - 1)
        bottom = min(max(0, (end - self.first + half) // self.quarter), self.rows)
        return top, max(bottom, top + 1)


@dataclass(frozen=True, slots=True)
class Placement:
    """A block with its rows [top, bottom) and its place beside the blocks that it overlaps."""

    block: Block
    top: int
    bottom: int
    column: int
    """Place from the left, 0 first."""
    columns: int
    """How many places its group of overlapping blocks needs; 1 when it stands alone."""


def layout_blocks(blocks: Iterable[Block], time_range: TimeRange) -> list[Placement]:
    """Lay the blocks of one lane on one day side by side where they overlap, in minutes or in rows.

    The answer holds every block once, from top to bottom, and does not depend on the order in which they are given.
    """
    spans = [
        (block, *time_range.span(block.start, block.end))
        for block in sorted(blocks, key=lambda block: (block.start, block.end, block.rhythm, block.key, block.label))
    ]
    placed: list[Placement] = []
    group: list[tuple[Block, int, int, int]] = []
    busy: list[tuple[int, int]] = []  # per column of the group: the last minute and the last row taken
    for block, top, bottom in spans:
        if all(block.start >= minute and top >= row for minute, row in busy):
            placed.extend(_finished(group, len(busy)))
            group, busy = [], []
        column = next(
            (number for number, (minute, row) in enumerate(busy) if block.start >= minute and top >= row), len(busy)
        )
        taken = (max(block.end, block.start), bottom)
        if column == len(busy):
            busy.append(taken)
        else:
            busy[column] = taken
        group.append((block, top, bottom, column))
    placed.extend(_finished(group, len(busy)))
    return placed


def _finished(group: Sequence[tuple[Block, int, int, int]], columns: int) -> list[Placement]:
    return [Placement(block, top, bottom, column, columns) for block, top, bottom, column in group]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the body of a grid: what a pointer or a cursor points at."""

    day: int
    lane: int
    """Index of the lane."""
    row: int
    offset: int
    """Cells from the left edge of the lane's column."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the days and lanes of a grid share the width of its body."""

    days: int
    lanes: int
    day_width: int
    edges: tuple[int, ...]
    """Left edge of each lane within a day, and the right edge of the last one."""

    @classmethod
    def fitting(cls, days: int, lanes: int, width: int, least_lane: int = LEAST_LANE_WIDTH) -> Geometry:
        """Share `width` body cells: the whole week if it fits, else as many whole days, else as many whole lanes.

        Days are equally wide, so that the eye finds the same lane at the same place; lanes differ by one cell at most.
        No lane is narrower than `least_lane`.
        """
        if lanes < 1:
            return cls(days, 0, 0, (0,))
        least_day = lanes * least_lane
        shown_days = min(days, width // least_day)
        if shown_days:
            day_width = width // shown_days
        else:
            shown_lanes = max(1, width // least_lane)
            day_width = lanes * max(least_lane, width // shown_lanes)
        return cls(days, lanes, day_width, tuple(day_width * lane // lanes for lane in range(lanes + 1)))

    @property
    def columns(self) -> int:
        """How many columns there are: days x lanes."""
        return self.days * self.lanes

    @property
    def width(self) -> int:
        """Cells of the whole body, seen and unseen."""
        return self.days * self.day_width

    def column(self, day: int, lane: int) -> int:
        """Return the number of the column of a lane on a day."""
        return day * self.lanes + lane

    def extent(self, column: int) -> tuple[int, int]:
        """Return the body cells [left, right) of a column."""
        day, lane = divmod(column, self.lanes)
        left = day * self.day_width
        return left + self.edges[lane], left + self.edges[lane + 1]

    def column_at(self, x: int) -> int:
        """Return the column at body cell `x`; the first or last one beyond the sides."""
        day, rest = divmod(min(max(0, x), self.width - 1), self.day_width)
        lane = rest * self.lanes // self.day_width
        while self.edges[lane + 1] <= rest:
            lane += 1
        return self.column(day, lane)

    def spot(self, x: int, row: int) -> Spot:
        """Return what stands at body cell `x` in `row`; beyond the sides, the nearest column."""
        column = self.column_at(x)
        left, right = self.extent(column)
        return Spot(*divmod(column, self.lanes), row, min(max(0, x - left), right - left - 1))


def hit(geometry: Geometry, rows: int, x: int, y: int, scroll: tuple[int, int]) -> Spot | None:
    """Return what a pointer points at, or None on the header, the gutter or beyond the body.

    Args:
        geometry: how the body is shared.
        rows: how many rows the body has.
        x: cell from the left of the widget.
        y: line from the top of the widget.
        scroll: cells scrolled to the right, rows scrolled down.
    """
    body_x, row = x - GUTTER_WIDTH + scroll[0], y - HEADER_HEIGHT + scroll[1]
    if x < GUTTER_WIDTH or y < HEADER_HEIGHT or row >= rows or body_x >= geometry.width:
        return None
    return geometry.spot(body_x, row)


def scrolled(offset: int, viewport: int, start: int, end: int) -> int:
    """Return the least changed scroll offset at which [start, end) is in view; its start when it is too long."""
    if start < offset or end - start > viewport:
        return start
    return max(offset, end - viewport)


def laid_side_by_side(width: int, columns: int) -> bool:
    """Return whether a lane of `width` cells has room for this many overlapping blocks beside one another."""
    return width // columns >= LEAST_BLOCK_WIDTH


def part(width: int, column: int, columns: int) -> tuple[int, int]:
    """Return the cells [left, right) of a lane that a block has among overlapping ones laid side by side."""
    return width * column // columns, width * (column + 1) // columns


def placement_at(
    placements: Sequence[Placement], width: int, offset: int, picked: Placement | None
) -> Placement | None:
    """Return which of the placements in a row, from left to right, is drawn `offset` cells from the left of their lane.

    Where they are too narrow to lie side by side, that is the picked one, or else the first.
    """
    for placement in placements:
        if not laid_side_by_side(width, placement.columns):
            return picked if picked in placements else placements[0]
        left, right = part(width, placement.column, placement.columns)
        if left <= offset < right:
            return placement
    return None


def nearest_side(placements: Sequence[Placement], side: int) -> Placement | None:
    """Return the placement in a row that stands nearest to place `side` among overlapping blocks."""
    return min(placements, key=lambda placement: (abs(placement.column - side), placement.column), default=None)
