"""A screen whose cursor can be asked for a line that is not there yet, such as that of a record that was just added."""

from __future__ import annotations

from textual import on

from widgets.record_table import RecordTable
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class PlacesCursorLater(StoreScreen):
    """A screen with one list. What is asked for stays asked for until an answer of the store holds it."""

    wanted_line: str | None = None
    """The line that the cursor goes to as soon as it is there."""

    def select_later(self, key: str) -> None:
        """Put the cursor on a line as soon as it is there, which may be at once."""
        self.wanted_line = None if self.query_one(RecordTable).move_to(key) else key

    @on(RecordTable.Filtered)
    def place_cursor(self) -> None:
        """Put the cursor where it was asked to go."""
        if self.wanted_line is not None:
            self.select_later(self.wanted_line)
