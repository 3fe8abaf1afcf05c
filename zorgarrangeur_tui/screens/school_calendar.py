"""The calendar of one school: its school year week by week, its own days, and how it counts even and odd weeks."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import OwnDay
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.school_year_view import CalendarWeek, CalendarYear, calendar_year
from zorgarrangeur_tui.domain.school_years import SchoolYear, monday_of, school_year_of
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.school_calendar_acts import CALENDAR_ACTS, ChangeOwnDay, NewOwnDay
from zorgarrangeur_tui.screens.school_calendar_lines import COLUMNS, heading, week_row, week_sections


class SchoolCalendarScreen(PlacesCursorLater, BusyScreen):
    """The weeks of a school year, with the week under the cursor day by day below or beside them.

    Widgets: `calendar-heading` (the school and its year, or what is going on), `calendar-weeks`, `calendar-detail`.
    """

    MODE = "schools"
    SHOWS = ("school", "own_day", "school_holiday")
    ACTS = CALENDAR_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    SchoolCalendarScreen {
        & RecordTable { height: 1fr; }
        & #calendar-detail { height: 1fr; }
    }
    """

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.year: SchoolYear | None = None
        self.shown: CalendarYear | None = None

    def body(self) -> ComposeResult:
        """Show the weeks, and the week under the cursor."""
        yield HeadingLine(id="calendar-heading", classes="-fitted")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(COLUMNS, id="calendar-weeks")
            yield DetailView(id="calendar-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the school is gone."""
        today = self.user.today
        if self.year is None:
            self.year = school_year_of(today)
            self.wanted_line = monday_of(today).isoformat()
        try:
            self.shown = calendar_year(self.store, self.school_id, self.year)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self.query_one(RecordTable).set_source(ListSource([week_row(week, today) for week in self.shown.weeks]))
        self._show_heading()
        self._show_detail()

    def show_year(self, years: int) -> None:
        """Show a school year so many years later, or with less than 0 earlier; this week when it falls in it."""
        assert self.year is not None, "the first reload sets it"
        self.year = SchoolYear(self.year.begins_in + years)
        today = self.user.today
        inside = self.year.first_day <= today <= self.year.last_day
        self.wanted_line = monday_of(today if inside else self.year.first_day).isoformat()
        self.reload()

    def week_at_cursor(self) -> CalendarWeek | None:
        """Return the week under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        weeks = self.shown.weeks if self.shown else ()
        return next((week for week in weeks if week.monday.isoformat() == key), None)

    def select_own_day(self, own_day: OwnDay) -> None:
        """Put the cursor on the week of an own day as soon as it is there, in its school year."""
        if own_day.first_day is None:
            return
        week, year = monday_of(own_day.first_day).isoformat(), school_year_of(own_day.first_day)
        if year == self.year:
            self.select_later(week)
        else:
            self.wanted_line, self.year = week, year
            self.reload()

    def show_busy(self) -> None:
        """Say what is going on in the line at the top."""
        self._show_heading()

    @on(RecordTable.Filtered)
    def follow_rows(self) -> None:
        """Show what the line under the cursor says now."""
        self._show_detail()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the week under the cursor."""
        self._show_detail()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Change the own day of the chosen week, or add one to it."""
        self.run_act(ChangeOwnDay if ChangeOwnDay.available(self) else NewOwnDay)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the top line to the new width."""
        self._show_heading(event.size.width)

    def _show_heading(self, width: int = 0) -> None:
        if self.shown is not None:
            text = self.busy_words or heading(self.shown, self.user.today, width or self.size.width)
            self.query_one("#calendar-heading", Static).update(content(text))

    def _show_detail(self) -> None:
        week = self.week_at_cursor()
        if self.shown is not None and week is not None:
            ahead = self.user.today if week.monday == monday_of(self.user.today) else week.monday
            self.query_one("#calendar-detail", DetailView).show(week_sections(self.shown, week, ahead))
        self.refresh_acts()
