"""Keys by name: as the app keeps them ("ctrl+l", "question_mark"), as people write them ("Ctrl+L", "?"), and their traps.

Knows nothing of the screen, so that the command line can use it too.
"""

from __future__ import annotations

import unicodedata

from zorgarrangeur_tui.keys.act_text import ActText

_WRITTEN = {
    "escape": "Esc",
    "delete": "Del",
    "space": "spatie",
    "backspace": "Backspace",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""How people write keys that have no character."""

_NAMED = (
    {"escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 25)}
)
"""Keys that have a name and no character of their own."""

_ALSO = {
    "esc": "escape",
    "spatie": "space",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "omhoog": "up",
    "omlaag": "down",
    "links": "left",
    "rechts": "right",
    "begin": "home",
    "einde": "end",
    "←": "left",
    "→": "right",
    "↑": "up",
    "↓": "down",
}
"""Other ways in which people write a key."""

_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names of characters that the app writes otherwise than Unicode."""

_CHARACTERS = (*map(chr, range(0x21, 0x7F)), "§", "±", "€", "µ", "²", "³", "°", "£")
_BY_NAME = {
    _SHORTER.get(name, name): character
    for character in _CHARACTERS
    if not character.isalnum()
    for name in [unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")]
}

KEY_NAMES = tuple(sorted({*_NAMED, *_ALSO, *_BY_NAME}))
"""Every name of a key, without what is held down beside it."""

_MODIFIERS = ("ctrl", "alt", "shift")

TRAPS = {
    "ctrl+h": "Ctrl+H komt in veel terminals binnen als Backspace.",
    "ctrl+i": "Ctrl+I is voor een terminal hetzelfde als Tab.",
    "ctrl+j": "Ctrl+J is voor een terminal een nieuwe regel; VS Code houdt hem zelf.",
    "ctrl+m": "Ctrl+M is voor een terminal hetzelfde als Enter.",
    "ctrl+left_square_bracket": "Ctrl+[ is voor een terminal hetzelfde als Esc.",
    "ctrl+question_mark": "Ctrl+? komt in veel terminals binnen als Backspace.",
    "ctrl+s": "Ctrl+S kan in een oude terminal het scherm stilzetten; Ctrl+Q maakt het weer los.",
    "ctrl+z": "Ctrl+Z zet in sommige terminals het programma stil; met fg komt het terug.",
    "ctrl+c": "Ctrl+C is in een terminal ook: stoppen of kopiëren.",
    "ctrl+b": "Ctrl+B is meestal de eigen toets van tmux en komt dan niet binnen.",
    "ctrl+a": "Ctrl+A is de eigen toets van screen, en soms van tmux.",
    "ctrl+k": "Ctrl+K houdt VS Code zelf.",
    "ctrl+e": "Ctrl+E houdt VS Code zelf.",
    "ctrl+p": "Ctrl+P houdt VS Code zelf.",
    "ctrl+f": ActText("Ctrl+F houdt VS Code zelf.", "Zoeken in alles staat ook in de hulp ({Help}).", without=""),
    "ctrl+q": "Ctrl+Q houdt VS Code soms zelf.",
    "f1": ActText(
        "F1 opent in VS Code en in sommige terminals hun eigen hulp.", "De hulp van de app: {Help}.", without=""
    ),
    "f5": "F5 houdt VS Code zelf.",
    "f6": "F6 houdt VS Code zelf.",
    "f10": "F10 opent in sommige terminals het menu.",
    "f11": "F11 maakt in de meeste terminals het venster groot.",
    "backspace": "Dit kan ook Ctrl+H geweest zijn: dat is voor een terminal vaak hetzelfde.",
    "tab": "Dit kan ook Ctrl+I geweest zijn: dat is voor een terminal hetzelfde.",
    "enter": "Dit kan ook Ctrl+M geweest zijn: dat is voor een terminal hetzelfde.",
    "escape": "Dit kan ook Ctrl+[ geweest zijn: dat is voor een terminal hetzelfde. Esc vlak voor een andere toets wordt Alt met die toets.",
}
"""What a user of a terminal runs into, per key."""

NEVER_ARRIVE = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "ctrl+question_mark"})
"""Keys that reach an app as another key, whatever the app does."""


def normal_key(written: str) -> str | None:
    """Return the app's name of a key that a person wrote, such as "ctrl+l" for "Ctrl+L"; None when there is no such key."""
    written = written.strip()
    *modifiers, last = written.split("+") if len(written) > 1 and not written.endswith("+") else (written,)
    if written.endswith("++"):
        *modifiers, last = (*written[:-2].split("+"), "+")
    held = {modifier.strip().lower() for modifier in modifiers}
    if not held <= set(_MODIFIERS):
        return None
    key = _without_modifiers(last.strip(), with_ctrl=bool(held & {"ctrl", "alt"}))
    if key is None:
        return None
    if held == {"shift"} and len(key) == 1:
        return key.upper()
    return "+".join([*(modifier for modifier in sorted(held)), key])


def normal_keys(written: str) -> tuple[list[str], list[str]]:
    """Return the keys of a list with commas, and what in it is no key. A comma itself is written as "comma"."""
    known, unknown = [], []
    for part in written.split(","):
        if not part.strip():
            continue
        key = normal_key(part)
        if key is None:
            unknown.append(part.strip())
        elif key not in known:
            known.append(key)
    return known, unknown


def written_key(key: str) -> str:
    """Return how people write a key, such as "Ctrl+L", "?" or "n"."""
    *modifiers, last = key.split("+")
    if last in _WRITTEN:
        last = _WRITTEN[last]
    elif last in _BY_NAME:
        last = _BY_NAME[last]
    elif len(last) > 1 or modifiers:
        last = last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), last])


def is_typed(key: str) -> bool:
    """Tell whether a key puts a character in a text field."""
    return len(key) == 1 or key in _BY_NAME or key == "space"


def trap_of(key: str) -> str:
    """Return what is known to go wrong with a key, or ""."""
    return TRAPS.get(key, "")


def _without_modifiers(last: str, *, with_ctrl: bool) -> str | None:
    if len(last) == 1:
        if last.isalnum():
            return last.lower() if with_ctrl else last
        for name, character in _BY_NAME.items():
            if character == last:
                return name
        return _ALSO.get(last)
    name = last.lower()
    name = _ALSO.get(name, name)
    return name if name in _NAMED or name in _BY_NAME else None
