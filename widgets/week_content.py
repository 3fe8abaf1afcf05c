"""What a week grid shows, worked out once per change: for every column its blocks by row and its open rows. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widgets.week_layout import Placement, TimeRange, layout_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from widgets.week_blocks import Block, DayHours, Lane


@dataclass(frozen=True, slots=True)
class Track:
    """One column: a lane on a day."""

    placements: tuple[Placement, ...] = ()
    """Its blocks, from top to bottom."""
    open_rows: tuple[bool, ...] = ()
    """For each row whether the day is open then."""

    def at(self, row: int) -> list[Placement]:
        """Return the blocks in `row`, from left to right."""
        found = [placement for placement in self.placements if placement.top <= row < placement.bottom]
        return sorted(found, key=lambda placement: placement.column)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block was put: the number of its column, and its placement there."""

    column: int
    placement: Placement

    @property
    def order(self) -> tuple[int, int, int]:
        """What places are walked by: column, row, and place among overlapping blocks."""
        return self.column, self.placement.top, self.placement.column


@dataclass(frozen=True, slots=True)
class WeekContent:
    """Everything a grid shows, ready to be looked up by column and row."""

    lanes: tuple[Lane, ...]
    days: int
    """How many days are shown, at most seven; more than asked for when a block falls on a later day."""
    time_range: TimeRange
    tracks: tuple[Track, ...]
    """One per column, day by day and in each day lane by lane."""
    places: dict[str, tuple[Place, ...]] = field(compare=False)
    """The places of each block key."""

    @classmethod
    def of(
        cls,
        lanes: Sequence[Lane],
        blocks: Iterable[Block],
        hours: Sequence[DayHours],
        *,
        days: int,
        least_range: tuple[int, int, int],
    ) -> WeekContent:
        """Work out the content of a grid.

        Args:
            lanes: the columns of every day; a key that comes twice counts once.
            blocks: blocks of these lanes; others are left out.
            hours: open stretches; none at all means always open.
            days: how many days to show at least, from Monday.
            least_range: first minute, last minute and minutes in a row to show at least.
        """
        lanes = tuple({lane.key: lane for lane in lanes}.values())
        index = {lane.key: number for number, lane in enumerate(lanes)}
        shown = [block for block in blocks if block.lane in index and 0 <= block.day < 7]
        days = max([days, *(block.day + 1 for block in shown)])
        spans = [(block.start, block.end) for block in shown] + [(item.start, item.end) for item in hours]
        first, last, quarter = least_range
        time_range = TimeRange.covering(first, last, quarter, spans)
        sorted_out: list[list[Block]] = [[] for _ in range(days * len(lanes))]
        for block in shown:
            sorted_out[block.day * len(lanes) + index[block.lane]].append(block)
        open_by_day = [open_rows(hours, day, time_range) for day in range(days)]
        tracks = tuple(
            Track(tuple(layout_blocks(own, time_range)), open_by_day[column // len(lanes)])
            for column, own in enumerate(sorted_out)
        )
        places: dict[str, list[Place]] = {}
        for column, track in enumerate(tracks):
            for placement in track.placements:
                places.setdefault(placement.block.key, []).append(Place(column, placement))
        return cls(lanes, days, time_range, tracks, {key: tuple(found) for key, found in places.items()})

    def same_frame(self, other: WeekContent) -> bool:
        """Return whether both have the same days, lanes and rows, so that only the columns can differ."""
        return (self.lanes, self.days, self.time_range) == (other.lanes, other.days, other.time_range)

    def changes(self, other: WeekContent) -> list[tuple[int, int, int]]:
        """Return each column that differs from `other`, which has the same frame, with the rows [top, bottom) that do."""
        found = []
        for column, (track, old) in enumerate(zip(self.tracks, other.tracks, strict=True)):
            changed = set(track.placements) ^ set(old.placements)
            if track.open_rows != old.open_rows:
                found.append((column, 0, self.time_range.rows))
            elif changed:
                found.append((column, min(item.top for item in changed), max(item.bottom for item in changed)))
        return found

    def lane_index(self, key: str | None) -> int | None:
        """Return the index of a lane, or None when it is not shown."""
        return next((number for number, lane in enumerate(self.lanes) if lane.key == key), None)

    def next_place(self, order: tuple[int, int, int]) -> Place | None:
        """Return the first block after a column, row and place among overlapping blocks."""
        for column in range(order[0], len(self.tracks)):
            later = [place for place in self._places_in(column) if place.order > order]
            if later:
                return min(later, key=lambda place: place.order)
        return None

    def previous_place(self, order: tuple[int, int, int]) -> Place | None:
        """Return the last block before a column, row and place among overlapping blocks."""
        for column in range(min(order[0], len(self.tracks) - 1), -1, -1):
            earlier = [place for place in self._places_in(column) if place.order < order]
            if earlier:
                return max(earlier, key=lambda place: place.order)
        return None

    def _places_in(self, column: int) -> list[Place]:
        return [Place(column, placement) for placement in self.tracks[column].placements]


def open_rows(hours: Sequence[DayHours], day: int, time_range: TimeRange) -> tuple[bool, ...]:
    """Return for each row whether `day` is open in the middle of it; always, when there are no hours at all."""
    if not hours:
        return (True,) * time_range.rows
    stretches = [(open_time.start, open_time.end) for open_time in hours if open_time.day == day]
    middles = [time_range.minute(row) + time_range.quarter // 2 for row in range(time_range.rows)]
    return tuple(any(start <= middle < end for start, end in stretches) for middle in middles)
