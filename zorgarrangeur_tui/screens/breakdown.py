"""All care of today along one cut: who needs it, who pays, who gives, what it costs, and what nobody pays."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, bindings
from zorgarrangeur_tui.desk.breakdowns import BreakdownPage, Part, breakdown_page, part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.screens.breakdown_lines import NOBODY, columns, part_row, sections
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.pick import PickScreen

_CUTS = tuple(Cut)


class ChooseCut(Command):
    """Kies waarlangs u de zorg uitsplitst: school, gemeente, jeugdregio, samenwerkingsverband, wet, potje, aanbieder of soort."""

    key = "x"
    label = "Uitsplitsen"
    footer = True

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Ask which, and show it."""
        rows = [Row(cut, (words,)) for cut, words in CUT_WORDS.items()]
        screen = PickScreen("Waarlangs uitsplitsen?", (Column("Uitsplitsen naar", 24, weight=1),), ListSource(rows))
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            actor.show_cut(Cut(picked))


class NextCut(Command):
    """Splits uit naar het volgende in de rij: van school naar gemeente, en zo verder."""

    key = "right_square_bracket"
    label = "Volgende"

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Show it."""
        actor.show_cut(_CUTS[(_CUTS.index(actor.cut) + 1) % len(_CUTS)])


class EarlierCut(Command):
    """Splits uit naar het vorige in de rij."""

    key = "left_square_bracket"
    label = "Vorige"

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Show it."""
        actor.show_cut(_CUTS[_CUTS.index(actor.cut) - 1])


class FilterParts(OpenFilter):
    """Zoek een deel op naam."""


class LeaveBreakdown(Command):
    """Ga terug naar Inzicht."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Close this screen."""
        actor.app.pop_screen()


class BreakdownScreen(StoreScreen):
    """The parts of a cut, with the part under the cursor in full below or beside them. It shows no child.

    Widgets: `breakdown-heading`, `breakdown-filter`, `breakdown-table`, `breakdown-detail`.
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
    ACTS = (ChooseCut, NextCut, EarlierCut, FilterParts, LeaveBreakdown)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    BreakdownScreen {
        & #breakdown-heading { height: 1; padding: 0 1; background: $panel; text-style: bold; text-wrap: nowrap; }
        & RecordTable { height: 3fr; }
        & #breakdown-detail { height: 2fr; border-top: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.cut = Cut.PLACE
        self._lines: Sequence[CareLine] = ()
        self._names: dict[str, str] = {}
        self._page: BreakdownPage | None = None

    def body(self) -> ComposeResult:
        """Show the cut, its parts and the part under the cursor."""
        table = RecordTable(
            columns(self.cut), empty_text="Er is nog geen zorg om uit te splitsen.", id="breakdown-table"
        )
        yield Static(id="breakdown-heading")
        yield FilterBar(table, placeholder="naam van een deel", id="breakdown-filter")
        with Vertical():
            yield table
            yield DetailView(id="breakdown-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_cut(self, cut: Cut) -> None:
        """Break the same care down along another cut."""
        self.cut = cut
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
        number = _CUTS.index(self.cut) + 1
        heading = f"Zorg per {CUT_WORDS[self.cut].lower()}, uren en euro's per week  ({number}/{len(_CUTS)}, [ en ])"
        self.query_one("#breakdown-heading", Static).update(content(heading))
        table = self.query_one(RecordTable)
        table.set_columns(columns(self.cut))
        table.set_source(ListSource([part_row(part) for part in self._page.parts]))
        self._show_part()

    def _show_part(self) -> None:
        if self._page is not None:
            self.query_one("#breakdown-detail", DetailView).show(sections(self._page, self._part_at_cursor()))

    def _part_at_cursor(self) -> Part | None:
        key = self.query_one(RecordTable).selected_key
        code = "" if key == NOBODY else key
        parts = self._page.parts if self._page else ()
        return next((part for part in parts if part.code == code), None) if key is not None else None
