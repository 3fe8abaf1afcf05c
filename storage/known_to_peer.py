"""What a peer has: its own writes that it sent, and those that it was sent and gave a receipt for.

What a peer passed on of others does not count: it may have taken back the bundle that brought it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, or_, select

from storage import tables
from storage.batches import in_parts
from storage.bundle_series import INCOMING
from storage.merge_rows import keep_carried
from storage.ops import Op, OpId
from storage.persons import persons

WHOLE = ""
"""In place of a field, for a record that was called back as a whole."""


def keys_of_person(connection: Connection, peer: str) -> list[str]:
    """Return every fingerprint that the person behind a fingerprint has or had."""
    newest = persons(connection)
    person = newest.get(peer, peer)
    return sorted({peer, person, *(one for one, last in newest.items() if last == person)})


def known_to_peer(connection: Connection, peer: str) -> set[OpId]:
    """Return the writes that a peer has for sure. What was called back since is not among them: it may have gone there."""
    operation, device, author = tables.operation.c, tables.device.c, tables.author.c
    bundle, carried = tables.bundle.c, tables.bundle_operation.c
    keys = keys_of_person(connection, peer)
    rows = connection.execute(
        select(device.name, operation.number, operation.record_id, operation.field, func.max(bundle.id).label("newest"))
        .join(tables.bundle_operation, carried.operation_id == operation.id)
        .join(tables.bundle, bundle.id == carried.bundle_row)
        .join(tables.device, device.id == operation.device_id)
        .join(tables.author, author.id == operation.author_id)
        .where(
            bundle.peer.in_(keys),
            or_(
                and_(bundle.direction.in_(INCOMING), bundle.taken_back.is_(False), author.fingerprint.in_(keys)),
                and_(bundle.direction == "out", bundle.acknowledged_at != ""),
            ),
        )
        .group_by(operation.id)
    )
    recalled = last_recalls(connection, peer)
    return {
        OpId(row.name, row.number)
        for row in rows
        if row.newest > max(recalled.get((row.record_id, one), 0) for one in (WHOLE, row.field))
    }


def gave_a_receipt(connection: Connection, peer: str) -> bool:
    """Tell whether a peer has acknowledged any bundle that still counts."""
    bundle = tables.bundle.c
    found = select(bundle.id).where(
        bundle.direction == "out", bundle.peer.in_(keys_of_person(connection, peer)), bundle.acknowledged_at != ""
    )
    return connection.execute(found.limit(1)).first() is not None


def erased_known(connection: Connection, peer: str) -> int:
    """Return how many erased records a peer has surely heard of. Their list only grows."""
    bundle = tables.bundle.c
    found = select(func.max(bundle.erased)).where(
        bundle.direction == "out", bundle.peer.in_(keys_of_person(connection, peer)), bundle.acknowledged_at != ""
    )
    return connection.execute(found).scalar() or 0


def last_recalls(connection: Connection, peer: str, *, acknowledged: bool = False) -> dict[tuple[str, str], int]:
    """Return the row of the newest bundle in which each record id and field was called back from a peer.

    Args:
        connection: the transaction.
        peer: whose.
        acknowledged: only bundles for which a receipt came.
    """
    bundle, recall = tables.bundle.c, tables.recall.c
    query = (
        select(recall.record_id, recall.field, func.max(bundle.id))
        .join(tables.bundle, bundle.id == recall.bundle_row)
        .where(bundle.direction == "out", bundle.peer.in_(keys_of_person(connection, peer)))
        .group_by(recall.record_id, recall.field)
    )
    if acknowledged:
        query = query.where(bundle.acknowledged_at != "")
    return {(record_id, field): row for record_id, field, row in connection.execute(query)}


def sent_records(connection: Connection, peer: str, record_type: str) -> list[str]:
    """Return the records of a type of which a peer was sent anything that was not surely called back since."""
    return sorted({record_id for kind, record_id in still_there(connection, peer) if kind == record_type})


def still_there(connection: Connection, peer: str) -> dict[tuple[str, str], list[str]]:
    """Return the fields, by record (type, id), that a peer was sent and that were not surely called back since."""
    operation, bundle, carried = tables.operation.c, tables.bundle.c, tables.bundle_operation.c
    rows = connection.execute(
        select(operation.record_type, operation.record_id, operation.field, func.max(bundle.id).label("newest"))
        .join(tables.bundle_operation, carried.operation_id == operation.id)
        .join(tables.bundle, bundle.id == carried.bundle_row)
        .where(bundle.direction == "out", bundle.peer.in_(keys_of_person(connection, peer)))
        .group_by(operation.record_type, operation.record_id, operation.field)
    )
    recalled = last_recalls(connection, peer, acknowledged=True)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.newest > max(recalled.get((row.record_id, one), 0) for one in (WHOLE, row.field)):
            found.setdefault((row.record_type, row.record_id), []).append(row.field)
    return found


def keep_operations(connection: Connection, bundle_row: int, ops: Iterable[Op]) -> None:
    """Remember which writes, as far as this store has them, were in a bundle."""
    operation, device = tables.operation.c, tables.device.c
    by_device: dict[str, list[int]] = {}
    for op in ops:
        by_device.setdefault(op.id.device, []).append(op.id.number)
    ids: list[int] = []
    for name, numbers in by_device.items():
        for part in in_parts(sorted(numbers)):
            query = select(operation.id).join(tables.device, device.id == operation.device_id)
            ids += connection.execute(query.where(device.name == name, operation.number.in_(part))).scalars()
    keep_carried(connection, bundle_row, ids)
