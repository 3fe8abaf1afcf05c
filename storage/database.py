"""The encrypted database file: how it is opened, and what its errors mean in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from storage.errors import (
    DatabaseDamaged,
    DatabaseNotEncrypted,
    DatabaseUnreadable,
    DiskFault,
    StorageError,
    StoreBusy,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)

PLAIN_SQLITE_HEADER = b"SQLite format 3\x00"

_BEFORE_THE_KEY = ("cipher_log_level=NONE", "cipher_memory_security=ON")
"""The log would print a wrong key's trail to the terminal; the other wipes freed memory, for all of the process from then on."""

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=5000",
)
"""In this order at every open. FULL lost no acknowledged commit in simulated power cuts, NORMAL did. The two with fullfsync
make macOS write past the drive's own memory; elsewhere they change nothing."""


def open_engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """Return an engine on the encrypted file. One connection per thread: SQLite's connections must not be shared.

    Args:
        path: the database file.
        key: its 32 bytes.
        create: True to make the file; otherwise a missing file is an error.

    Raises:
        DatabaseNotEncrypted: when a plain SQLite file lies there. There is no way to open one.
        DatabaseDamaged: when the file is missing, cut off, emptied, or belongs to another key.
        StoreReadOnly: when it may not be read.
    """
    if not create:
        _look_at_header(path)
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=partial(connect, path, key), poolclass=QueuePool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _drop_spoilt)
    try:
        with engine.connect() as connection:
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except DBAPIError as error:
        engine.dispose()
        raise in_words(error) from error
    if not create and not tables:
        # An emptied file opens with the right key; nobody may take it for a new store and fill it.
        engine.dispose()
        raise DatabaseDamaged
    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write.

    They take the write lock at their start, so that two writers wait for each other instead of failing halfway.
    """
    return engine.execution_options(begins="IMMEDIATE")


DATABASE_ERRORS = (DBAPIError, sqlcipher.Error)
"""What the database raises: through SQLAlchemy, or where the driver is asked directly."""


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn a database error into a StorageError whose sentence a user understands."""
    try:
        yield
    except DATABASE_ERRORS as error:
        raise in_words(error) from error


def in_words(error: BaseException) -> StorageError:
    """Return the StorageError for a database error; its own text may hold SQL and is never shown."""
    reason = _reason(error)
    for words, meaning in _MEANINGS:
        if any(word in reason for word in words):
            return meaning()
    return StorageError()


_MEANINGS: tuple[tuple[tuple[str, ...], type[StorageError]], ...] = (
    (("full",), StoreFull),
    (("readonly",), StoreReadOnly),
    (("cantopen", "unable to open"), StoreUnreachable),
    (("locked", "busy", "protocol"), StoreBusy),
    (("ioerr", "disk i/o"), DiskFault),
    (("notadb", "not a database"), DatabaseDamaged),
    (("corrupt", "malformed"), DatabaseUnreadable),
)


def _reason(error: BaseException) -> str:
    """Return the driver's name for what went wrong, or its text where it gives no name."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(original, "sqlite_errorname", None) or original).lower()


def _look_at_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_SQLITE_HEADER))
    except FileNotFoundError:
        raise DatabaseDamaged(
            "Het gegevensbestand zorg.db ontbreekt. Zet het samen met kluis.toml terug uit een reservekopie."
        ) from None
    except OSError as error:
        raise StoreReadOnly(
            "Het gegevensbestand zorg.db kan niet gelezen worden. Er is niets gewijzigd. Kijk of de stick of schijf goed "
            "vastzit en of u dit bestand mag lezen, en probeer het opnieuw."
        ) from error
    if header == PLAIN_SQLITE_HEADER:
        raise DatabaseNotEncrypted
    if len(header) < len(PLAIN_SQLITE_HEADER):
        raise DatabaseDamaged


def connect(path: Path, key: bytes) -> Any:
    """Return a driver connection on an encrypted file, which is made when it is not there. A wrong key fails at the first query.

    For what SQLAlchemy does not do: backups, checks of the file, another key. Everything else goes through an engine.
    """
    # Autocommit in the driver: SQLAlchemy's "begin" event decides how a transaction starts.
    connection = sqlcipher.connect(str(path), check_same_thread=False, timeout=5, isolation_level=None)
    for pragma in _BEFORE_THE_KEY:
        connection.execute(f"PRAGMA {pragma}")
    specification = key_specification(key)
    connection.set_key(specification)
    specification[:] = bytes(len(specification))
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_no_other_files)
    return connection


def key_specification(key: bytes) -> bytearray:
    """Return a raw key as SQLCipher takes it, in bytes that the caller overwrites after use."""
    specification = bytearray(b"x'")
    for byte in key:
        specification += b"%02x" % byte
    return specification + b"'"


def _no_other_files(action: int, *_: Any) -> int:
    """Refuse ATTACH: with an empty key it would write a readable copy of everything into another file."""
    verdict: int = sqlcipher.SQLITE_DENY if action == sqlcipher.SQLITE_ATTACH else sqlcipher.SQLITE_OK
    return verdict


def _drop_spoilt(context: ExceptionContext) -> None:
    """Let a connection go after a read or write that failed: SQLCipher refuses all that comes after it on that connection.

    The next use opens a new one, so that a stick that is put back works again without a restart.
    """
    if isinstance(in_words(context.original_exception), (DiskFault, DatabaseDamaged, StoreUnreachable)):
        context.is_disconnect = True


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begins", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
