"""The gemeenten behind one school, most pupils first, with their regions and how each stands to the agreements."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.home_municipalities import kept_homes_of
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.screens.home_municipalities import HOME_SHOWS
from zorgarrangeur_tui.screens.home_municipalities_acts import HOME_SITE_ACTS
from zorgarrangeur_tui.screens.home_municipalities_lines import (
    MUNICIPALITY_COLUMNS,
    municipality_rows,
    region_sections,
    site_rules,
)
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_NOTHING = (
    "Van deze school is hier geen telling van DUO, en er zijn geen leerlingen in lopende casussen. Lees lijsten van DUO in: "
    "{GoInsight} (Inzicht), {screens.insight_acts.ShowHomes}, {screens.home_count_import.ReadHomeCounts}."
)


class HomeSiteScreen(StoreScreen):
    """One school. It shows no child; that it was opened goes in the access log.

    Widgets: `home-site-heading`, `home-site-filter`, `home-site-table`, `home-site-detail`.

    Args:
        site_code: of the school.
    """

    MODE = "insight"
    SHOWS = HOME_SHOWS
    ACTS = HOME_SITE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    HomeSiteScreen {
        & RecordTable { height: 3fr; min-height: 5; }
        & #home-site-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, site_code: str) -> None:
        super().__init__()
        self._site_code = site_code
        self._logged = False

    def body(self) -> ComposeResult:
        """Show the gemeenten, and the regions below."""
        table = RecordTable(MUNICIPALITY_COLUMNS, empty_text=self.words(_NOTHING), id="home-site-table")
        yield HeadingLine(content("Thuisgemeenten"), id="home-site-heading")
        yield FilterBar(table, placeholder="gemeente, regio of afspraak", id="home-site-filter")
        with Vertical():
            yield table
            yield DetailView(id="home-site-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    @work(exclusive=True, group="homes")
    async def _ask(self) -> None:
        store, day = self.store, self.user.today
        site = await asyncio.to_thread(kept_homes_of, store, self._site_code, day)
        detail = self.query_one("#home-site-detail", DetailView)
        if site is None:
            detail.show([])
            return
        count = len(site.municipalities)
        if not self._logged:
            self._logged = True
            log_look(self.app, lambda: note_search(store, "home_municipality", count, subject=site.school_id))
        words = f"{site.name}: {site.home_count} {'thuisgemeente' if site.home_count == 1 else 'thuisgemeenten'} volgens DUO"
        self.query_one("#home-site-heading", Static).update(content(words))
        self.query_one(RecordTable).set_source(ListSource(municipality_rows(site)))
        detail.show(region_sections(site, site_rules(site, day)))


class SchoolHomesScreen(HomeSiteScreen):
    """The same, opened from the page of a school."""

    MODE = "schools"
