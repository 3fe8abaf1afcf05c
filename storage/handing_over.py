"""Handing over: from records to a sealed bundle, whole or with only what its recipient does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Connection, select, update
from sqlmodel import col

from storage import audit, identity, tables
from storage.bundle_errors import BundleNotMade
from storage.bundle_format import Recipient, read_header, seal
from storage.bundle_scope import vector
from storage.bundle_series import keep_bundle, next_in_series
from storage.bundle_text import BundleContent, Recalled, write_content
from storage.clock import present
from storage.contacts import Contact, Trust, trusted_now
from storage.errors import StorageError
from storage.known_to_peer import erased_known, gave_a_receipt, keep_operations, known_to_peer
from storage.leaving import NOTHING_WITHHELD, Withheld, leaving
from storage.migrations import SCHEMA
from storage.models import Case
from storage.models.casework_codes import LegalBasis
from storage.ops import Op
from storage.profiles import Profile, of_a_child
from storage.recalls import RecallNeedsOwnBundle, keep_recalls, to_recall
from storage.revision import revision
from storage.store import Store
from storage.text_rules import holds_citizen_number
from storage.unit_of_work import UnitOfWork

FULL: Final = "full"
DELTA: Final = "delta"

_CITIZEN_NUMBER = (
    "In het doel lijkt een burgerservicenummer (BSN) te staan. Er is geen bundel gemaakt. Haal het nummer weg."
)


class PurposeMissing(StorageError):
    """An export without a purpose."""

    sentence = "Schrijf op waarvoor deze gegevens nodig zijn. Zonder doel gaat er niets de deur uit."


class RecipientNotVerified(StorageError):
    """An export to somebody whose card nobody compared."""

    sentence = (
        "Van deze ontvanger is het controlegetal nog niet vergeleken. Er is niets gemaakt. "
        "Controleer eerst het contact, zodat niemand anders kan meelezen."
    )


class RecipientChanged(RecipientNotVerified):
    """Somebody who was chosen is no longer trusted, or took new keys meanwhile."""

    sentence = "Een ontvanger is intussen ingetrokken of heeft nieuwe sleutels. Er is niets gemaakt. Kies de ontvanger opnieuw."


class ChangedSinceShown(StorageError):
    """What may leave is not any more what its user saw and agreed to."""

    sentence = "Intussen is er iets gewijzigd in wat er meegaat. Er is niets gemaakt. Begin opnieuw: dan ziet u wat er nu meegaat."


class BasisMissing(StorageError):
    """Children by pseudonym are handed over without saying on which ground."""

    sentence = "Kies op welke grond u gegevens van leerlingen deelt. Er is niets gemaakt. Zonder grond gaan er geen leerlingen mee."


class NothingToExport(StorageError):
    """There is no case to hand over, and nothing was erased that others must hear of."""

    sentence = "Er is geen casus om over te dragen. Begin eerst een casus."


class NothingNew(StorageError):
    """The recipient has all that it may have."""

    sentence = (
        "Er is niets nieuws voor deze ontvanger: alles wat mee mag, is daar al. Er is geen bundel gemaakt. "
        "Wilt u toch alles sturen, kies dan een volledige bundel."
    )


class DeltaForOne(StorageError):
    """What is new differs for each recipient."""

    sentence = (
        "Een bundel met alleen het nieuwe is voor één ontvanger. Er is geen bundel gemaakt. "
        "Kies één ontvanger, of maak een volledige bundel."
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    profile: Profile
    kind: str
    case_ids: frozenset[str] | None
    withheld: Withheld


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a bundle would hold, before it is made: shown to the user first.

    Attributes:
        profile: how much of a case.
        kind: `FULL` or `DELTA`.
        records: the ids of the records of which something travels, by type.
        ops: the writes.
        recalled: what the recipient must forget.
        purged: ids of what was erased here, and must be erased there.
    """

    profile: Profile
    kind: str
    records: dict[str, set[str]]
    ops: tuple[Op, ...]
    recalled: tuple[Recalled, ...]
    purged: tuple[str, ...]

    @property
    def operations(self) -> int:
        """How many writes."""
        return len(self.ops)


def usual_kind(store: Store, recipients: Sequence[Contact]) -> str:
    """Return in what kind of bundle these people get theirs: only what is new, once one person gave a receipt before."""
    if len(recipients) != 1:
        return FULL
    with store.read() as session:
        return DELTA if gave_a_receipt(session.connection(), recipients[0].fingerprint) else FULL


def plan_export(
    store: Store,
    case_ids: Iterable[str] | None = None,
    *,
    withheld: Withheld = NOTHING_WITHHELD,
    profile: Profile = Profile.FULL,
    kind: str = FULL,
    recipients: Sequence[Contact] = (),
) -> Outgoing:
    """Return what a bundle would hold; see `export_bundle`. Without recipients it is what may leave at all.

    Raises:
        NothingToExport, NothingNew: there is nothing to send.
        DeltaForOne, RecallNeedsOwnBundle: this takes a bundle for each recipient.
    """
    wanted = _Wanted(profile, kind, None if case_ids is None else frozenset(case_ids), withheld)
    with store.read() as session:
        return _outgoing(session.connection(), wanted, [contact.fingerprint for contact in recipients])


def export_bundle(
    store: Store,
    recipients: Sequence[Contact],
    *,
    purpose: str,
    case_ids: Iterable[str] | None = None,
    withheld: Withheld = NOTHING_WITHHELD,
    profile: Profile = Profile.FULL,
    kind: str = FULL,
    basis: str = "",
    shown_at: int | None = None,
) -> bytes:
    """Return a sealed bundle, and keep that it was made: `export_in` as an act of its own.

    Raises:
        StorageError: as in `export_in`; nothing was made.
    """
    check_recipients(recipients, purpose)
    with store.unit_of_work("Bundel gemaakt") as work:
        return export_in(
            work,
            store,
            recipients,
            purpose=purpose,
            case_ids=case_ids,
            withheld=withheld,
            profile=profile,
            kind=kind,
            basis=basis,
            shown_at=shown_at,
        )


def export_in(
    work: UnitOfWork,
    store: Store,
    recipients: Sequence[Contact],
    *,
    purpose: str,
    case_ids: Iterable[str] | None = None,
    withheld: Withheld = NOTHING_WITHHELD,
    profile: Profile = Profile.FULL,
    kind: str = FULL,
    basis: str = "",
    shown_at: int | None = None,
) -> bytes:
    """Return a sealed bundle, and keep in the transaction of `work` that it was made; it may leave once that is written.

    The store's own key is always one of the recipients.

    Args:
        work: the act.
        store: an opened store.
        recipients: verified contacts.
        purpose: what they need it for.
        case_ids: the cases; None for all.
        withheld: what may not leave, by consent or by choice.
        profile: how much of a case goes; reference data goes in an open file (`reference_bundles`).
        kind: `FULL`, or `DELTA` for what the one recipient does not have yet.
        basis: a `LegalBasis` value: on which ground children are shared.
        shown_at: the revision of the store at which its user saw what leaves; None when nothing was shown.

    Raises:
        PurposeMissing, RecipientNotVerified, BasisMissing, NothingToExport, NothingNew: nothing was made.
        DeltaForOne, RecallNeedsOwnBundle: nothing was made; it takes a bundle for each recipient.
        ChangedSinceShown: the store changed since, so that more may leave than its user saw.
        BundleNotMade: when there is more than one bundle may hold, or the purpose holds what it may not.
        ClockWrong: when the clock stands in another century.
    """
    connection = work.connection
    if shown_at is not None and revision(connection) != shown_at:
        raise ChangedSinceShown
    check_recipients(recipients, purpose)
    recipients = recipients_now(connection, recipients)
    if profile is Profile.PSEUDONYMOUS and basis not in list(LegalBasis):
        raise BasisMissing
    wanted = _Wanted(profile, kind, None if case_ids is None else frozenset(case_ids), withheld)
    outgoing = _outgoing(connection, wanted, [contact.fingerprint for contact in recipients])
    content = _content(store, connection, outgoing, purpose)
    sealed = sealed_for(store, connection, recipients, write_content(content), kind=kind)
    header = read_header(sealed)
    for peer, place in zip(_peers(store, recipients), header.recipients, strict=True):
        row = keep_bundle(work, "out", peer, place.sequence, header, content)
        if peer != store.identity.card.fingerprint:
            keep_operations(connection, row, content.ops)
            keep_recalls(connection, row, content.recalled)
        bundle = tables.bundle
        connection.execute(update(bundle).where(bundle.c.id == row).values(erased=len(content.purged)))
    to = ",".join(contact.fingerprint for contact in recipients)
    travelling = [
        (record_type, record_id)
        for record_type, ids in outgoing.records.items()
        if of_a_child(record_type)
        for record_id in sorted(ids)
    ]
    work.note_children(audit.Action.EXPORT, travelling, reason=purpose, details=f"bundle={header.bundle_id} to={to}")
    facts = f"profile={profile} kind={kind} operations={len(content.ops)}"
    facts += f" recalled={len(content.recalled)}" if content.recalled else ""
    facts += f" basis={basis}" if basis else ""
    work.note(
        audit.Action.EXPORT,
        object="bundle",
        subject=header.bundle_id,
        reason=purpose,
        details=f"{facts} to={to}",
    )
    return sealed


def check_recipients(recipients: Sequence[Contact], purpose: str) -> None:
    """Refuse a bundle without a purpose, or for somebody whose number nobody compared.

    Raises:
        PurposeMissing, RecipientNotVerified: as it says.
        BundleNotMade: when the purpose holds a citizen number.
    """
    if not purpose.strip():
        raise PurposeMissing
    if not recipients or any(contact.trust is not Trust.VERIFIED for contact in recipients):
        raise RecipientNotVerified
    if holds_citizen_number(purpose):
        raise BundleNotMade(_CITIZEN_NUMBER)


def recipients_now(connection: Connection, recipients: Sequence[Contact]) -> list[Contact]:
    """Return recipients as they are in this transaction; who chose them may have done so long ago.

    Raises:
        RecipientChanged: one of them is not trusted any more.
    """
    found = trusted_now(connection, recipients)
    if len(found) != len(recipients):
        raise RecipientChanged
    return found


def sealed_for(
    store: Store, connection: Connection, recipients: Sequence[Contact], plain: bytes, *, kind: str
) -> bytes:
    """Return a text sealed for this store itself and then its recipients, each next in its own series.

    Raises:
        StoreBusy: another window of the app took new keys.
    """
    own = store.identity
    identity.check_present(connection, own)
    keys = [own.card.x25519, *(contact.card.x25519 for contact in recipients)]
    return seal(
        own.signing_key,
        [
            Recipient(X25519PublicKey.from_public_bytes(key), *next_in_series(connection, peer))
            for peer, key in zip(_peers(store, recipients), keys, strict=True)
        ],
        plain,
        kind=kind,
        created=present(store.clock),
        schema=SCHEMA,
    )


def _peers(store: Store, recipients: Sequence[Contact]) -> list[str]:
    return [store.identity.card.fingerprint, *(contact.fingerprint for contact in recipients)]


def check_something_to_send(store: Store) -> None:
    """Refuse a store in which no case ever was, before anything about a bundle is asked.

    Raises:
        NothingToExport: there is none, and nothing was erased that others must hear of.
    """
    with store.read() as session:
        connection = session.connection()
        to_tell = (select(col(Case.id)), select(tables.purged.c.record_id))
        if not any(connection.execute(one.limit(1)).first() for one in to_tell):
            raise NothingToExport


def _outgoing(connection: Connection, wanted: _Wanted, peers: Sequence[str]) -> Outgoing:
    if wanted.kind == DELTA and len(peers) != 1:
        raise DeltaForOne
    recalls = [to_recall(connection, peer, wanted.withheld) for peer in peers]
    if len(peers) > 1 and any(recalls):
        raise RecallNeedsOwnBundle
    recalled = recalls[0] if recalls else ()
    found = leaving(connection, wanted.profile, wanted.case_ids, wanted.withheld)
    purged = tuple(connection.execute(select(tables.purged.c.record_id).order_by(tables.purged.c.record_id)).scalars())
    # Without cases a bundle may still tell what was erased or called back: others must do so too.
    erases = wanted.case_ids is None and bool(purged)
    if not found.records["case"] and not erases and not recalled:
        raise NothingToExport
    ops, records = found.ops, found.records
    if wanted.kind == DELTA:
        known = known_to_peer(connection, peers[0])
        ops = tuple(op for op in ops if op.id not in known)
        if not ops and not recalled and erased_known(connection, peers[0]) == len(purged):
            raise NothingNew
        new = {op.record_id for op in ops}
        records = {kind: ids & new for kind, ids in records.items()}
    return Outgoing(wanted.profile, wanted.kind, records, ops, recalled, purged)


def _content(store: Store, connection: Connection, outgoing: Outgoing, purpose: str) -> BundleContent:
    return BundleContent(
        profile=outgoing.profile,
        purpose=purpose,
        sender_label=store.identity.label,
        device=store.identity.device,
        vector=vector(connection),
        audit_head=audit.head(connection),
        purged=outgoing.purged,
        ops=outgoing.ops,
        recalled=outgoing.recalled,
    )


__all__ = [
    "DELTA",
    "FULL",
    "BasisMissing",
    "ChangedSinceShown",
    "DeltaForOne",
    "NothingNew",
    "NothingToExport",
    "Outgoing",
    "PurposeMissing",
    "RecallNeedsOwnBundle",
    "RecipientChanged",
    "RecipientNotVerified",
    "check_recipients",
    "check_something_to_send",
    "export_bundle",
    "export_in",
    "plan_export",
    "recipients_now",
    "sealed_for",
    "usual_kind",
]
