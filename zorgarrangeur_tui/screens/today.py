"""Vandaag: what is due, to walk through and open, under a page on who is at school and what needs attention."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import StorageError
from storage.models import RECORD_TYPES
from widgets.choice_popup import ChoicePopup
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, bindings, tell
from zorgarrangeur_tui.desk.drafts import DRAFT
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.reference import weeks_ahead
from zorgarrangeur_tui.desk.watch_acts import finish
from zorgarrangeur_tui.domain.watch import KIND_WORDS, Watched
from zorgarrangeur_tui.due_rows import DUE_COLUMNS, DueSource
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.ahead import AHEAD, load_screens
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.open_record import open_record
from zorgarrangeur_tui.screens.today_sections import TodayPage, today_page

HALF_A_YEAR, EVERYTHING = 26, 520
"""How far ahead can be looked besides the weeks of the threshold, in weeks."""

_EMPTY = "Niets dat haast heeft. Met {LookFurther} kijkt u verder vooruit, met {NewCaseFromToday} begint u een casus."


class NewCaseFromToday(Command):
    """Begin een nieuwe casus."""

    key = "n"
    label = "Nieuwe casus"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Go to the cases and begin one."""
        from zorgarrangeur_tui.screens.cases import CasesScreen, NewCase  # noqa: PLC0415 - another mode's module

        await actor.app.switch_mode("cases")
        screen = actor.app.screen
        if isinstance(screen, CasesScreen):
            screen.run_act(NewCase)


class _OnDue(Command):
    """An act on what the cursor is on."""

    needs = (
        "Er staat niets onder de cursor. Kijk verder vooruit met {LookFurther}, of begin een casus met "
        "{NewCaseFromToday}."
    )

    @classmethod
    def available(cls, actor: TodayScreen) -> bool:
        """Only with something under the cursor."""
        return actor.at_cursor is not None


class OpenDue(_OnDue):
    """Open waar de termijn onder de cursor over gaat: de casus, school of aanbieder, met de cursor erop."""

    key = "o"
    label = "Openen"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Show the record."""
        watched = actor.at_cursor
        if watched is not None:
            await open_record(actor.app, watched.record_type, watched.record_id)


class FinishDue(_OnDue):
    """Zet de actie of evaluatie onder de cursor op klaar, met de datum van vandaag."""

    key = "a"
    label = "Klaar"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Write it down and say how to take it back."""
        watched = actor.at_cursor
        if watched is not None:
            act = finish(actor.store, watched)
            tell(actor.app, ActText(f"{act}.", "Met {Undo} maakt u het ongedaan."))


class ChooseKind(Command):
    """Toon alleen termijnen van één soort, of weer alle."""

    key = "t"
    label = "Soort"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Let the user choose, and show what was chosen."""
        picked = await actor.app.push_screen_wait(
            ChoicePopup("Welke termijnen?", [("", "Alle soorten"), *KIND_WORDS.items()], actor.kind)
        )
        if picked is not None:
            actor.show_due(picked.key or "", actor.weeks)


class LookFurther(Command):
    """Kijk verder vooruit: enkele weken, een half jaar, alles, en weer van voren af."""

    key = "w"
    label = "Weken"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Go to the next span."""
        spans = sorted({weeks_ahead(actor.store), HALF_A_YEAR, EVERYTHING})
        actor.show_due(actor.kind, next((weeks for weeks in spans if weeks > actor.weeks), spans[0]))


class TodayScreen(StoreScreen):
    """What is due, below a page to read. Nothing on it is kept, all of it is asked from the store, in threads.

    Widgets: `today-view`, `due-heading`, `due-table`.
    """

    MODE = "today"
    SHOWS = (DRAFT, *RECORD_TYPES)
    ACTS = (NewCaseFromToday, OpenDue, FinishDue, ChooseKind, LookFurther)
    BINDINGS: ClassVar = bindings(ACTS)
    AUTO_FOCUS = "#due-table"
    DEFAULT_CSS = """
    TodayScreen {
        & #today-view { height: auto; max-height: 50%; }
        & #due { height: 1fr; }
        &.-wide #today-body { layout: horizontal; }
        &.-wide #today-view { width: 1fr; height: 1fr; max-height: 100%; }
        &.-wide #due { width: 2fr; border-left: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        self.weeks = 0
        self._page: TodayPage | None = None
        self._source: DueSource | None = None
        self._logged = False

    def body(self) -> ComposeResult:
        """Show the page, and under it or beside it what is due."""
        with Vertical(id="today-body"):
            yield DetailView(id="today-view")
            with Vertical(id="due"):
                yield HeadingLine(id="due-heading")
                yield RecordTable(DUE_COLUMNS, empty_text=self.words(_EMPTY), id="due-table")

    @property
    def at_cursor(self) -> Watched | None:
        """What the cursor is on; None in an empty list."""
        if self._source is None or not self.is_mounted:
            return None
        return self._source.watched(self.query_one(RecordTable).selected_key)

    def reload(self) -> None:
        """Ask the store what today looks like."""
        self.weeks = self.weeks or weeks_ahead(self.store)
        self.show_due(self.kind, self.weeks)
        self._ask()

    def show_due(self, kind: str, weeks: int) -> None:
        """Show what is due of a kind ("" for all) within some weeks, the cursor staying where it can."""
        self.kind, self.weeks = kind, weeks
        self._source = DueSource(self.store, weeks, (kind,) if kind else ())
        self.query_one(RecordTable).set_source(self._source)

    @on(RecordTable.Filtered)
    def count_due(self, event: RecordTable.Filtered) -> None:
        """Tell how many there are and which."""
        which = f" · {KIND_WORDS[self.kind]}" if self.kind else ""
        span = "alles" if self.weeks == EVERYTHING else f"komende {self.weeks} weken"
        self.query_one("#due-heading", Static).update(content(f"Termijnen: {span}{which} ({event.count})"))
        self._log_opened()
        self.refresh_acts()

    @on(RecordTable.Failed)
    def tell_failure(self, event: RecordTable.Failed) -> None:
        """Say why there is no list, where that is known."""
        if isinstance(event.error, StorageError):
            tell(self.app, str(event.error), severity="error")

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show only the keys that fit what is under the cursor."""
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the chosen line."""
        self.run_act(OpenDue)

    @work(exclusive=True, group="today")
    async def _ask(self) -> None:
        """Work out the page in a thread: with many needs that takes a moment."""
        try:
            self._page = await asyncio.to_thread(today_page, self.store)
        except StorageError as refusal:
            tell(self.app, str(refusal), severity="error")
            return
        self.query_one("#today-view", DetailView).show(self._with_keys(self._page.sections))
        self._log_opened()
        self._load_ahead()

    @work(exclusive=True, group=AHEAD)
    async def _load_ahead(self) -> None:
        """Load what other screens are made of while the user looks at this one."""
        await load_screens(self.app)

    def _with_keys(self, sections: Sequence[Section]) -> list[Section]:
        """Return the page with, under the day, the keys as they are now."""
        day, *others = sections
        return [replace(day, paragraphs=[self.words(text) for text in day.paragraphs]), *others]

    def _log_opened(self) -> None:
        """Log once that this screen, which shows pseudonyms, was opened: as soon as all of it is there."""
        page, source = self._page, self._source
        if self._logged or page is None or source is None or not source.answered:
            return
        self._logged = True
        store, lines = self.store, page.children + source.lines_on_children
        log_look(self.app, lambda: note_search(store, "today", lines))
