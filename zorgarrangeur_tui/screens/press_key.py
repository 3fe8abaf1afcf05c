"""Asking for a key by having it pressed."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from widgets.dialog_frame import DialogFrame
from widgets.plain_text import content
from zorgarrangeur_tui.screens.taking_keys import TakesKeys


class PressKeyDialog(TakesKeys, DialogFrame[str | None]):
    """Closes with the app's name of the key that is pressed, or with None for Esc.

    Args:
        label: what the key will be for.
    """

    AUTO_FOCUS = None

    def __init__(self, label: str) -> None:
        super().__init__(f"Toets voor {label}")

    def body(self) -> Iterable[Widget]:
        """Return what to do."""
        lines = "Druk op de toets die u wilt.\nKomt er niets, dan houdt uw terminal die toets zelf: kies een andere."
        return [Static(content(lines, multiline=True))]

    def hints(self) -> str:
        """Return the key that does not count."""
        return "Esc niets veranderen"

    def take_key(self, event: events.Key) -> bool:
        """Close with it."""
        self.dismiss(None if event.key == "escape" else event.key)
        return True
