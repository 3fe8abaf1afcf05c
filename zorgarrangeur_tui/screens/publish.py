"""Publishing the plan of one school: what is wrong with it, what changes, and the way to do it."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on, work
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
from zorgarrangeur_tui.desk.conflicts import CHECKED
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.publishing import Publication, next_monday, plan_publication
from zorgarrangeur_tui.screens.clashes import Jump
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.publish_acts import PUBLISH_ACTS, PublishNow
from zorgarrangeur_tui.screens.publish_lines import COLUMNS, detail, heading, place_of, rows

_NOTHING = (
    "Er is niets veranderd sinds het laatste rooster, en er is niets mis. {ChooseFirstDay} kiest een andere eerste dag, "
    "{ShowVersions} toont eerdere roosters."
)


class PublishScreen(BusyScreen):
    """What blocks publishing first, then what changes against the plan that was published last, then what asks a reason.

    Widgets: `publish-heading`, `publish-table`, `publish-detail`.

    Args:
        school_id: whose plan.
        jump: shows a place on the board.
    """

    MODE = "planning"
    SHOWS = tuple(dict.fromkeys((*CHECKED, "plan_version", "visit_exception")))
    ACTS = PUBLISH_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    PublishScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #publish-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, school_id: str, jump: Jump) -> None:
        super().__init__()
        self.school_id = school_id
        self.jump = jump
        self.holds_from = date.min
        self.publication: Publication | None = None
        """What was found when it was last checked; None until then."""
        self._logged = False

    def body(self) -> ComposeResult:
        """Show of what and how much, the lines, and the line under the cursor in full."""
        yield HeadingLine(id="publish-heading", classes="-fitted")
        with Vertical():
            yield RecordTable(COLUMNS, empty_text=self.words(_NOTHING), id="publish-table")
            yield DetailView(id="publish-detail")

    @property
    def place(self) -> tuple[str, str | None] | None:
        """Where the line under the cursor is on the board."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return place_of(self.publication, key) if self.publication is not None and key else None

    def reload(self) -> None:
        """Check the plan as it is now."""
        if self.holds_from == date.min:
            self.holds_from = next_monday(self.user.today)
        self._check()

    def show_from(self, day: date) -> None:
        """Check the plan for another first day."""
        self.holds_from = day
        self.reload()

    def show_busy(self) -> None:
        """Say what is going on, or what was found, in the line at the top, as long as the screen is there."""
        text = heading(self.publication, self.size.width) if self.publication is not None else ""
        for line in self.query("#publish-heading").results(Static):
            line.update(content(f" {self.busy_words}" if self.busy_words else text))

    def on_resize(self) -> None:
        """Fit the top line to the new width."""
        self.call_after_refresh(self.show_busy)

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        key = self.query_one(RecordTable).selected_key
        sections = detail(self.publication, key) if self.publication is not None and key else []
        self.query_one("#publish-detail", DetailView).show(sections)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def publish_it(self) -> None:
        """Publish: Enter does the same in the list as anywhere."""
        self.run_act(PublishNow)

    @work(name="publication", group="publication", exclusive=True)
    async def _check(self) -> None:
        """Look what changes and what is wrong, in a thread, and show it."""
        with self.busy_with("De weken vooruit worden nagekeken. U kunt gewoon verder werken."):
            try:
                found = await asyncio.to_thread(plan_publication, self.store, self.school_id, self.holds_from)
            except RecordMissing as gone:
                self.app.pop_screen()
                tell(self.app, str(gone))
                return
            self.publication = found
            self.query_one(RecordTable).set_source(ListSource(rows(found)))
        self.follow_cursor()
        if not self._logged:
            self._logged = True
            log_look(self.app, partial(note_search, self.store, "clash", len(found.found), subject=self.school_id))
