"""The top line: which modes there are, where you are, and whose store it is."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from widgets.plain_text import content
from zorgarrangeur_tui.modes import MODES


class TitleBar(Widget):
    """One line with the modes; a click opens one. Where it is narrow, only the open mode keeps its name."""

    DEFAULT_CSS = """
    TitleBar { height: 1; width: 1fr; background: $panel; color: $foreground; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    class Picked(Message):
        """Posted when the user clicks a mode."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    def __init__(self, mode: str, owner: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._mode = mode
        self._owner = owner

    def render(self) -> RenderResult:
        """Return the modes on the left and the owner on the right."""
        pieces = [(f" {text} ", "bold reverse" if open_mode else "") for _, text, open_mode in self._tabs()]
        line = Content.assemble(*pieces)
        owner = content(f"{self._owner} ", "bold")
        room = self.size.width - line.cell_length - owner.cell_length
        return Content.assemble(line, " " * room, owner) if room > 0 else line

    def on_click(self, event: events.Click) -> None:
        """Open the mode under the mouse."""
        column = 0
        for mode, text, _ in self._tabs():
            column += len(text) + 2
            if event.x < column:
                self.post_message(self.Picked(mode))
                return

    def digits(self) -> list[tuple[str, str, int]]:
        """Return per mode its id, its digit and the column where that stands."""
        found, column = [], 0
        for mode, text, _ in self._tabs():
            found.append((mode, text[0], column + 1))
            column += len(text) + 2
        return found

    def _tabs(self) -> list[tuple[str, str, bool]]:
        """Return per mode its id, its text and whether it is open, short where the line is narrow."""
        full = [(mode.id, f"{number} {mode.word}", mode.id == self._mode) for number, mode in enumerate(MODES, start=1)]
        if sum(len(text) + 2 for _, text, _ in full) <= self.size.width:
            return full
        return [(mode, text if here else text[0], here) for mode, text, here in full]
