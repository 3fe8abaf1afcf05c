"""The door for everything that arrives: who sent it, whether that person is trusted, and what is inside.

Nothing of a file is used before it has been through here.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from storage.bundle_format import OpenedBundle, read_header, unseal
from storage.bundle_series import last_in_series
from storage.contacts import Contact, Trust, contacts
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


def opened_bundle(store: Store, connection: Connection, data: bytes) -> tuple[Contact, OpenedBundle]:
    """Return who sent a file, and its content.

    Raises:
        BundleRefused: a subclass for each reason; nothing of the file was used.
    """
    known = {contact.fingerprint: contact for contact in contacts(store)}
    trusted = {name: Ed25519PublicKey.from_public_bytes(contact.card.ed25519) for name, contact in known.items()}
    if len(data) and read_header(data).sender == store.identity.card.fingerprint:
        raise OwnBundle
    opened = unseal(
        data,
        trusted=trusted,
        exchange_key=store.identity.exchange_key,
        last_sequence=lambda sender: last_in_series(connection, "in", sender),
    )
    sender = known[opened.header.sender]
    if sender.trust is not Trust.VERIFIED:
        raise SenderNotVerified
    return sender, opened
