"""An app with one record table, and sources that behave as a test needs."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from textual.app import App, ComposeResult
from textual.message import Message

from widgets.record_source import ListWindow, Row, RowSource
from widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from rich.style import Style
    from textual.pilot import Pilot

_Kind = TypeVar("_Kind", bound=Message)

COLUMNS = [
    Column("Naam", 12, weight=3),
    Column("School", 10, weight=1, priority=1),
    Column("Uren", 5, priority=2, right=True),
    Column("Deadline", 10, priority=3),
]
HOSTILE = [
    "[/] note",
    "[b",
    "[@click=app.bell()]x[/]",
    "\x1b]52;c;aGk=\x07",
    "\u202eabc",
    "日本語",
    "👩‍👩‍👧",
    "NUL\x00NUL",
    "lang " * 50_000,
    "\ud800",
    "e\u0301" * 40,
    "regel een\r\nregel twee\ttab",
    "",
]


def people(count: int) -> list[Row]:
    """Return rows whose keys count from 0."""
    return [Row(str(i), (f"Leerling-{i}", f"School {i % 7}", f"{i % 40},5", "2026-09-01")) for i in range(count)]


class ComputedSource:
    """Any number of rows that are nowhere stored; a filter leaves the first ten."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.rows_made = 0

    def select(self, filter_text: str) -> ComputedSource:
        """Return these rows, or ten others."""
        if filter_text:
            return ComputedSource(10)
        return self

    def __len__(self) -> int:
        return self.count

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return a slice."""
        self.rows_made += stop - start
        return [Row(str(index), (f"Leerling-{index}",)) for index in range(start, stop)]

    def position(self, key: str) -> int | None:
        """Return the place of a key."""
        return int(key)


class GatedSource:
    """Answers a filter only when its gate opens."""

    def __init__(self) -> None:
        self.gates = {"": Event(), "traag": Event(), "snel": Event()}
        self.gates[""].set()

    def select(self, filter_text: str) -> ListWindow:
        """Return one row, once the gate of the filter is open."""
        assert self.gates[filter_text].wait(20)
        return ListWindow([Row(filter_text or "alles", (filter_text or "alles",))])


class BrokenSource:
    """Fails while `broken`; otherwise gives three rows, and fails on the thread of the screen when `rows_fail`."""

    def __init__(self, *, broken: bool = True, rows_fail: bool = False) -> None:
        self.broken = broken
        self.rows_fail = rows_fail

    def select(self, filter_text: str) -> BrokenSource:
        """Return itself, or fail."""
        if self.broken:
            raise OSError(filter_text)
        return self

    def __len__(self) -> int:
        return 3

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return a slice."""
        if self.rows_fail:
            raise OSError(start)
        return people(3)[start:stop]

    def position(self, key: str) -> int | None:
        """Return the place of a key."""
        return int(key)


class TableApp(App[None]):
    """One table over the whole screen that notes what it says."""

    def __init__(self, source: RowSource | None, columns: Sequence[Column] = COLUMNS) -> None:
        super().__init__()
        self.table = RecordTable(columns, source, empty_text="Nog niets. Druk op n om te beginnen.", id="lijst")
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield self.table

    def on_record_table_highlighted(self, message: RecordTable.Highlighted) -> None:
        """Note what the table says."""
        self.said.append(message)

    def on_record_table_chosen(self, message: RecordTable.Chosen) -> None:
        """Note what the table says."""
        self.said.append(message)

    def on_record_table_filtered(self, message: RecordTable.Filtered) -> None:
        """Note what the table says."""
        self.said.append(message)

    def on_record_table_failed(self, message: RecordTable.Failed) -> None:
        """Note what the table says."""
        self.said.append(message)

    def heard(self, kind: type[_Kind]) -> list[_Kind]:
        """Return the messages of one kind, in order."""
        return [message for message in self.said if isinstance(message, kind)]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no question is open and everything is drawn."""
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause()
    await pilot.pause()


@asynccontextmanager
async def running(
    source: RowSource | None, size: tuple[int, int] = (80, 12), columns: Sequence[Column] = COLUMNS
) -> AsyncIterator[tuple[TableApp, RecordTable, Pilot[None]]]:
    """Run an app with one table, once its first rows are there."""
    app = TableApp(source, columns)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.table.focus()
        await settled(pilot)
        yield app, app.table, pilot


def line_style(table: RecordTable, y: int) -> Style:
    """Return the style that line `y` of the table starts with."""
    style = next(iter(table.render_line(y))).style
    assert style is not None
    return style


def drawn(table: RecordTable) -> list[str]:
    """Return the lines of the table as text."""
    return [table.render_line(y).text.rstrip() for y in range(table.size.height)]
