"""Page objects for testers: each screen by what a user sees and does there, so that a test need not know its widgets."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

from textual.pilot import Pilot
from textual.widgets import Input

from widgets.record_table import RecordTable
from zorgarrangeur_tui.screens.looking import ListScreen
from zorgarrangeur_tui.testkit.at_rest import until_at_rest
from zorgarrangeur_tui.testkit.frame import frame_lines, notices, says
from zorgarrangeur_tui.testkit.pages.every_page import EveryPage

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp
    from zorgarrangeur_tui.session import AppEnd

_MOST_TURNS = 2000
_MOST_SECONDS = 300.0
"""A turn takes two seconds where something goes on for good, such as drawing: with turns alone a test would never end."""


class Pages(EveryPage):
    """The screens of a running app: `pages.cases`, `pages.planning` and so on are what is on each (see `testkit.pages`)."""

    def __init__(self, app: ZorgarrangeurApp, pilot: Pilot[AppEnd]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is going on: every worker is done, or waits for an answer in a dialog, or the app has ended.

        Raises:
            TimeoutError: when something keeps going.
        """
        begun = time.monotonic()
        for _ in range(_MOST_TURNS):
            if self.app.return_value is not None:
                return
            if time.monotonic() > begun + _MOST_SECONDS:
                break
            await until_at_rest(0, app=self.app)
            if self._list_comes_to_rest():
                await until_at_rest(0, app=self.app)
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            if (
                not self.app.works.ongoing
                and self.app.key_turns.at_rest
                and all(worker.group == "acts" for worker in busy)
                and (not busy or self.app.screen.is_modal)
            ):
                return
            await asyncio.sleep(0.005)
        names = ", ".join(worker.name for worker in self.app.workers if not worker.is_finished)
        raise TimeoutError(f"still busy on {self.open_screen}: {names or 'no act, but it goes on drawing'}")

    def _list_comes_to_rest(self) -> bool:
        """Let the cursor of a list count as resting, and tell whether anything waited for that."""
        screen = self.app.screen
        # Its own context: where two apps are open, what it starts would else look in the store of the other.
        with self.app._context():  # noqa: SLF001 - Textual's own pilot needs it too
            return isinstance(screen, ListScreen) and screen.come_to_rest()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when the former is done with."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text into what has the keyboard."""
        names = {" ": "space", "\n": "enter"}
        await self.pilot.press(*(names.get(character, character) for character in text))
        await self.settle()

    def text(self) -> str:
        """Return what is on screen, line by line, as a user reads it."""
        return "\n".join(frame_lines(self.app))

    def says(self, sentence: str) -> bool:
        """Tell whether a sentence is on screen, also where it wraps within a box or a panel."""
        return says(self.app, sentence)

    def notices(self) -> list[str]:
        """Return the sentences that the app showed in the corner, oldest first."""
        return list(self.notices_by_id().values())

    def notices_by_id(self) -> dict[str, str]:
        """Return the same sentences, each with what tells it from another notice that says the same."""
        return notices(self.app)

    @property
    def open_screen(self) -> str:
        """The class name of the screen in front."""
        return type(self.app.screen).__name__

    async def go(self, mode: int) -> None:
        """Open a mode by its number, 1 (Vandaag) to 7 (Uitwisseling)."""
        await self.press(str(mode))

    async def unlock(self, passphrase: str) -> None:
        """Type the passphrase on the unlock screen."""
        await self.type(passphrase)
        await self.press("enter")

    async def fill(self, **fields: str) -> None:
        """Fill fields of the open form by their names, as a user would type them; the rest stays as it is."""
        for name, value in fields.items():
            field = self.app.screen.query_one(f"#field-{name}")
            field.focus()
            await self.settle()
            for inner in [field] if isinstance(field, Input) else list(field.query(Input)):
                inner.clear()
            await self.type(value)

    async def submit(self) -> None:
        """Save the open form."""
        await self.press("ctrl+s")

    def rows(self, table_id: str) -> list[tuple[str, ...]]:
        """Return the texts of the rows of a record table, all of them."""
        table = self.app.screen.query_one(f"#{table_id}", RecordTable)
        return [row.cells for index in range(table.row_count) if (row := table.row_at(index)) is not None]

    async def choose_file(self, path: Path) -> None:
        """Type a file's path in the open file dialog."""
        field = self.app.screen.query_one("#file-path", Input)
        field.clear()
        field.focus()
        await self.type(str(path))
        await self.press("enter")

    async def pick(self, words: str) -> None:
        """Choose a record in the open list by typing a part of it."""
        await self.type(words)
        await self.press("enter")
