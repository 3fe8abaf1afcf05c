"""A table that also goes sideways, for more columns than fit beside each other."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from widgets.record_table import RecordTable


class SidewaysTable(RecordTable):
    """A record table that asks for other columns when somebody goes left or right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "sideways(-1)", "Kolom naar links", show=False, id="sideways-table.left"),
        Binding("right,l", "sideways(1)", "Kolom naar rechts", show=False, id="sideways-table.right"),
    ]

    class Sideways(Message):
        """Posted when the user goes so many columns to the right; below 0 to the left."""

        def __init__(self, columns: int) -> None:
            super().__init__()
            self.columns = columns

    def action_sideways(self, columns: int) -> None:
        """Ask for other columns."""
        self.post_message(self.Sideways(columns))
