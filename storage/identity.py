"""Whose store this is: a name, a role, a device, and the keys that sign and open bundles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, RowMapping, Table, insert, inspect, literal_column, select, update

from storage import tables
from storage.contact_card import ContactCard, read_card, write_card
from storage.errors import StoreBusy
from storage.key_file import unwrap, wrap
from storage.unit_of_work import Actor

_PURPOSE = b"zorgarrangeur identity keys"
_NEW_KEYS_ELSEWHERE = (
    "In een ander venster van de app zijn al nieuwe sleutels gemaakt. Er is niets gewijzigd. "
    "Vergrendel dit venster en ontgrendel het weer."
)


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
    wrapping_key: bytes
    """The key under which the private keys lie in the store."""

    @property
    def actor(self) -> Actor:
        """Who is named in history and log."""
        return Actor(fingerprint=self.card.fingerprint, label=self.label, role=self.role, device=self.device)


def create(connection: Connection, *, label: str, role: str, today: date, wrapping_key: bytes) -> Identity:
    """Make the keys of a new store and keep them, wrapped."""
    device = secrets.token_hex(8)
    made = _made(label, role, device, today, wrapping_key)
    values = {"label": label, "role": role, "device": device, "valid_from": today.isoformat()}
    connection.execute(insert(tables.identity).values(id=1, **values, **_kept(made)))
    return made


def renew(connection: Connection, own: Identity, *, today: date, at: str) -> Identity:
    """Give the owner of a store new keys, and keep the old ones to open what was sealed for them.

    Args:
        connection: a transaction that may write.
        own: the identity until now.
        today: the day from which the new keys are used.
        at: the moment until which the old ones were.
    """
    row = connection.execute(select(tables.identity)).one()
    connection.execute(
        insert(tables.old_identity).values(
            fingerprint=own.card.fingerprint, card=row.card, wrapped_keys=row.wrapped_keys, until=at
        )
    )
    made = _made(row.label, row.role, row.device, today, own.wrapping_key)
    connection.execute(update(tables.identity).values(valid_from=today.isoformat(), **_kept(made)))
    return made


def wrap_anew(connection: Connection, old_key: bytes, new_key: bytes) -> None:
    """Wrap the private keys, former ones too, under another key; what already is under it does not change.

    Raises:
        InvalidTag: when they are under neither key.
    """
    for table, name in ((tables.identity, "id"), (tables.old_identity, "fingerprint")):
        if not inspect(connection).has_table(table.name):  # a store of an older version gets its tables after this
            continue
        for row in connection.execute(select(table.c[name], table.c.wrapped_keys)).mappings().all():
            _wrap_row_anew(connection, table, name, row, old_key, new_key)


def load(connection: Connection, wrapping_key: bytes) -> Identity:
    """Return the identity of an opened store."""
    row = connection.execute(select(tables.identity)).one()
    return _read(row.label, row.role, row.device, row.wrapped_keys, bytes(row.card), wrapping_key)


def check_present(connection: Connection, own: Identity) -> None:
    """Refuse to sign or open anything under keys that were replaced since they were loaded.

    Raises:
        StoreBusy: another window of the app took new keys.
    """
    if connection.execute(select(tables.identity.c.card)).scalar_one() != own.card_text:
        raise StoreBusy(_NEW_KEYS_ELSEWHERE)


def former(connection: Connection, own: Identity) -> list[Identity]:
    """Return who the owner of a store was under earlier keys, the newest first."""
    rows = connection.execute(select(tables.old_identity).order_by(literal_column("rowid").desc()))
    return [_read(own.label, own.role, own.device, row.wrapped_keys, bytes(row.card), own.wrapping_key) for row in rows]


def former_fingerprints(connection: Connection) -> set[str]:
    """Return the names of the signing keys that the owner of a store used before."""
    return set(connection.execute(select(tables.old_identity.c.fingerprint)).scalars())


def _made(label: str, role: str, device: str, today: date, wrapping_key: bytes) -> Identity:
    signing_key, exchange_key = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    public = exchange_key.public_key()
    text = write_card(signing_key, public, label=label, role=role, device=device, valid_from=today)
    return Identity(label, role, device, signing_key, exchange_key, read_card(text), text, wrapping_key)


def _kept(made: Identity) -> dict[str, bytes]:
    private = made.signing_key.private_bytes_raw() + made.exchange_key.private_bytes_raw()
    return {"wrapped_keys": wrap(made.wrapping_key, private, _PURPOSE), "card": made.card_text}


def _read(label: str, role: str, device: str, wrapped: bytes, card_text: bytes, wrapping_key: bytes) -> Identity:
    private = unwrap(wrapping_key, wrapped, _PURPOSE)
    return Identity(
        label=label,
        role=role,
        device=device,
        signing_key=Ed25519PrivateKey.from_private_bytes(private[:32]),
        exchange_key=X25519PrivateKey.from_private_bytes(private[32:]),
        card=read_card(card_text),
        card_text=card_text,
        wrapping_key=wrapping_key,
    )


def _wrap_row_anew(
    connection: Connection, table: Table, name: str, row: RowMapping, old_key: bytes, new_key: bytes
) -> None:
    try:
        unwrap(new_key, row["wrapped_keys"], _PURPOSE)
    except InvalidTag:
        wrapped = wrap(new_key, unwrap(old_key, row["wrapped_keys"], _PURPOSE), _PURPOSE)
        connection.execute(update(table).where(table.c[name] == row[name]).values(wrapped_keys=wrapped))
