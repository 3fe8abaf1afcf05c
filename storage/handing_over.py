"""Handing over: from records to a sealed bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Connection, select

from storage import audit, tables
from storage.bundle_errors import BundleNotMade
from storage.bundle_format import Recipient, read_header, seal
from storage.bundle_scope import history_of, records_of_cases, vector
from storage.bundle_series import keep_bundle, next_in_series
from storage.bundle_text import BundleContent, write_content
from storage.clock import present
from storage.contacts import Contact, Trust
from storage.errors import StorageError
from storage.migrations import SCHEMA
from storage.models import PUPIL_PARTS
from storage.store import Store
from storage.text_rules import holds_citizen_number

FULL = "full"
"""The profile that carries names and free text."""

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


class NothingToExport(StorageError):
    """There is no case to hand over, and nothing was erased that others must hear of."""

    sentence = "Er is geen casus om over te dragen. Begin eerst een casus."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a bundle would hold, before it is made: shown to the user first."""

    profile: str
    records: dict[str, set[str]]
    operations: int


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
        series = {peer: next_in_series(connection, peer) for peer, _ in peers}
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
            keep_bundle(work, "out", peer, series[peer][0], header, content)
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


def _require_content(connection: Connection, records: dict[str, set[str]], case_ids: Iterable[str] | None) -> None:
    """Refuse a bundle with nothing in it. Without cases it may still tell what was erased: others must erase it too.

    Raises:
        NothingToExport: when there is nothing of either.
    """
    erased = case_ids is None and connection.execute(select(tables.purged.c.record_id).limit(1)).first() is not None
    if not records["case"] and not erased:
        raise NothingToExport


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
