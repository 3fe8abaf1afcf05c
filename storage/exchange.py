"""Handing over and taking in: from records to a sealed bundle, and from a bundle to a plan and a merge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Connection, func, insert, select

from storage import audit, audit_anchors, erasing, tables
from storage.bundle_errors import BundleNotMade
from storage.bundle_format import BundleHeader, OpenedBundle, Recipient, read_header, seal, unseal
from storage.bundle_scope import history_of, records_of_cases, vector
from storage.bundle_text import BundleContent, read_content, write_content
from storage.clock import present
from storage.contacts import Contact, Trust, contacts
from storage.erasure_scope import ids_of
from storage.errors import BundleRefused, StorageError
from storage.history import read_state
from storage.merge import MergePlan, apply_merge, plan_merge
from storage.migrations import SCHEMA
from storage.models import PUPIL_PARTS, RECORD_TYPES
from storage.new_device import SEQUENCE_FLOOR
from storage.store import Store
from storage.text_rules import holds_citizen_number
from storage.unit_of_work import UnitOfWork

FULL = "full"
"""The profile that carries names and free text."""

_FIRST = "0" * 64
_CITIZEN_NUMBER = (
    "In het doel lijkt een burgerservicenummer (BSN) te staan. Er is geen bundel gemaakt. Haal het nummer weg."
)


class SenderNotVerified(BundleRefused):
    """The card was read in, but nobody compared the control number."""

    sentence = (
        "U hebt de contactkaart van deze afzender nog niet gecontroleerd. Er is niets ingelezen. "
        "Vergelijk eerst samen het controlegetal."
    )


class OwnBundle(BundleRefused):
    """A user reads in what this store itself has sent."""

    sentence = "Deze bundel hebt u zelf gemaakt. Er is niets ingelezen; geef het bestand aan de ontvanger."


class PurposeMissing(StorageError):
    """An export without a purpose."""

    sentence = "Schrijf op waarvoor deze gegevens nodig zijn. Zonder doel gaat er niets de deur uit."


class RecipientNotVerified(StorageError):
    """An export to somebody whose card nobody compared."""

    sentence = (
        "Van deze ontvanger is het controlegetal nog niet vergeleken. Er is niets gemaakt. "
        "Controleer eerst het contact, zodat niemand anders kan meelezen."
    )


class NothingToExport(StorageError):
    """There is no case to hand over, and nothing was erased that others must hear of."""

    sentence = "Er is geen casus om over te dragen. Begin eerst een casus."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a bundle would hold, before it is made: shown to the user first."""

    profile: str
    records: dict[str, set[str]]
    operations: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified bundle and what merging it would do. Nothing has been written."""

    sender: Contact
    header: BundleHeader
    sequence: int
    gap: bool
    content: BundleContent
    plan: MergePlan


def plan_export(store: Store, case_ids: Iterable[str] | None = None, *, withheld: Collection[str] = ()) -> Outgoing:
    """Return what a full bundle of these cases (None: all) would hold, without what is withheld.

    Raises:
        NothingToExport: when there are no cases.
    """
    with store.read() as session:
        records = records_of_cases(session.connection(), case_ids, withheld)
        _require_content(session.connection(), records, case_ids)
        ops = history_of(session.connection(), set().union(*records.values()))
    return Outgoing(profile=FULL, records=records, operations=len(ops))


def export_bundle(
    store: Store,
    recipients: Sequence[Contact],
    *,
    purpose: str,
    case_ids: Iterable[str] | None = None,
    withheld: Collection[str] = (),
) -> bytes:
    """Return a sealed bundle, and keep that it was made. The store's own key is always one of the recipients.

    Args:
        store: an opened store.
        recipients: verified contacts.
        purpose: what they need it for.
        case_ids: the cases; None for all.
        withheld: ids of records that stay behind; with a pupil all that belongs to it.

    Raises:
        PurposeMissing, RecipientNotVerified, NothingToExport: nothing was made.
        BundleNotMade: when there is more than one bundle may hold, or the purpose holds what it may not.
        ClockWrong: when the clock stands in another century.
    """
    if not purpose.strip():
        raise PurposeMissing
    if not recipients or any(contact.trust is not Trust.VERIFIED for contact in recipients):
        raise RecipientNotVerified
    if holds_citizen_number(purpose):
        raise BundleNotMade(_CITIZEN_NUMBER)
    own = store.identity
    peers = [(own.card.fingerprint, own.card.x25519)]
    peers += [(contact.fingerprint, contact.card.x25519) for contact in recipients]
    with store.unit_of_work("Bundel gemaakt") as work:
        connection = work.connection
        records = records_of_cases(connection, case_ids, withheld)
        _require_content(connection, records, case_ids)
        content = _content(store, connection, records, purpose)
        series = {peer: _next(connection, peer) for peer, _ in peers}
        sealed = seal(
            own.signing_key,
            [Recipient(X25519PublicKey.from_public_bytes(key), *series[peer]) for peer, key in peers],
            write_content(content),
            kind="full",
            created=present(store.clock),
            schema=SCHEMA,
        )
        header = read_header(sealed)
        for peer, _ in peers:
            _keep(work, "out", peer, series[peer][0], header, content)
        to = ",".join(peer for peer, _ in peers[1:])
        about = ("pupil", *PUPIL_PARTS)
        travelling = [(kind, record_id) for kind in about for record_id in sorted(records[kind])]
        work.note_children(
            audit.Action.EXPORT, travelling, reason=purpose, details=f"bundle={header.bundle_id} to={to}"
        )
        work.note(
            audit.Action.EXPORT,
            object="bundle",
            subject=header.bundle_id,
            reason=purpose,
            details=f"profile={FULL} operations={len(content.ops)} to={to}",
        )
    return sealed


def inspect_bundle(store: Store, data: bytes) -> Incoming:
    """Return a verified bundle and what merging it would do, without writing anything.

    Raises:
        BundleRefused: with the reason; nothing of the bundle was used.
        ValueRefused: when a value in it may not stand in its field.
    """
    with store.read() as session:
        return _incoming(store, session.connection(), data)


def import_bundle(store: Store, data: bytes) -> Incoming:
    """Verify and merge a bundle in one transaction, and return what it did.

    Raises:
        BundleRefused, ValueRefused: as in `inspect_bundle`; nothing was changed.
    """
    with store.unit_of_work("Bundel ingelezen") as work:
        incoming = _incoming(store, work.connection, data)
        plan, sender = incoming.plan, incoming.sender.fingerprint
        touched = [(record_type, record_id) for record_type, record_id, _ in plan.touched]
        erased = _about_children(work.connection, plan.purged)
        work.look_up_children([*touched, *erased])
        apply_merge(work, plan)
        _keep(work, "in", sender, incoming.sequence, incoming.header, incoming.content)
        audit_anchors.keep_seen(work.connection, sender, incoming.content.audit_head, incoming.header.created)
        source = {"reason": incoming.content.purpose, "details": f"bundle={incoming.header.bundle_id} from={sender}"}
        work.note_children(audit.Action.IMPORT, touched, **source)
        work.note_children(audit.Action.ERASE, erased, **source)
        work.note(
            audit.Action.IMPORT,
            object="bundle",
            subject=incoming.header.bundle_id,
            reason=incoming.content.purpose,
            details=f"from={sender} operations={len(plan.ops)} conflicts={plan.conflicts}",
        )
    # Read in it is, whether or not the file can be written anew now; what is left to do is done at the next opportunity.
    erasing.finish(store)
    return incoming


def _require_content(connection: Connection, records: dict[str, set[str]], case_ids: Iterable[str] | None) -> None:
    """Refuse a bundle with nothing in it. Without cases it may still tell what was erased: others must erase it too.

    Raises:
        NothingToExport: when there is nothing of either.
    """
    erased = case_ids is None and connection.execute(select(tables.purged.c.record_id).limit(1)).first() is not None
    if not records["case"] and not erased:
        raise NothingToExport


def _incoming(store: Store, connection: Connection, data: bytes) -> Incoming:
    known = {contact.fingerprint: contact for contact in contacts(store)}
    opened = _unseal(store, connection, data, known)
    sender = known[opened.header.sender]
    if sender.trust is not Trust.VERIFIED:
        raise SenderNotVerified
    content = read_content(opened.plain)
    plan = plan_merge(connection, content.ops, content.purged, store.clock)
    return Incoming(sender, opened.header, opened.sequence, opened.gap, content, plan)


def _about_children(connection: Connection, record_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return, as (type, id), those of some records that are a child or may be about one."""
    return [
        (record_type, record_id)
        for record_type in ("pupil", *PUPIL_PARTS)
        for record_id in ids_of(connection, RECORD_TYPES[record_type], id=record_ids)
    ]


def _unseal(store: Store, connection: Connection, data: bytes, known: dict[str, Contact]) -> OpenedBundle:
    trusted = {name: Ed25519PublicKey.from_public_bytes(contact.card.ed25519) for name, contact in known.items()}
    if len(data) and read_header(data).sender == store.identity.card.fingerprint:
        raise OwnBundle
    return unseal(
        data,
        trusted=trusted,
        exchange_key=store.identity.exchange_key,
        last_sequence=lambda sender: _last(connection, "in", sender),
    )


def _content(store: Store, connection: Connection, records: dict[str, set[str]], purpose: str) -> BundleContent:
    purged = connection.execute(select(tables.purged.c.record_id).order_by(tables.purged.c.record_id)).scalars()
    return BundleContent(
        profile=FULL,
        purpose=purpose,
        sender_label=store.identity.label,
        device=store.identity.device,
        vector=vector(connection),
        audit_head=audit.head(connection),
        purged=tuple(purged),
        ops=history_of(connection, set().union(*records.values())),
    )


def _next(connection: Connection, peer: str) -> tuple[int, str]:
    """Return the number for the next bundle to a peer, and the head of the one before."""
    number, head = _last(connection, "out", peer)
    return max(number, int(read_state(connection, SEQUENCE_FLOOR, "0"))) + 1, head


def _last(connection: Connection, direction: str, peer: str) -> tuple[int, str]:
    """Return the number and head of the newest bundle in a series, (0, zeros) before the first."""
    bundle = tables.bundle.c
    newest = select(func.max(bundle.sequence)).where(bundle.direction == direction, bundle.peer == peer)
    row = connection.execute(
        select(bundle.sequence, bundle.head).where(
            bundle.direction == direction, bundle.peer == peer, bundle.sequence == newest.scalar_subquery()
        )
    ).one_or_none()
    return (0, _FIRST) if row is None else (row.sequence, row.head)


def _keep(
    work: UnitOfWork, direction: str, peer: str, sequence: int, header: BundleHeader, content: BundleContent
) -> None:
    work.connection.execute(
        insert(tables.bundle).values(
            direction=direction,
            peer=peer,
            sequence=sequence,
            head=header.head,
            bundle_id=header.bundle_id,
            kind=header.kind,
            profile=content.profile,
            purpose=content.purpose,
            at=work.at,
            operations=len(content.ops),
        )
    )
