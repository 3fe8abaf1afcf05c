"""The plan by professional, provider, pupil or day, to read; a visit opens on the board of its school."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.week_grid import WeekGrid
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_case_read, note_search
from zorgarrangeur_tui.desk.plan_views import PlanAsk, PlanPage, plan_page
from zorgarrangeur_tui.domain.clock import WEEKDAYS, weekday
from zorgarrangeur_tui.domain.plan_view_values import DAY_END, DAY_START, ViewKind
from zorgarrangeur_tui.domain.plan_views import served_children
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.screens.grid_screen import GridScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.plan_view_acts import PLAN_VIEW_ACTS
from zorgarrangeur_tui.screens.plan_view_blocks import first_visit, grid_week
from zorgarrangeur_tui.screens.plan_view_opening import AtHand, show_board
from zorgarrangeur_tui.screens.plan_view_sections import block_sections, nothing_words, page_sections, plan_heading
from zorgarrangeur_tui.screens.planning_blocks import FIRST_HOUR, LAST_HOUR

_ONLY_READ = "Hier kunt u alleen kijken. Enter opent het bord van de school; daar verandert u het bezoek."


class DayGrid(WeekGrid):
    """One day with a lane per school: few schools side by side that can be read, and the rest by moving on."""

    LEAST_LANE: ClassVar[int] = 16


class PlanViewScreen(GridScreen):
    """A view of the plan. The grid shows it; the panel tells about what is under the cursor and about the whole.

    Widgets: `plan-heading`, `plan-week` or `plan-day`, `plan-block`, `plan-whole`.

    Args:
        ask: which view is shown first.
    """

    MODE = "planning"
    SHOWS = (
        "visit_pattern",
        "care_need",
        "case",
        "pupil",
        "school",
        "care_location",
        "professional",
        "provider",
        "childcare",
        "own_day",
        "school_holiday",
        "visit_exception",
        "absence",
    )
    ACTS = PLAN_VIEW_ACTS
    BINDINGS: ClassVar = bindings(ACTS)

    def __init__(self, ask: PlanAsk) -> None:
        super().__init__()
        self.ask = ask
        self.page: PlanPage | None = None
        self._logged: set[PlanAsk] = set()

    def body(self) -> ComposeResult:
        """Show the top line, the week or the day, and the panel."""
        yield HeadingLine(id="plan-heading", classes="-fitted")
        with Container(id="plan-main", classes="grid-main"):
            yield WeekGrid(first_minute=FIRST_HOUR, last_minute=LAST_HOUR, id="plan-week")
            yield DayGrid(days=1, first_minute=DAY_START, last_minute=DAY_END, id="plan-day")
            with Container(id="plan-panel", classes="grid-panel"):
                yield DetailView(id="plan-block", classes="grid-here")
                yield DetailView(id="plan-whole", classes="grid-whole")

    @property
    def grid(self) -> WeekGrid:
        """What shows the view: the week or the day."""
        return self.query_one("#plan-day" if self.ask.kind is ViewKind.DAY else "#plan-week", WeekGrid)

    @property
    def at_hand(self) -> AtHand:
        """Whom and what the block under the cursor is about, else the view itself."""
        assert self.page is not None
        ask, key = self.page.ask, self.grid.selected_key or ""
        visit = self.page.visits.get(key)
        own = {
            ViewKind.PROFESSIONAL: AtHand(professional_id=ask.subject_id, week=ask.day),
            ViewKind.PROVIDER: AtHand(provider_id=ask.subject_id, week=ask.day),
            ViewKind.PUPIL: AtHand(pupil_id=ask.subject_id, week=ask.day),
            ViewKind.DAY: AtHand(week=ask.day),
        }[ask.kind]
        if visit is None:
            return own
        facts = self.page.facts
        planned = next(one.visit for one in self.page.shown if one.visit.id == key)
        person = facts.people.get(planned.professional_id)
        monday = monday_of(ask.day or self.user.today)
        return AtHand(
            professional_id=planned.professional_id,
            provider_id=person.provider_id if person else own.provider_id,
            pupil_id=own.pupil_id or next(iter(served_children(planned, facts)), ""),
            school_id=visit.school_id,
            care_location_id=visit.care_location_id,
            day=monday + timedelta(days=planned.weekday),
            week=ask.day,
        )

    def show_view(self, ask: PlanAsk) -> None:
        """Show another view, with the cursor on its first visit from today on."""
        self.ask = ask
        self.page = None
        self.reload()

    def reload(self) -> None:
        """Ask the store for the view; leave when whom it is about is gone."""
        try:
            page = plan_page(self.store, self.ask)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        fresh = self.page is None
        self.page, self.ask = page, page.ask
        for grid in self.query(WeekGrid):
            grid.display = grid is self.grid
        self.grid.empty_text = self.words(nothing_words(page.ask.kind))
        self.grid.day_titles = WEEKDAYS
        day = page.ask.day
        if page.ask.kind is ViewKind.DAY and day is not None:
            self.grid.day_titles = (weekday(day.weekday()),)
        week = grid_week(page.view)
        self.grid.show(lanes=week.lanes, blocks=week.blocks, hours=week.hours)
        if fresh:
            self.grid.focus()
            first = first_visit(page.view, self.user.today.weekday())
            if first is not None:
                self.grid.go_to(self.grid.nearest_place(first))
            self._log_opened(page)
        self._show_heading()
        self.query_one("#plan-whole", DetailView).show(page_sections(page))
        self._tell_block()
        self.refresh_acts()

    @on(WeekGrid.CursorMoved)
    def follow_cursor(self) -> None:
        """Tell about what is under the cursor."""
        self._tell_block()

    @on(WeekGrid.BlockChosen)
    def open_chosen(self, event: WeekGrid.BlockChosen) -> None:
        """Open the chosen visit on the board of its school."""
        visit = self.page.visits.get(event.key) if self.page else None
        if visit is None:
            tell(self.app, self.words("Dit is geen bezoek. Kies met {NextVisit} een bezoek."))
        elif not visit.school_id:
            tell(self.app, "Dit bezoek is op een zorglocatie. Daarvan is er geen bord per school.")
        else:
            day = self.page.ask.day if self.page else None
            board = show_board(self.app, visit.school_id, visit.id, monday=monday_of(day) if day else None)
            self.app.run_worker(board, name="open-board", group="open-board")

    @on(WeekGrid.MoveRequested)
    @on(WeekGrid.StretchRequested)
    def refuse_change(self) -> None:
        """Say where a visit can be changed."""
        tell(self.app, _ONLY_READ)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the top line to the new width."""
        if self.page is not None:
            self._show_heading(event.size.width)

    def _log_opened(self, page: PlanPage) -> None:
        """Log who is shown, once per view: the week of a child as reading that child, others as a list of children."""
        if page.ask in self._logged:
            return
        self._logged.add(page.ask)
        store, ask, count = self.store, page.ask, len(page.pseudonyms)
        if ask.kind is ViewKind.PUPIL:
            log_look(self.app, lambda: note_case_read(store, page.case_id, {ask.subject_id}))
        else:
            log_look(self.app, lambda: note_search(store, "planning", count, subject=ask.subject_id))

    def _show_heading(self, width: int = 0) -> None:
        if self.page is not None:
            text = plan_heading(self.page, width or self.size.width)
            self.query_one("#plan-heading", Static).update(content(text))

    def _tell_block(self) -> None:
        if self.page is not None:
            sections = block_sections(self.page, self.grid.selected_key or "")
            self.query_one("#plan-block", DetailView).show(sections)
