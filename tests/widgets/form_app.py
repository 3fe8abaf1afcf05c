"""An app that shows some widgets and notes what they say, and texts that try to do harm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.widget import Widget

MessageKind = TypeVar("MessageKind", bound=Message)

HOSTILE = [
    "[/] notitie",
    "[b",
    "[red]x[/red]",
    "[@click=app.bell()]x[/]",
    "{'a[0]'}",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J\x9b31m",
    "\u202eabc\u2066",
    "日本語",
    "👩‍👩‍👧",
    "NUL\x00NUL",
    "\x08\x0b\x0c\x7f",
    "e\u0301" * 9,
    "regel een\r\nregel twee\ttab",
    "lang " * 40,
]


def today() -> date:
    """Return a Wednesday in the first week of September."""
    return date(2026, 9, 2)


class WidgetApp(App[None]):
    """Shows widgets under each other, and keeps the messages they post and the answers that dialogs give."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._shown = widgets
        self.said: list[Message] = []
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        """Show the widgets."""
        yield from self._shown

    def note(self, message: Message) -> None:
        """Keep a message, once however far it bubbles; given to `run_test` as its hook."""
        if not any(message is other for other in self.said):
            self.said.append(message)

    def heard(self, kind: type[MessageKind]) -> list[MessageKind]:
        """Return the messages of one kind, in order."""
        return [message for message in self.said if isinstance(message, kind)]

    def ask(self, dialog: Screen[Any]) -> None:
        """Open a dialog and keep its answer."""
        self.push_screen(dialog, self.answers.append)


def seen(app: App[None]) -> list[str]:
    """Return the lines on screen as text, topmost screen over the others."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def sees(app: App[None], text: str) -> bool:
    """Whether some line on screen holds the text."""
    return any(text in line for line in seen(app))


def is_clean(app: App[None]) -> bool:
    """Whether nothing on screen is a character that a terminal would obey."""
    return all(character.isprintable() or character == "\u200d" for line in seen(app) for character in line)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text as keys."""
    names = {" ": "space", "-": "minus", "/": "slash", ":": "colon", ",": "comma", ".": "full_stop"}
    await pilot.press(*(names.get(character, character) for character in text))
