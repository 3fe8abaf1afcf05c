"""Regio: what a coordinator watches over all schools in the store, part by part, what needs attention first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import School
from widgets.chapter_bar import ChapterBar
from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.desk.region_desk import RegionDesk
from zorgarrangeur_tui.desk.region_lines import (
    EMPTY,
    HEADERS,
    NAMES_CHILDREN,
    PART_WORDS,
    RegionLine,
    RegionList,
    RegionPart,
)
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.open_record import open_record
from zorgarrangeur_tui.screens.region_desk_acts import REGION_ACTS, OpenRegionLine
from zorgarrangeur_tui.screens.region_desk_columns import columns_for, provider_room, row_for
from zorgarrangeur_tui.screens.region_desk_matrix import SidewaysTable
from zorgarrangeur_tui.screens.school_acts import SchoolActor

_OTHER_PART = "Met {NextPart} en {EarlierPart} ziet u de andere onderdelen."


class RegionDeskScreen(SchoolActor):
    """One part of the desk at a time, with the line under the cursor in full below. Each part is read when it is opened.

    Widgets: `region-parts`, `region-heading`, `region-filter`, `region-table`, `region-detail`.
    """

    MODE = "insight"
    SHOWS = tuple(RECORD_WORDS)
    ACTS = REGION_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    RegionDeskScreen {
        & RecordTable { height: 3fr; min-height: 5; }
        & #region-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.part = RegionPart.PRESENCE
        self._desk: RegionDesk | None = None
        self._lists: dict[RegionPart, RegionList] = {}
        self._fresh: set[RegionPart] = set()
        self._lines: dict[str, RegionLine] = {}
        self._first = 0
        self._logged: set[RegionPart] = set()

    def body(self) -> ComposeResult:
        """Show the parts, the open one, and the line under the cursor."""
        table = SidewaysTable((), empty_text="", id="region-table")
        yield ChapterBar([(part, words) for part, words in PART_WORDS.items()], id="region-parts")
        yield HeadingLine(content("Regio"), id="region-heading")
        yield FilterBar(table, placeholder="school, soort zorg, wet of schuilnaam", id="region-filter")
        with Vertical():
            yield table
            yield DetailView(id="region-detail")

    @property
    def room(self) -> int:
        """How many providers stand beside each other."""
        return provider_room(self.query_one(SidewaysTable).size.width)

    @property
    def line(self) -> RegionLine | None:
        """The line under the cursor."""
        return self._lines.get(self.query_one(SidewaysTable).selected_key or "") if self.is_mounted else None

    def own_tables(self) -> Sequence[OwnTable]:
        """Return the open part with every provider, for a file."""
        shown = self._lists.get(self.part)
        if shown is None:
            return ()
        headers = (*HEADERS[shown.part], *(name for _, name in shown.providers))
        keys = [key for key, _ in shown.providers]
        rows = [(*line.cells, *(line.presence.get(key, "") for key in keys)) for line in shown.lines]
        title = f"Regio, {PART_WORDS[shown.part].lower()}"
        children = shown.part in NAMES_CHILDREN
        return (OwnTable(title, headers, rows, names_children=children, records=shown.records if children else ()),)

    def school_at_hand(self) -> str | None:
        """Return the id of the place that the line under the cursor is about."""
        return (self.line.place_id or None) if self.line else None

    def reload(self) -> None:
        """Ask the store again, for the part that is open now."""
        self._desk, self._fresh = RegionDesk(self.store), set()
        # The lines stay until the new ones are read, so that the cursor stays where it is.
        self._lists = {part: shown for part, shown in self._lists.items() if part is self.part}
        self._ask()

    def show_part(self, part: RegionPart) -> None:
        """Open a part."""
        self.part = part
        self.query_one(SidewaysTable).filter_text = ""
        if part in self._fresh:
            self._show()
        else:
            self._ask()

    def go_sideways(self, columns: int) -> None:
        """Show providers further to the right, or below 0 to the left."""
        shown = self._lists.get(self.part)
        if shown is None or not shown.providers:
            return
        last = max(0, len(shown.providers) - self.room)
        first = min(max(0, self._first + columns), last)
        if first != self._first:
            self._first = first
            self._show()

    def bring_forward(self) -> None:
        """Put the providers of the place under the cursor first."""
        line, shown = self.line, self._lists.get(self.part)
        if line is not None and shown is not None:
            self._lists[self.part], self._first = shown.with_first(line), 0
            self._show()

    async def open_line(self) -> None:
        """Open what the line under the cursor is about."""
        line = self.line
        if self.part is RegionPart.BUNDLES:
            from zorgarrangeur_tui.screens.exchange_overview import ExchangeOverviewScreen  # noqa: PLC0415 - another mode's

            await self.app.push_screen(ExchangeOverviewScreen())
        elif line is not None and line.opens is not None:
            record_type, record_id = line.opens
            if record_type == "school" and not self._is_school(record_id):
                tell(self.app, self.words("Dit is een zorglocatie. Kijk bij Casussen ({GoCases})."))
                return
            await open_record(self.app, record_type, record_id)

    @on(ChapterBar.Picked)
    def open_picked(self, event: ChapterBar.Picked) -> None:
        """Open the part that was clicked."""
        self.show_part(RegionPart(event.chapter))

    @on(SidewaysTable.Sideways)
    def follow_sideways(self, event: SidewaysTable.Sideways) -> None:
        """Show other providers."""
        self.go_sideways(event.columns)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_line()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the chosen line."""
        self.run_act(OpenRegionLine)

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many providers as fit now."""
        self.call_after_refresh(self._show)

    @work(exclusive=True, group="region-desk")
    async def _ask(self) -> None:
        """Read the open part in a thread: of hundreds of schools that takes a moment."""
        desk, part = self._desk, self.part
        if desk is None:
            return
        self._show()
        found = await asyncio.to_thread(desk.part, part)
        if desk is self._desk:
            self._lists[part] = found
            self._fresh.add(part)
            self._show()

    def _show(self) -> None:
        self.query_one(ChapterBar).current = self.part
        shown = self._lists.get(self.part)
        self._lines = {line.key: line for line in shown.lines} if shown else {}
        table = self.query_one(SidewaysTable)
        if shown is None:
            self.query_one("#region-heading", Static).update(content(f"Regio · {PART_WORDS[self.part].lower()} …"))
            table.set_source(ListSource([]))
            self._show_line()
            return
        self._log(shown)
        first, count = self._first, self.room
        self.query_one("#region-heading", Static).update(content(self._heading(shown, first, count)))
        table.set_columns(columns_for(shown, first, count))
        table.set_source(ListSource([row_for(shown, line, first, count) for line in shown.lines]))
        self._show_line()
        self.refresh_acts()

    def _heading(self, shown: RegionList, first: int, count: int) -> str:
        if not shown.providers:
            return f"Regio · {shown.summary}"
        last = min(first + count, len(shown.providers))
        return f"Regio · aanbieder {first + 1}-{last} van {len(shown.providers)} (← →) · {shown.summary}"

    def _show_line(self) -> None:
        line, shown = self.line, self._lists.get(self.part)
        detail = self.query_one("#region-detail", DetailView)
        if line is not None:
            detail.show([Section(line.title, line.facts, line.paragraphs)])
        elif shown is None:
            detail.show([Section(paragraphs=("Dit wordt geteld. Bij veel scholen duurt dat even.",))])
        else:
            detail.show([] if shown.lines else [Section(paragraphs=(EMPTY[self.part], self.words(_OTHER_PART)))])

    def _log(self, shown: RegionList) -> None:
        """Log the look at a part with children, once for as long as this screen is open."""
        if shown.part in NAMES_CHILDREN and shown.part not in self._logged:
            self._logged.add(shown.part)
            store, count = self.store, len(shown.lines)
            log_look(self.app, lambda: note_search(store, "region", count))

    def _is_school(self, place_id: str) -> bool:
        try:
            self.store.get(School, place_id)
        except RecordMissing:
            return False
        return True
