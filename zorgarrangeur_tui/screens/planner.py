"""The planner: search for a proposal, look at it line by line, compare with others, take it over or leave it.

Nothing of a proposal is kept: who leaves this screen leaves no trace.
"""

from __future__ import annotations

import asyncio
import threading
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from storage.errors import StorageError
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanProposal, prepare, propose
from zorgarrangeur_tui.planning.progress import Progress
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.planner_acts import PLANNER_ACTS, ToggleLine
from zorgarrangeur_tui.screens.planner_ask import PlanPlace
from zorgarrangeur_tui.screens.planner_lines import (
    COLUMNS,
    counted_section,
    heading,
    left_out_section,
    line_section,
    measures_section,
    progress_words,
    rows,
)

_EMPTY = "Hier komt het voorstel als de planner klaar is. Met {SearchAgain} zoekt hij daarna opnieuw."
_MOST_KEPT = 4
"""So many proposals are kept side by side at most; the oldest goes first."""


class PlannerScreen(BusyScreen):
    """The proposals of one sitting. The table has the lines of the one in view, the panel what it brings.

    Widgets: `planner-heading`, `planner-table`, `planner-line`, `planner-measures`.

    Args:
        place: the schools at hand.
        ask: what to search for at once.
    """

    MODE = "planning"
    SHOWS = ()
    ACTS = PLANNER_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    PlannerScreen {
        & #planner-main { height: 1fr; layout: vertical; }
        & RecordTable { width: 1fr; height: 1fr; min-height: 4; }
        & #planner-panel { height: 11; layout: vertical; border-top: solid $border-blurred; }
        & #planner-line { height: auto; max-height: 7; }
        & #planner-measures { height: 1fr; }
        &.-wide #planner-main { layout: horizontal; }
        &.-wide #planner-panel { width: 38%; height: 1fr; border-top: none; border-left: solid $border-blurred; }
        &.-wide #planner-line { max-height: 12; }
        &.-wide.-broad #planner-panel { width: 56%; layout: horizontal; }
        &.-wide.-broad #planner-line { width: 1fr; height: 1fr; max-height: 100%; }
        &.-wide.-broad #planner-measures { width: 1fr; border-left: solid $border-blurred; }
    }
    """

    def __init__(self, place: PlanPlace, ask: PlanAsk) -> None:
        super().__init__()
        self.place = place
        self.ask = ask
        self.proposals: list[PlanProposal] = []
        self.at = 0
        self.chosen: set[int] = set()
        self.comparing = False
        self._stop = threading.Event()

    def body(self) -> ComposeResult:
        """Show how far it is or what was found, the lines, and what they bring."""
        yield HeadingLine(id="planner-heading")
        with Container(id="planner-main"):
            yield RecordTable(COLUMNS, empty_text=self.words(_EMPTY), id="planner-table")
            with Container(id="planner-panel"):
                yield DetailView(id="planner-line")
                yield DetailView(id="planner-measures")

    def on_mount(self) -> None:
        """Begin to search."""
        self.search(self.ask)

    def on_unmount(self) -> None:
        """Let nothing go on that nobody looks at."""
        self._stop.set()

    @property
    def searching(self) -> bool:
        """Whether the planner is at work."""
        return bool(self.busy_words)

    @property
    def proposal(self) -> PlanProposal | None:
        """The proposal in view."""
        return self.proposals[self.at] if self.proposals else None

    @property
    def line(self) -> int | None:
        """The number of the line under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return int(key) if key and self.proposal is not None else None

    def stop(self) -> None:
        """End the search; the best so far becomes the proposal."""
        self._stop.set()

    def search(self, ask: PlanAsk) -> None:
        """Search for a proposal."""
        self.ask = ask
        self._search(ask)

    def show_proposal(self, at: int) -> None:
        """Show another of the proposals, with all its lines chosen."""
        self.at = at
        self.chosen = set(range(len(self.proposals[at].changes)))
        self.show_lines()

    def show_lines(self) -> None:
        """Show the lines as they are chosen now; the cursor stays where it is."""
        if self.proposal is not None:
            self.query_one(RecordTable).set_source(ListSource(rows(self.proposal, self.chosen)))
        self.show_busy()
        self.show_panel()

    def show_busy(self) -> None:
        """Show how far the search is, or what was found."""
        text = self.busy_words
        if not text and self.proposal is not None:
            text = heading(self.proposal, len(self.chosen), self.at + 1)
        for line in self.query("#planner-heading").results(Static):
            line.update(content(text))
        self.refresh_acts()

    @on(RecordTable.Highlighted)
    def show_panel(self) -> None:
        """Show the line under the cursor in full, and what the proposal brings."""
        proposal, number = self.proposal, self.line
        line: list[Section] = []
        brings: list[Section] = []
        if proposal is not None:
            if number is not None and number < len(proposal.changes):
                line.append(line_section(proposal, number))
            brings = [measures_section(self.proposals if self.comparing else [proposal]), counted_section(proposal)]
            left_out = left_out_section(proposal)
            brings += [left_out] if left_out else []
        self.query_one("#planner-line", DetailView).show(line)
        self.query_one("#planner-measures", DetailView).show(brings)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def toggle_chosen(self) -> None:
        """Take the line over or not: Enter does the same as the space bar."""
        self.run_act(ToggleLine)

    @work(name="planner", group="planner", exclusive=True)
    async def _search(self, ask: PlanAsk) -> None:
        """Search in a thread that itself only waits for other processes; the keyboard keeps working."""
        self._stop = stop = threading.Event()

        def report(progress: Progress) -> None:
            if not stop.is_set():
                self.app.call_from_thread(self._tell_progress, progress_words(progress, ask.seconds))

        def work_on() -> PlanProposal:
            return propose(self.store, prepare(self.store, ask), ask, stop=stop.is_set, report=report)

        with self.busy_with("De planner leest de gegevens. Met Esc stopt u."):
            try:
                found = await asyncio.to_thread(work_on)
            except StorageError as refusal:
                tell(self.app, str(refusal), severity="error", seconds=12)
                return
            finally:
                stop.set()
        self.proposals = [*self.proposals, found][-_MOST_KEPT:]
        self.show_proposal(len(self.proposals) - 1)
        pupils = len(found.planned.layout.pupils)
        store, subject = self.store, self.place.school_ids[0] if len(self.place.school_ids) == 1 else ""
        log_look(self.app, lambda: note_search(store, "planning", pupils, subject=subject))

    def _tell_progress(self, words: str) -> None:
        if self.busy_words:
            self.busy_words = f"{words} · Esc stopt"
            self.show_busy()
