"""Wie zag wat: the access log, of one child or of all, by period."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import StorageError
from storage.log_reading import LogSelection
from storage.models import RECORD_TYPES
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, bindings, tell
from zorgarrangeur_tui.desk.access_log import line_facts
from zorgarrangeur_tui.desk.log_periods import Period, first_day
from zorgarrangeur_tui.desk.looking import note_log_read
from zorgarrangeur_tui.log_rows import LOG_COLUMNS, LogSource, LogWindow
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_EMPTY = "In deze periode staat hier niets over in het logboek. Druk op {ShowAll} voor alles."


def _period_act(name: str, period: Period, key: str, label: str, *, footer: bool = False) -> CommandClass:
    """Return the act that shows a period."""

    async def run(_: CommandClass, actor: AccessLogScreen) -> None:
        actor.show_period(period)

    members = {
        "__doc__": f"Toon het logboek van: {period}.",
        "__module__": __name__,
        "key": key,
        "label": label,
        "footer": footer,
        "run": classmethod(run),
    }
    return type(name, (Command,), members)


class OnlyThisPupil(Command):
    """Toon alleen wat over de leerling onder de cursor gaat, of weer het hele logboek."""

    key = "l"
    label = "Deze leerling"
    needs = "Zet de cursor eerst op een regel die over een leerling gaat. {ShowAll} toont het hele logboek."

    @classmethod
    def available(cls, actor: AccessLogScreen) -> bool:
        """With a child under the cursor, or to go back to all."""
        return bool(actor.pupil_id or actor.pupil_at_cursor)

    @classmethod
    async def run(cls, actor: AccessLogScreen) -> None:
        """Narrow the log, or show all of it again."""
        await actor.show_pupil("" if actor.pupil_id else actor.pupil_at_cursor)


class LeaveLog(Leave):
    """Ga terug."""


class AccessLogScreen(StoreScreen):
    """The log in words, newest first, with the line under the cursor in full below. Opening it is itself logged.

    Widgets: `log-heading`, `log-table`, `log-detail`.

    Args:
        pupil_id: only what is about this child; None for everything.
    """

    SHOWS = tuple(RECORD_TYPES)
    ACTS = (
        _period_act("ShowToday", Period.TODAY, "v", "Vandaag"),
        _period_act("ShowThisWeek", Period.WEEK, "w", "Week", footer=True),
        _period_act("ShowMonth", Period.MONTH, "m", "Maand", footer=True),
        _period_act("ShowSchoolYear", Period.SCHOOL_YEAR, "s", "Schooljaar", footer=True),
        _period_act("ShowAll", Period.ALL, "a", "Alles", footer=True),
        OnlyThisPupil,
        LeaveLog,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    AccessLogScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #log-detail { height: 9; border-top: solid $border-blurred; }
        &.-wide #log-detail { height: 11; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]

    def __init__(self, pupil_id: str | None = None) -> None:
        super().__init__()
        self.pupil_id = pupil_id or ""
        self.period = Period.ALL if pupil_id else Period.WEEK
        self._window: LogWindow | None = None
        self._pupil_at_cursor = ""

    def body(self) -> ComposeResult:
        """Show what is asked, the lines, and the line under the cursor in full."""
        yield HeadingLine(id="log-heading")
        with Vertical():
            yield RecordTable(LOG_COLUMNS, empty_text=self.words(_EMPTY), id="log-table")
            yield DetailView(id="log-detail")

    def on_mount(self) -> None:
        """Log that the log is opened, and show it then, with that row in it."""
        self._log_and_show()

    def reload(self) -> None:
        """Ask the store again, keeping the cursor on its line."""
        if self._window is not None:
            self._ask()

    @property
    def pupil_at_cursor(self) -> str:
        """The id of the child that the line under the cursor is about; "" when it is about no child."""
        return self._pupil_at_cursor

    def show_period(self, period: Period) -> None:
        """Show another period."""
        self.period = period
        self._ask()

    async def show_pupil(self, pupil_id: str) -> None:
        """Show only what is about a child; with "" everything."""
        self.pupil_id = pupil_id
        self._log_and_show()

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Show the line under the cursor in full."""
        self._show_detail(event.key)

    @work(name="log-opened", group="log-opened")
    async def _log_and_show(self) -> None:
        try:
            await asyncio.to_thread(note_log_read, self.store, self.pupil_id)
        except StorageError as refusal:
            tell(self.app, f"Dat u dit bekeek, staat niet in het logboek. {refusal}", severity="warning")
        self._ask()

    @work(name="log-lines", group="log-lines", exclusive=True)
    async def _ask(self) -> None:
        selection = LogSelection(self.pupil_id, first_day(self.period, self.user.today))
        window = await asyncio.to_thread(LogSource(self.store, selection).select, "")
        self._window = window
        self.query_one(RecordTable).set_source(_Answered(window))
        self._show_heading(window)

    def _show_heading(self, window: LogWindow) -> None:
        names = window.reader.names([self.pupil_id])
        about = f": {names.get(self.pupil_id, 'een onbekende leerling')}" if self.pupil_id else ""
        lines = f"{len(window):,}".replace(",", ".")
        text = f"Wie zag wat{about} · {self.period} · {lines} {'regel' if len(window) == 1 else 'regels'}"
        self.query_one("#log-heading", Static).update(content(text))

    def _show_detail(self, key: str | None) -> None:
        window = self._window
        place = window.position(key) if window is not None and key is not None else None
        sections = []
        self._pupil_at_cursor = ""
        if window is not None and place is not None:
            [line] = window.lines(place, place + 1)
            sections = [Section(lines=line_facts(window.reader, line))]
            self._pupil_at_cursor = line.pupil_id
        self.query_one("#log-detail", DetailView).show(sections)
        self.refresh_acts()


class _Answered:
    """A source whose answer is there already."""

    def __init__(self, window: LogWindow) -> None:
        self._window = window

    def select(self, filter_text: str) -> LogWindow:  # noqa: ARG002 - the log is narrowed by its own keys
        """Return the answer."""
        return self._window
