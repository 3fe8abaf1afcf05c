"""Wie aan tafel: where the pupils of each school live, with totals per region, and who takes part in no agreement."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.home_counts import CHANGED_AS
from widgets.chapter_bar import ChapterBar
from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.home_municipalities import kept_homes
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.insight.home_municipalities import SiteHomes
from zorgarrangeur_tui.screens.home_municipalities_acts import HOME_ACTS, OpenHomeSite
from zorgarrangeur_tui.screens.home_municipalities_lines import (
    COLUMNS,
    EMPTY,
    PART_WORDS,
    HomePage,
    HomePart,
    heading,
    home_page,
    site_sections,
    total_sections,
)
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.looking import log_look

HOME_SHOWS = (CHANGED_AS, "school", "case", "pupil", "residence", "care_need", "agreement", "municipality")
"""What the pages of thuisgemeenten rest on."""


class HomeMunicipalitiesScreen(BusyScreen):
    """Schools or totals, with what is under the cursor below. It shows no child; that it was opened goes in the access log.

    Widgets: `home-parts`, `home-heading` (or what is going on), `home-filter`, `home-table`, `home-detail`.
    """

    MODE = "insight"
    SHOWS = HOME_SHOWS
    ACTS = HOME_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    HomeMunicipalitiesScreen {
        & RecordTable { height: 3fr; min-height: 5; }
        & #home-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.part = HomePart.SITES
        self._page: HomePage | None = None
        self._logged = False

    def body(self) -> ComposeResult:
        """Show the parts, the open one, and the line under the cursor."""
        table = RecordTable(
            COLUMNS[self.part],
            empty_text=self.words("Hier staat niets. Onder de lijst leest u waarom."),
            id="home-table",
        )
        yield ChapterBar([(part, words) for part, words in PART_WORDS.items()], id="home-parts")
        yield HeadingLine(content("Wie aan tafel"), id="home-heading")
        yield FilterBar(table, placeholder="een naam in deze lijst", id="home-filter")
        with Vertical():
            yield table
            yield DetailView(id="home-detail")

    @property
    def site(self) -> SiteHomes | None:
        """The school under the cursor; None in a part with totals."""
        if self.part is not HomePart.SITES or self._page is None:
            return None
        return next((one for one in self._page.sites if one.site_code == self._key), None)

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def show_part(self, part: HomePart) -> None:
        """Open a part."""
        self.part = part
        self.query_one(RecordTable).filter_text = ""
        self._show()

    def show_busy(self) -> None:
        """Say what is going on in the line at the top."""
        said = heading(self._page, self.part) if self._page else "Wie aan tafel"
        self.query_one("#home-heading", Static).update(content(self.busy_words or said))

    @on(ChapterBar.Picked)
    def open_picked(self, event: ChapterBar.Picked) -> None:
        """Open the part that was clicked."""
        self.show_part(HomePart(event.chapter))

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_line()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the chosen school."""
        if OpenHomeSite.available(self):
            self.run_act(OpenHomeSite)

    @property
    def _key(self) -> str | None:
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    @work(exclusive=True, group="homes")
    async def _ask(self) -> None:
        """Read in a thread: of thousands of pupils that takes a moment."""
        store, day = self.store, self.user.today
        self._page = await asyncio.to_thread(lambda: home_page(kept_homes(store, day), day))
        count = len(self._page.sites)
        if not self._logged:
            self._logged = True
            log_look(self.app, lambda: note_search(store, "home_municipality", count))
        self._show()

    def _show(self) -> None:
        self.query_one(ChapterBar).current = self.part
        if self._page is None:
            return
        table = self.query_one(RecordTable)
        table.set_columns(COLUMNS[self.part])
        table.set_source(ListSource(self._page.rows[self.part]))
        self.show_busy()
        self._show_line()
        self.refresh_acts()

    def _show_line(self) -> None:
        page, key = self._page, self._key
        if page is None:
            sections = [Section(paragraphs=("Dit wordt geteld. Bij veel scholen duurt dat even.",))]
        elif key is None:
            sections = [] if page.rows[self.part] else [Section(paragraphs=(self.words(EMPTY[self.part]),))]
        elif self.part is HomePart.SITES:
            sections = site_sections(self.site, page.rules) if self.site else []
        else:
            sections = total_sections(page, self.part, key)
        self.query_one("#home-detail", DetailView).show(sections)
