"""What care is asked at a school per half hour, against who is there and which rooms are in use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.presence_views import PresencePage, presence_page
from zorgarrangeur_tui.domain.presence_values import HALF_HOUR
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.plan_view_opening import show_board
from zorgarrangeur_tui.screens.presence_view_acts import PRESENCE_ACTS, OpenDay
from zorgarrangeur_tui.screens.presence_view_lines import (
    Layer,
    columns,
    heading,
    legend,
    slot_rows,
    slot_sections,
    week_sections,
)


class PresenceScreen(StoreScreen):
    """A week of a school in half hours. Up and down go through the day, left and right to another day.

    Widgets: `presence-heading`, `presence-legend`, `presence-slots`, `presence-slot`, `presence-week`.

    Args:
        school_id: the school.
        monday: of the week.
        place: weekday and minute of the half hour at which the cursor begins.
    """

    MODE = "planning"
    SHOWS = (
        "visit_pattern",
        "visit_exception",
        "absence",
        "care_need",
        "case",
        "pupil",
        "school",
        "professional",
        "own_day",
        "school_holiday",
    )
    ACTS = PRESENCE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    PresenceScreen {
        & #presence-legend { height: 1; background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
        & #presence-main { height: 1fr; layout: vertical; }
        & RecordTable { height: 1fr; min-height: 5; }
        & #presence-panel { height: 8; layout: horizontal; border-top: solid $border-blurred; }
        & #presence-slot { width: 3fr; }
        & #presence-week { width: 2fr; border-left: solid $border-blurred; }
        &.-narrow #presence-week { display: none; }
        &.-wide #presence-main { layout: horizontal; }
        &.-wide RecordTable { width: 3fr; height: 1fr; }
        &.-wide #presence-panel {
            width: 2fr;
            height: 1fr;
            layout: vertical;
            border-top: none;
            border-left: solid $border-blurred;
        }
        &.-wide #presence-slot { width: 1fr; height: 3fr; }
        &.-wide #presence-week { width: 1fr; height: 2fr; border-left: none; border-top: solid $border-blurred; }
        &.-wide.-broad #presence-panel { width: 3fr; layout: horizontal; }
        &.-wide.-broad #presence-slot { height: 1fr; }
        &.-wide.-broad #presence-week { height: 1fr; border-top: none; border-left: solid $border-blurred; }
    }
    """

    def __init__(self, school_id: str, monday: date, place: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self.school_id = school_id
        self.monday = monday
        self.kind = ""
        self.shown_layer = Layer.BOTH
        self.page: PresencePage | None = None
        self._weekday, minute = place
        self._select_next: str | None = str(minute // HALF_HOUR * HALF_HOUR)
        self._logged: set[date] = set()

    def body(self) -> ComposeResult:
        """Show what the numbers mean, the half hours, the half hour under the cursor and the week as a whole."""
        yield HeadingLine(id="presence-heading", classes="-fitted")
        yield Static(id="presence-legend")
        with Container(id="presence-main"):
            yield RecordTable(
                (),
                empty_text=self.words(
                    "In deze week is hier geen school en komt niemand. {PresenceWeekAfter} toont een week verder."
                ),
                id="presence-slots",
            )
            with Container(id="presence-panel"):
                yield DetailView(id="presence-slot")
                yield DetailView(id="presence-week")

    @property
    def day_at_cursor(self) -> int:
        """Which of the days that are shown is under the cursor, counted from 0."""
        days = self.page.overlay.days if self.page else ()
        return next((number for number, day in enumerate(days) if day.day.weekday() == self._weekday), 0)

    def reload(self) -> None:
        """Ask the store for the week; leave when the school is gone."""
        try:
            self.page = presence_page(self.store, self.school_id, self.monday, self.kind)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self._log_opened(self.page)
        self._show()

    def show_layer(self, layer: Layer) -> None:
        """Show something else in the cells."""
        self.shown_layer = layer
        self._show()

    def show_kind(self, kind: str) -> None:
        """Look at one kind of care, or with "" at all."""
        self.kind = kind
        self.reload()

    def go_days(self, by: int) -> None:
        """Go so many days on, or back, within the days that are shown."""
        if self.page is not None and self.page.overlay.days:
            days = self.page.overlay.days
            self._weekday = days[min(max(0, self.day_at_cursor + by), len(days) - 1)].day.weekday()
            self._show()

    def go_weeks(self, by: int) -> None:
        """Show a week so many weeks later, or earlier."""
        self.monday += timedelta(weeks=by)
        self.reload()

    async def open_board(self) -> None:
        """Open the board of the school in this week."""
        await show_board(self.app, self.school_id, monday=self.monday)

    @on(RecordTable.Filtered)
    def place_cursor(self) -> None:
        """Put the cursor where it was asked to go."""
        if self._select_next is not None:
            self.query_one(RecordTable).move_to(self._select_next)
            self._select_next = None
        self._show_slot()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Tell about the half hour under the cursor."""
        self._show_slot()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the board in this week."""
        self.run_act(OpenDay)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the top line to the new width."""
        self._show_heading(event.size.width)

    def _log_opened(self, page: PresencePage) -> None:
        """Log that pseudonyms of a school were shown, once per week."""
        if page.monday in self._logged:
            return
        self._logged.add(page.monday)
        store, count = self.store, len(page.pseudonyms)
        log_look(self.app, lambda: note_search(store, "planning", count, subject=page.school.id))

    def _show(self) -> None:
        if self.page is None:
            return
        table = self.query_one(RecordTable)
        table.set_columns(columns(self.page, self.day_at_cursor))
        table.set_source(ListSource(slot_rows(self.page, self.shown_layer, self.day_at_cursor)))
        self.query_one("#presence-week", DetailView).show(week_sections(self.page))
        self.query_one("#presence-legend", Static).update(content(legend(self.shown_layer)))
        self._show_heading()
        self._show_slot()

    def _show_heading(self, width: int = 0) -> None:
        if self.page is not None:
            text = heading(self.page, self.shown_layer, width or self.size.width)
            self.query_one("#presence-heading", Static).update(content(text))

    def _show_slot(self) -> None:
        key = self.query_one(RecordTable).selected_key
        sections = []
        if self.page is not None and key is not None and self.page.overlay.days:
            sections = slot_sections(self.page, self.page.overlay.days[self.day_at_cursor], int(key))
        self.query_one("#presence-slot", DetailView).show(sections)
        self.refresh_acts()
