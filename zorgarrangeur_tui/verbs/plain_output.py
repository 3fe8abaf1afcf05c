"""The door between text of users and the terminal, for output without a screen."""

from __future__ import annotations

import unicodedata

from storage.text_rules import BIDI_CONTROLS

_LINE_BREAK = "⏎"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def shown(text: str, *, multiline: bool = False) -> str:
    """Return text with every control, bidi and surrogate character as a visible sign.

    Args:
        text: what a user or a file gave.
        multiline: keep line feeds; otherwise they show as one sign, so that one value stays on one line.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = "\n" if multiline else _LINE_BREAK
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(kept if character == "\n" else _visible(character) for character in text)


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(_cells_of(character) for character in text)


def cut(text: str, width: int) -> str:
    """Return a text of at most `width` cells (1 or more), with "…" where it was cut."""
    if cells(text) <= width:
        return text
    kept, room = [], width - 1
    for character in text:
        room -= _cells_of(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return _UNKNOWN
    return character


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
