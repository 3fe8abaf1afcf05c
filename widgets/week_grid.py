"""A week on screen: days by quarters of an hour, with a lane for each professional, room or whatever has a diary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import Binding, BindingType

from widgets import week_messages
from widgets.week_blocks import MINUTES_IN_DAY, Block, CursorPosition, DayHours, Lane
from widgets.week_content import Place, WeekContent
from widgets.week_cursor import WeekCursor
from widgets.week_layout import GUTTER_WIDTH, HEADER_HEIGHT, Spot, hit, placement_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

__all__ = ["Block", "CursorPosition", "DayHours", "Lane", "WeekGrid"]

HANDLE_FROM_ROWS = 3
"""Rows from which the last row of a block is a handle for the mouse that stretches it."""


@dataclass(slots=True)
class _Press:
    """A mouse button that went down on the body and is not up yet."""

    spot: Spot
    again: bool
    """Whether the cursor was there already."""
    place: Place | None
    """The block that was pressed, unless another one was being moved."""
    dragged: bool = False
    """Whether the pointer has left the cell since."""

    @property
    def stretches(self) -> bool:
        """Whether it was pressed at the handle that stretches it."""
        if self.place is None:
            return False
        block = self.place.placement
        return self.spot.row == block.bottom - 1 and block.bottom - block.top >= HANDLE_FROM_ROWS


class WeekGrid(WeekCursor, can_focus=True, inherit_bindings=False):
    """Days x quarters, several lanes a day, a cursor, and blocks that can be chosen, moved and stretched.

    The grid shows plain values and never changes them: it posts what the user asks for, and its owner answers with
    `show`. It asks whatever the user asks; whether that may be is for the owner to say.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move_rows(-1)", "Kwartier eerder", show=False, id="week-grid.earlier"),
        Binding("down,j", "move_rows(1)", "Kwartier later", show=False, id="week-grid.later"),
        Binding("left,h", "move_across(-1)", "Kolom naar links", show=False, id="week-grid.left"),
        Binding("right,l", "move_across(1)", "Kolom naar rechts", show=False, id="week-grid.right"),
        Binding("ctrl+left,H", "move_days(-1)", "Dag eerder", show=False, id="week-grid.day-earlier"),
        Binding("ctrl+right,L", "move_days(1)", "Dag later", show=False, id="week-grid.day-later"),
        Binding("pageup", "move_minutes(-120)", "Twee uur eerder", show=False, id="week-grid.page-earlier"),
        Binding("pagedown", "move_minutes(120)", "Twee uur later", show=False, id="week-grid.page-later"),
        Binding("home", "move_minutes(-1440)", "Begin van de dag", show=False, id="week-grid.first"),
        Binding("end", "move_minutes(1440)", "Einde van de dag", show=False, id="week-grid.last"),
        Binding("w", "next_block", "Volgend blok", show=False, id="week-grid.next-block"),
        Binding("b", "previous_block", "Vorig blok", show=False, id="week-grid.previous-block"),
        Binding("shift+down,J", "stretch(1)", "Kwartier langer", show=False, id="week-grid.longer"),
        Binding("shift+up,K", "stretch(-1)", "Kwartier korter", show=False, id="week-grid.shorter"),
        Binding("enter", "choose", "Kies", id="week-grid.choose"),
        Binding("escape", "let_go", "Laat los", id="week-grid.let-go"),
    ]
    """
    | Key(s) | What it does |
    | :- | :- |
    | up, k / down, j | A quarter earlier or later. |
    | left, h / right, l | The block beside this one, else the next lane, else the next day. |
    | ctrl+left, H / ctrl+right, L | The same lane a day earlier or later. |
    | pageup / pagedown | Two hours earlier or later. |
    | home / end | The first or last quarter. |
    | w / b | The next or previous block. |
    | shift+down, J / shift+up, K | Ask for the block to end a quarter later or earlier. |
    | enter | Choose the block, ask for something new in an empty quarter, or put down a held block. |
    | escape | Let go of a held block and go back to it; without one, the key is not taken. |
    """

    GridMessage: TypeAlias = week_messages.GridMessage
    CursorMoved: TypeAlias = week_messages.CursorMoved
    BlockChosen: TypeAlias = week_messages.BlockChosen
    PlaceRequested: TypeAlias = week_messages.PlaceRequested
    MarkRequested: TypeAlias = week_messages.MarkRequested
    MoveRequested: TypeAlias = week_messages.MoveRequested
    StretchRequested: TypeAlias = week_messages.StretchRequested

    def __init__(
        self,
        *,
        lanes: Sequence[Lane] = (),
        blocks: Sequence[Block] = (),
        hours: Sequence[DayHours] = (),
        days: int = 5,
        first_minute: int = 8 * 60,
        last_minute: int = 16 * 60,
        quarter: int = 15,
        empty_text: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # the name that Textual gives it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make a grid.

        Args:
            lanes: columns of every day, from left to right.
            blocks: what stands in them.
            hours: open time; the rest is drawn closed. None at all means always open.
            days: how many days to show from Monday, 1 to 7; a block on a later day adds days.
            first_minute: minute of the day of the first row; earlier blocks and hours add whole hours.
            last_minute: minute of the day after the last row; later blocks and hours add whole hours.
            quarter: minutes in a row, 1 to 60.
            empty_text: what to say when there are no lanes.
            name: name of the widget.
            id: id of the widget.
            classes: CSS classes of the widget.
            disabled: whether it takes no input.

        Raises:
            ValueError: when days, minutes or quarter make no grid.
        """
        if not (1 <= days <= 7 and 0 <= first_minute < last_minute <= MINUTES_IN_DAY and 1 <= quarter <= 60):
            raise ValueError("A week grid needs 1 to 7 days, a first minute before the last, and a quarter of 1 to 60.")
        self._least_days = days
        self._least_range = (first_minute, last_minute, quarter)
        week = self._week_of(lanes, blocks, hours)
        super().__init__(week, name=name, id=id, classes=classes, disabled=disabled)
        self.set_reactive(WeekGrid.empty_text, empty_text)
        self._press: _Press | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave escape to the screen when nothing is on the move."""
        del parameters
        return self.held is not None or self._press is not None if action == "let_go" else True

    def action_move_rows(self, rows: int) -> None:
        """Move the cursor up or down."""
        self.go(row=self.cursor_row + rows)

    def action_move_minutes(self, minutes: int) -> None:
        """Move the cursor by minutes, as far as the grid goes."""
        self.cursor_minute += minutes

    def action_move_days(self, days: int) -> None:
        """Move the cursor to another day in the same lane."""
        self.cursor_day += days

    def action_move_across(self, step: int) -> None:
        """Move the cursor to the block beside this one, else to the next column."""
        column = self.cursor_column + step
        if not self.go_beside(step) and 0 <= column < len(self.week.tracks):
            self.go(column=column, side=0 if step > 0 else len(self.week.tracks[column].placements))

    def action_next_block(self) -> None:
        """Move the cursor to the next block: down the lane, then on to the next one."""
        self.go_to(self.week.next_place(self._order))

    def action_previous_block(self) -> None:
        """Move the cursor to the start of this block, or to the one before."""
        self.go_to(self.week.previous_place(self._order))

    def action_stretch(self, quarters: int) -> None:
        """Ask for the block under the cursor to end later or earlier."""
        if self.picked is not None and self.held is None:
            self._ask_stretch(self.picked.block, self.picked.block.end + quarters * self.week.time_range.quarter)

    def action_choose(self) -> None:
        """Put down what is held; else choose the block under the cursor; else ask for something new here."""
        position = self.cursor_position
        if position.lane_key is None:
            return
        if self.held is not None:
            self._put_down(self.held, position.lane_key)
        elif (key := self.selected_key) is not None:
            self.post_message(self.BlockChosen(self, key))
        else:
            self.post_message(self.PlaceRequested(self, position.day, position.minute, position.lane_key))

    def action_let_go(self) -> None:
        """Let go of what is on the move, and go back to where it is."""
        key = self.held
        self._end_press()
        with self.one_move():
            self.drop_held()
            if key is not None:
                self.go_to(self.nearest_place(key))

    def show(self, *, lanes: Sequence[Lane], blocks: Sequence[Block], hours: Sequence[DayHours]) -> None:
        """Replace what is shown.

        The cursor follows the block under it by key, else stays at its day, time and lane (by key). When days, lanes and
        rows stay, only the columns that changed are drawn anew. A held block that is gone is let go.
        """
        if self._press is not None:
            self._end_press()
            self.drop_held()
        self.replace_week(self._week_of(lanes, blocks, hours))

    def tell_cursor(self, position: CursorPosition, key: str | None) -> None:
        """Post where the cursor stands."""
        self.post_message(self.CursorMoved(self, position, key))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Move the cursor to what is pressed, and get ready to drag it; a held block comes along instead.

        With shift or ctrl it is marked.
        """
        spot = self._spot(event)
        if spot is None or event.button != 1:
            return
        event.stop()
        column = self.geometry.column(spot.day, spot.lane)
        if self.held is not None:
            self._press = _Press(spot, again=True, place=None)
            self.go(column=column, row=spot.row, whole=False)
        else:
            left, right = self.geometry.extent(column)
            picked = self.picked if column == self.cursor_column else None
            block = placement_at(self.week.tracks[column].at(spot.row), right - left, spot.offset, picked)
            here = column == self.cursor_column and block == picked
            again = here and (block is not None or spot.row == self.cursor_row)
            self.go(column=column, row=spot.row, side=block.column if block else 0, whole=False)
            if block is not None and (event.shift or event.ctrl):
                self.post_message(self.MarkRequested(self, block.block.key))
                return
            self._press = _Press(spot, again, Place(column, block) if block else None)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the pressed block along, or stretch it."""
        press = self._press
        spot = self._spot(event, nearest=True)
        if press is None or spot is None:
            return
        event.stop()
        here = (spot.day, spot.lane, spot.row)
        if not press.dragged and here == (press.spot.day, press.spot.lane, press.spot.row):
            return
        press.dragged = True
        if press.place is None:
            return
        block = press.place.placement
        if press.stretches:
            self.stretch_preview(max(spot.row, block.top) + 1)
            return
        with self.one_move(whole=False):
            if self.held is None:
                self.hold(block.block.key)
            self.go(column=self.geometry.column(spot.day, spot.lane), row=spot.row - (press.spot.row - block.top))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Ask for what was dragged; without a drag, choose what was under the cursor already."""
        press, spot = self._press, self._spot(event, nearest=True)
        if press is None or spot is None:
            return
        event.stop()
        self._end_press()
        if press.place is not None and press.dragged and press.stretches:
            block = press.place.placement
            bottom = max(spot.row, block.top) + 1
            if bottom != block.bottom:
                self._ask_stretch(block.block, self.week.time_range.minute(bottom))
        elif self.held is not None or (press.again and not press.dragged):
            self.action_choose()

    def _week_of(self, lanes: Sequence[Lane], blocks: Sequence[Block], hours: Sequence[DayHours]) -> WeekContent:
        return WeekContent.of(lanes, blocks, hours, days=self._least_days, least_range=self._least_range)

    @property
    def _order(self) -> tuple[int, int, int]:
        """Where the cursor stands on the walk past all blocks."""
        return self.cursor_column, self.cursor_row, self.picked.column if self.picked else -1

    def _put_down(self, key: str, lane_key: str) -> None:
        """Ask for a held block to stand at the cursor; put back where it was, it asks nothing."""
        unmoved = self.is_unmoved
        self.drop_held()
        if not unmoved:
            self.post_message(self.MoveRequested(self, key, self.cursor_day, self.cursor_minute, lane_key))

    def _ask_stretch(self, block: Block, end: int) -> None:
        if block.start < end <= MINUTES_IN_DAY:
            self.post_message(self.StretchRequested(self, block.key, end))

    def _end_press(self) -> None:
        if self._press is not None:
            self._press = None
            self.release_mouse()
            self.stretch_preview(None)

    def _spot(self, event: events.MouseEvent, *, nearest: bool = False) -> Spot | None:
        """Return the cell under the pointer, or None beside the body; with `nearest` the nearest cell instead."""
        if not self.week.lanes:
            return None
        rows = self.week.time_range.rows
        x, y = event.x - self.content_offset.x, event.y - self.content_offset.y
        scroll = self.scroll_offset
        if nearest:
            row = min(max(0, y - HEADER_HEIGHT + scroll.y), rows - 1)
            return self.geometry.spot(x - GUTTER_WIDTH + scroll.x, row)
        return hit(self.geometry, rows, x, y, scroll)
