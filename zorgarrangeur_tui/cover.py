"""An app whose screen can be covered at once: an empty frame, and nothing of the app reaches the terminal under it.

This is not a screen of its own. Another screen, a dialog, a notice or a tooltip that comes meanwhile could stand in
front of a screen; it cannot get past this. The private names of Textual that it needs are in this module only.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TypeVar

from rich.cells import cell_len
from rich.console import RenderableType
from textual import events
from textual.driver import Driver
from textual.screen import Screen

from zorgarrangeur_tui.terminal.cursor import CursorApp

ReturnType = TypeVar("ReturnType")

_CLEAR = "\x1b[0m\x1b[2J"
_BACK = "Terug van de opdrachtregel. Druk op een toets om verder te gaan."


class CoverableApp(CursorApp[ReturnType], inherit_bindings=False):
    """An app with a cover. While it lies there, a key or a click takes it away and does nothing else."""

    _cover: str | None = None
    _for_good = False

    @property
    def covered(self) -> bool:
        """Whether the screen is covered."""
        return self._cover is not None

    @property
    def starts_anew(self) -> bool:
        """Whether it is ending, and begins again in the same terminal."""
        return False

    def cover(self, sentence: str = "", *, for_good: bool = False) -> None:
        """Cover the screen.

        Args:
            sentence: the one line that stands on it.
            for_good: no key takes it away; the app is ending.
        """
        self._cover = sentence
        self._for_good = self._for_good or for_good
        self._draw_cover()

    def uncover(self) -> None:
        """Show the screen again, as it is by now."""
        if not self._for_good:
            self._cover = None
            self.refresh(layout=True)

    def cover_lines(self) -> list[str]:
        """Return the lines of a covered screen, from the top, as a user reads them."""
        sentence = (self._cover or "")[: self.size.width]
        above = (self.size.height - 1) // 2
        lines = [""] * self.size.height
        if lines:
            lines[above] = " " * ((self.size.width - cell_len(sentence)) // 2) + sentence
        return lines

    def release_terminal(self) -> None:
        """Give the terminal back as it was before the app, for when the app cannot stop by itself."""
        if self._driver is not None:
            self._driver.stop_application_mode()
            self._driver.close()

    def get_driver_class(self) -> type[Driver]:
        """Return how this app takes hold of its terminal."""
        if sys.platform != "win32":
            from zorgarrangeur_tui.terminal.driver import TerminalDriver  # noqa: PLC0415 - not on Windows

            return TerminalDriver
        return super().get_driver_class()

    @property
    def can_sleep(self) -> bool:
        """Whether there is a shell that can stop this app and bring it back."""
        return sys.platform != "win32" and self._driver is not None and self._driver.can_suspend

    def sleep_in_shell(self) -> None:
        """Stop, until the shell brings the app back."""
        if sys.platform != "win32":
            os.kill(os.getpid(), signal.SIGTSTP)

    def go_to_sleep(self) -> None:
        """Get ready to be stopped by the shell: nothing stays on screen."""
        self.cover(_BACK)

    def wake_up(self) -> None:
        """Draw what covers the screen, now that the shell brought the app back. The next key takes it away."""
        self.cover(_BACK)

    async def on_event(self, event: events.Event) -> None:
        """Take the keys and the mouse of a covered screen."""
        if self.covered:
            if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
                if isinstance(event, (events.Key, events.MouseDown)):
                    self.uncover()
                return
            if isinstance(event, events.Resize):
                await super().on_event(event)
                self._draw_cover()
                return
        await super().on_event(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, None if self.covered else renderable)

    def _draw_cover(self) -> None:
        if self._driver is None:
            return
        text = _CLEAR
        for row, line in enumerate(self.cover_lines(), start=1):
            if line:
                text += f"\x1b[{row};1H{line}"
        self._driver.write(text)
        self._driver.flush()
