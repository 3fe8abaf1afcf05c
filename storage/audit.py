"""The access log: a chain of rows, each with a MAC under a key that is then replaced (forward security).

NEN 7513 asks that one can say afterwards which event, when, on whose data, by whom. A changed, deleted, swapped or cut
off row breaks the chain.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, insert, select, update

from storage import tables
from storage.encoding import pae
from storage.errors import DatabaseDamaged
from storage.key_file import unwrap, wrap
from storage.long_work import step

_START = bytes(32)
_PURPOSE = b"zorgarrangeur first key of the access log"


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
class Event:
    """What a row tells. `subject` is the pseudonymous record id that it is about; texts hold ids and counts, never values."""

    at: str
    actor: str
    role: str
    device: str
    action: str
    object: str = ""
    subject: str = ""
    reason: str = ""
    outcome: str = "ok"
    details: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event in its place in the log."""

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


COLUMNS = tuple(field.name for field in fields(LogRow))
"""The columns of a row, in the order that the MAC covers."""

_TEXTS = COLUMNS[1:]
_ADD = f"INSERT INTO audit ({', '.join(COLUMNS)}, mac) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"  # noqa: S608 - names of our own columns
# As bytes, with whether each is stored as what it should be: a text that was made into something else must not stop the reading.
_RAW = "SELECT {sound}, number, CAST(mac AS BLOB), {texts} FROM audit ORDER BY number".format(  # noqa: S608 - names of our own columns
    sound=" AND ".join(["typeof(mac) = 'blob'", *(f"typeof({name}) = 'text'" for name in _TEXTS)]),
    texts=", ".join(f"CAST({name} AS BLOB)" for name in _TEXTS),
)
_KEPT = "SELECT number, CAST(key AS BLOB), CAST(mac AS BLOB) FROM audit_key"


def start_log(connection: Connection, first_key: bytes) -> None:
    """Begin the chain of a new store."""
    connection.execute(insert(tables.audit_key).values(id=1, number=0, key=first_key, mac=_START))


def append(connection: Connection, events: Sequence[Event]) -> None:
    """Add rows in the caller's transaction. Straight to the driver: a bundle touches thousands of children."""
    if not events:
        return
    number, key, mac = connection.execute(
        select(tables.audit_key.c.number, tables.audit_key.c.key, tables.audit_key.c.mac)
    ).one()
    rows = []
    for event in events:
        number += 1
        row = LogRow(number, **asdict(event))
        mac, key = _mac(key, mac, row.encoded()), _next(key)
        rows.append((*(getattr(row, name) for name in COLUMNS), mac))
    connection.exec_driver_sql(_ADD, rows)
    connection.execute(update(tables.audit_key).values(number=number, key=key, mac=mac))


def rows(connection: Connection) -> Iterator[tuple[LogRow, bytes]]:
    """Yield every row with its MAC, oldest first."""
    for found in connection.execute(select(tables.audit).order_by(tables.audit.c.number)):
        yield LogRow(*(getattr(found, name) for name in COLUMNS)), found.mac


def head(connection: Connection) -> str:
    """Return the newest MAC in hex: what a bundle carries as an anchor outside this store."""
    return bytes(connection.execute(select(tables.audit_key.c.mac)).scalar_one()).hex()


def first_key(connection: Connection, subkey: bytes) -> bytes:
    """Return the key of the first row, which seals the chain from its start.

    Args:
        connection: an open transaction.
        subkey: the store's own key for its log. It is itself the first key until the store gets another master key.

    Raises:
        DatabaseDamaged: when the wrapped key was changed, or is not this store's.
    """
    wrapped = connection.execute(select(tables.audit_key.c.first_key)).scalar_one_or_none()
    if wrapped is None:
        return subkey
    try:
        return unwrap(subkey, wrapped, _PURPOSE)
    except InvalidTag as error:
        raise DatabaseDamaged from error


def rewrap(connection: Connection, old_subkey: bytes, new_subkey: bytes) -> None:
    """Let the log follow the store to another master key. Once it did, a second time changes nothing.

    Raises:
        DatabaseDamaged: when the key of the first row opens under neither.
    """
    wrapped = connection.execute(select(tables.audit_key.c.first_key)).scalar_one()
    if wrapped is not None:
        try:
            unwrap(new_subkey, wrapped, _PURPOSE)
        except InvalidTag:
            pass
        else:
            return
    key = first_key(connection, old_subkey)
    connection.execute(update(tables.audit_key).values(first_key=wrap(new_subkey, key, _PURPOSE)))


def first_fault(connection: Connection, first_key: bytes) -> str | None:
    """Return a Dutch sentence on the first row that does not fit the chain, or None when the log is whole.

    Raises:
        WorkStopped: its user wants it to stop.
    """
    key, previous, number = first_key, _START, 0
    for sound, row_number, mac, *texts in connection.exec_driver_sql(_RAW):
        step()
        number += 1
        if row_number != number:
            return f"In het logboek ontbreekt regel {number}."
        if not sound or not hmac.compare_digest(mac, _mac(key, previous, [str(number).encode(), *texts])):
            return f"In het logboek is regel {number} gewijzigd."
        previous, key = mac, _next(key)
    kept = [tuple(found) for found in connection.exec_driver_sql(_KEPT)]
    if kept != [(number, key, previous)]:
        last = kept[0][0] if kept else "meer"
        return f"Van het logboek ontbreekt het eind: er zijn {number} regels, en dat hoorden er {last} te zijn."
    return None


def _mac(key: bytes, previous: bytes, encoded: Sequence[bytes]) -> bytes:
    return hmac.digest(key, pae(previous, *encoded), "sha256")


def _next(key: bytes) -> bytes:
    return hmac.digest(key, b"next", "sha256")
