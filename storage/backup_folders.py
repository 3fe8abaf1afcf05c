"""Where backups lie and which of them stay. A backup is a store folder of its own, named after the moment it was made."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from storage.audit_anchors import ANCHOR_FILE
from storage.clock import WALL_CLOCK
from storage.failed_unlocks import FAILURES_FILE
from storage.key_files import file_errors_in_words
from storage.store_folder import DATABASE, KEY_FILE, KEY_FILE_COPY

BACKUPS = "backups"
"""The folder in a store folder that holds its backups."""

OLDEST_WORRY_DAYS = 7
"""A newest backup older than this is worth a word."""

_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(?:zorgarrangeur-[0-9a-f]{8}-)?([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)")
_HALF = re.compile(r"\.[0-9a-f]{16}\.(?:new|old)")
_FILES = frozenset(
    {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY_FILE, KEY_FILE_COPY, ANCHOR_FILE, FAILURES_FILE}
)
"""What may lie in a backup: itself, and what opening it with --store leaves."""

_KEPT: tuple[tuple[int, Callable[[date], object]], ...] = (
    (7, lambda day: day),
    (4, lambda day: day.isocalendar()[:2]),
    (3, lambda day: (day.year, day.month)),
)
"""Of the newest seven days, four weeks and three months the newest backup of each."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A folder that is named as a backup.

    Attributes:
        folder: where it lies.
        made_at: when, in UTC.
        size: of its files, in bytes.
        complete: whether its database and key file are there; that says nothing of what is in them.
    """

    folder: Path
    made_at: datetime
    size: int
    complete: bool

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name


def stamp_of(moment: datetime) -> str:
    """Return a moment as it stands in the name of a backup."""
    return moment.astimezone(UTC).strftime(_STAMP)


def moment_of(name: str) -> datetime | None:
    """Return when a backup of this name was made, or None when no backup is named so."""
    match = _NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups of a store, or those in a folder that a user copied them to, newest first. No passphrase is needed.

    Raises:
        StoreReadOnly: when the folder may not be read.
    """
    found = []
    with file_errors_in_words():
        for place in (folder / BACKUPS, folder):
            for path in place.iterdir() if place.is_dir() else ():
                made = moment_of(path.name)
                if made is not None and path.is_dir() and not path.is_symlink():
                    found.append(backup_in(path, made))
    return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)


def backup_in(path: Path, made: datetime) -> Backup:
    """Return what is known of a backup without opening it."""
    sizes = {name: _size(path / name) for name in (DATABASE, KEY_FILE)}
    return Backup(path, made, sum(sizes.values()), complete=all(sizes.values()))


def to_keep(stamps: Collection[datetime], now: datetime) -> set[datetime]:
    """Return which backups stay: the newest of the last seven days, four ISO weeks and three months that have any.

    Those from after `now`, made while the clock was wrong, are counted by themselves: else a clock that once stood years
    ahead would push out all that is made since.
    """
    return _newest([one for one in stamps if one <= now]) | _newest([one for one in stamps if one > now])


def _newest(stamps: Iterable[datetime]) -> set[datetime]:
    kept = set()
    ordered = sorted(stamps)
    for count, period in _KEPT:
        newest = {period(one.astimezone(WALL_CLOCK).date()): one for one in ordered}
        kept |= set(list(newest.values())[-count:])
    return kept


def half_backups(place: Path) -> list[Path]:
    """Return the folders in `place` that a backup was being made in, or removed in, when it stopped halfway."""
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if _HALF.fullmatch(path.name) and _is_ours(path))


def building_name() -> str:
    """Return a hidden name for a backup that is not whole yet."""
    return f".{secrets.token_hex(8)}.new"


def remove_backup(backup: Backup) -> bool:
    """Remove a backup, and tell whether that was done: a folder that holds anything that is not ours stays.

    It first gets a hidden name, so that what a kill leaves is never taken for a backup.
    """
    if moment_of(backup.name) is None or not _is_ours(backup.folder):
        return False
    hidden = backup.folder.with_name(f".{secrets.token_hex(8)}.old")
    backup.folder.rename(hidden)
    remove_half(hidden)
    return True


def remove_half(path: Path) -> None:
    """Remove a folder that holds files only.

    Raises:
        OSError: when that fails, or a folder is in it.
    """
    for file in path.iterdir():
        file.unlink()
    path.rmdir()


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_dir():
        return False
    return all(
        (file.name in _FILES or file.name.endswith(".new")) and file.is_file() and not file.is_symlink()
        for file in path.iterdir()
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
