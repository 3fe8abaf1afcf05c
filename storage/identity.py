"""Whose store this is: a name, a role, a device, and the keys that sign and open bundles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from storage import tables
from storage.contact_card import ContactCard, read_card, write_card
from storage.key_file import unwrap, wrap
from storage.unit_of_work import Actor

_PURPOSE = b"zorgarrangeur identity keys"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """The owner of a store with the private keys. Its text never shows a key."""

    label: str
    role: str
    device: str
    signing_key: Ed25519PrivateKey
    exchange_key: X25519PrivateKey
    card: ContactCard
    card_text: bytes

    @property
    def actor(self) -> Actor:
        """Who is named in history and log."""
        return Actor(fingerprint=self.card.fingerprint, label=self.label, role=self.role, device=self.device)


def create(connection: Connection, *, label: str, role: str, today: date, wrapping_key: bytes) -> Identity:
    """Make the keys of a new store and keep them, wrapped."""
    signing_key, exchange_key = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    device = secrets.token_hex(8)
    card_text = write_card(
        signing_key, exchange_key.public_key(), label=label, role=role, device=device, valid_from=today
    )
    private = signing_key.private_bytes_raw() + exchange_key.private_bytes_raw()
    connection.execute(
        insert(tables.identity).values(
            id=1,
            label=label,
            role=role,
            device=device,
            valid_from=today.isoformat(),
            wrapped_keys=wrap(wrapping_key, private, _PURPOSE),
            card=card_text,
        )
    )
    return Identity(label, role, device, signing_key, exchange_key, read_card(card_text), card_text)


def wrap_anew(connection: Connection, old_key: bytes, new_key: bytes) -> None:
    """Wrap the private keys under another key; when they already are, nothing changes.

    Raises:
        InvalidTag: when they are under neither key.
    """
    wrapped = connection.execute(select(tables.identity.c.wrapped_keys)).scalar_one()
    try:
        unwrap(new_key, wrapped, _PURPOSE)
    except InvalidTag:
        private = unwrap(old_key, wrapped, _PURPOSE)
        connection.execute(update(tables.identity).values(wrapped_keys=wrap(new_key, private, _PURPOSE)))


def load(connection: Connection, wrapping_key: bytes) -> Identity:
    """Return the identity of an opened store."""
    row = connection.execute(select(tables.identity)).one()
    private = unwrap(wrapping_key, row.wrapped_keys, _PURPOSE)
    return Identity(
        label=row.label,
        role=row.role,
        device=row.device,
        signing_key=Ed25519PrivateKey.from_private_bytes(private[:32]),
        exchange_key=X25519PrivateKey.from_private_bytes(private[32:]),
        card=read_card(row.card),
        card_text=bytes(row.card),
    )
