"""Page objects for testers: each screen by what a user sees and does there, so that a test need not know its widgets."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.pilot import Pilot
from textual.widgets import Input

from widgets.record_table import RecordTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp
    from zorgarrangeur_tui.session import AppEnd

_MOST_TURNS = 2000
_BORDERS = "│╭╮╰╯─┃┏┓┗┛━▌▐█▊▎▁▔"


class Pages:
    """The screens of a running app."""

    def __init__(self, app: ZorgarrangeurApp, pilot: Pilot[AppEnd]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is going on: every worker is done, or waits for an answer in a dialog.

        Raises:
            TimeoutError: when something keeps going.
        """
        for _ in range(_MOST_TURNS):
            await self.pilot.pause()
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            if all(worker.group == "acts" for worker in busy) and (not busy or self.app.screen.is_modal):
                return
            await asyncio.sleep(0.005)
        names = ", ".join(worker.name for worker in self.app.workers if not worker.is_finished)
        raise TimeoutError(f"still busy: {names}")

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
        if self.app.covered:
            return "\n".join(self.app.cover_lines())
        return "\n".join(
            "".join(segment.text for segment in strip).rstrip()
            for strip in self.app.screen._compositor.render_strips()  # noqa: SLF001 - the one way to read a frame
        )

    def says(self, sentence: str) -> bool:
        """Tell whether a sentence is on screen, also where it wraps within a box."""
        plain = "".join(" " if character in _BORDERS else character for character in self.text())
        return sentence in " ".join(plain.split())

    def notices(self) -> list[str]:
        """Return the sentences that the app showed in the corner, oldest first."""
        return [notice.message for notice in self.app._notifications]  # noqa: SLF001 - Textual keeps them there

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
