"""Putting the files of one store in the place of another's, so that a kill at any moment loses nothing.

The files that are there are copied aside first. Then the journal goes (a journal of one database beside another would damage
it), the database comes, and the key file and its copy. Until the last step the folder with the new files stays: it tells that
a swap stopped halfway.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
from datetime import datetime, timedelta
from pathlib import Path

from storage.atomic_file import PRIVATE_FOLDER, make_private_folder, sync_folder
from storage.audit_anchors import ANCHOR_FILE
from storage.backup_folders import building_name, remove_half, stamp_of
from storage.errors import StoreBusy
from storage.long_work import part, step
from storage.private_copy import copy_file
from storage.store_folder import DATABASE, KEY_FILE, KEY_FILE_COPY

REPLACED = "replaced"
"""The folder in a store folder with the files that a restore put aside."""

JOURNAL = (f"{DATABASE}-wal", f"{DATABASE}-shm")
STORE_FILES = (DATABASE, KEY_FILE, KEY_FILE_COPY, ANCHOR_FILE)
"""In the order in which they are replaced."""

_PREPARED = re.compile(r"\.[0-9a-f]{16}\.herstel")
_LOCK_START, _LOCK_LENGTH = 0x40000002, 510
"""The bytes that every connection keeps locked in a database with a journal of this kind: part of SQLite's file format."""


def prepared_name() -> str:
    """Return the name of a folder in which a store is prepared."""
    return f".{secrets.token_hex(8)}.herstel"


def unfinished(folder: Path) -> list[Path]:
    """Return the folders of restores that stopped halfway."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _PREPARED.fullmatch(path.name) and path.is_dir())


def set_aside(folder: Path, moment: datetime) -> Path | None:
    """Copy the files of a store, as they are, to a folder of their own, and return it; None when there are none.

    Raises:
        OSError, WorkStopped: nothing is left of the try.
    """
    present = [name for name in (DATABASE, *JOURNAL, *STORE_FILES[1:]) if (folder / name).exists()]
    if not present:
        return None
    place = folder / REPLACED
    made_place = not place.exists()
    make_private_folder(place)
    building = place / building_name()
    try:
        building.mkdir(mode=PRIVATE_FOLDER)
        sizes = {name: (folder / name).stat().st_size for name in present}
        total, done = sum(sizes.values()) or 1, 0
        for name, size in sizes.items():
            with part(done / total, (done + size) / total):
                copy_file(folder / name, building / name)
            done += size
        sync_folder(building)
        step(1)
        while (target := place / stamp_of(moment)).exists():
            moment += timedelta(seconds=1)
        building.rename(target)
    except BaseException:
        with contextlib.suppress(OSError):  # what led here is the error to tell
            remove_half(building)
            if made_place:
                place.rmdir()
        raise
    sync_folder(place)
    sync_folder(folder)
    return target


def swap_in(folder: Path, prepared: Path) -> None:
    """Move the files of a prepared store in the place of those in a folder. Nobody may have that store open."""
    for name in JOURNAL:
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    for name in STORE_FILES:
        if (prepared / name).exists():
            (prepared / name).replace(folder / name)
            sync_folder(folder)
    with contextlib.suppress(OSError):  # all is in place; `storage.doctor` tells of what is left
        for left in unfinished(folder):
            remove_half(left)


def check_closed(database: Path) -> None:
    """Refuse to go on while another process has a database open, whatever its key. This process must have closed it itself.

    Every connection keeps a lock that can be asked for. Windows needs no asking: it does not replace a file that is open.

    Raises:
        StoreBusy: nothing was changed.
    """
    if sys.platform == "win32" or not database.exists():
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    descriptor = os.open(database, os.O_RDWR)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_LENGTH, _LOCK_START)
    except (BlockingIOError, PermissionError) as error:
        raise StoreBusy(
            "De opslag staat nog open in een ander venster van de app. Er is niets teruggezet en niets gewijzigd. "
            "Sluit dat venster en probeer het opnieuw."
        ) from error
    finally:
        os.close(descriptor)
