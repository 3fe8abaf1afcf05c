"""One line with the chapters of a long record: which there are, and which is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from widgets.plain_text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult


class ChapterBar(Widget):
    """Chapters beside each other; a click opens one. Where there is no room, only the open one with its place among all.

    Args:
        chapters: (id, words) in their order; plain text.
    """

    DEFAULT_CSS = """
    ChapterBar { height: 1; width: 1fr; background: $surface; color: $foreground; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    current: reactive[str] = reactive("")
    """The id of the open chapter."""

    class Picked(Message):
        """Posted when the user clicks a chapter."""

        def __init__(self, chapter: str) -> None:
            super().__init__()
            self.chapter = chapter

    def __init__(self, chapters: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._chapters = tuple(chapters)
        self.set_reactive(ChapterBar.current, self._chapters[0][0])

    def render(self) -> RenderResult:
        """Return the line."""
        return Content.assemble(
            *((text, "bold reverse" if chapter == self.current else "") for chapter, text in self._pieces())
        )

    def on_click(self, event: events.Click) -> None:
        """Open the chapter under the mouse."""
        column = 0
        for chapter, text in self._pieces():
            column += Content(text).cell_length
            if event.x < column:
                self.post_message(self.Picked(chapter))
                return

    def _pieces(self) -> list[tuple[str, str]]:
        for after in (" ", ""):
            pieces = [(chapter, f" {shown(words)}{after}") for chapter, words in self._chapters]
            if sum(Content(text).cell_length for _, text in pieces) <= self.size.width:
                return pieces
        ids = [chapter for chapter, _ in self._chapters]
        place = ids.index(self.current) if self.current in ids else 0
        before, after = ids[place - 1], ids[(place + 1) % len(ids)]
        return [
            (before, " ‹ "),
            (ids[place], f" {shown(self._chapters[place][1])} "),
            (after, f" {place + 1}/{len(ids)} › "),
        ]
