"""Finding a file by typing its path: what there is in a folder, and how far a beginning can be completed. No screen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from storage.clock import WALL_CLOCK

_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A folder, or a file with one of the endings that were asked for.

    Attributes:
        name: its name within the folder; text of whoever made it.
        is_folder: whether it is a folder.
        size: in bytes; 0 for a folder.
        changed: when it last changed, on the wall clock; None for a folder.
    """

    name: str
    is_folder: bool
    size: int = 0
    changed: datetime | None = None


def path_of(typed: str) -> Path:
    """Return the path that somebody typed or pasted; "~" is the home folder, and quotes around it are no part of it.

    The explorer of Windows copies a path with double quotes, and other terminals drop a file with single ones.
    """
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1]
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def no_folder(typed: str) -> str:
    """Return what is wrong with a typed folder, or ""."""
    return "" if path_of(typed).is_dir() else "Deze map is er niet. Zit de stick erin?"


def split(typed: str) -> tuple[str, str]:
    """Return the folder as it was typed, with its last separator, and the beginning of a name after it."""
    if typed == "~":
        return f"~{os.sep}", ""
    end = max(typed.rfind(os.sep), typed.rfind("/")) + 1
    return typed[:end], typed[end:]


def names_for(typed: str, endings: Sequence[str]) -> list[FoundName]:
    """Return the folders and files that begin as typed: folders first, then by name, capitals or not.

    Hidden ones are there only once the dot is typed. A folder that is not there, or may not be read, has no names.
    """
    folder, beginning = split(typed)
    try:
        with os.scandir(path_of(folder) if folder else Path()) as entries:
            found = [one for entry in entries if (one := _found(entry, beginning, endings)) is not None]
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda one: (not one.is_folder, one.name.casefold(), one.name))


def completed(typed: str, found: Iterable[FoundName]) -> str:
    """Return what was typed with as much added as all found names share; a separator after a folder."""
    names = list(found)
    folder, beginning = split(typed)
    if not names:
        return typed
    if len(names) == 1:
        return folder + names[0].name + (os.sep if names[0].is_folder else "")
    alike = takewhile(lambda column: len(set(column)) == 1, zip(*(one.name.lower() for one in names), strict=False))
    shared = len(list(alike))
    return folder + (names[0].name[:shared] if shared > len(beginning) else beginning)


def _found(entry: os.DirEntry[str], beginning: str, endings: Sequence[str]) -> FoundName | None:
    """Return a name that begins as typed, or None."""
    name = entry.name
    if not name.casefold().startswith(beginning.casefold()) or (name.startswith(".") and not beginning):
        return None
    try:
        if entry.is_dir():
            return FoundName(name, is_folder=True)
        if not entry.is_file() or not name.casefold().endswith(tuple(endings)):
            return None
        about = entry.stat()
        changed = datetime.fromtimestamp(about.st_mtime, tz=UTC).astimezone(WALL_CLOCK)
    except (OSError, ValueError, OverflowError):
        return None
    return FoundName(name, is_folder=False, size=about.st_size, changed=changed)
