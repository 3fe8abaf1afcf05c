"""The one door between user text and the terminal.

Textual reads strings as markup and passes control characters through; both would let a text that somebody typed or sent
crash the app, run an action or write to the clipboard. Every widget shows user text through `shown` or `content`.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAK = "⏎"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@runtime_checkable
class WritesInFull(Protocol):
    """An app that has texts of its own kind, such as one that names keys as they are now."""

    def in_full(self, text: str) -> str:
        """Return a text as users read it."""


def in_full(text: str, where: MessagePump) -> str:
    """Return a text of the app's own kind as users read it where it is shown. A plain string is what it is, whatever it holds."""
    if type(text) is str:
        return text
    app = where.app
    return app.in_full(text) if isinstance(app, WritesInFull) else text


def _visible(character: str) -> str:
    """Return what stands on screen for one character."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in _BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return _UNKNOWN
    return character


def shown(text: str, *, multiline: bool = False) -> str:
    """Return text with every control, bidi and surrogate character as a visible symbol.

    Args:
        text: what a user or a file gave.
        multiline: keep line feeds as they are; otherwise a line break shows as one sign, so that a cut row is seen.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    out = []
    for character in text:
        if character == "\n":
            out.append("\n" if multiline else _LINE_BREAK)
        elif character == "\t":
            out.append(" ")
        else:
            out.append(_visible(character))
    return "".join(out)


def content(text: str, style: str = "", *, multiline: bool = False) -> Content:
    """Return text as Textual content that is never read as markup."""
    return (
        Content.styled(shown(text, multiline=multiline), style) if style else Content(shown(text, multiline=multiline))
    )


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` made safe and cut or padded to exactly `width` terminal cells, with "…" where it was cut."""
    # A joiner with nothing to join takes no cell, but is counted for one.
    text = shown(text).rstrip("\u200d")
    if width <= 0:
        return ""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - length) + text if right else text + " " * (width - length)
