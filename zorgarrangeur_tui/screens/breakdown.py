"""All care of today along one cut: who needs it, who pays, who gives, what it costs, and what nobody pays."""

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
from zorgarrangeur_tui.desk.breakdowns import BreakdownPage, Part, breakdown_page, part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.screens.breakdown_acts import BREAKDOWN_ACTS, CUTS
from zorgarrangeur_tui.screens.breakdown_lines import NOBODY, BarMeasure, columns, part_bars, part_row, sections
from zorgarrangeur_tui.screens.empty_texts import FIRST_NEED
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class BreakdownScreen(StoreScreen):
    """The parts of a cut, with the part under the cursor in full below or beside them. It shows no child.

    Widgets: `breakdown-heading`, `breakdown-filter`, `breakdown-table`, `breakdown-bars`, `breakdown-detail`.
    """

    MODE = "insight"
    SHOWS = (
        "school",
        "care_location",
        "case",
        "pupil",
        "care_need",
        "entitlement",
        "residence",
        "visit_pattern",
        "visit_record",
        "professional",
        "provider",
        "tariff",
        "municipality",
    )
    ACTS = BREAKDOWN_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    BreakdownScreen {
        & RecordTable, & BarChart { height: 3fr; }
        & BarChart { display: none; }
        &.-bars BarChart { display: block; }
        &.-bars RecordTable { display: none; }
        & #breakdown-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.cut = Cut.PLACE
        self.bars = False
        self.measure = BarMeasure.PLANNED
        self._lines: Sequence[CareLine] = ()
        self._names: dict[str, str] = {}
        self._page: BreakdownPage | None = None

    def body(self) -> ComposeResult:
        """Show the cut, its parts and the part under the cursor."""
        table = RecordTable(
            columns(self.cut),
            empty_text=self.words(f"Er is nog geen zorg om uit te splitsen. {FIRST_NEED}"),
            id="breakdown-table",
        )
        yield HeadingLine(id="breakdown-heading")
        yield FilterBar(table, placeholder="naam van een deel", id="breakdown-filter")
        with Vertical():
            yield table
            yield BarChart(id="breakdown-bars")
            yield DetailView(id="breakdown-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_cut(self, cut: Cut) -> None:
        """Break the same care down along another cut."""
        self.cut = cut
        self._show()

    def show_bars(self, bars: bool) -> None:
        """Show the parts as bars, or as a table."""
        self.bars = bars
        self.set_class(bars, "-bars")
        self.query_one(BarChart if bars else RecordTable).focus()
        self._show()
        self.refresh_acts()

    def show_measure(self, measure: BarMeasure) -> None:
        """Let the bars show something else."""
        self.measure = measure
        self._show()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the part under the cursor in full."""
        self._show_part()

    @work(exclusive=True, group="breakdown")
    async def _ask(self) -> None:
        """Read the care in a thread: of hundreds of schools that takes a moment."""
        self._lines, self._names = await asyncio.to_thread(lambda: (care_lines(self.store), part_names(self.store)))
        self._show()

    def _show(self) -> None:
        self._page = breakdown_page(self._lines, self.cut, self._names)
        number = CUTS.index(self.cut) + 1
        keys = self.words("{EarlierCut} en {NextCut}")
        heading = f"Zorg per {CUT_WORDS[self.cut].lower()}, uren en euro's per week  ({number}/{len(CUTS)}, {keys})"
        self.query_one("#breakdown-heading", Static).update(content(heading))
        table = self.query_one(RecordTable)
        table.set_columns(columns(self.cut))
        table.set_source(ListSource([part_row(part) for part in self._page.parts]))
        bars, legend = part_bars(self._page.parts, self.measure)
        self.query_one(BarChart).show(bars, self.words(legend))
        self._show_part()

    def _show_part(self) -> None:
        if self._page is not None:
            self.query_one("#breakdown-detail", DetailView).show(sections(self._page, self._part_at_cursor()))

    def _part_at_cursor(self) -> Part | None:
        key = self.query_one(RecordTable).selected_key
        code = "" if key == NOBODY else key
        parts = self._page.parts if self._page else ()
        return next((part for part in parts if part.code == code), None) if key is not None else None
