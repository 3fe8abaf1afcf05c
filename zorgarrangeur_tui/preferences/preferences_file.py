"""The file of preferences: TOML, with the remarks of whoever wrote in it kept.

```toml
kleuren = "zorg-licht"

[toetsen]
Help = "f1"
```
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from storage.atomic_file import read_regular_file
from zorgarrangeur_tui.preferences.preferences import Preferences
from zorgarrangeur_tui.preferences.schema import SCHEMA, Kind, Preference, Value, preference_named

KEYS = "toetsen"
"""The table of keys: per id of an act its keys."""
_MOST_BYTES = 100_000
_MOST_NAME = 40
_MOST_DOTS = 3
_ERROR_LINE = re.compile(r"at line ([0-9]+)")

_LINK = "Het bestand met instellingen is een verwijzing naar een ander bestand. Zo'n verwijzing volgt de app niet."
_UNREADABLE = "Het bestand met instellingen is niet te lezen."
_TOO_LARGE = "Het bestand met instellingen is veel te groot."
_NO_TOML = "Het bestand met instellingen is geen TOML. Kijk of er een aanhalingsteken of haakje ontbreekt."
_ALL_DEFAULT = "Alles staat op zijn beginwaarde."


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing in the file that cannot be used.

    Attributes:
        sentence: what it is and what it may be.
        line: on which line of the file, where that is known.
    """

    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        """Return the sentence with its line."""
        return self.sentence if self.line is None else f"Regel {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class PreferencesRead:
    """What a file says: the preferences, and each thing in it that was refused.

    `broken` tells that nothing in it can be read, so that nothing may be written in it either.
    """

    preferences: Preferences
    refused: tuple[Refused, ...] = ()
    broken: bool = False


class NotReadable(Exception):
    """The file is there and cannot be read as TOML. It holds a `Refused`."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.sentence)
        self.refused = refused


def default_file() -> Path:
    """Return where the user's preferences are kept."""
    from platformdirs import user_config_path  # noqa: PLC0415  not needed for a verb

    return user_config_path("zorgarrangeur", appauthor=False) / "instellingen.toml"


def read_preferences(path: Path | None) -> PreferencesRead:
    """Read the file. A missing one says nothing; what cannot be used keeps its default and is told."""
    if path is None:
        return PreferencesRead(Preferences())
    try:
        text = file_text(path)
        if text is None:
            return PreferencesRead(Preferences())
        return read_table(parsed(text), text)
    except NotReadable as fault:
        told = Refused(f"{fault.refused.sentence} {_ALL_DEFAULT}", fault.refused.line)
        return PreferencesRead(Preferences(), (told,), broken=True)


def file_text(path: Path) -> str | None:
    """Return what stands in the file, or None when there is none. No link is followed.

    Raises:
        NotReadable: it cannot be read, or is no text of an ordinary size.
    """
    try:
        data = read_regular_file(path, _MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotReadable(Refused(_LINK if error.errno == errno.ELOOP else _UNREADABLE)) from None
    if len(data) > _MOST_BYTES:
        raise NotReadable(Refused(_TOO_LARGE))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable(Refused(_NO_TOML)) from None


def parsed(text: str) -> dict[str, Any]:
    """Return a text as TOML has it.

    Raises:
        NotReadable: it is no TOML; with the line where that shows.
    """
    import tomllib  # noqa: PLC0415 - most users never made such a file, and the first frame waits for this

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        line = _ERROR_LINE.search(str(error))
        last = text.count("\n", 0, len(text) - 1) + 1 if "end of document" in str(error) else None
        raise NotReadable(Refused(_NO_TOML, int(line[1]) if line else last)) from None


def read_table(table: Mapping[str, Any], text: str = "") -> PreferencesRead:
    """Read what stands in the file.

    Args:
        table: the file as TOML has it.
        text: the file as it is, from which the line of what is refused is told.
    """
    values: dict[str, Value] = {}
    refused: list[Refused] = []
    for name, written in table.items():
        if name == KEYS:
            continue
        preference = preference_named(name)
        value = _meant_value(preference, written) if preference else written
        if preference is None:
            refused.append(
                Refused(f"Instelling '{name[:_MOST_NAME]}' bestaat niet.{_meant(name)}", line_of(text, name))
            )
        elif allowed(preference, value):
            values[name] = value
        else:
            refused.append(Refused(f"Bij '{name}' past deze waarde niet. {possible(preference)}", line_of(text, name)))
    keys: dict[str, str] = {}
    for name, value in _keys_in(table.get(KEYS, {})):
        if name and isinstance(value, str):
            keys[name] = value
        else:
            refused.append(
                Refused(
                    f'Bij [{KEYS}] hoort een naam met toetsen tussen aanhalingstekens, zoals Help = "f1".',
                    line_of(text, name) or line_of(text, KEYS),
                )
            )
    return PreferencesRead(Preferences(MappingProxyType(values), MappingProxyType(keys)), tuple(refused))


def line_of(text: str, name: str) -> int | None:
    """Return on which line of a file a name stands, counted from 1; None when that is not plain to see."""
    for number, line in enumerate(text.splitlines(), start=1):
        start = line.lstrip(" \t[").lstrip("\"'")
        if start.startswith(name) and start[len(name) :].lstrip("\"' \t")[:1] in ("=", ".", "]"):
            return number
    return None


def allowed(preference: Preference, value: object) -> bool:
    """Tell whether a preference can have this value."""
    match preference.kind:
        case Kind.CHOICE:
            return isinstance(value, str) and value in (preference.choices or {})
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return (
                isinstance(value, int) and not isinstance(value, bool) and preference.least <= value <= preference.most
            )


def choice_named(preference: Preference, written: str) -> str | None:
    """Return the value of a choice as the file has it or as the screen says it, such as "zorg-licht" for "Licht"."""
    text = " ".join(written.split()).casefold()
    return next(
        (value for value, shown in (preference.choices or {}).items() if text in (value, shown.casefold())), None
    )


def possible(preference: Preference) -> str:
    """Return which values a preference can have, in a sentence."""
    match preference.kind:
        case Kind.CHOICE:
            return f"Kies uit: {', '.join(preference.choices or {})}."
        case Kind.YES_NO:
            return "Kies true (aan) of false (uit)."
        case Kind.NUMBER:
            return f"Kies een getal van {preference.least} tot en met {preference.most} ({preference.unit})."


def _meant_value(preference: Preference, written: Any) -> Any:
    if preference.kind is not Kind.CHOICE or not isinstance(written, str):
        return written
    return choice_named(preference, written) or written


def _meant(name: str) -> str:
    """Return which preference somebody may have meant with a name that there is not."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a slip

    close = get_close_matches(name[:_MOST_NAME].casefold(), [one.name for one in SCHEMA], 1)
    return f" Bedoelt u '{close[0]}'?" if close else ""


def _keys_in(table: object, before: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield the ids with their keys. TOML reads an id with a dot and no quotes as a table in a table."""
    if not isinstance(table, dict) or depth > _MOST_DOTS or (before and not table):
        yield before, table
        return
    for name, value in table.items():
        yield from _keys_in(value, f"{before}.{name}" if before else name, depth + 1)
