"""An app whose terminal has its own cursor where the user is at, on view or not.

Textual hides that cursor, and leaves it where a text field last was. Braille lines, magnifiers and input methods go by it:
here it stands, after every frame, on what has the keyboard. The private names of Textual that this needs are in this module only.
"""

from __future__ import annotations

from typing import TypeVar

from rich.console import RenderableType
from textual.app import App
from textual.screen import Screen

from widgets.cursor_place import CursorFinder

ReturnType = TypeVar("ReturnType")

SHOW, HIDE = "\x1b[?25h", "\x1b[?25l"


class CursorApp(App[ReturnType], inherit_bindings=False):
    """An app that keeps the cursor of the terminal on what has the keyboard."""

    _cursor_shown = False

    def __init__(self) -> None:
        super().__init__()
        self._cursor_finder = CursorFinder()

    def show_terminal_cursor(self, wanted: bool) -> None:
        """Let the terminal show its cursor from now on, or hide it as Textual does."""
        if wanted != self._cursor_shown:
            self._cursor_shown = wanted
            self._write(SHOW if wanted else HIDE)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw, and leave the cursor where the user is at. While it draws it is hidden, so that nothing follows it about."""
        if renderable is None:
            super()._display(screen, renderable)
            return
        place = self._cursor_finder.place(screen)
        if place is not None:
            self.cursor_position = place
        if self._cursor_shown:
            self._write(HIDE)
        super()._display(screen, renderable)
        if self._cursor_shown:
            self._write(SHOW)

    def _write(self, sequence: str) -> None:
        if self._driver is not None and not self.is_headless and self._running:
            self._driver.write(sequence)
            self._driver.flush()
