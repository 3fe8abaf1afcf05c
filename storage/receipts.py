"""Receipts: telling a sender which of their bundles are held here, and hearing that from a recipient.

A receipt is the whole truth of the moment. What it does not name is not there (any more), and is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from storage import audit, audit_anchors, tables
from storage.batches import in_parts
from storage.bundle_door import opened_bundle
from storage.bundle_errors import NotAReceipt, ReceiptContradicts
from storage.bundle_format import BundleHeader, read_header
from storage.bundle_series import keep_bundle
from storage.contacts import Contact
from storage.handing_over import check_recipients, recipients_now, sealed_for
from storage.known_to_peer import keys_of_person
from storage.receipt_text import MOST_HELD, ReceiptText, read_receipt_text, write_receipt_text
from storage.store import Store

ACK = "ack"
_PURPOSE = "Ontvangstbewijs"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What reading a receipt did.

    Attributes:
        sender: whose it is.
        header: of the bundle that it came in.
        sequence: its number in the series of that sender.
        gap: an earlier bundle of the sender is missing.
        held: how many bundles the sender has of us.
        newly: how many of them were not known to have arrived.
        again: how many were, but are not there any more: what was in them goes again.
        warnings: what must be told of the sender, in Dutch.
    """

    sender: Contact
    header: BundleHeader
    sequence: int
    gap: bool
    held: int
    newly: int
    again: int
    warnings: tuple[str, ...] = ()


def write_receipt(store: Store, contact: Contact) -> bytes:
    """Return a sealed receipt for somebody: which of their bundles are held here now. It is kept that it was made.

    Raises:
        RecipientNotVerified: nothing was made; also for who is not trusted any more.
        ClockWrong: when the clock stands in another century.
    """
    check_recipients([contact], _PURPOSE)
    with store.unit_of_work("Ontvangstbewijs gemaakt") as work:
        connection = work.connection
        [contact] = recipients_now(connection, [contact])
        own = store.identity
        text = ReceiptText(own.label, own.device, audit.head(connection), _held_of(connection, contact.fingerprint))
        sealed = sealed_for(store, connection, [contact], write_receipt_text(text), kind=ACK)
        header = read_header(sealed)
        for peer, place in zip((own.card.fingerprint, contact.fingerprint), header.recipients, strict=True):
            keep_bundle(work, "out", peer, place.sequence, header)
        work.note(
            audit.Action.EXPORT,
            object="bundle",
            subject=header.bundle_id,
            reason=_PURPOSE,
            details=f"kind={ACK} held={len(text.held)} to={contact.fingerprint}",
        )
    return sealed


def read_receipt(store: Store, data: bytes) -> Receipt:
    """Verify a receipt and remember what its sender has, in one transaction.

    Raises:
        BundleRefused: with the reason; nothing was changed.
    """
    with store.unit_of_work("Ontvangstbewijs ingelezen") as work:
        connection = work.connection
        delivery = opened_bundle(store, connection, data)
        sender, opened = delivery.sender, delivery.opened
        if opened.header.kind != ACK:
            raise NotAReceipt
        text = read_receipt_text(opened.plain)
        newly, again = _acknowledge(connection, sender.fingerprint, text.held, work.at)
        keep_bundle(work, "in", sender.fingerprint, opened.sequence, opened.header)
        audit_anchors.keep_seen(connection, sender.fingerprint, text.audit_head, opened.header.created)
        work.note(
            audit.Action.IMPORT,
            object="bundle",
            subject=opened.header.bundle_id,
            reason=_PURPOSE,
            details=f"kind={ACK} from={sender.fingerprint} held={len(text.held)} again={again}",
        )
    return Receipt(sender, opened.header, opened.sequence, opened.gap, len(text.held), newly, again, delivery.warnings)


def _held_of(connection: Connection, peer: str) -> dict[int, str]:
    """Return the newest bundles of a peer that were read in and stand."""
    bundle = tables.bundle.c
    rows = connection.execute(
        select(bundle.sequence, bundle.head)
        .where(bundle.direction == "in", bundle.peer == peer, bundle.taken_back.is_(False))
        .order_by(bundle.sequence.desc())
        .limit(MOST_HELD)
    )
    return {row.sequence: row.head for row in rows}


def _acknowledge(connection: Connection, peer: str, held: Mapping[int, str], at: str) -> tuple[int, int]:
    """Let exactly the bundles that a receipt names count as received; return how many that adds and takes away.

    A number that this store does not know is passed over: it was put back to an older copy since. Of a full receipt the
    bundles before its first one stay as they are.

    Raises:
        ReceiptContradicts: a number stands for another bundle here.
    """
    bundle = tables.bundle.c
    rows = connection.execute(
        select(bundle.id, bundle.sequence, bundle.head, bundle.acknowledged_at)
        .where(bundle.direction == "out", bundle.peer.in_(keys_of_person(connection, peer)))
        .order_by(bundle.id)
    ).all()
    known: dict[int, set[str]] = {}
    for row in rows:
        known.setdefault(row.sequence, set()).add(row.head)
    if any(head not in known[number] for number, head in held.items() if number in known):
        raise ReceiptContradicts
    heads = set(held.values())
    first = min(held) if len(held) == MOST_HELD else 0
    newly = [row.id for row in rows if row.head in heads and not row.acknowledged_at]
    again = [row.id for row in rows if row.head not in heads and row.acknowledged_at and row.sequence >= first]
    for ids, value in ((newly, at), (again, "")):
        for part in in_parts(ids):
            connection.execute(update(tables.bundle).where(bundle.id.in_(part)).values(acknowledged_at=value))
    return len(newly), len(again)
