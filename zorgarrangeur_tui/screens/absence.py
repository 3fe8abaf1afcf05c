"""Who is away: every visit that falls in it, whom it hits, and who could come instead."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.absence_page import AbsencePage, absence_page
from zorgarrangeur_tui.desk.absence_visits import HitVisit
from zorgarrangeur_tui.desk.conflicts import CHECKED
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.screens.absence_acts import ABSENCE_ACTS, ChooseReplacement
from zorgarrangeur_tui.screens.absence_sections import heading, hit_rows, hit_sections
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_COLUMNS = (
    Column("Wanneer", 20),
    Column("School", 10, weight=2, priority=2),
    Column("Voor", 10, weight=2, priority=3),
    Column("Stand", 8, weight=1, priority=1),
    Column("Wie kan", 10, weight=2, priority=1),
)
_NOTHING = "In deze tijd valt geen bezoek. Er hoeft niets geregeld te worden. {EditAbsence} wijzigt de dagen."


class AbsenceScreen(StoreScreen):
    """One absence. Every line is a visit on one day.

    Widgets: `absence-heading`, `absence-table`, `absence-detail`.

    Args:
        absence_id: the absence.
    """

    MODE = "planning"
    SHOWS = ("absence", "visit_exception", "care_location", *CHECKED)
    ACTS = ABSENCE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    AbsenceScreen {
        & #absence-heading { height: auto; max-height: 2; text-wrap: wrap; }
        & RecordTable { height: 1fr; min-height: 5; }
        & #absence-detail { height: 1fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, absence_id: str) -> None:
        super().__init__()
        self.absence_id = absence_id
        self.page: AbsencePage | None = None
        self._logged = False
        self._reading = asyncio.Lock()

    def body(self) -> ComposeResult:
        """Show who is away and when, the visits, and the visit under the cursor in full."""
        yield HeadingLine(id="absence-heading")
        with Vertical():
            yield RecordTable(_COLUMNS, empty_text=self.words(_NOTHING), id="absence-table")
            yield DetailView(id="absence-detail")

    @property
    def hit(self) -> HitVisit | None:
        """The visit under the cursor."""
        if self.page is None or not self.is_mounted:
            return None
        key = self.query_one(RecordTable).selected_key
        return next((one for one in self.page.hits if one.key == key), None)

    def reload(self) -> None:
        """Ask the store again."""
        self._read()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Tell about the visit under the cursor."""
        self._show_detail()

    @on(RecordTable.Chosen)
    def replace_chosen(self) -> None:
        """Ask who comes instead."""
        self.run_act(ChooseReplacement)

    @work(name="absence", group="absence")
    async def _read(self) -> None:
        """Read in a thread and show what was found; leave when the absence is gone."""
        async with self._reading:
            try:
                page = await asyncio.to_thread(absence_page, self.store, self.absence_id)
            except RecordMissing:
                self._leave()
                return
            self.page = page
            self.query_one("#absence-heading", Static).update(content(heading(page)))
            self.query_one(RecordTable).set_source(ListSource(hit_rows(page)))
            self._show_detail()
        if not self._logged:
            self._logged = True
            store, count, subject = self.store, len(page.pupils), page.person.id
            log_look(self.app, lambda: note_search(store, "absence", count, subject=subject))

    def _leave(self) -> None:
        """Close this screen, at once or as soon as what lies over it is closed."""
        if not self.is_current:
            self._stale = True
            return
        self.app.pop_screen()
        tell(self.app, "Deze afwezigheid is er niet meer.")

    def _show_detail(self) -> None:
        page, hit = self.page, self.hit
        told: list[Section] = []
        if page is not None:
            told = hit_sections(page, hit) if hit is not None else []
            if page.advice:
                told.insert(0, Section("! Vast rooster", (), (page.advice,)))
        self.query_one("#absence-detail", DetailView).show(told)
        self.refresh_acts()
