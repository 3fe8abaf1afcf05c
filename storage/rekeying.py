"""Bringing the database from one master key to the next, so that a kill at any moment leaves a store that opens.

Two files cannot change in one step. So the key file changes first: its slots hold the new master key, and it holds the old
one too, wrapped under the new (`KeyFile.previous`). From then on only the new secrets open it, and whoever opens it goes on
where the last try stopped: another key for the database file, other wrapping of the keys inside it, and at the end a key
file without the old key.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from storage import audit, history, identity
from storage.database import DATABASE_ERRORS, connect, errors_in_words, key_specification, open_engine, writing
from storage.errors import DatabaseDamaged, KeyFileDamaged, StorageError, StoreFull
from storage.key_file import KeyFile, subkey, unwrap, wrap
from storage.key_files import OpenedKeyFile, mend_copy, write_key_file
from storage.store_folder import DATABASE, GENERATION

_PURPOSE = b"kluis/1 previous"
_ROOM = 3
"""A new key writes every page anew into the journal, and from there into the file."""


def with_previous(key_file: KeyFile, new: bytes, old: bytes) -> KeyFile:
    """Return a key file that also holds the master key of before."""
    return replace(key_file, previous=wrap(subkey(new, "previous"), old, _bound_to(key_file)))


def check_room(folder: Path) -> None:
    """Refuse to begin where the disk has no room for every page of the database a second time.

    Raises:
        StoreFull: nothing was changed.
    """
    needed = _ROOM * sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*"))
    if shutil.disk_usage(folder).free < needed:
        raise StoreFull(
            "Er is te weinig ruimte op de schijf om alles onder een nieuwe sleutel te zetten. Er is niets gewijzigd. "
            f"Maak ten minste {max(1, needed // 1_000_000)} MB vrij en probeer het opnieuw."
        )


def check_alone(path: Path, key: bytes) -> None:
    """Refuse to begin while another window of the app has the database open.

    Raises:
        StoreBusy: nothing was changed.
    """
    with _alone(path, key):
        pass


def finish(folder: Path, opened: OpenedKeyFile) -> tuple[OpenedKeyFile, bytes]:
    """Go on with a change of master key that has begun.

    Where the database cannot get its new key now (the disk is full, another window is open), it keeps the old one for as long
    as that lasts; the store works all the same.

    Returns:
        the key file as it is afterwards, and the key under which the database opens.

    Raises:
        KeyFileDamaged, DatabaseDamaged: when the database opens under neither key.
        StoreFull, StoreReadOnly: when the key file cannot be written.
    """
    key_file, new = opened.key_file, opened.master_key
    try:
        old = unwrap(subkey(new, "previous"), key_file.previous, _bound_to(key_file))
    except InvalidTag as error:
        raise KeyFileDamaged from error
    mend_copy(folder, opened)
    path = folder / DATABASE
    key, changed = subkey(new, "db"), True
    if not _opens(path, key):
        try:
            _change_key(path, subkey(old, "db"), key)
        except DatabaseDamaged:
            raise
        except StorageError:
            key, changed = subkey(old, "db"), False
    _wrap_anew(path, key, old, new, key_file.generation + changed)
    if not changed:
        return opened, key
    settled = OpenedKeyFile(replace(key_file, generation=key_file.generation + 1, previous=b""), new)
    write_key_file(folder, settled.key_file, new)
    return settled, key


def _bound_to(key_file: KeyFile) -> bytes:
    return _PURPOSE + key_file.vault.encode()


def _opens(path: Path, key: bytes) -> bool:
    try:
        open_engine(path, key).dispose()
    except DatabaseDamaged:
        return False
    return True


def _change_key(path: Path, old: bytes, new: bytes) -> None:
    with _alone(path, old) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        specification = key_specification(new)
        connection.reset_key(specification)
        specification[:] = bytes(len(specification))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _wrap_anew(path: Path, key: bytes, old: bytes, new: bytes, generation: int) -> None:
    """Wrap the keys that lie in the database under the new master key; once done, a second time changes nothing."""
    engine = open_engine(path, key)
    try:
        with errors_in_words(), writing(engine).connect() as connection, connection.begin():
            identity.wrap_anew(connection, subkey(old, "identity"), subkey(new, "identity"))
            audit.rewrap(connection, subkey(old, "audit"), subkey(new, "audit"))
            history.write_state(connection, GENERATION, str(generation))
    finally:
        engine.dispose()


@contextlib.contextmanager
def _alone(path: Path, key: bytes) -> Iterator[Any]:
    """Give a connection that nobody else has beside it.

    Raises:
        StoreBusy: when somebody has.
    """
    with errors_in_words():
        connection = connect(path, key)
        try:
            connection.execute("PRAGMA busy_timeout = 500")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
            yield connection
        finally:
            with contextlib.suppress(*DATABASE_ERRORS):  # the error that led here is the one to tell
                connection.close()
