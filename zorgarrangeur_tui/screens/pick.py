"""Choosing one record from a long list by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from widgets.plain_input import PlainInput
from widgets.plain_text import content
from widgets.record_source import RowSource
from widgets.record_table import Column, RecordTable


class PickScreen(ModalScreen[str | None]):
    """A field to type in and the records that match; Enter chooses, Escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Annuleren", show=False, id="pick.close"),
        Binding("down", "to_table", "Naar de lijst", show=False, id="pick.to-table"),
    ]
    DEFAULT_CSS = """
    PickScreen {
        align: center middle;
        & > Vertical { width: 95%; max-width: 100; height: 85%; border: round $primary; background: $surface; padding: 0 1; }
        & .pick--title { text-style: bold; }
        & .pick--hint { color: $text-muted; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, title: str, columns: Sequence[Column], source: RowSource, *, empty_text: str = "") -> None:
        super().__init__()
        self._title = title
        by_code = any(column.title == "Code" for column in columns)
        self._placeholder = "Typ een deel van de naam, plaats of code" if by_code else "Typ om te zoeken"
        self._table = RecordTable(columns, source, empty_text=empty_text, id="pick-table")

    def compose(self) -> ComposeResult:
        """Show the field above the list."""
        with Vertical():
            yield Static(content(self._title), classes="pick--title")
            yield PlainInput(placeholder=self._placeholder, id="pick-filter")
            yield self._table
            yield Static("Enter: kiezen   ↑↓: lijst   Esc: annuleren", classes="pick--hint", markup=False)

    @on(Input.Changed, "#pick-filter")
    def narrow(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._table.filter_text = event.value

    @on(Input.Submitted, "#pick-filter")
    def choose_highlighted(self) -> None:
        """Choose the record under the cursor of the list."""
        if self._table.selected_key:
            self.dismiss(self._table.selected_key)

    @on(RecordTable.Chosen)
    def choose(self, event: RecordTable.Chosen) -> None:
        """Close with the chosen record."""
        event.stop()
        self.dismiss(event.key)

    def action_to_table(self) -> None:
        """Go from the field to the list."""
        self._table.focus()

    def action_close(self) -> None:
        """Take away what was typed; with nothing typed, close without choosing."""
        field = self.query_one("#pick-filter", PlainInput)
        if field.value:
            field.clear()
            field.focus()
        else:
            self.dismiss(None)
