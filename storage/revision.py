"""The number of the last transaction that changed what screens show: the same number, the same records, whoever wrote them.

Contacts and the bundles to and from them count too; what only the access log tells does not.
"""

from __future__ import annotations

from sqlalchemy import Connection

from storage.history import read_state, write_state

REVISION = "revision"
"""Under which name the number is kept in the database."""


def revision(connection: Connection) -> int:
    """Return the number as this transaction sees it."""
    return int(read_state(connection, REVISION, "0"))


def count_revision(connection: Connection) -> int:
    """Count one more, in the transaction that changes something, and return the new number."""
    now = revision(connection) + 1
    write_state(connection, REVISION, str(now))
    return now
