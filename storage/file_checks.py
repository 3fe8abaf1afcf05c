"""Whether a database file is whole: every page, every table, every row count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from storage.database import key_specification
from storage.long_work import WorkStopped, part, step

_BETWEEN_LOOKS = 10_000
"""So many instructions of the database pass between two looks at whether to stop: a few milliseconds."""
_PER_PAGE = 800
"""About so many instructions it takes to check a page: between 600 and 950 in stores of all sorts."""
_SEALED = 0.1
"""The share of the work that checking the seals is."""
_ALMOST = 0.99
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"


def pages_are_whole(connection: Any) -> bool:
    """Tell whether every page has its seal and every table and index is sound. The journal is written out first.

    The seals are checked in the file, so that what still stands in the journal would look like damage.

    Raises:
        WorkStopped: its user wants it to stop.
    """
    [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
    with followed(connection, instructions=pages * _PER_PAGE):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return False
        with part(_SEALED, 1):
            return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


@contextmanager
def followed(connection: Any, *, instructions: int) -> Iterator[None]:
    """Let what the database does here count as steps of the present work, and break it off when that must stop.

    Args:
        connection: a driver connection.
        instructions: about how many of the database's instructions it takes.

    Raises:
        WorkStopped: it was broken off.
    """
    looks = 0

    def must_stop() -> bool:
        nonlocal looks
        looks += 1
        try:
            step(min(_ALMOST, looks * _BETWEEN_LOOKS / max(1, instructions)))
        except WorkStopped:
            return True
        return False

    connection.set_progress_handler(must_stop, _BETWEEN_LOOKS)
    try:
        yield
    except sqlcipher.OperationalError:
        # When it was broken off, this step says why.
        step()
        raise
    finally:
        connection.set_progress_handler(None, 0)


def row_counts(connection: Any) -> dict[str, int]:
    """Return how many rows every table has, those of the index of words included."""
    tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - names from the schema


def reading_engine(path: Path, key: bytes) -> Engine:
    """Return an engine that reads a closed database file and makes no file beside it, on a medium that is locked too."""

    def connect() -> Any:
        location = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlcipher.connect(location, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")
        specification = key_specification(key)
        connection.set_key(specification)
        specification[:] = bytes(len(specification))
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    return create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=NullPool, hide_parameters=True)
