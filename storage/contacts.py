"""Other people's contact cards, and how far they are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from storage import audit, tables
from storage.contact_card import ContactCard, control_number, read_card
from storage.errors import BundleRefused, RecordMissing
from storage.store import Store


class Trust(StrEnum):
    """`seen`: the card was read in. `verified`: both people compared the control number in person."""

    SEEN = "seen"
    VERIFIED = "verified"


class OwnCard(BundleRefused):
    """A user reads in the card of this very store."""

    sentence = "Dit is uw eigen contactkaart. Geef die aan een ander, en lees de kaart van die ander hier in."


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with whom bundles can be exchanged."""

    card: ContactCard
    trust: Trust

    @property
    def fingerprint(self) -> str:
        """The name of the signing key."""
        return self.card.fingerprint


def add_contact(store: Store, data: bytes) -> Contact:
    """Read in a contact card. It starts as seen; a card that was verified before stays verified.

    Raises:
        BundleRefused: when the card is not one, or is this store's own.
    """
    card = read_card(data)
    if card.fingerprint == store.identity.card.fingerprint:
        raise OwnCard
    with store.unit_of_work("Contactkaart ingelezen") as work:
        known = _find(work.connection, card.fingerprint)
        if known is not None:
            return known
        work.connection.execute(
            insert(tables.contact).values(
                fingerprint=card.fingerprint,
                label=card.label,
                role=card.role,
                card=data,
                trust=Trust.SEEN,
                added_at=work.at,
            )
        )
        work.note(audit.Action.TRUST, object="contact", details=f"seen {card.fingerprint}")
    return Contact(card=card, trust=Trust.SEEN)


def verify_contact(store: Store, fingerprint: str) -> Contact:
    """Mark a contact as verified: a person has compared the control number with the other, face to face or by phone.

    Raises:
        RecordMissing: when there is no such contact.
    """
    with store.unit_of_work("Contact gecontroleerd") as work:
        known = _find(work.connection, fingerprint)
        if known is None:
            raise RecordMissing("Dit contact is er niet. Lees eerst de contactkaart in.")
        work.connection.execute(
            update(tables.contact).where(tables.contact.c.fingerprint == fingerprint).values(trust=Trust.VERIFIED)
        )
        work.note(audit.Action.TRUST, object="contact", details=f"verified {fingerprint}")
    return Contact(card=known.card, trust=Trust.VERIFIED)


def contacts(store: Store) -> list[Contact]:
    """Return all contacts, by label."""
    with store.read() as session:
        rows = session.connection().execute(select(tables.contact).order_by(tables.contact.c.label)).all()
    return [Contact(card=read_card(row.card), trust=Trust(row.trust)) for row in rows]


def number_with(store: Store, contact: Contact) -> str:
    """Return the 60-digit control number that both people must see, in groups of five."""
    return control_number(store.identity.card, contact.card)


def _find(connection: Connection, fingerprint: str) -> Contact | None:
    row = connection.execute(select(tables.contact).where(tables.contact.c.fingerprint == fingerprint)).one_or_none()
    return None if row is None else Contact(card=read_card(row.card), trust=Trust(row.trust))
