"""The text of the file of preferences, before and after a choice. Pure: text in, text out.

TOML Kit keeps remarks and order. What it makes is read again before it is used: when anything but the choice would have
changed, the choice is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import wrap
from typing import Any

from zorgarrangeur_tui.preferences.preferences_file import (
    KEYS,
    NotReadable,
    Refused,
    line_of,
    parsed,
    possible,
    read_table,
)
from zorgarrangeur_tui.preferences.schema import SCHEMA, Kind, Preference, Value

_WIDTH = 100
_HEAD = (
    "Instellingen van Zorgarrangeur. In de app wijzigt u ze met de komma (,). Hier kan het ook: de app leest dit bestand als "
    "hij start. Wat u er zelf bij schrijft, blijft staan. Over kinderen staat hier niets."
)
_ABOUT_KEYS = (
    "Toetsen: links de naam van een handeling, rechts de toetsen die u wilt, met komma's ertussen. "
    "Wat hier niet staat, heeft zijn gewone toets."
)
_TOO_INTRICATE = (
    "De app kan het bestand met instellingen niet veilig wijzigen: het is anders opgebouwd dan de app het maakt."
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_REMARKS_ABOVE = re.compile(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)


def new_text() -> str:
    """Return a file with every preference at its default, each under a remark on what it is for."""
    parts = [_remark(_HEAD)]
    section = ""
    for preference in SCHEMA:
        if preference.section != section:
            section = preference.section
            parts.append(f"# --- {section} ---\n")
        parts.append(_entry(preference, preference.default))
    parts.append(f"{_remark(_ABOUT_KEYS)}[{KEYS}]\n")
    return "\n".join(parts)


def with_value(text: str, preference: Preference, value: Value) -> str:
    """Return the file with another value for one preference.

    Raises:
        NotReadable: the file is no TOML, or cannot be changed without touching something else.
    """
    table = parsed(text)
    name = preference.name
    if isinstance(table.get(name), dict | list):
        raise NotReadable(
            Refused(f"Bij '{name}' staat in het bestand een lijst in plaats van één waarde.", line_of(text, name))
        )
    if name in table:
        ways: list[Callable[[str], str]] = [lambda old: _replaced(old, name, value)]
    else:
        ways = [
            lambda old: _before_tables(old, _entry(preference, value)),
            lambda old: _entry(preference, value) + "\n" + old,
        ]
    return _first_right(text, ways, {**table, name: value})


def with_keys(text: str, act: str, keys: str | None) -> str:
    """Return the file with other keys for an act; with None for those that the app gives it.

    Raises:
        NotReadable: the file is no TOML, or cannot be changed without touching something else.
    """
    table = parsed(text)
    held = table.get(KEYS, {})
    if not isinstance(held, dict):
        raise NotReadable(Refused(_TOO_INTRICATE))
    wanted = {name: value for name, value in held.items() if name != act}
    if keys is not None:
        wanted[act] = keys
    elif act not in read_table(table).preferences.keys:
        return text
    if KEYS in table:
        ways: list[Callable[[str], str]] = [lambda old: _with_key(old, act, keys)]
    else:
        end = "" if not text or text.endswith("\n") else "\n"
        ways = [lambda old: _with_key(f"{old}{end}\n{_remark(_ABOUT_KEYS)}[{KEYS}]\n", act, keys)]
    changed = _first_right(text, ways, {**table, KEYS: wanted})
    if read_table(parsed(changed)).preferences.keys.get(act) != keys:
        raise NotReadable(
            Refused(_TOO_INTRICATE)
        )  # the same id also stands there in another way, with a dot in the middle
    return changed


def _first_right(text: str, ways: list[Callable[[str], str]], wanted: dict[str, Any]) -> str:
    """Return what the first way makes of a text that holds just what is wanted, and no remark less."""
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - only when something is written

    for way in ways:
        try:
            changed = way(text)
            if _same(parsed(changed), wanted) and changed.count("#") >= text.count("#"):
                return changed
        except (NotReadable, TOMLKitError, ValueError, TypeError, RecursionError):
            continue
    raise NotReadable(Refused(_TOO_INTRICATE))


def _same(value: object, wanted: object) -> bool:
    """Tell whether two values hold the same, in whatever order; a number that is no number is the same as itself here."""
    if isinstance(value, dict) and isinstance(wanted, dict):
        return value.keys() == wanted.keys() and all(_same(value[name], wanted[name]) for name in value)
    return repr(value) == repr(wanted)


def _replaced(text: str, name: str, value: Value) -> str:
    import tomlkit  # noqa: PLC0415 - only when something is written

    document = tomlkit.parse(text)
    document[name] = value
    return tomlkit.dumps(document)


def _with_key(text: str, act: str, keys: str | None) -> str:
    import tomlkit  # noqa: PLC0415 - as above

    document = tomlkit.parse(text)
    table: Any = document[KEYS]
    if keys is None:
        remark = table[act].trivia.comment
        del table[act]
        if remark:
            table.add(tomlkit.comment(remark.lstrip("# ")))
    else:
        table[act] = keys
    return tomlkit.dumps(document)


def _before_tables(text: str, entry: str) -> str:
    """Put an entry after the others: before the first table, and before the remarks that stand on it."""
    table = _TABLE.search(text)
    if table is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{entry}"
    above = text[: table.start()]
    remarks = _REMARKS_ABOVE.search(above)
    place = remarks.start() if remarks else table.start()
    return f"{text[:place]}{entry}\n{text[place:]}"


def _entry(preference: Preference, value: Value) -> str:
    """Return a preference with the remark above it."""
    import tomlkit  # noqa: PLC0415 - as above

    choices = ", ".join(f'"{key}" ({label})' for key, label in (preference.choices or {}).items())
    about = f"Kies uit: {choices}." if preference.kind is Kind.CHOICE else possible(preference)
    default = f"Beginwaarde: {tomlkit.item(preference.default).as_string()}."
    words = f"{preference.explanation} {about} {default}"
    return f"# {preference.label}\n{_remark(words)}{preference.name} = {tomlkit.item(value).as_string()}\n"


def _remark(words: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False))
