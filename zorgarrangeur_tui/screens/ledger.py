"""The pots ledger: per pot and school the budget, what is planned and given, what it will be, and what is over or short."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.bar_chart import BarChart
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.ledger import LedgerBook, read_ledger
from zorgarrangeur_tui.desk.ledger_table import ledger_table
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.screens.empty_texts import FIRST_BUDGET
from zorgarrangeur_tui.screens.ledger_acts import LEDGER_ACTS, OpenLine
from zorgarrangeur_tui.screens.ledger_bars import LedgerMeasure, line_bars
from zorgarrangeur_tui.screens.ledger_lines import LedgerView, code_of, columns, heading, rows, sections
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class LedgerScreen(StoreScreen):
    """Pots or schools, with the one under the cursor in full below. It shows no child, and writes nothing.

    Widgets: `ledger-heading`, `ledger-filter`, `ledger-table`, `ledger-bars`, `ledger-detail`.
    """

    MODE = "insight"
    SHOWS = (
        "agreement",
        "budget",
        "care_location",
        "care_need",
        "case",
        "entitlement",
        "municipality",
        "own_day",
        "pupil",
        "residence",
        "school",
        "school_holiday",
        "tariff",
        "visit_exception",
        "visit_pattern",
        "visit_record",
    )
    ACTS = LEDGER_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    LedgerScreen {
        & RecordTable, & BarChart { height: 2fr; }
        & BarChart { display: none; }
        &.-bars BarChart { display: block; }
        &.-bars RecordTable { display: none; }
        & #ledger-detail { height: 3fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.view = LedgerView()
        self.bars = False
        self.measure = LedgerMeasure.TIME
        self._book: LedgerBook | None = None

    def body(self) -> ComposeResult:
        """Show what is shown, its rows and the one under the cursor."""
        table = RecordTable(
            columns(self.view),
            empty_text=self.words(f"Er is nog geen bezoek of budget. {FIRST_BUDGET}"),
            id="ledger-table",
        )
        yield HeadingLine(id="ledger-heading")
        yield FilterBar(table, placeholder="naam van een potje of school", id="ledger-filter")
        with Vertical():
            yield table
            yield BarChart(id="ledger-bars")
            yield DetailView(id="ledger-detail")

    @property
    def code(self) -> str | None:
        """The pot or school under the cursor; None without one."""
        return code_of(self.query_one(RecordTable).selected_key) if self.is_mounted else None

    def own_tables(self) -> Sequence[OwnTable]:
        """Return the rows that are shown as numbers, for a file."""
        book, table = self._book, self.query_one(RecordTable)
        if book is None:
            return ()
        shown = [code_of(row.key) for index in range(table.row_count) if (row := table.row_at(index)) is not None]
        lines = self.view.lines(book.years[self.view.year])
        keyed = [(*self.view.key(code), lines[code]) for code in shown if code in lines]
        return (ledger_table(book, book.years[self.view.year], keyed),)

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_view(self, view: LedgerView) -> None:
        """Show other rows."""
        if (view.per_place, view.inside) != (self.view.per_place, self.view.inside):
            self.query_one(RecordTable).filter_text = ""
        self.view = view
        self._show()

    def show_bars(self, bars: bool) -> None:
        """Show the rows as bars, or as a table."""
        self.bars = bars
        self.set_class(bars, "-bars")
        self.query_one(BarChart if bars else RecordTable).focus()
        self._show()
        self.refresh_acts()

    def show_measure(self, measure: LedgerMeasure) -> None:
        """Let the bars show time or money."""
        self.measure = measure
        self._show()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the row under the cursor in full, and only the keys that fit it."""
        self._show_line()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Look into the chosen row."""
        self.run_act(OpenLine)

    @work(exclusive=True, group="ledger")
    async def _ask(self) -> None:
        """Read the ledger in a thread: of hundreds of schools that takes a moment."""
        self._book = await asyncio.to_thread(read_ledger, self.store)
        self._show()

    def _show(self) -> None:
        if self._book is None:
            return
        self.query_one("#ledger-heading", Static).update(content(heading(self.view, self._book)))
        table = self.query_one(RecordTable)
        table.set_columns(columns(self.view, self._book))
        table.set_source(ListSource(rows(self.view, self._book)))
        bars, legend = line_bars(self.view, self._book, self.measure)
        self.query_one(BarChart).show(bars, self.words(legend))
        self._show_line()

    def _show_line(self) -> None:
        if self._book is not None:
            self.query_one("#ledger-detail", DetailView).show(sections(self.view, self._book, self.code))
