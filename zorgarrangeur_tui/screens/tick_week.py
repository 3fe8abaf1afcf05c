"""Ticking off a week of a school: what was planned, what was given, what was declared, and why less."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.ticking import TickPage, last_whole_week, tick_page
from zorgarrangeur_tui.domain.clock import day_and_month, time_of_day, weekday_short
from zorgarrangeur_tui.domain.tick_words import number, why_words
from zorgarrangeur_tui.domain.ticking import TickLine, TickState
from zorgarrangeur_tui.screens.grid_screen import GridScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.tick_week_acts import TICK_ACTS, TickAsPlanned
from zorgarrangeur_tui.screens.tick_week_sections import line_sections, tick_heading, totals_line, totals_sections

_COLUMNS = (
    Column("Wanneer", 14),
    Column("Wie", 14, weight=1),
    Column("Gepland", 7),
    Column("Gegeven", 7),
    Column("Gedecl.", 7, priority=1),
    Column("Waarom", 14, weight=6),
)
_NOTHING = (
    "Hier staat niets: in deze week is er niets gepland, of alles is afgetekend. Met {OnlyOpen} ziet u alle bezoeken; "
    "{TickWeekBefore} en {TickWeekAfter} gaan naar een andere week."
)
_REST = 0.1
"""Seconds without another act before the school year is added up: who ticks off a row of visits is not kept waiting."""


class TickWeekScreen(GridScreen):
    """The visits of one school in one week, with the minutes of each; under or beside it the sums of week and school year.

    Widgets: `tick-heading`, `tick-table`, `tick-sum`, `tick-line`, `tick-totals`.

    Args:
        school_id: the school.
        monday: of the week that is shown first; None for the last whole week.
    """

    MODE = "planning"
    SHOWS = (
        "visit_pattern",
        "visit_exception",
        "visit_record",
        "care_need",
        "case",
        "pupil",
        "school",
        "professional",
        "provider",
        "own_day",
        "school_holiday",
        "entitlement",
        "tariff",
    )
    ACTS = TICK_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    TickWeekScreen {
        & #tick-list { width: 1fr; height: 1fr; }
        & RecordTable { height: 1fr; min-height: 5; }
        & #tick-sum { height: auto; max-height: 3; padding: 0 1; background: $surface; }
    }
    """
    moving = False
    """Nothing is ever on the move here; acts of the board ask."""

    def __init__(self, school_id: str, monday: date | None = None) -> None:
        super().__init__()
        self.school_id = school_id
        self.monday = monday
        self.page: TickPage | None = None
        self.whole: TickPage | None = None
        """The same with the school year so far; a moment older than `page` after an act."""
        self.only_open = False
        self._lines: dict[str, TickLine] = {}
        self._logged: set[str] = set()

    def body(self) -> ComposeResult:
        """Show the top line, the visits with their sum, and the panel."""
        yield HeadingLine(id="tick-heading")
        with Container(classes="grid-main"):
            with Container(id="tick-list"):
                yield RecordTable(_COLUMNS, empty_text=self.words(_NOTHING), id="tick-table")
                yield Static(id="tick-sum")
            with Container(classes="grid-panel"):
                yield DetailView(id="tick-line", classes="grid-here")
                yield DetailView(id="tick-totals", classes="grid-whole")

    @property
    def table(self) -> RecordTable:
        """The visits of the week."""
        return self.query_one(RecordTable)

    @property
    def line(self) -> TickLine | None:
        """The visit under the cursor."""
        return self._lines.get(self.table.selected_key or "") if self.is_mounted else None

    def show_school(self, school_id: str) -> None:
        """Show the same week of another school."""
        self.school_id = school_id
        self.reload()

    def show_week(self, monday: date) -> None:
        """Show another week of this school."""
        self.monday = monday
        self.reload()

    def show_only_open(self, *, only_open: bool) -> None:
        """Show only what is not ticked off, or everything."""
        self.only_open = only_open
        if self.page is not None:
            self._show(self.page)

    def reload(self) -> None:
        """Ask the store again, in a thread: first the week, and once nothing more is asked the school year so far."""
        if self.monday is None:
            self.monday = last_whole_week(self.store)
        self._read(self.school_id, self.monday)

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def follow_cursor(self) -> None:
        """Tell about the visit under the cursor."""
        self._show_line()

    @on(RecordTable.Chosen)
    def tick_chosen(self) -> None:
        """Tick it off as planned; what cannot be ticked off says why."""
        self.run_act(TickAsPlanned)

    @work(name="tick-page", group="tick-page", exclusive=True)
    async def _read(self, school_id: str, monday: date) -> None:
        try:
            page = await asyncio.to_thread(tick_page, self.store, school_id, monday, only_week=True)
            self.page = page
            if self.whole is not None and (self.whole.school.id, self.whole.monday) != (school_id, monday):
                self.whole = None
            self._show(page)
            self._log_opened(page)
            await asyncio.sleep(_REST)
            self.whole = await asyncio.to_thread(tick_page, self.store, school_id, monday)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self._show_totals(page)
        self.refresh_acts()

    def _log_opened(self, page: TickPage) -> None:
        """Log, once per school, that its children were shown."""
        school_id = page.school.id
        if school_id not in self._logged:
            self._logged.add(school_id)
            store, children = self.store, len(page.pupils)
            log_look(self.app, lambda: note_search(store, "tick", children, subject=school_id))

    def _show(self, page: TickPage) -> None:
        lines = [line for line in page.lines if line.is_open] if self.only_open else page.lines
        self._lines = {line.key: line for line in lines}
        self.table.set_source(ListSource([_row(line, page) for line in lines]))
        self.query_one("#tick-heading", Static).update(content(tick_heading(page, only_open=self.only_open)))
        self.query_one("#tick-sum", Static).update(content(totals_line(page)))
        self._show_totals(page)
        self._show_line()

    def _show_totals(self, page: TickPage) -> None:
        self.query_one("#tick-totals", DetailView).show(totals_sections(page, self.whole))

    def _show_line(self) -> None:
        line, page = self.line, self.page
        sections = line_sections(line, page) if line is not None and page is not None else []
        self.query_one("#tick-line", DetailView).show(sections)
        self.refresh_acts()


def _row(line: TickLine, page: TickPage) -> Row:
    cells = (
        f"{weekday_short(line.day.weekday())} {day_and_month(line.day)} {time_of_day(line.start_minute)}",
        page.person(line.professional_id),
        number(line.planned if line.counts else None),
        number(line.given),
        number(line.declared),
        why_words(line, page.person),
    )
    marks = {TickState.OPEN: ("warning",), TickState.CLOSED: ("muted",), TickState.LATER: ("muted",)}
    return Row(line.key, cells, marks.get(line.state, ()))
