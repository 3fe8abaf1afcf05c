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
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, bindings, tell
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.insight.figures import totals
from zorgarrangeur_tui.screens.insight_sections import INSIGHT_COLUMNS, place_row, total_sections
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.publish_figures import PublishFigures
from zorgarrangeur_tui.screens.report_acts import MakeRegionReport, MakeSchoolReport
from zorgarrangeur_tui.screens.school_acts import SchoolActor, ShowSchoolPlanning

_FOR_OWN_USE = "Cijfers uit deze opslag, voor eigen gebruik. Publiceer ze niet: kleine aantallen zijn niet afgeschermd."


class OpenPlace(Command):
    """Open de school onder de cursor: vaste zorgaanbieders en casussen."""

    key = "o"
    label = "Openen"
    footer = True

    @classmethod
    def available(cls, actor: InsightScreen) -> bool:
        """Only with a place under the cursor."""
        return actor.school_at_hand() is not None

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Show the school."""
        place_id = actor.school_at_hand()
        if place_id:
            actor.show_place(place_id)


class BreakDown(Command):
    """Splits alle zorg uit: per gemeente, jeugdregio, samenwerkingsverband, wet, potje, zorgaanbieder of soort zorg."""

    key = "x"
    label = "Uitsplitsen"
    footer = True

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open the breakdowns."""
        from zorgarrangeur_tui.screens.breakdown import BreakdownScreen  # noqa: PLC0415 - opened from this list

        await actor.app.push_screen(BreakdownScreen())


class CompareWays(Command):
    """Vergelijk voor de school onder de cursor: zorg per kind apart, zoals nu, of één vast team op de school."""

    key = "v"
    label = "Vergelijken"
    footer = True

    @classmethod
    def available(cls, actor: InsightScreen) -> bool:
        """Only with a place under the cursor."""
        return actor.school_at_hand() is not None

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open the comparison."""
        from zorgarrangeur_tui.screens.collective import CollectiveScreen  # noqa: PLC0415 - opened from this list

        place_id = actor.school_at_hand()
        if place_id:
            await actor.app.push_screen(CollectiveScreen(place_id))


class ShowFreezes(Command):
    """Startfoto's: leg cijfers vast op een dag, en zie later wat er veranderd is."""

    key = "f"
    label = "Startfoto's"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open them."""
        from zorgarrangeur_tui.screens.frozen_figures import FrozenFiguresScreen  # noqa: PLC0415 - opened from this list

        await actor.app.push_screen(FrozenFiguresScreen())


class ShowPots(Command):
    """Potjes: per potje en school het budget, wat gepland en gegeven is, wat verwacht wordt, en wat over is of tekort komt."""

    key = "b"
    label = "Potjes"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open the ledger."""
        from zorgarrangeur_tui.screens.ledger import LedgerScreen  # noqa: PLC0415 - opened from this list

        await actor.app.push_screen(LedgerScreen())


class ShowRest(Command):
    """Rust: hoeveel mensen en zorgaanbieders er komen, hoe vaak iemand binnenkomt en hoeveel bekende gezichten dat zijn."""

    key = "r"
    label = "Rust"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open it."""
        from zorgarrangeur_tui.screens.rest import RestScreen  # noqa: PLC0415 - opened from this list

        await actor.app.push_screen(RestScreen())


class ShowRegion(Command):
    """De hele regio: wie waar komt, wat niet gedekt is, te veel aanbieders, wat te laat is, bundels, grenzen en wie betaalt."""

    key = "d"
    label = "Regio"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open it."""
        from zorgarrangeur_tui.screens.region_desk import RegionDeskScreen  # noqa: PLC0415 - opened from this list

        await actor.app.push_screen(RegionDeskScreen())


class ShowHomes(Command):
    """Wie aan tafel: uit welke gemeenten, jeugdregio's en samenwerkingsverbanden leerlingen komen, en wie niet meedoet."""

    key = "w"
    label = "Wie aan tafel"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open it."""
        from zorgarrangeur_tui.screens.home_municipalities import HomeMunicipalitiesScreen  # noqa: PLC0415 - opened from here

        await actor.app.push_screen(HomeMunicipalitiesScreen())


class FilterPlaces(OpenFilter):
    """Zoek een school of zorglocatie op naam."""


class InsightScreen(SchoolActor):
    """The figures of every place with a case, most uncovered care first, with the totals below.

    Widgets: `insight-note`, `insight-filter`, `insight-table`, `insight-totals`.
    """

    MODE = "insight"
    SHOWS = ("school", "care_location", "case", "pupil", "care_need", "visit_pattern", "fixed_bond")
    ACTS = (
        OpenPlace,
        BreakDown,
        CompareWays,
        ShowFreezes,
        ShowRest,
        ShowRegion,
        ShowPots,
        ShowHomes,
        MakeSchoolReport,
        MakeRegionReport,
        PublishFigures,
        ShowSchoolPlanning,
        FilterPlaces,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    InsightScreen {
        & #insight-note { height: auto; padding: 0 1; background: $panel; }
        & RecordTable { height: 3fr; }
        & #insight-totals { height: 2fr; border-top: solid $panel; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the sentence on use, the places and the totals."""
        table = RecordTable(INSIGHT_COLUMNS, empty_text="Nog geen cijfers.", id="insight-table")
        yield Static(content(_FOR_OWN_USE), id="insight-note")
        yield FilterBar(table, placeholder="naam van de school of zorglocatie", id="insight-filter")
        with Vertical():
            yield table
            yield DetailView(id="insight-totals")

    def school_at_hand(self) -> str | None:
        """Return the id of the place under the cursor."""
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_place(self, place_id: str) -> None:
        """Open a school in a screen of its own. A care location has none; its case has."""
        from zorgarrangeur_tui.screens.school import SchoolScreen  # noqa: PLC0415 - opened from this list

        try:
            self.store.get(School, place_id)
        except RecordMissing:
            tell(self.app, "Dit is een zorglocatie. Kijk bij Casussen (2).")
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
        self.query_one("#insight-totals", DetailView).show(total_sections(totals(figures)))
