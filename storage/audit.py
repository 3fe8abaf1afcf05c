"""The access log: a chain of rows, each with a MAC under a key that is then replaced (forward security).

NEN 7513 asks that one can say afterwards which event, when, on whose data, by whom. A changed, deleted, swapped or cut
off row breaks the chain.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from storage import tables
from storage.encoding import pae

_START = bytes(32)


class Action(StrEnum):
    """What was done, in the words of NEN 7513 as far as they apply."""

    CREATE = "create"
    UNLOCK = "unlock"
    READ = "read"
    SEARCH = "search"
    CHANGE = "change"
    IMPORT = "import"
    EXPORT = "export"
    PRINT = "print"
    DECIDE = "decide"
    TRUST = "trust"
    KEYS = "keys"
    EMERGENCY = "emergency"
    BACKUP = "backup"
    RESTORE = "restore"
    ERASE = "erase"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event. `subject` is the pseudonymous record id that it is about; texts hold ids and counts, never values."""

    number: int
    at: str
    actor: str
    role: str
    device: str
    action: str
    object: str
    subject: str
    reason: str
    outcome: str
    details: str

    def encoded(self) -> list[bytes]:
        """Return the row's fields as bytes, in the fixed order that the MAC covers."""
        return [str(getattr(self, field.name)).encode() for field in fields(self)]


def start_log(connection: Connection, first_key: bytes) -> None:
    """Begin the chain of a new store."""
    connection.execute(insert(tables.audit_key).values(id=1, number=0, key=first_key, mac=_START))


def append(
    connection: Connection,
    *,
    at: str,
    actor: str,
    role: str,
    device: str,
    action: Action,
    object: str = "",  # noqa: A002 - NEN 7513's own word
    subject: str = "",
    reason: str = "",
    outcome: str = "ok",
    details: str = "",
) -> int:
    """Add a row in the caller's transaction and return its number."""
    number, key, previous = connection.execute(
        select(tables.audit_key.c.number, tables.audit_key.c.key, tables.audit_key.c.mac)
    ).one()
    row = LogRow(number + 1, at, actor, role, device, action, object, subject, reason, outcome, details)
    mac = _mac(key, previous, row)
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    connection.execute(insert(tables.audit).values(**values, mac=mac))
    connection.execute(update(tables.audit_key).values(number=row.number, key=_next(key), mac=mac))
    return row.number


def rows(connection: Connection) -> Iterator[tuple[LogRow, bytes]]:
    """Yield every row with its MAC, oldest first."""
    names = [field.name for field in fields(LogRow)]
    for found in connection.execute(select(tables.audit).order_by(tables.audit.c.number)):
        yield LogRow(*(getattr(found, name) for name in names)), found.mac


def head(connection: Connection) -> str:
    """Return the newest MAC in hex: what a bundle carries as an anchor outside this store."""
    return bytes(connection.execute(select(tables.audit_key.c.mac)).scalar_one()).hex()


def first_fault(connection: Connection, first_key: bytes) -> str | None:
    """Return a Dutch sentence on the first row that does not fit the chain, or None when the log is whole."""
    key, previous, number = first_key, _START, 0
    for row, mac in rows(connection):
        number += 1
        if row.number != number:
            return f"In het logboek ontbreekt regel {number}."
        if not hmac.compare_digest(mac, _mac(key, previous, row)):
            return f"In het logboek is regel {number} gewijzigd."
        previous, key = mac, _next(key)
    last, last_key, last_mac = connection.execute(
        select(tables.audit_key.c.number, tables.audit_key.c.key, tables.audit_key.c.mac)
    ).one()
    if (last, bytes(last_key), bytes(last_mac)) != (number, key, previous):
        return f"Van het logboek ontbreekt het eind: er zijn {number} regels, en dat hoorden er {last} te zijn."
    return None


def _mac(key: bytes, previous: bytes, row: LogRow) -> bytes:
    return hmac.digest(key, pae(previous, *row.encoded()), "sha256")


def _next(key: bytes) -> bytes:
    return hmac.digest(key, b"next", "sha256")
