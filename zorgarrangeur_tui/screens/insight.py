"""Inzicht: what the plan comes down to per school, and all together."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import School
from widgets.bar_chart import BarChart
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.rooms_ahead import asked_by_rooms
from zorgarrangeur_tui.insight.figures import totals
from zorgarrangeur_tui.screens.ahead import AHEAD, work_ahead
from zorgarrangeur_tui.screens.empty_texts import FIRST_CASE
from zorgarrangeur_tui.screens.insight_acts import INSIGHT_ACTS
from zorgarrangeur_tui.screens.insight_sections import (
    COVERAGE_LEGEND,
    INSIGHT_COLUMNS,
    coverage_bar,
    place_row,
    total_sections,
)
from zorgarrangeur_tui.screens.school_acts import SchoolActor

_FOR_OWN_USE = "Cijfers uit deze opslag, voor eigen gebruik. Publiceer ze niet: kleine aantallen zijn niet afgeschermd."


class InsightScreen(SchoolActor):
    """The figures of every place with a case, most uncovered care first, with the totals below.

    Widgets: `insight-note`, `insight-filter`, `insight-table`, `insight-bars`, `insight-totals`.
    """

    MODE = "insight"
    SHOWS = ("school", "care_location", "case", "pupil", "care_need", "visit_pattern", "fixed_bond")
    ACTS = INSIGHT_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    InsightScreen {
        & #insight-note { height: auto; padding: 0 1; background: $panel; }
        & RecordTable, & BarChart { height: 3fr; }
        & BarChart { display: none; }
        &.-bars BarChart { display: block; }
        &.-bars RecordTable { display: none; }
        & #insight-totals { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the sentence on use, the places and the totals."""
        table = RecordTable(
            INSIGHT_COLUMNS, empty_text=self.words(f"Hier komen cijfers per school. {FIRST_CASE}"), id="insight-table"
        )
        yield Static(content(_FOR_OWN_USE), id="insight-note")
        yield FilterBar(table, placeholder="naam van de school of zorglocatie", id="insight-filter")
        with Vertical():
            yield table
            yield BarChart(id="insight-bars")
            yield DetailView(id="insight-totals")

    bars = False
    """Whether coverage is shown as bars."""

    def show_bars(self, bars: bool) -> None:
        """Show the coverage of the places as bars, or the table."""
        self.bars = bars
        self.set_class(bars, "-bars")
        self.query_one(BarChart if bars else RecordTable).focus()
        self.refresh_acts()

    def school_at_hand(self) -> str | None:
        """Return the id of the place under the cursor; None while there are bars, which have none."""
        return self.query_one(RecordTable).selected_key if self.is_mounted and not self.bars else None

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_place(self, place_id: str) -> None:
        """Open a school in a screen of its own. A care location has none; its case has."""
        from zorgarrangeur_tui.screens.school import SchoolScreen  # noqa: PLC0415 - opened from this list

        try:
            self.store.get(School, place_id)
        except RecordMissing:
            tell(self.app, self.words("Dit is een zorglocatie. Kijk bij Casussen ({GoCases})."))
            return
        self.app.push_screen(SchoolScreen(place_id))

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show only the keys that fit the place under the cursor."""
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the chosen place."""
        self.show_place(event.key)

    @work(exclusive=True, group="figures")
    async def _ask(self) -> None:
        """Work out the figures in a thread: with hundreds of schools that takes a moment."""
        figures = await asyncio.to_thread(figures_per_place, self.store)
        self.query_one(RecordTable).set_source(ListSource([place_row(one) for one in figures]))
        self.query_one(BarChart).show([coverage_bar(one) for one in figures], COVERAGE_LEGEND)
        self.query_one("#insight-totals", DetailView).show(total_sections(totals(figures)))
        self._work_ahead()

    @work(exclusive=True, group=AHEAD)
    async def _work_ahead(self) -> None:
        """Work out what the rooms will show while the user looks at this list."""
        await work_ahead(self.app, *asked_by_rooms(self.store))
