"""Map: what arrived in a folder, kept up to date while one looks. Nothing is written in the folder."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from storage.store import Store
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.arrival_rows import ARRIVAL_COLUMNS, arrival_row, arrival_section, heading_words
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.arrival_folder import FolderUnreadable, WatchedFolder, arrival_folder
from zorgarrangeur_tui.desk.arrival_states import Arrival, FoundFile, judged, known_here
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.screens.arrival_acts import ARRIVAL_ACTS, OpenArrival
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

POLL_SECONDS = 3.0
"""How often the folder is looked at while it is on screen."""

_NO_FOLDER = "Nog geen map gekozen. {ChooseFolder} kiest de map waarin bundels binnenkomen: een stick, een gedeelde map of uw bijlagen."
_NOTHING = "In deze map staan geen zorgbundels en geen contactkaarten. Komt er iets bij, dan ziet u het hier."


class ArrivalsScreen(StoreScreen):
    """The files that arrived, and what each is; the one under the cursor is explained below.

    Widgets: `arrivals-heading`, `arrivals-table`, `arrivals-detail`.
    """

    SHOWS = tuple(RECORD_WORDS)
    ACTS = ARRIVAL_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ArrivalsScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #arrivals-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.busy_words = ""
        """How far taking in is; "" while nothing is taken in."""
        self.watched: WatchedFolder | None = None
        self.arrivals: list[Arrival] = []
        self._files: list[FoundFile] = []
        self._problem = ""
        self._looking = False
        self._again = False
        self._anew = True
        self._stop = threading.Event()
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        """Show the folder, the files and the one under the cursor."""
        with Vertical():
            yield HeadingLine(id="arrivals-heading")
            yield RecordTable(
                ARRIVAL_COLUMNS,
                empty_text=self.words("Hier is nog niets binnengekomen. Met {ChooseFolder} kiest u een map."),
                id="arrivals-table",
            )
            yield DetailView(id="arrivals-detail")

    def on_mount(self) -> None:
        """Look, and keep looking while this screen is in front."""
        self._timer = self.set_interval(POLL_SECONDS, self._poll, name="arrivals")

    def on_screen_suspend(self) -> None:
        """Do not look while something else is in front."""
        if self._timer is not None:
            self._timer.pause()

    def on_screen_resume(self) -> None:
        """Look again, and judge anew: something may have been read in meanwhile."""
        if self._timer is not None:
            self._timer.resume()
            self._anew = True
            self.look()

    def on_unmount(self) -> None:
        """Begin no other file."""
        self._stop.set()

    def reload(self) -> None:
        """Judge the files anew: the store knows more, or less, than it did."""
        self._anew = True
        self.look()

    def watch_folder(self, folder: Path | None) -> None:
        """Show another folder."""
        self.watched = WatchedFolder(folder) if folder is not None else None
        self.reload()

    def look(self) -> None:
        """Look in the folder; once more when that is being done already, since something changed meanwhile."""
        self._again = True
        self._poll()

    def _poll(self) -> None:
        if not self._looking and not self.taking_in:
            self._looking = True
            self._look()

    @property
    def taking_in(self) -> bool:
        """Whether files are being taken in."""
        return bool(self.busy_words)

    @property
    def at_cursor(self) -> Arrival | None:
        """The file under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return next((one for one in self.arrivals if one.path.name == key), None)

    def begin(self) -> threading.Event:
        """Begin to take in; return what tells that the user, or the end of this screen, stops it."""
        self._stop = threading.Event()
        self.show_busy("Inlezen begint.")
        return self._stop

    def stop(self) -> None:
        """Take in no other file after this one."""
        self._stop.set()

    def show_busy(self, words: str) -> None:
        """Show how far taking in is; "" when it is over."""
        self.busy_words = words
        self._show_heading()
        self.refresh_acts()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Explain the file under the cursor."""
        one = self.at_cursor
        sentence = self._problem or self.words(_NOTHING if self.watched else _NO_FOLDER)
        section = arrival_section(one) if one else Section(paragraphs=(sentence,))
        self.query_one("#arrivals-detail", DetailView).show([section])
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Look into the chosen file."""
        self.run_act(OpenArrival)

    @work(name="arrivals-look", group="arrivals-look")
    async def _look(self) -> None:
        """Look until the last answer is to the last question."""
        try:
            await self._look_once()
            while self._again:
                await self._look_once()
        finally:
            self._looking = False

    async def _look_once(self) -> None:
        """Look in a thread: the folder may lie on a slow stick or a network."""
        anew, self._again, self._anew = self._anew, False, False
        if self.watched is None:
            folder = await asyncio.to_thread(arrival_folder, self.store)
            self.watched = WatchedFolder(folder) if folder is not None else None
        watched = self.watched
        files, problem = await asyncio.to_thread(_files_of, watched)
        if watched is not self.watched or not (anew or files != self._files or problem != self._problem):
            return
        arrivals = await asyncio.to_thread(_judged_now, files, self.store)
        if self.is_mounted:
            self.arrivals, self._files, self._problem = arrivals, files, problem
            self._show()

    def _show(self) -> None:
        self.query_one(RecordTable).set_source(ListSource([arrival_row(one) for one in self.arrivals]))
        self._show_heading()
        self.follow_cursor()

    def _show_heading(self) -> None:
        text = self.busy_words
        if not text and self.watched is not None:
            text = f"{heading_words(self.arrivals, self.watched.others)} · {self.watched.folder}"
            text += " · te veel bestanden: niet alles bekeken" if self.watched.too_many else ""
        for line in self.query("#arrivals-heading").results(Static):
            line.update(content(text or "Map"))


def _judged_now(files: list[FoundFile], store: Store) -> list[Arrival]:
    """Return how files stand now. Checking the signatures of a full folder takes seconds."""
    return judged(files, known_here(store))


def _files_of(watched: WatchedFolder | None) -> tuple[list[FoundFile], str]:
    """Return the files of a folder, or why there are none."""
    if watched is None:
        return [], ""
    try:
        return watched.look(), ""
    except FolderUnreadable as refusal:
        return [], str(refusal)
