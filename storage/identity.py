"""Whose store this is: a name, a role, a device, and the keys that sign and open bundles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, insert, select

from storage import tables
from storage.contact_card import ContactCard, read_card, write_card
from storage.unit_of_work import Actor

_NONCE_BYTES = 12
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
    nonce = secrets.token_bytes(_NONCE_BYTES)
    private = signing_key.private_bytes_raw() + exchange_key.private_bytes_raw()
    connection.execute(
        insert(tables.identity).values(
            id=1,
            label=label,
            role=role,
            device=device,
            valid_from=today.isoformat(),
            wrapped_keys=nonce + AESGCM(wrapping_key).encrypt(nonce, private, _PURPOSE),
            card=card_text,
        )
    )
    return Identity(label, role, device, signing_key, exchange_key, read_card(card_text), card_text)


def load(connection: Connection, wrapping_key: bytes) -> Identity:
    """Return the identity of an opened store."""
    row = connection.execute(select(tables.identity)).one()
    nonce, wrapped = row.wrapped_keys[:_NONCE_BYTES], row.wrapped_keys[_NONCE_BYTES:]
    private = AESGCM(wrapping_key).decrypt(nonce, wrapped, _PURPOSE)
    return Identity(
        label=row.label,
        role=row.role,
        device=row.device,
        signing_key=Ed25519PrivateKey.from_private_bytes(private[:32]),
        exchange_key=X25519PrivateKey.from_private_bytes(private[32:]),
        card=read_card(row.card),
        card_text=bytes(row.card),
    )
