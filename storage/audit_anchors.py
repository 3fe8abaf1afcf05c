"""Anchors of the access log: what was seen of a log at a moment, kept where whoever puts back an old log cannot reach it.

Whoever has the master key can make a log that fits from its first row to its last, and whoever puts an old copy of the
database back needs no key at all. Only a row seen before, kept elsewhere, tells. There are two kinds: the store's own, in a
small file beside the database; and those that others keep, since each bundle carries the newest seal of its sender's log.
"""

from __future__ import annotations

import contextlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from storage import audit, tables
from storage.atomic_file import read_regular_file, write_atomically
from storage.clock import WALL_CLOCK, Clock
from storage.encoding import pae
from storage.history import read_state, write_state
from storage.unit_of_work import UnitOfWork

ANCHOR_FILE = "anker.toml"

_CONTEXT = b"anker/1"
_EXPECTED = "own_anchor"
"""State: whether an anchor was ever written for this database, so that a missing one is noticed."""

_MAX_BYTES = 1024
_FILE = re.compile(
    rb"""\A# Anker van het logboek\. De app schrijft dit zelf; wijzig niets\.
format = "anker/1"
number = (?P<number>[1-9][0-9]{0,15})
mac = "(?P<mac>[0-9a-f]{64})"
at = "(?P<at>[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\+00:00)"
seal = "(?P<seal>[0-9a-f]{64})"
\Z"""
)

_OLDER = (
    "Het gegevensbestand is ouder dan het was op {}: in het logboek staat niet meer wat er toen in stond. "
    "Hebt u zelf een reservekopie teruggezet, dan klopt dit. Zo niet, controleer dan uw gegevens "
    "en meld het aan de functionaris gegevensbescherming."
)
_DAMAGED = (
    "Het bestand anker.toml naast uw gegevens is veranderd of beschadigd. Uw gegevens zijn niet aangeraakt, maar de app kan niet "
    "nagaan of het gegevensbestand ongemerkt is teruggezet. Hebt u dit niet zelf gedaan, "
    "meld het dan aan de functionaris gegevensbescherming."
)
_MISSING = (
    "Het bestand anker.toml naast uw gegevens is weg. Uw gegevens zijn niet aangeraakt, maar de app kan niet nagaan of het "
    "gegevensbestand ongemerkt is teruggezet. Hebt u de bestanden niet zelf verplaatst of teruggezet, "
    "meld het dan aan de functionaris gegevensbescherming."
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What somebody saw of a log: the seal (hex) of its newest row, and when."""

    mac: str
    at: datetime


def renew(connection: Connection, folder: Path, subkey: bytes, clock: Clock) -> bool:
    """Write down, beside the database, which row is now the newest of its log.

    Args:
        connection: a transaction that may write.
        folder: of the store.
        subkey: the store's own key for its log.
        clock: what time it is.

    Returns:
        Whether it was written; a full disk or a read-only folder must not stop the user from closing the store.
    """
    number, mac = connection.execute(select(tables.audit_key.c.number, tables.audit_key.c.mac)).one()
    core = _core(number, bytes(mac).hex(), clock().isoformat(timespec="seconds"))
    try:
        write_atomically(folder / ANCHOR_FILE, core + f'seal = "{_seal(connection, subkey, core)}"\n'.encode())
    except OSError:
        return False
    if not read_state(connection, _EXPECTED):
        write_state(connection, _EXPECTED, "yes")
    return True


def check(work: UnitOfWork, folder: Path, subkey: bytes) -> str | None:
    """Return a Dutch sentence when the log misses the row that the store's own anchor names, and log that it does.

    Call it when the store is opened, before anything else is written, and `renew` after.

    Args:
        work: the act of unlocking.
        folder: of the store.
        subkey: the store's own key for its log.
    """
    found = _finding(work.connection, folder, subkey)
    if found is None:
        return None
    kind, sentence = found
    work.note(audit.Action.UNLOCK, object="anchor", outcome="warning", details=f"anchor={kind}")
    return sentence


def keep_seen(connection: Connection, log: str, mac: str, at: datetime) -> None:
    """Keep what a bundle told of its sender's log.

    Args:
        connection: the transaction that reads the bundle in.
        log: the fingerprint of whose log it is.
        mac: the seal of its newest row in hex; "" when the bundle told none.
        at: when the sender made the bundle.
    """
    if mac:
        values = {"log": log, "mac": mac, "at": at.isoformat(timespec="seconds"), "source": "bundle"}
        connection.execute(insert(tables.anchor).values(**values))


def seen_of(connection: Connection, log: str, most: int) -> list[Anchor]:
    """Return what was seen of somebody's log, oldest first; of very many the newest."""
    anchor = tables.anchor.c
    newest = select(anchor.mac, anchor.at).where(anchor.log == log).order_by(anchor.id.desc()).limit(most)
    found = [Anchor(row.mac, datetime.fromisoformat(row.at)) for row in connection.execute(newest)]
    return sorted(found, key=lambda one: (one.at, one.mac))


def missing(connection: Connection, anchors: Sequence[Anchor]) -> str | None:
    """Return a Dutch sentence when the log does not hold every row that was seen of it, or None when it does.

    It tells only something of a log whose chain is whole (`audit.first_fault`).
    """
    known = {mac.hex() for (mac,) in connection.exec_driver_sql("SELECT CAST(mac AS BLOB) FROM audit")}
    gone = [one for one in anchors if one.mac not in known]
    if not gone:
        return None
    first = min(one.at for one in gone)
    kept = max((one.at for one in anchors if one.mac in known and one.at <= first), default=None)
    until = f"Tot {local_moment(kept)} klopt het logboek met wat toen is gezien." if kept else ""
    return (
        f"In het logboek ontbreekt wat er op {local_moment(first)} in stond. Het is daarna herschreven, of het gegevensbestand is "
        f"teruggezet naar een oudere stand. {until}"
    ).rstrip()


def local_moment(moment: datetime) -> str:
    """Return a moment as "3-11-2026 om 9:05", on the wall clock."""
    local = moment.astimezone(WALL_CLOCK)
    return f"{local.day}-{local.month}-{local.year} om {local.hour}:{local.minute:02d}"


def _finding(connection: Connection, folder: Path, subkey: bytes) -> tuple[str, str] | None:
    try:
        data = read_regular_file(folder / ANCHOR_FILE, _MAX_BYTES)
    except FileNotFoundError:
        return ("missing", _MISSING) if read_state(connection, _EXPECTED) else None
    except OSError:
        return "damaged", _DAMAGED
    match = _FILE.match(data)
    if match is None:
        return "damaged", _DAMAGED
    core = data[: match.start("seal") - len('seal = "')]
    if not hmac.compare_digest(match["seal"].decode(), _seal(connection, subkey, core)):
        return "damaged", _DAMAGED
    number = int(match["number"])
    found = connection.exec_driver_sql(
        "SELECT CAST(mac AS BLOB) FROM audit WHERE number = ?", (number,)
    ).scalar_one_or_none()
    if found is not None and found.hex() == match["mac"].decode():
        return None
    at = ""
    with contextlib.suppress(ValueError):
        at = local_moment(datetime.fromisoformat(match["at"].decode()))
    return "older", _OLDER.format(at or "een eerder moment")


def _core(number: int, mac: str, at: str) -> bytes:
    return (
        "# Anker van het logboek. De app schrijft dit zelf; wijzig niets.\n"
        f'format = "anker/1"\nnumber = {number}\nmac = "{mac}"\nat = "{at}"\n'
    ).encode()


def _seal(connection: Connection, subkey: bytes, core: bytes) -> str:
    """Return the seal of an anchor: under a key that follows from the log's first key, so that it survives a new master key."""
    key = hmac.digest(audit.first_key(connection, subkey), b"own anchor", "sha256")
    return hmac.digest(key, pae(_CONTEXT, core), "sha256").hex()
