"""Where the cursor of the terminal belongs: on what the user is at, so that a braille line and a magnifier find it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList


@runtime_checkable
class HasCursorCell(Protocol):
    """A widget with a cursor of its own."""

    def cursor_cell(self) -> Offset:
        """Return the cell of its cursor within what it shows, from its left upper corner; it may be out of sight."""


@runtime_checkable
class HasScreenCursor(Protocol):
    """A widget of Textual with a cursor in text."""

    cursor_screen_offset: Offset


class CursorFinder:
    """Finds the place of the cursor, and remembers what the user was at: a list that narrows as one types has two."""

    def __init__(self) -> None:
        self._field: Input | None = None
        self._beside: Widget | None = None
        self._typed = 0  # of what was typed only a mark stays
        self._rows: object = None
        self._chosen: object = None
        self._in_list = False

    def place(self, screen: Screen[object]) -> Offset | None:
        """Return where on the screen the cursor belongs now; None when nothing has the keyboard."""
        focused = screen.focused
        if focused is None:
            return None
        if isinstance(focused, Input) and screen.is_modal:
            return cursor_place(self._list_in_use(screen, focused) or focused)
        return cursor_place(focused)

    def _list_in_use(self, screen: Screen[object], field: Input) -> Widget | None:
        """Return the list that a text field narrows, when the user was last going through it and not typing."""
        if field is not self._field:
            # Once per field: looking for it takes longer than drawing, in a long form.
            lists = [*screen.query("OptionList, RecordTable")]
            self._beside = lists[0] if len(lists) == 1 else None
        beside = self._beside
        if beside is None:
            self._field = field
            return None
        typed, rows, chosen = hash((field.value, field.cursor_position)), _rows(beside), _chosen(beside)
        if field is not self._field or typed != self._typed:
            self._in_list = False
        elif rows == self._rows and chosen != self._chosen:
            # Among other rows it is the list that moved it, which may be a while after the typing.
            self._in_list = True
        self._field, self._typed, self._rows, self._chosen = field, typed, rows, chosen
        return beside if self._in_list else None


def cursor_place(widget: Widget) -> Offset:
    """Return the cell of a widget where its cursor is, on the screen; without one, where its text begins."""
    corner = widget.content_region.offset
    if isinstance(widget, Input):
        # Behind the last letter, Textual's own answer is a cell too far.
        return _within(widget, widget.cursor_screen_offset - Offset(int(widget.cursor_at_end), 0))
    if isinstance(widget, OptionList):
        return _within(widget, corner + Offset(0, _line_of_option(widget) - widget.scroll_offset.y))
    if isinstance(widget, HasCursorCell):
        return _within(widget, corner + widget.cursor_cell())
    if isinstance(widget, HasScreenCursor):
        return _within(widget, widget.cursor_screen_offset)
    return corner


def _chosen(beside: Widget) -> object:
    return beside.highlighted if isinstance(beside, OptionList) else getattr(beside, "cursor_row", None)


def _rows(beside: Widget) -> object:
    """Return what tells the rows of a list from those before it was narrowed."""
    if isinstance(beside, OptionList):
        return [id(option) for option in beside.options[:1]], beside.option_count
    return getattr(beside, "filter_text", ""), getattr(beside, "row_count", 0)


def _line_of_option(options: OptionList) -> int:
    """Return the line of the option under the cursor. Options may take more lines than one."""
    return options._index_to_line.get(options.highlighted or 0, 0)  # noqa: SLF001 - Textual has no public way to ask for it


def _within(widget: Widget, place: Offset) -> Offset:
    """Return the nearest cell of a widget: what is scrolled out of sight has no place on the screen."""
    region = widget.content_region
    x = max(region.x, min(place.x, region.right - 1))
    return Offset(x, max(region.y, min(place.y, region.bottom - 1)))
