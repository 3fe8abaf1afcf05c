"""A line to filter a record table while typing, hidden until it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from widgets.plain_input import PlainInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from widgets.record_table import RecordTable


class FilterBar(Horizontal):
    """Filters one table. Typing filters at once; the bar stays while a filter is on, so that nobody overlooks it.

    The bar follows the table: a filter that is set or cleared elsewhere shows here too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Filter wissen", id="filter-bar.clear"),
        Binding("down", "to_table", "Naar de lijst", show=False, id="filter-bar.to-table"),
    ]
    """
    | key | what it does |
    |---|---|
    | enter, down | go to the table; the filter stays |
    | escape | clear the filter and hide the bar |
    """

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        display: none;
        background: $panel;
        color: $foreground;
        &.-open { display: block; }
        & > .filter-bar--label { width: auto; text-style: bold; padding: 0 1; }
        & > Input { width: 1fr; }
        & > .filter-bar--count { width: auto; padding: 0 1; }
    }
    """

    def __init__(
        self,
        table: RecordTable,
        *,
        label: str = "Filter:",
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make a bar for a table.

        Args:
            table: the table to filter; it may be mounted later than the bar.
            label: stands before the field.
            placeholder: stands in the empty field, for instance what can be searched.
            name: the name of the widget.
            id: the id of the widget.
            classes: the classes of the widget.
            disabled: whether the widget starts disabled.
        """
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._table = table
        self._label = label
        self._input = PlainInput(placeholder=placeholder)
        # A screen gives its first field the keyboard, hidden or not.
        self._input.can_focus = False
        self._count = Static(classes="filter-bar--count", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the label, the field and the count."""
        yield Static(Content(self._label), classes="filter-bar--label")
        yield self._input
        yield self._count

    def on_mount(self) -> None:
        """Follow the table."""
        self.watch(self._table, "filter_text", self._follow_filter)
        self.watch(self._table, "row_count", self._show_count)
        self.watch(self._table, "total_count", self._show_count)

    @property
    def is_open(self) -> bool:
        """Whether the bar is on screen."""
        return self.has_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter with what stands in the field."""
        event.stop()
        self._table.filter_text = event.value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the table with the filter as it is."""
        event.stop()
        self.action_to_table()

    def action_to_table(self) -> None:
        """Go to the table. The filter stays; a bar without one is hidden."""
        self.screen.set_focus(self._table)
        self._show(bool(self._table.filter_text))

    def action_clear(self) -> None:
        """Show all rows again, hide the bar and go to the table."""
        self._table.filter_text = ""
        self.action_to_table()

    def open(self) -> None:
        """Show the bar and put the keyboard in it."""
        self._show(True)
        self.screen.set_focus(self._input)

    def _show(self, shown: bool) -> None:
        """Show or hide the bar; only a bar on screen takes the keyboard."""
        self.set_class(shown, "-open")
        self._input.can_focus = shown

    def _follow_filter(self, filter_text: str) -> None:
        """Show the filter that the table has."""
        if self._input.value != filter_text:
            with self.prevent(Input.Changed):
                self._input.value = filter_text
        self._show(bool(filter_text) or self._input.has_focus)

    def _show_count(self) -> None:
        """Show how many of all rows answer the filter."""
        shown = _number(self._table.row_count)
        total = self._table.total_count
        self._count.update(Content(shown if total is None else f"{shown} van {_number(total)}"))


def _number(count: int) -> str:
    """Return a count in Dutch: 12.345."""
    return f"{count:,}".replace(",", ".")
