"""Making backups: a second store folder from one snapshot, opened and checked before it counts."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from storage import audit
from storage.atomic_file import PRIVATE_FOLDER, make_private_folder, read_regular_file, sync_folder, write_atomically
from storage.audit_anchors import ANCHOR_FILE
from storage.backup_folders import (
    BACKUPS,
    Backup,
    backup_in,
    building_name,
    list_backups,
    moment_of,
    remove_backup,
    remove_half,
    stamp_of,
    to_keep,
)
from storage.clock import WALL_CLOCK, local_date
from storage.database import DATABASE_ERRORS, errors_in_words
from storage.errors import DatabaseDamaged, KeyFileDamaged, StorageError, StoreBusy, StoreFull
from storage.file_checks import pages_are_whole, row_counts
from storage.key_file import MAX_BYTES, KeyFile, read_key_file
from storage.long_work import WorkStopped, part, settle, step
from storage.private_copy import new_private_file, sync_file
from storage.store import Store
from storage.store_folder import DATABASE, GENERATION, KEY_FILE, KEY_FILE_COPY

_PAGES = 4096
"""So many pages are copied between two looks at whether to stop."""
_COPYING = 0.5
"""The share of the work that copying is; checking the copy is the rest."""
_SPARE_BYTES = 8 * 1024 * 1024
"""Room that must be left beside a backup."""


class BackupNotMade(StorageError):
    """The place of the backup did not take it: a stick pulled out, a lock on it, a cable."""

    sentence = (
        "De reservekopie is niet gemaakt: de schijf of stick nam de gegevens niet aan. Uw opslag is niet aangeraakt en er "
        "staat geen halve kopie die heel lijkt. Kijk of de stick erin zit en beschreven mag worden, en probeer het opnieuw."
    )


class BackupHasNoRoom(BackupNotMade):
    """There is no room for a backup."""

    sentence = (
        "De reservekopie is niet gemaakt: er is te weinig ruimte op de schijf of stick. Uw opslag is niet aangeraakt. "
        "Maak ruimte of kies een andere stick, en probeer het opnieuw."
    )


class BackupNotWhole(BackupNotMade):
    """What was written did not read back as what was copied."""

    sentence = (
        "De reservekopie is gemaakt, maar bij het nakijken klopte hij niet; hij is weer weggehaald. Uw opslag is niet "
        "aangeraakt. Probeer het opnieuw, op een andere stick of schijf als het weer gebeurt."
    )


class BackupOfDamaged(StorageError):
    """The store itself cannot be read whole."""

    sentence = (
        "Er is geen reservekopie gemaakt: in het gegevensbestand van uw opslag zit een beschadiging. Er is niets gewijzigd; "
        "de eerdere reservekopieën staan er nog. Bekijk met `zorgarrangeur doctor --deep` wat er aan de hand is."
    )


class BackupPlaceMissing(BackupNotMade):
    """The folder for the backup is not there."""

    sentence = (
        "Deze map is er niet. Er is geen reservekopie gemaakt. Steek de stick erin, of wijs een map aan die bestaat."
    )


class BackupPlaceInside(BackupNotMade):
    """The folder for the backup lies in the store's own folder."""

    sentence = (
        "Deze map ligt in de map van uw opslag zelf: gaat die verloren, dan de reservekopie ook. Er is niets gemaakt. "
        "Kies een map op een stick of een andere schijf."
    )


class BackupPlaceReadOnly(BackupNotMade):
    """The folder for the backup may not be written."""

    sentence = (
        "In deze map mag niets geschreven worden. Er is geen reservekopie gemaakt. "
        "Haal het slotje van de stick, of kies een andere map."
    )


def make_backup(store: Store) -> Backup:
    """Make a verified backup in the store's own folder. Takes about as long as reading the database four times.

    Raises:
        BackupNotMade: with the reason; nothing is left of the try.
        BackupOfDamaged, KeyFileDamaged: the store itself is damaged; earlier backups are untouched.
        StorageError: the backup is there, but could not be logged.
    """
    place = store.folder / BACKUPS
    with _told():
        make_private_folder(place)
    return _make(store, place, to="own")


def backup_if_due(store: Store) -> Backup | None:
    """Make a backup when there is none of today yet, and remove those whose turn is over. None when there was nothing to do.

    A backup that was opened itself gets none.

    Raises:
        StorageError: as `make_backup`; nothing was removed.
    """
    if moment_of(store.folder.name) is not None:
        return None
    today = local_date(store.clock)
    own = [one for one in list_backups(store.folder) if one.folder.parent == store.folder / BACKUPS]
    if any(one.complete and one.made_at.astimezone(WALL_CLOCK).date() == today for one in own):
        return None
    made = make_backup(store)
    own.append(made)
    kept = to_keep([one.made_at for one in own], max(made.made_at, store.clock()))
    with _told():
        for one in own:
            if one.made_at not in kept:
                remove_backup(one)
    return made


def backup_to(store: Store, folder: Path) -> Backup:
    """Make a verified backup in a folder elsewhere, such as a stick.

    Raises:
        BackupPlaceMissing, BackupPlaceInside, BackupPlaceReadOnly, BackupHasNoRoom: before anything was written.
        StorageError: as `make_backup`.
    """
    with _told():
        if not folder.is_dir():
            raise BackupPlaceMissing
        if folder.resolve().is_relative_to(store.folder.resolve()):
            raise BackupPlaceInside
        if not os.access(folder, os.W_OK | os.X_OK):
            raise BackupPlaceReadOnly
    prefix = f"zorgarrangeur-{_own_key_file(store)[1].vault[:8]}-"
    return _make(store, folder, to="elsewhere", prefix=prefix)


def remove_backups(store: Store, keep: Backup) -> int:
    """Remove every backup in the store's own folder but one, and return how many. Those on sticks stay.

    Raises:
        StorageError: when one cannot be removed.
    """
    removed = 0
    with _told():
        for one in list_backups(store.folder):
            if one.folder.parent == store.folder / BACKUPS and one.folder != keep.folder:
                removed += remove_backup(one)
    if removed:
        with store.unit_of_work("Oude reservekopieën weggehaald") as work:
            work.note(audit.Action.BACKUP, object="backup", details=f"removed={removed} kept={keep.name}")
    return removed


def _make(store: Store, place: Path, *, to: str, prefix: str = "") -> Backup:
    with _told():
        _check_room(store, place)
        path = place / building_name()
        try:
            path.mkdir(mode=PRIVATE_FOLDER)
            counts = _copy(store, path)
            step()
            path, moment = _take_name(store, path, place, prefix)
            settle()
            sync_folder(place)
        except BaseException:
            with contextlib.suppress(OSError):  # a stick that was pulled out; what led here is the error to tell
                remove_half(path)
            raise
        made = backup_in(path, moment)
    with store.unit_of_work("Reservekopie gemaakt") as work:
        details = f"name={made.name} to={to} tables={len(counts)} rows={sum(counts.values())} bytes={made.size}"
        work.note(audit.Action.BACKUP, object="backup", details=details)
    return made


def _copy(store: Store, building: Path) -> dict[str, int]:
    """Copy one snapshot and check the copy; the key file comes last. Return the rows per table."""
    database = building / DATABASE
    new_private_file(database)
    anchor = _own_anchor(store)
    with _connected(store, store.folder / DATABASE) as source:
        source.execute("BEGIN")
        counts = row_counts(source)
        [generation] = source.execute("SELECT value FROM state WHERE name = ?", (GENERATION,)).fetchone()
        try:
            with _connected(store, database) as target:
                # The file is synced as a whole below, and thrown away when anything fails before: no journal is needed.
                target.execute("PRAGMA journal_mode = OFF").fetchall()
                target.execute("PRAGMA synchronous = OFF")
                source.backup(target, pages=_PAGES, progress=_tell_pages)
        except DatabaseDamaged as error:
            # The copy is read too while it is made: a stick that was pulled out looks like damage.
            if source.execute("PRAGMA integrity_check").fetchall() == [("ok",)]:
                raise BackupNotMade from error
            raise
        # Read after the snapshot: a key file may be newer than its database, never older.
        data, key_file = _own_key_file(store)
        source.execute("COMMIT")
    if key_file.generation < int(generation):
        raise KeyFileDamaged
    sync_file(database)
    _verify(store, database, counts)
    if anchor:
        write_atomically(building / ANCHOR_FILE, anchor)
    for name in (KEY_FILE_COPY, KEY_FILE):
        write_atomically(building / name, data)
    return counts


def _tell_pages(_status: int, remaining: int, total: int) -> None:
    step(_COPYING * (1 - remaining / total) if total else 0)


def _verify(store: Store, database: Path, counts: dict[str, int]) -> None:
    try:
        with _connected(store, database) as connection, part(_COPYING, 1):
            whole = pages_are_whole(connection) and row_counts(connection) == counts
    except DatabaseDamaged:
        whole = False
    if not whole:
        raise BackupNotWhole


def _take_name(store: Store, building: Path, place: Path, prefix: str) -> tuple[Path, datetime]:
    """Give a backup that is whole its name: the present second, or the first one after it that is free."""
    made = store.clock().replace(microsecond=0)
    while True:
        target = place / f"{prefix}{stamp_of(made)}"
        try:
            if not target.exists():
                building.rename(target)
                return target, made
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
        made += timedelta(seconds=1)


def _own_anchor(store: Store) -> bytes:
    """Return the anchor of the log. Taken before the snapshot: the copy must hold the row that it names."""
    try:
        return read_regular_file(store.folder / ANCHOR_FILE, MAX_BYTES)
    except OSError:
        return b""


def _own_key_file(store: Store) -> tuple[bytes, KeyFile]:
    """Return the key file, or its copy where it was damaged since the store was opened.

    Raises:
        KeyFileDamaged: when both are.
    """
    for name in (KEY_FILE, KEY_FILE_COPY):
        with contextlib.suppress(OSError, KeyFileDamaged):
            data = read_regular_file(store.folder / name, MAX_BYTES)
            return data, read_key_file(data, store.settings.policy)
    raise KeyFileDamaged


def _check_room(store: Store, place: Path) -> None:
    needed = _SPARE_BYTES + sum(path.stat().st_size for path in store.folder.glob(f"{DATABASE}*"))
    if shutil.disk_usage(place).free < needed:
        raise BackupHasNoRoom(
            "De reservekopie is niet gemaakt: er is te weinig ruimte op de schijf of stick. Uw opslag is niet aangeraakt. "
            f"Maak ten minste {needed // 1_000_000 + 1} MB vrij of kies een andere stick, en probeer het opnieuw."
        )


@contextlib.contextmanager
def _connected(store: Store, path: Path) -> Iterator[Any]:
    with errors_in_words():
        connection = store.connect_to(path)
        try:
            yield connection
        except BaseException:
            with contextlib.suppress(*DATABASE_ERRORS):  # the error that led here is the one to tell
                connection.close()
            raise
        connection.close()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what goes wrong into a sentence about the backup."""
    try:
        yield
    except (BackupNotMade, KeyFileDamaged, StoreBusy, WorkStopped):
        raise
    except DatabaseDamaged as error:
        raise BackupOfDamaged from error
    except StoreFull as error:
        raise BackupHasNoRoom from error
    except StorageError as error:
        raise BackupNotMade from error
    except OSError as error:
        raise (BackupHasNoRoom if error.errno in (errno.ENOSPC, errno.EDQUOT) else BackupNotMade) from error


__all__ = [
    "BACKUPS",
    "Backup",
    "BackupHasNoRoom",
    "BackupNotMade",
    "BackupNotWhole",
    "BackupOfDamaged",
    "BackupPlaceInside",
    "BackupPlaceMissing",
    "BackupPlaceReadOnly",
    "backup_if_due",
    "backup_to",
    "list_backups",
    "make_backup",
    "remove_backups",
    "to_keep",
]
