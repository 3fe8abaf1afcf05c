"""What was called back while it was on hold here: it stays until the hold ends, and goes then.

A receipt tells the sender that the bundle was read in, so it does not call back a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select

from storage import erasing, tables
from storage.batches import in_parts
from storage.bundle_series import INCOMING
from storage.forgetting import RecallPlan, apply_recall, plan_recall
from storage.known_to_peer import WHOLE
from storage.persons import persons
from storage.recalls import Recalled, keep_recalls

if TYPE_CHECKING:
    from storage.store import Store

_WAITING = (
    select(
        tables.recall.c.record_id, tables.recall.c.field, *(tables.bundle.c[name] for name in ("id", "peer", "purpose"))
    )
    .join(tables.bundle, tables.bundle.c.id == tables.recall.c.bundle_row)
    .where(tables.bundle.c.direction.in_(INCOMING), tables.bundle.c.taken_back.is_(False))
    .order_by(tables.bundle.c.id)
)
"""What bundles that came in called back and could not go, oldest first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one sender called back and was on hold.

    Attributes:
        sender: fingerprint of the newest key of that person.
        reason: what for the last bundle that called it back was sent.
        plan: what becomes of it now.
    """

    sender: str
    reason: str
    plan: RecallPlan


def keep_waiting(connection: Connection, bundle_row: int, recalled: Iterable[Recalled], held: Collection[str]) -> None:
    """Remember what a bundle that was read in called back, but is on hold here."""
    keep_recalls(connection, bundle_row, [one for one in recalled if one.record_id in held])


def forget_row(connection: Connection, bundle_row: int) -> None:
    """Let what a bundle called back wait no longer: it was taken back, and its sender hears that and calls back again."""
    connection.execute(delete(tables.recall).where(tables.recall.c.bundle_row == bundle_row))


def waiting_recalls(connection: Connection, own: str) -> list[Waiting]:
    """Return what waits, by sender. What came again in a later bundle of the same person waits no longer.

    Args:
        connection: the transaction.
        own: fingerprint of this store's user.
    """
    rows = connection.execute(_WAITING).all()
    if not rows:
        return []
    newest = persons(connection)
    came = _last_came(connection, {row.record_id for row in rows}, newest)
    fields: dict[str, dict[str, set[str]]] = {}
    reasons: dict[str, str] = {}
    for row in rows:
        person = newest.get(row.peer, row.peer)
        if came.get((person, row.record_id, row.field), 0) <= row.id:
            fields.setdefault(person, {}).setdefault(row.record_id, set()).add(row.field)
            reasons[person] = row.purpose
    found = []
    for person, named in sorted(fields.items()):
        recalled = [_recalled(record_id, names) for record_id, names in sorted(named.items())]
        found.append(Waiting(person, reasons[person], plan_recall(connection, recalled, sender=person, own=own)))
    return found


def forget_what_waited(store: Store) -> int:
    """Forget what was called back and is on hold no longer, as one act; return of how many records. It cannot be undone."""
    with store.read() as session:
        if session.execute(_WAITING.limit(1)).first() is None:
            return 0
    own = store.identity.card.fingerprint
    with store.read() as session:
        if not any(one.plan.forgets for one in waiting_recalls(session.connection(), own)):
            return 0
    forgotten = 0
    with store.unit_of_work("Teruggeroepen gegevens vergeten") as work:
        for one in waiting_recalls(work.connection, own):
            going = one.plan.forgets
            apply_recall(work, one.plan, reason=one.reason, sender=one.sender)
            _wait_no_longer(work.connection, [record_id for _, record_id in going])
            forgotten += len(going)
    erasing.finish(store)
    return forgotten


def _recalled(record_id: str, fields: Collection[str]) -> Recalled:
    return Recalled(record_id) if WHOLE in fields else Recalled(record_id, tuple(sorted(fields)))


def _last_came(
    connection: Connection, record_ids: Collection[str], newest: Mapping[str, str]
) -> dict[tuple[str, str, str], int]:
    """Return the row of the newest bundle in which a person sent something of a record: by person, record and field."""
    operation, bundle, carried = tables.operation.c, tables.bundle.c, tables.bundle_operation.c
    found: dict[tuple[str, str, str], int] = {}
    for part in in_parts(sorted(record_ids)):
        rows = connection.execute(
            select(bundle.peer, operation.record_id, operation.field, func.max(bundle.id).label("row"))
            .join(tables.bundle_operation, carried.operation_id == operation.id)
            .join(tables.bundle, bundle.id == carried.bundle_row)
            .where(operation.record_id.in_(part), bundle.direction.in_(INCOMING), bundle.taken_back.is_(False))
            .group_by(bundle.peer, operation.record_id, operation.field)
        )
        for row in rows:
            for field in (WHOLE, row.field):
                key = (newest.get(row.peer, row.peer), row.record_id, field)
                found[key] = max(found.get(key, 0), row.row)
    return found


def _wait_no_longer(connection: Connection, record_ids: Collection[str]) -> None:
    """Take these records out of what was called back in bundles that came in."""
    bundle, recall = tables.bundle.c, tables.recall.c
    came = select(bundle.id).where(bundle.direction.in_(INCOMING))
    for part in in_parts(sorted(record_ids)):
        connection.execute(delete(tables.recall).where(recall.record_id.in_(part), recall.bundle_row.in_(came)))
