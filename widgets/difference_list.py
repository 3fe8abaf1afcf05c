"""A list of records that differ, each of which opens to show its fields; used to look before importing."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.difference_lines import DifferenceItem, DifferenceLine, FieldDifference, field_lines, title_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

__all__ = ["DifferenceItem", "DifferenceList", "FieldDifference"]

_MOST_AT_ONCE = 1000
_SIGN_CLASSES = {
    "+": "difference-list--added",
    "~": "difference-list--changed",
    "-": "difference-list--removed",
    "!": "difference-list--attention",
}
_SIDE_CLASSES = {
    "both": "difference-list--field",
    "before": "difference-list--before",
    "after": "difference-list--after",
}


class DifferenceList(ScrollView, can_focus=True, inherit_bindings=False):
    """Records that differ, one line each; Enter opens and closes the one under the cursor.

    Lines are made when they are drawn, so that ten thousand records cost no more than ten.

    Args:
        items: what to show at the start; `set_items` replaces it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Omhoog", show=False, id="difference-list.up"),
        Binding("down,j", "move(1)", "Omlaag", show=False, id="difference-list.down"),
        Binding("pageup", "page(-1)", "Bladzijde omhoog", show=False, id="difference-list.pageup"),
        Binding("pagedown", "page(1)", "Bladzijde omlaag", show=False, id="difference-list.pagedown"),
        Binding("home", "jump(0)", "Naar de eerste", show=False, id="difference-list.home"),
        Binding("end,G", "jump(-1)", "Naar de laatste", show=False, id="difference-list.end"),
        Binding("enter", "choose", "Open of sluit", show=False, id="difference-list.choose"),
        Binding("right,l", "expand", "Open", show=False, id="difference-list.expand"),
        Binding("left,h", "collapse", "Sluit", show=False, id="difference-list.collapse"),
        Binding("asterisk", "toggle_all", "Open of sluit alles", show=False, id="difference-list.toggle-all"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "difference-list--added",
        "difference-list--changed",
        "difference-list--removed",
        "difference-list--attention",
        "difference-list--cursor",
        "difference-list--field",
        "difference-list--before",
        "difference-list--after",
        "difference-list--empty",
    }
    DEFAULT_CSS = """
    DifferenceList {
        height: 1fr;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .difference-list--added { color: $text-success; }
        & > .difference-list--changed { color: $foreground; }
        & > .difference-list--removed { color: $text-error; }
        & > .difference-list--attention { color: $text-warning; text-style: bold; }
        & > .difference-list--cursor { background: $block-cursor-blurred-background; text-style: bold; }
        & > .difference-list--field { color: $foreground; }
        & > .difference-list--before { color: $text-error; }
        & > .difference-list--after { color: $text-success; }
        & > .difference-list--empty { color: $text-muted; }
        &:focus > .difference-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:nocolor > .difference-list--cursor { text-style: bold; }
        &:nocolor:focus > .difference-list--cursor { text-style: bold reverse; }
    }
    """

    cursor: reactive[int] = reactive(0)
    """The number of the item that the cursor is on."""

    class Chosen(Message):
        """Posted when the user opens or closes an item."""

        def __init__(self, difference_list: DifferenceList, item: DifferenceItem, expanded: bool) -> None:
            super().__init__()
            self.difference_list = difference_list
            self.item = item
            self.expanded = expanded

        @property
        def control(self) -> DifferenceList:
            """The list."""
            return self.difference_list

    def __init__(
        self,
        items: Sequence[DifferenceItem] = (),
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._items: tuple[DifferenceItem, ...] = tuple(items)
        self._expanded: dict[str, list[DifferenceLine]] = {}
        self._tops: list[int] = []
        self._lay_out()

    @property
    def items(self) -> tuple[DifferenceItem, ...]:
        """All items."""
        return self._items

    @property
    def current(self) -> DifferenceItem | None:
        """The item under the cursor, or None when the list is empty."""
        return self._items[self.cursor] if self._items else None

    @property
    def expanded(self) -> frozenset[str]:
        """The keys of the items that are open."""
        return frozenset(self._expanded)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(cursor, len(self._items) - 1))

    def watch_cursor(self) -> None:
        """Keep the item of the cursor in view."""
        self._bring_into_view()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap open items to the new width."""
        self._expand_keys(set(self._expanded))

    def render_line(self, y: int) -> Strip:
        """Return the line of an item or one of its fields."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if not self._items:
            return self._strip("Er zijn geen verschillen." if row == 0 else "", width, "difference-list--empty")
        if row >= self._tops[-1]:
            return self._strip("", width, "difference-list--field")
        number = bisect_right(self._tops, row) - 1
        item = self._items[number]
        if row > self._tops[number]:
            line = self._expanded[item.key][row - self._tops[number] - 1]
            return self._strip(line.text, width, _SIDE_CLASSES[line.side])
        marked = number == self.cursor
        text = title_line(item, width, expanded=item.key in self._expanded, marked=marked)
        return self._strip(text, width, "difference-list--cursor" if marked else _SIGN_CLASSES[item.sign])

    def cursor_cell(self) -> Offset:
        """Return where the item under the cursor begins."""
        return Offset(0, self._region_of(self.cursor).y - self.scroll_offset.y)

    def action_move(self, by: int) -> None:
        """Move to the next (1) or previous (-1) item, first scrolling through an item that is higher than the view."""
        region = self._region_of(self.cursor)
        hidden_below = region.bottom > self.scroll_offset.y + self._view_height
        hidden_above = region.y < self.scroll_offset.y
        if (by > 0 and hidden_below) or (by < 0 and hidden_above):
            self.scroll_relative(y=by, animate=False)
        else:
            self.cursor += by

    def action_page(self, by: int) -> None:
        """Move a page down (1) or up (-1)."""
        if self._items:
            row = self._tops[self.cursor] + by * max(1, self._view_height - 1)
            target = bisect_right(self._tops, max(0, row)) - 1
            self.cursor = target if target != self.cursor else self.cursor + by

    def action_jump(self, number: int) -> None:
        """Move to the first (0) or last (-1) item."""
        self.cursor = number % max(1, len(self._items))

    def action_choose(self) -> None:
        """Open or close the item and tell so."""
        item = self.current
        if item is None:
            return
        opened = item.key not in self._expanded
        self._expand_keys(set(self._expanded) ^ {item.key})
        self.post_message(self.Chosen(self, item, opened))

    def action_expand(self) -> None:
        """Open the item."""
        if self.current is not None and self.current.key not in self._expanded:
            self.action_choose()

    def action_collapse(self) -> None:
        """Close the item."""
        if self.current is not None and self.current.key in self._expanded:
            self.action_choose()

    def action_toggle_all(self) -> None:
        """Open every item, or close them all when all are open; a very long list would keep the keyboard waiting."""
        if len(self._items) > _MOST_AT_ONCE:
            sentence = f"Dit zijn er te veel om samen te openen ({len(self._items)}). Open er een met Enter."
            self.notify(sentence, severity="warning", markup=False)
            return
        every = {item.key for item in self._items}
        self._expand_keys(set() if every == set(self._expanded) else every)

    def on_click(self, event: events.Click) -> None:
        """Move to the item that was clicked; a click on its title opens or closes it."""
        row = self.scroll_offset.y + event.y
        if not self._items or row >= self._tops[-1]:
            return
        self.cursor = bisect_right(self._tops, row) - 1
        if row == self._tops[self.cursor]:
            self.action_choose()

    def set_items(self, items: Sequence[DifferenceItem]) -> None:
        """Show other items; those that were open stay open, and the cursor stays on its item when that is still there."""
        current = self.current
        self._items = tuple(items)
        keys = [item.key for item in self._items]
        self._wrap(set(self._expanded))
        self.cursor = keys.index(current.key) if current is not None and current.key in keys else 0
        self._bring_into_view()
        self.refresh()

    @property
    def _view_height(self) -> int:
        return self.scrollable_content_region.height

    def _region_of(self, number: int) -> Region:
        """Return the rows that an item takes."""
        if not self._items:
            return Region(0, 0, 1, 0)
        return Region(0, self._tops[number], 1, self._tops[number + 1] - self._tops[number])

    def _expand_keys(self, keys: set[str]) -> None:
        """Open exactly these items and keep the cursor in view."""
        self._wrap(keys)
        self._bring_into_view()
        self.refresh()

    def _wrap(self, keys: set[str]) -> None:
        """Make the lines of the items that are open."""
        width = self.scrollable_content_region.width
        self._expanded = {item.key: field_lines(item, width) for item in self._items if item.key in keys}
        self._lay_out()

    def _lay_out(self) -> None:
        """Work out at which row each item starts; the last number is the row after the last item."""
        heights = (1 + len(self._expanded.get(item.key, ())) for item in self._items)
        self._tops = list(accumulate(heights, initial=0))
        self.virtual_size = Size(1, self._tops[-1])

    def _bring_into_view(self) -> None:
        """Scroll so that the whole item of the cursor is in view, or its title on top when it is too high."""
        region = self._region_of(self.cursor)
        if region.height > self._view_height > 0:
            self.scroll_to(y=region.y, animate=False, force=True)
        else:
            self.scroll_to_region(region, animate=False, force=True)

    def _strip(self, text: str, width: int, component: str) -> Strip:
        """Return text as a line of exactly `width` cells."""
        padding = " " * max(0, width - cell_len(text))
        return Strip([Segment(text + padding, self.get_component_rich_style(component))]).crop(0, width)
