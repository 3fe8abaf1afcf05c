"""A school year of visits, week by week: in which weeks something differs, and a way to each of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import Professional
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.plan_views import PlanAsk
from zorgarrangeur_tui.desk.term_views import TermAsk, TermKind, TermPage, term_page
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.domain.term_view import TermWeek
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater
from zorgarrangeur_tui.screens.plan_view_opening import show_board, show_plan_view
from zorgarrangeur_tui.screens.term_view_acts import TERM_ACTS, OpenWeek
from zorgarrangeur_tui.screens.term_view_lines import TermLook, columns, heading, week_rows, week_sections


class TermScreen(PlacesCursorLater):
    """The weeks of a school year, with the week under the cursor in full below or beside them. It shows no children.

    Widgets: `term-heading`, `term-weeks`, `term-detail`.

    Args:
        ask: whose school year is shown first.
    """

    MODE = "planning"
    SHOWS = (
        "visit_pattern",
        "visit_exception",
        "absence",
        "school",
        "care_location",
        "professional",
        "own_day",
        "school_holiday",
    )
    ACTS = TERM_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    TermScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #term-detail { height: 8; }
    }
    """

    def __init__(self, ask: TermAsk) -> None:
        super().__init__()
        self.ask = ask
        self.look = TermLook()
        self.page: TermPage | None = None
        self.school_id = ask.subject_id if ask.kind is TermKind.SCHOOL else ""
        self.school_name = ""
        self.people: tuple[Professional, ...] = ()

    def body(self) -> ComposeResult:
        """Show the weeks, and the week under the cursor."""
        yield HeadingLine(id="term-heading", classes="-fitted")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(
                (),
                empty_text=self.words("Geen enkele week is anders dan anders. {OnlyDifferent} toont alle weken."),
                id="term-weeks",
            )
            yield DetailView(id="term-detail")

    @property
    def week(self) -> TermWeek | None:
        """The week under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        weeks = self.page.weeks if self.page else ()
        return next((week for week in weeks if week.monday.isoformat() == key), None)

    def reload(self) -> None:
        """Ask the store for the year; leave when whom it is about is gone."""
        try:
            page = term_page(self.store, self.ask)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        fresh = self.page is None
        self.page, self.ask = page, page.ask
        if page.ask.kind is TermKind.SCHOOL:
            self.school_name, self.people = page.title, page.people
        if fresh:
            self.wanted_line = self._week_of(self.user.today)
        self._show()

    def show_term(self, ask: TermAsk) -> None:
        """Show the school year of somebody else, with the cursor on the same week."""
        self._keep_week()
        self.ask = ask
        self.reload()

    def show_look(self, look: TermLook) -> None:
        """Draw the weeks in another way."""
        self._keep_week()
        self.look = look
        self._show()

    def show_year(self, by: int) -> None:
        """Show a school year so many years later, or with less than 0 earlier."""
        if self.page is not None:
            self.ask = TermAsk(self.ask.kind, self.ask.subject_id, SchoolYear(self.page.year.begins_in + by))
            self.page = None
            self.reload()

    async def open_week(self) -> None:
        """Open the week under the cursor: on the board of the school, or as the week of the professional."""
        week = self.week
        if week is None:
            return
        if self.ask.kind is TermKind.SCHOOL:
            await show_board(self.app, self.ask.subject_id, monday=week.monday)
        else:
            await show_plan_view(self.app, PlanAsk(ViewKind.PROFESSIONAL, self.ask.subject_id, week.monday))

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
        """Open the chosen week."""
        self.run_act(OpenWeek)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the top line to the new width."""
        self._show_heading(event.size.width)

    def _keep_week(self) -> None:
        week = self.week
        self.wanted_line = week.monday.isoformat() if week else None

    def _week_of(self, day: date) -> str | None:
        """Return the key of the week of a day; None when it is in another school year."""
        weeks = self.page.weeks if self.page else ()
        before = [week for week in weeks if week.monday <= day]
        inside = self.page is not None and self.page.year.first_day <= day <= self.page.year.last_day
        return before[-1].monday.isoformat() if inside and before else None

    def _show(self) -> None:
        if self.page is None:
            return
        table = self.query_one(RecordTable)
        table.set_columns(columns(self.page, self.look))
        table.set_source(ListSource(week_rows(self.page, self.look, self.user.today)))
        self._show_heading()
        self._show_detail()

    def _show_heading(self, width: int = 0) -> None:
        if self.page is not None:
            text = heading(self.page, self.look, width or self.size.width)
            self.query_one("#term-heading", Static).update(content(text))

    def _show_detail(self) -> None:
        week = self.week
        sections = week_sections(self.page, week) if self.page is not None and week is not None else []
        self.query_one("#term-detail", DetailView).show(sections)
        self.refresh_acts()
