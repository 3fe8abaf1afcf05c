"""The budgets of one school, and what is planned against them."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.budgets import BudgetLine, SchoolBudgets, school_budgets
from zorgarrangeur_tui.screens.budget_acts import BUDGET_ACTS, ChangeBudget
from zorgarrangeur_tui.screens.budget_lines import COLUMNS, NOTHING, budget_row, budget_sections, heading
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater


class BudgetsScreen(PlacesCursorLater):
    """A line for each budget, with the plan against it below or beside them.

    Widgets: `budget-heading` (the school and its hours), `budget-lines`, `budget-detail`.

    Args:
        school_id: the school.
    """

    MODE = "planning"
    SHOWS = (
        "budget",
        "school",
        "visit_pattern",
        "visit_exception",
        "care_need",
        "entitlement",
        "tariff",
        "own_day",
        "school_holiday",
        "residence",
        "professional",
    )
    ACTS = BUDGET_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    BudgetsScreen {
        & RecordTable { height: 2fr; min-height: 4; }
        & #budget-detail { height: 3fr; }
    }
    """

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.shown: SchoolBudgets | None = None

    def body(self) -> ComposeResult:
        """Show the budgets, and the one under the cursor."""
        yield HeadingLine(id="budget-heading", classes="-fitted")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(COLUMNS, empty_text=self.words(NOTHING), id="budget-lines")
            yield DetailView(id="budget-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the school is gone."""
        try:
            self.shown = school_budgets(self.store, self.school_id)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        found = self.shown
        self.query_one(RecordTable).set_source(ListSource([budget_row(found, line) for line in found.lines]))
        self._show_heading()
        self._show_detail()

    def line_at_cursor(self) -> BudgetLine | None:
        """Return the budget under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        lines = self.shown.lines if self.shown else ()
        return next((line for line in lines if line.record.id == key), None)

    @on(RecordTable.Filtered)
    def follow_rows(self) -> None:
        """Show what the line under the cursor says now."""
        self._show_detail()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the budget under the cursor."""
        self._show_detail()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Change the chosen budget."""
        self.run_act(ChangeBudget)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the top line to the new width."""
        self._show_heading(event.size.width)

    def _show_heading(self, width: int = 0) -> None:
        if self.shown is not None:
            text = heading(self.shown, width or self.size.width)
            self.query_one("#budget-heading", Static).update(content(text))

    def _show_detail(self) -> None:
        if self.shown is not None:
            sections = budget_sections(self.shown, self.line_at_cursor())
            self.query_one("#budget-detail", DetailView).show(sections)
        self.refresh_acts()
