"""The state half of a week grid: where its cursor is, what is under it, and which block is on the move."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.reactive import reactive

from widgets.week_blocks import CursorPosition
from widgets.week_canvas import GridMarks, WeekCanvas
from widgets.week_layout import Placement, nearest_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.week_content import Place, WeekContent


class WeekCursor(WeekCanvas, inherit_bindings=False):
    """A drawn week with a cursor that moves by day, row and lane, and may carry a block along."""

    cursor_day: reactive[int] = reactive(0, repaint=False, init=False)
    """Weekday under the cursor, 0 = Monday; kept within the days that are shown."""
    cursor_minute: reactive[int] = reactive(8 * 60, repaint=False, init=False)
    """Minute of the day at which the row under the cursor begins; kept on a row that is shown."""
    cursor_lane: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the lane under the cursor; kept within the lanes that are shown."""
    held: reactive[str | None] = reactive(None, repaint=False, init=False)
    """Key of the block that is being moved, or None. Set by `hold` and `drop_held`."""

    def __init__(
        self,
        week: WeekContent,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # the name that Textual gives it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(week, name=name, id=id, classes=classes, disabled=disabled)
        self._side = 0  # which of several overlapping blocks the cursor is on, from the left
        self._origin: Place | None = None
        self._stretched_to: int | None = None
        self._moving = False
        self.set_reactive(WeekCursor.cursor_minute, week.time_range.first)
        self._told = (self.cursor_position, self.selected_key)

    def validate_cursor_day(self, day: int) -> int:
        """Keep the cursor on a day that is shown."""
        return min(max(0, day), self.week.days - 1)

    def validate_cursor_minute(self, minute: int) -> int:
        """Keep the cursor on a row that is shown."""
        return self.week.time_range.minute(self.week.time_range.row(minute))

    def validate_cursor_lane(self, lane: int) -> int:
        """Keep the cursor on a lane that is shown."""
        return min(max(0, lane), max(0, len(self.week.lanes) - 1))

    def watch_cursor_day(self) -> None:
        """Show and tell where the cursor is."""
        self.cursor_changed()

    def watch_cursor_minute(self) -> None:
        """Show and tell where the cursor is."""
        self.cursor_changed()

    def watch_cursor_lane(self) -> None:
        """Show and tell where the cursor is."""
        self.cursor_changed()

    def watch_held(self) -> None:
        """Show what is on the move, and offer the key that lets go of it."""
        self.cursor_changed()
        self.refresh_bindings()

    @property
    def cursor_position(self) -> CursorPosition:
        """Where the cursor stands."""
        lanes = self.week.lanes
        return CursorPosition(self.cursor_day, self.cursor_minute, lanes[self.cursor_lane].key if lanes else None)

    @property
    def cursor_column(self) -> int:
        """The number of the column under the cursor: day by day, and in each day lane by lane."""
        return self.cursor_day * len(self.week.lanes) + self.cursor_lane

    @property
    def cursor_row(self) -> int:
        """The row under the cursor."""
        return self.week.time_range.row(self.cursor_minute)

    @property
    def picked(self) -> Placement | None:
        """The block under the cursor: of several at the same time the one that the cursor is on."""
        return nearest_side(self._beside(), self._side)

    @property
    def selected_key(self) -> str | None:
        """Key of the block under the cursor in the cursor's lane, or None."""
        picked = self.picked
        return picked.block.key if picked else None

    @property
    def is_unmoved(self) -> bool:
        """Whether the held block would come where it already is."""
        origin = self._origin
        return origin is not None and (origin.column, origin.placement.top) == (self.cursor_column, self.cursor_row)

    def hold(self, key: str) -> None:
        """Start to move a block: the cursor goes to its start, and from there carries a preview of where it would come.

        Raises:
            KeyError: when no block with this key is shown.
        """
        place = self.nearest_place(key)
        if place is None:
            raise KeyError(key)
        with self.one_move():
            self.go_to(place)
            self._origin = place
            self.held = key

    def drop_held(self) -> None:
        """Let go of a held block without asking anything; the cursor stays."""
        with self.one_move():
            self._origin = None
            self.held = None

    def move_cursor(self, day: int, minute: int, lane_key: str | None = None) -> None:
        """Move the cursor to a day (0 = Monday) and a minute of the day, in a lane or in the same one; told once.

        What lies outside the grid is brought to its edge; a lane that is not shown changes nothing.
        """
        lane = self.week.lane_index(lane_key)
        with self.one_move():
            self.cursor_day = day
            self.cursor_minute = minute
            if lane is not None:
                self.cursor_lane = lane

    def replace_week(self, week: WeekContent) -> None:
        """Show another content; the cursor follows its block by key, else stays at its day, time and lane (by key)."""
        position, row, picked = self.cursor_position, self.cursor_row, self.picked
        with self.one_move():
            self.show_week(week)
            lane = week.lane_index(position.lane_key)
            self.cursor_day = position.day
            self.cursor_minute = position.minute
            self.cursor_lane = self.cursor_lane if lane is None else lane
            if self.held is not None:
                self._origin = self.nearest_place(self.held)
                if self._origin is None:
                    self.drop_held()
            elif picked is not None:
                self._follow(picked, row)

    def go(
        self, *, column: int | None = None, row: int | None = None, side: int | None = None, whole: bool = True
    ) -> None:
        """Move the cursor to a column, a row and a place among overlapping blocks; `whole` as in `bring_cursor_into_view`."""
        with self.one_move(whole=whole):
            if side is not None:
                self._side = side
            if column is not None and self.week.lanes:
                self.cursor_day, self.cursor_lane = divmod(column, len(self.week.lanes))
            if row is not None:
                self.cursor_minute = self.week.time_range.minute(max(0, row))

    def go_to(self, place: Place | None) -> None:
        """Move the cursor to the start of a block; without one, leave it."""
        if place is not None:
            self.go(column=place.column, row=place.placement.top, side=place.placement.column)

    def go_beside(self, step: int) -> bool:
        """Move the cursor to the block to the right (1) or left (-1) at the same time in this lane, if there is one."""
        picked = self.picked
        beside = self._beside()
        number = beside.index(picked) + step if picked is not None and self.held is None else -1
        if not 0 <= number < len(beside):
            return False
        self.go(side=beside[number].column)
        return True

    def nearest_place(self, key: str) -> Place | None:
        """Return where a block stands: of several with this key the one that is nearest to the cursor."""
        column, row = self.cursor_column, self.cursor_row

        def distance(place: Place) -> tuple[int, int]:
            placement = place.placement
            return abs(place.column - column), max(placement.top - row, row - placement.bottom + 1, 0)

        return min(self.week.places.get(key, ()), key=distance, default=None)

    def stretch_preview(self, bottom: int | None) -> None:
        """Preview the block under the cursor as if it ended after row `bottom` - 1; None ends the preview."""
        self._stretched_to = bottom
        self.cursor_changed(whole=False)

    @contextmanager
    def one_move(self, *, whole: bool = True) -> Iterator[None]:
        """Show and tell all changes of the cursor within as one."""
        outer, self._moving = self._moving, True
        try:
            yield
        finally:
            self._moving = outer
        self.cursor_changed(whole=whole)

    def cursor_changed(self, *, whole: bool = True) -> None:
        """Draw the cursor where it is now, bring it into view if it moved, and tell it if there is news."""
        if self._moving:
            return
        old, new = self.marks, self._marks_now()
        self.show_marks(new)
        if (old.column, old.row, old.ghost) != (new.column, new.row, new.ghost):
            self.bring_cursor_into_view(whole=whole)
        told = (self.cursor_position, self.selected_key)
        if told != self._told:
            self._told = told
            self.tell_cursor(*told)

    def tell_cursor(self, position: CursorPosition, key: str | None) -> None:
        """Called when the cursor stands elsewhere or on another block; to be overridden."""

    def _beside(self) -> list[Placement]:
        """Return the blocks at the cursor, from left to right."""
        return self.week.tracks[self.cursor_column].at(self.cursor_row) if self.week.lanes else []

    def _follow(self, picked: Placement, row: int) -> None:
        """Go where the block that was under the cursor in `row` stands now."""
        key = picked.block.key
        here = next((placement for placement in self._beside() if placement.block.key == key), None)
        if here is not None:
            self._side = here.column
        elif (place := self.nearest_place(key)) is not None:
            now = place.placement
            self.go(column=place.column, row=min(now.top + row - picked.top, now.bottom - 1), side=now.column)

    def _marks_now(self) -> GridMarks:
        ghost = self._ghost()
        picked = self.picked if ghost is None else None
        return GridMarks(self.cursor_column, self.cursor_row, picked, self.held, ghost)

    def _ghost(self) -> Placement | None:
        """Return the preview of what is being moved or stretched."""
        time_range = self.week.time_range
        if self.held is not None and self._origin is not None:
            block, position = self._origin.placement.block, self.cursor_position
            end = position.minute + block.end - block.start
            lane = position.lane_key or block.lane
            moved = replace(block, day=position.day, lane=lane, start=position.minute, end=end)
            return Placement(moved, *time_range.span(moved.start, moved.end), 0, 1)
        if self._stretched_to is not None and (picked := self.picked) is not None:
            stretched = replace(picked.block, end=time_range.minute(self._stretched_to))
            return Placement(stretched, picked.top, self._stretched_to, 0, 1)
        return None
