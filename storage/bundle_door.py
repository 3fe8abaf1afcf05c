"""The door for everything that arrives: who sent it, whether that person is trusted, and what is inside.

Nothing of a file is used before it has been through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, select

from storage import identity, tables
from storage.bundle_errors import SenderChangedKeys, UnknownSender
from storage.bundle_format import OpenedBundle, read_header, unseal
from storage.bundle_header import BundleHeader
from storage.bundle_series import follows
from storage.clock import local_date
from storage.contacts import Contact, Trust, find_contact
from storage.errors import BundleRefused
from storage.store import Store


class SenderNotVerified(BundleRefused):
    """The card was read in, but nobody compared the control number."""

    sentence = (
        "U hebt de contactkaart van deze afzender nog niet gecontroleerd. Er is niets ingelezen. "
        "Vergelijk eerst samen het controlegetal."
    )


class OwnBundle(BundleRefused):
    """A user reads in what this store itself has sent."""

    sentence = "Deze bundel hebt u zelf gemaakt. Er is niets ingelezen; geef het bestand aan de ontvanger."


@dataclass(frozen=True, slots=True)
class Delivery:
    """A bundle that came through the door.

    Attributes:
        sender: who sent it; verified, in person or by a register.
        opened: its header and content.
        warnings: what a user must be told of the sender, in Dutch.
    """

    sender: Contact
    opened: OpenedBundle
    warnings: tuple[str, ...] = ()


def opened_bundle(store: Store, connection: Connection, data: bytes) -> Delivery:
    """Return who sent a file, and its content.

    Raises:
        BundleRefused: a subclass for each reason; nothing of the file was used.
        StoreBusy: another window of the app took new keys.
    """
    header = read_header(data)
    identity.check_present(connection, store.identity)
    if header.sender in {store.identity.card.fingerprint, *identity.former_fingerprints(connection)}:
        raise OwnBundle
    sender = find_contact(connection, header.sender)
    exchange_key, place = _own_place(store, connection, header)
    opened = unseal(
        data,
        trusted={} if sender is None else {header.sender: Ed25519PublicKey.from_public_bytes(sender.card.ed25519)},
        exchange_key=exchange_key,
        follows=partial(follows, connection),
        open_follows=partial(follows, connection),
        revoked=() if sender is None or still_counts(sender, place) else (header.sender,),
    )
    if sender is None:
        raise UnknownSender
    if (refusal := distrust(sender)) is not None:
        raise refusal
    return Delivery(sender, opened, tuple(_warnings(store, connection, sender)))


def _own_place(store: Store, connection: Connection, header: BundleHeader) -> tuple[X25519PrivateKey, int | None]:
    """Return the key of this store for which a file was sealed, and its number; the present key where there is none.

    Whoever did not hear of new keys yet still seals for the old ones.
    """
    own = store.identity
    numbers = {series.recipient: series.sequence for series in header.recipients}
    for one in (own, *identity.former(connection, own)):
        if one.card.exchange_fingerprint in numbers:
            return one.exchange_key, numbers[one.card.exchange_fingerprint]
    return own.exchange_key, None


def distrust(sender: Contact) -> type[BundleRefused] | None:
    """Return why nothing of a contact is read, whatever its number; None when it is."""
    if sender.trust is Trust.REPLACED:
        return SenderChangedKeys
    if sender.trust is Trust.SEEN or (sender.trust is Trust.REVOKED and not sender.was_verified):
        return SenderNotVerified
    return None


def still_counts(sender: Contact, place: int | None) -> bool:
    """Tell whether a bundle is no later than what a revoked sender may still have sent; others may send without end."""
    if sender.trust is not Trust.REVOKED:
        return True
    return place is not None and place <= (sender.last_sequence or 0)


def _warnings(store: Store, connection: Connection, sender: Contact) -> list[str]:
    if sender.in_person or not sender.vouched_by:
        return []
    expires = connection.execute(
        select(tables.register.c.expires_on).where(tables.register.c.coordinator == sender.vouched_by)
    ).scalar_one()
    day = date.fromisoformat(expires)
    if day >= local_date(store.clock):
        return []
    return [
        f"U vertrouwt deze afzender via het register van {sender.guarantor}. Dat register is verlopen op "
        f"{day.day}-{day.month}-{day.year}. Vraag de coördinator om een nieuw register."
    ]
