"""Published figures of a region, table by table: those that somebody sent, or one's own before they leave."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.figures_text import FiguresText
from storage.statistics_bundles import look_at_figures
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, bindings
from zorgarrangeur_tui.screens.figures_lines import columns, heading, rows, sections
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


async def show_figures(screen: StoreScreen, data: bytes) -> None:
    """Verify a file of figures and show its tables. Nothing of it enters a record.

    Raises:
        BundleRefused: with the reason; nothing of the file was used.
    """
    arrived = await asyncio.to_thread(look_at_figures, screen.store, data)
    await screen.app.push_screen(FiguresScreen(arrived.figures, arrived.sender.card.label, arrived.warnings))


class NextFigures(Command):
    """Toon de volgende tabel."""

    key = "right_square_bracket"
    label = "Volgende tabel"
    footer = True

    @classmethod
    async def run(cls, actor: FiguresScreen) -> None:
        """Show it; after the last the first."""
        actor.show_table(actor.number + 1)


class EarlierFigures(Command):
    """Toon de vorige tabel."""

    key = "left_square_bracket"
    label = "Vorige tabel"

    @classmethod
    async def run(cls, actor: FiguresScreen) -> None:
        """Show it; before the first the last."""
        actor.show_table(actor.number - 1)


class LeaveFigures(Leave):
    """Ga terug. Er wordt niets overgenomen."""


class FiguresScreen(StoreScreen):
    """One table, with the row under the cursor in full below it, and how was counted.

    Widgets: `figures-heading`, `figures-table`, `figures-detail`.

    Args:
        figures: what is shown.
        sender: by the name on the card; "" for one's own.
        warnings: what must be told of the sender.
    """

    ACTS: ClassVar[tuple[CommandClass, ...]] = (NextFigures, EarlierFigures, LeaveFigures)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    FiguresScreen {
        & #figures-warning { height: auto; max-height: 3; padding: 0 1; color: $text-warning; display: none; }
        & RecordTable { height: 3fr; min-height: 5; }
        & #figures-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, figures: FiguresText, sender: str = "", warnings: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.figures = figures
        self.number = 0
        self._sender = sender
        self._warnings = warnings

    def body(self) -> ComposeResult:
        """Show a table and what belongs to it."""
        table = self.figures.tables[0]
        yield HeadingLine(id="figures-heading")
        warning = Static(content("\n".join(self._warnings)), id="figures-warning")
        warning.display = bool(self._warnings)
        yield warning
        with Vertical():
            yield RecordTable(columns(self.figures, table), empty_text="Geen cijfers.", id="figures-table")
            yield DetailView(id="figures-detail")

    def reload(self) -> None:
        """Show the table: what stands in a file does not change."""
        self.show_table(self.number)

    def show_table(self, number: int) -> None:
        """Show one of the tables; after the last comes the first."""
        self.number = number % len(self.figures.tables)
        table = self.figures.tables[self.number]
        self.query_one("#figures-heading", Static).update(content(heading(self.figures, self.number, self._sender)))
        shown = self.query_one(RecordTable)
        shown.set_columns(columns(self.figures, table))
        shown.set_source(ListSource(rows(table)))
        self.follow_cursor()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the row under the cursor in full."""
        table, key = self.figures.tables[self.number], self.query_one(RecordTable).selected_key
        if key is not None and int(key) >= len(table.lines):
            key = None
        self.query_one("#figures-detail", DetailView).show([*sections(self.figures, table, key), *self.more()])

    def more(self) -> list[Section]:
        """Return what is told below everything else of the table that is shown."""
        return []
