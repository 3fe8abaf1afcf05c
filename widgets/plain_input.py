"""Text boxes that keep any text as it is and show control characters as visible signs.

Textual's own boxes send what they hold to the terminal unchanged, so a stored text with an escape sequence in it would run
as one. Here the value stays exactly what was given; only the picture of it is made safe, one sign for one character, so
that the cursor and the selection stay where they belong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual.geometry import Region, Size
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from widgets.plain_text import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


def sign_for_sign(text: str) -> str:
    """Return `text` with one visible character for each character, tabs excepted (boxes give those their own width)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character == "\t" else shown(character) for character in text)


def sendable(text: str) -> str:
    """Return `text` without lone surrogates, which no clipboard accepts."""
    return text.encode(errors="replace").decode()


class _SafePicture(Highlighter):
    """Draws the value itself: the text that Input hands over has already lost some control characters."""

    def __init__(self, value: Callable[[], str]) -> None:
        self._value = value

    def __call__(self, text: str | Text) -> Text:  # noqa: ARG002 - the value replaces it
        return Text(sign_for_sign(self._value()).replace("\t", " "), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Add no styles."""


class PlainInput(Input):
    """One line of text; any text survives in it and none of it reaches the terminal raw.

    Args:
        value: the text at the start.
        placeholder: what stands in it while it is empty.
        max_length: most characters that it takes; 0 for any number.
        compact: whether it has no border.
        select_on_focus: whether typing replaces the whole value; for short values that are retyped, not amended.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        compact: bool = True,
        select_on_focus: bool = False,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            highlighter=_SafePicture(lambda: self.value),
            placeholder=placeholder,
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=compact,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        # Without watchers, which need a running app: a field may be made before its app runs.
        self.set_reactive(Input.value, value)
        self.set_reactive(Input.selection, Selection.cursor(len(value)))

    def on_mount(self) -> None:
        """Make room for the value."""
        self.virtual_size = Size(self.content_width, 1)

    def on_focus(self) -> None:
        """Bring the cursor into view; it blinks only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"
        before_cursor = sign_for_sign(self.value[: self.cursor_position])
        self.scroll_to_region(Region(cell_len(before_cursor), 0, 1, 1), animate=False, force=True)

    def on_blur(self) -> None:
        """Show the start of the value, which says most."""
        self.scroll_to(0, animate=False, force=True)

    @property
    def selected_text(self) -> str:
        """The selected text, as the clipboard accepts it."""
        return sendable(super().selected_text)

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one line; Input would keep the first and drop the rest unseen."""
        event.prevent_default()
        event.stop()
        self._put(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in this program, as one line."""
        self._put(self.app.clipboard)

    def _put(self, text: str) -> None:
        """Replace the selection by `text`, with a space for each line break."""
        self.replace(" ".join(text.splitlines()), *self.selection)


class PlainTextArea(TextArea):
    """Several lines of text without border; any text survives in it and none of it reaches the terminal raw.

    Args:
        text: the text at the start.
    """

    def __init__(
        self,
        text: str = "",
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            text,
            compact=True,
            highlight_cursor_line=False,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
        )

    @property
    def selected_text(self) -> str:
        """The selected text, as the clipboard accepts it."""
        return sendable(super().selected_text)

    def on_focus(self) -> None:
        """Let the cursor blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def get_line(self, line_index: int) -> Text:
        """Return one line of the document as it is shown."""
        return Text(sign_for_sign(self.document.get_line(line_index)), end="", no_wrap=True)
