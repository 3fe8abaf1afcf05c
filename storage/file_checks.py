"""Whether a database file is whole: every page, every table, every row count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from storage.database import key_specification

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"


def pages_are_whole(connection: Any) -> bool:
    """Tell whether every page has its seal and every table and index is sound. The journal is written out first.

    The seals are checked in the file, so that what still stands in the journal would look like damage.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return False
    return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


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
