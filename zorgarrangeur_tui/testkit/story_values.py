"""How the values in a story are read and written: a size, a length of time, texts, keys, tables.

Each reader takes what stands in the TOML file and raises ValueError with a Dutch sentence when it is something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any

from zorgarrangeur_tui.testkit.story import Begin, TableCheck
from zorgarrangeur_tui.testkit.story_keys import key_named

_SIZE = re.compile(r"(\d{1,3})x(\d{1,3})")
_PARTS = {
    "seconde": "seconds",
    "seconden": "seconds",
    "minuut": "minutes",
    "minuten": "minutes",
    "uur": "hours",
    "dag": "days",
    "dagen": "days",
    "week": "weeks",
    "weken": "weeks",
}
_LENGTH = re.compile(r"(\d{1,5}) ([a-z]+)")
_LONGEST_IDLE = timedelta(hours=1)
TABLE_WORDS = {"naam": "name", "rijen": "count", "bevat": "some", "alle": "every", "niet": "none"}


def nearest(word: str, known: Mapping[str, Any] | list[str]) -> str:
    """Return the sentence that names the known word nearest to a wrong one, or "" when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Bedoelde u „{near[0]}”?" if near else ""


def text(value: object) -> str:
    """Read one text that is not empty."""
    if not isinstance(value, str) or not value:
        raise ValueError("hier hoort een tekst tussen aanhalingstekens.")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Read one text or a list of them."""
    if isinstance(value, list):
        if not value:
            raise ValueError("de lijst is leeg; laat het woord dan weg.")
        return tuple(text(one) for one in value)
    if isinstance(value, str):
        return (text(value),)
    raise ValueError('hier hoort een tekst of een lijst van teksten, zoals ["een", "twee"].')


def keys(value: object) -> tuple[str, ...]:
    """Read keys."""
    return tuple(key_named(one) for one in texts(value))


def text_table(value: object) -> dict[str, str]:
    """Read texts by name."""
    if not isinstance(value, dict) or not value or not all(isinstance(one, str) for one in value.values()):
        raise ValueError('hier horen namen met teksten, zoals { Naam = "De Wilg" }.')
    return dict(value)


def size(value: object) -> tuple[int, int]:
    """Read columns and lines."""
    match = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError('schrijf een grootte als "80x24": kolommen en regels.')
    return int(match[1]), int(match[2])


def length(value: object) -> timedelta:
    """Read a length of time."""
    match = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[2] not in _PARTS:
        raise ValueError('schrijf een tijd als "3 dagen", "2 uur", "45 minuten" of "30 seconden".')
    return timedelta(**{_PARTS[match[2]]: int(match[1])})


def idle(value: object) -> timedelta:
    """Read how long nobody touches a key."""
    found = length(value)
    if found > _LONGEST_IDLE:
        raise ValueError("niets doen kan hoogstens een uur duren; de klok verder zetten doet u met „klok”.")
    return found


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return what reads a whole number within bounds."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"hier hoort een getal van {least} tot en met {most}.")
        return value

    return read


def moment(value: object) -> datetime:
    """Read a local time."""
    if not isinstance(value, datetime) or value.tzinfo is not None:
        raise ValueError("schrijf een moment zonder aanhalingstekens, als 2026-11-23T09:00:00.")
    return value


def begin(value: object) -> Begin:
    """Read on what the story begins."""
    try:
        return Begin(text(value))
    except ValueError:
        words = [one.value for one in Begin]
        raise ValueError(f"kies uit: {', '.join(words)}.{nearest(str(value), words)}") from None


def file_texts(value: object) -> dict[str, str]:
    """Read the files that are there at the start."""
    found = text_table(value)
    for name in found:
        if "/" in name or "\\" in name or name.startswith("."):
            raise ValueError(f"„{name}” is geen gewone bestandsnaam; mappen kunnen hier niet.")
    return found


def tables(value: object) -> tuple[TableCheck, ...]:
    """Read what the rows of one table, or of each in a list, should be."""
    return tuple(_table(one) for one in (value if isinstance(value, list) else [value]))


def _table(value: object) -> TableCheck:
    if not isinstance(value, dict) or "naam" not in value or len(value) == 1:
        raise ValueError('schrijf een tabel als { naam = "case-table", rijen = 3, bevat = ["De Wilg"] }.')
    read: dict[str, Any] = {}
    for word, one in value.items():
        if word not in TABLE_WORDS:
            raise ValueError(f"een tabel kent „{word}” niet.{nearest(word, TABLE_WORDS)}")
        reader: Callable[[object], object] = {"naam": text, "rijen": whole(0, 100_000)}.get(word, texts)
        read[TABLE_WORDS[word]] = reader(one)
    return TableCheck(**read)


def length_words(found: timedelta) -> str:
    """Return a length of time as a story has it, in the largest part that fits."""
    seconds = int(found.total_seconds())
    for word, part in (("weken", 604_800), ("dagen", 86_400), ("uur", 3600), ("minuten", 60)):
        if seconds % part == 0 and seconds:
            return f"{seconds // part} {word}"
    return f"{seconds} seconden"
