"""Other people's contact cards, and how far they are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from storage import audit, identity, tables
from storage.clock import WALL_CLOCK
from storage.contact_card import ContactCard, control_number, read_card
from storage.errors import BundleRefused, RecordMissing, StorageError
from storage.register_effects import REVOKED, VERIFIED, last_number_from, settle
from storage.store import Store
from storage.text_rules import checked_text


class Trust(StrEnum):
    """How far a contact is trusted. Somebody whose card is not here at all is unknown: nothing of theirs is read.

    `seen`: the card was read in. `verified`: both people compared the control number in person, or a verified coordinator
    vouches in a register. `revoked`: the key is not to be trusted any more. `replaced`: the person has newer keys.
    """

    SEEN = "seen"
    VERIFIED = VERIFIED
    REVOKED = REVOKED
    REPLACED = "replaced"


class OwnCard(BundleRefused):
    """A user reads in the card of this very store."""

    sentence = "Dit is uw eigen contactkaart. Geef die aan een ander, en lees de kaart van die ander hier in."


class ContactGone(RecordMissing):
    """An act on somebody whose card is not here."""

    sentence = "Dit contact is er niet. Lees eerst de contactkaart in."


class KeysReplaced(StorageError):
    """An act on keys that the person no longer uses."""

    sentence = "Dit contact heeft inmiddels nieuwe sleutels. Er is niets gewijzigd; kies de nieuwe kaart."


class ContactRevoked(StorageError):
    """Somebody compares the number of a key that was withdrawn."""

    sentence = (
        "De sleutels van dit contact zijn ingetrokken. Er is niets gewijzigd. Vraag om een nieuwe contactkaart; "
        "was het intrekken een vergissing, hef het dan eerst op."
    )


class ReasonForRevokingMissing(StorageError):
    """A key is withdrawn without a reason."""

    sentence = "Schrijf op waarom u dit contact intrekt. Er is niets gewijzigd."


class LastNumberWrong(StorageError):
    """The last bundle that still counts has no possible number."""

    sentence = "Het nummer van de laatste bundel die nog telt is 0 of hoger. Er is niets gewijzigd."


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with whom bundles can be exchanged.

    Attributes:
        card: the contact card.
        trust: how far, all things together.
        verified_at: when this user compared the control number, where that is known.
        in_person: whether this user compared the control number at all.
        vouched_by: the fingerprint of the coordinator whose register has this card.
        revoked_by: the fingerprint of the coordinator who withdrew this key.
        guarantor: the name of that coordinator.
        successor: the fingerprint of the key that took over.
        last_sequence: when revoked, the number of the last bundle that still counts; None counts as none.
        reason: why this user revoked it.
    """

    card: ContactCard
    trust: Trust
    verified_at: datetime | None = None
    in_person: bool = False
    vouched_by: str = ""
    revoked_by: str = ""
    guarantor: str = ""
    successor: str = ""
    last_sequence: int | None = None
    reason: str = ""

    @property
    def fingerprint(self) -> str:
        """The name of the signing key."""
        return self.card.fingerprint

    @property
    def was_verified(self) -> bool:
        """Whether the number was compared, or a coordinator vouches, or one of both was so before the key was revoked."""
        return self.in_person or self.verified_at is not None or bool(self.vouched_by)

    @property
    def verified_how(self) -> str:
        """How far this person is trusted, and since when or by whom, in a few Dutch words."""
        match self.trust:
            case Trust.REVOKED:
                return f"ingetrokken door het register van {self.guarantor}" if self.revoked_by else "ingetrokken"
            case Trust.REPLACED:
                return "vervangen door nieuwe sleutels"
            case Trust.VERIFIED if self.in_person and self.verified_at is not None:
                day = self.verified_at.astimezone(WALL_CLOCK)
                return f"vergeleken op {day.day}-{day.month}-{day.year}"
            case Trust.VERIFIED:
                return "vergeleken" if self.in_person else f"via het register van {self.guarantor}"
            case _:
                return "nog niet vergeleken"


def add_contact(store: Store, data: bytes) -> Contact:
    """Read in a contact card. It starts as seen; a card that was verified before stays verified.

    Raises:
        BundleRefused: when the card is not one, or is this store's own.
    """
    card = read_card(data)
    if card.fingerprint == store.identity.card.fingerprint:
        raise OwnCard
    with store.unit_of_work("Contactkaart ingelezen") as work:
        if card.fingerprint in identity.former_fingerprints(work.connection):
            raise OwnCard
        known = find_contact(work.connection, card.fingerprint)
        if known is not None:
            return known
        insert_card(work.connection, card, data, work.at)
        settle(work.connection)
        work.note(audit.Action.TRUST, object="contact", details=f"seen {card.fingerprint}")
        return _needed(work.connection, card.fingerprint)


def verify_contact(store: Store, fingerprint: str) -> Contact:
    """Mark a contact as verified: a person has compared the control number with the other, face to face or by phone.

    Raises:
        ContactGone, KeysReplaced: there is no such contact, or it has newer keys.
        ContactRevoked: it was revoked; nothing was changed.
    """
    with store.unit_of_work("Contact gecontroleerd") as work:
        known = _needed(work.connection, fingerprint)
        if known.trust is Trust.REPLACED:
            raise KeysReplaced
        if known.trust is Trust.REVOKED:
            raise ContactRevoked
        _update(work.connection, fingerprint, trust=Trust.VERIFIED, verified_at=work.at)
        settle(work.connection)
        work.note(audit.Action.TRUST, object="contact", details=f"verified {fingerprint}")
        return _needed(work.connection, fingerprint)


def revoke_contact(store: Store, fingerprint: str, *, reason: str, last_sequence: int | None = None) -> Contact:
    """Trust a key no longer. What was read in stays; bundles after the last that counts are refused.

    Args:
        store: an opened store.
        fingerprint: of the contact.
        reason: why; it is kept and logged.
        last_sequence: the number of the last bundle that still counts; None: the last that was read in.

    Raises:
        ContactGone, KeysReplaced: there is no such contact, or it has newer keys.
        ReasonForRevokingMissing, LastNumberWrong, ValueRefused: nothing was changed.
    """
    why = checked_text(reason).strip()
    if not why:
        raise ReasonForRevokingMissing
    if last_sequence is not None and not 0 <= last_sequence < 10**12:
        raise LastNumberWrong
    with store.unit_of_work("Contact ingetrokken") as work:
        known = _needed(work.connection, fingerprint)
        if known.trust is Trust.REPLACED:
            raise KeysReplaced
        last = last_number_from(work.connection, fingerprint) if last_sequence is None else last_sequence
        values = {"trust": Trust.REVOKED, "last_sequence": last, "reason": why}
        if known.in_person and known.verified_at is None:  # by a version that did not keep when
            values |= {"verified_at": work.at}
        _update(work.connection, fingerprint, **values)
        settle(work.connection)
        work.note(audit.Action.TRUST, object="contact", reason=why, details=f"revoked {fingerprint}")
        return _needed(work.connection, fingerprint)


def lift_revocation(store: Store, fingerprint: str) -> Contact:
    """Take back that this user revoked a contact: from then on it was only seen, and must be compared anew.

    Raises:
        ContactGone: there is no such contact.
    """
    with store.unit_of_work("Intrekken opgeheven") as work:
        _needed(work.connection, fingerprint)
        _update(work.connection, fingerprint, trust=Trust.SEEN, verified_at="", last_sequence=None, reason="")
        settle(work.connection)
        work.note(audit.Action.TRUST, object="contact", details=f"lifted {fingerprint}")
        return _needed(work.connection, fingerprint)


def contacts(store: Store) -> list[Contact]:
    """Return all contacts, by label, also under keys that were revoked or replaced."""
    with store.read() as session:
        connection = session.connection()
        rows = connection.execute(
            select(tables.contact).order_by(tables.contact.c.label, tables.contact.c.fingerprint)
        ).all()
    labels = {row.fingerprint: row.label for row in rows}
    return [_contact(row, labels) for row in rows]


def known_names(store: Store) -> dict[str, str]:
    """Return the name of everybody whose card is here, the user included, by fingerprint: under earlier keys too."""
    names = {contact.fingerprint: contact.card.label for contact in contacts(store)}
    with store.read() as session:
        own = {store.identity.card.fingerprint, *identity.former_fingerprints(session.connection())}
    return names | dict.fromkeys(own, store.identity.label)


def namesakes(contact: Contact, known: list[Contact]) -> list[Contact]:
    """Return the contacts with the same name under other keys that did not follow from each other: which is the real one?"""
    name = contact.card.label.casefold()
    return [
        other
        for other in known
        if other.card.label.casefold() == name
        and other.fingerprint != contact.fingerprint
        and Trust.REPLACED not in (other.trust, contact.trust)
    ]


def find_contact(connection: Connection, fingerprint: str) -> Contact | None:
    """Return the contact with this fingerprint, or None."""
    contact = tables.contact.c
    row = connection.execute(select(tables.contact).where(contact.fingerprint == fingerprint)).one_or_none()
    if row is None:
        return None
    guarantors = connection.execute(
        select(contact.fingerprint, contact.label).where(contact.fingerprint.in_((row.vouched_by, row.revoked_by)))
    )
    return _contact(row, {one.fingerprint: one.label for one in guarantors})


def trusted_now(connection: Connection, chosen: Sequence[Contact]) -> list[Contact]:
    """Return those of some contacts, as they are now, who still count as verified under the key by which they were chosen."""
    found = (find_contact(connection, one.fingerprint) for one in chosen)
    return [one for one in found if one is not None and one.trust is Trust.VERIFIED]


def insert_card(connection: Connection, card: ContactCard, data: bytes, at: str) -> None:
    """Keep a card of somebody new, as only seen."""
    connection.execute(
        insert(tables.contact).values(
            fingerprint=card.fingerprint, label=card.label, role=card.role, card=data, trust=Trust.SEEN, added_at=at
        )
    )


def number_with(store: Store, contact: Contact) -> str:
    """Return the 60-digit control number that both people must see, in groups of five."""
    return control_number(store.identity.card, contact.card)


def _needed(connection: Connection, fingerprint: str) -> Contact:
    known = find_contact(connection, fingerprint)
    if known is None:
        raise ContactGone
    return known


def _update(connection: Connection, fingerprint: str, **values: object) -> None:
    connection.execute(update(tables.contact).where(tables.contact.c.fingerprint == fingerprint).values(**values))


def _contact(row: Row[Any], labels: dict[str, str]) -> Contact:
    return Contact(
        card=read_card(row.card),
        trust=_trust(row),
        verified_at=datetime.fromisoformat(row.verified_at) if row.verified_at else None,
        in_person=row.trust == Trust.VERIFIED,
        vouched_by=row.vouched_by,
        revoked_by=row.revoked_by,
        guarantor=labels.get(row.revoked_by or row.vouched_by, ""),
        successor=row.successor,
        last_sequence=row.last_sequence,
        reason=row.reason,
    )


def _trust(row: Row[Any]) -> Trust:
    if row.trust == Trust.REVOKED or row.revoked_by:
        return Trust.REVOKED
    if row.successor:
        return Trust.REPLACED
    return Trust.VERIFIED if row.trust == Trust.VERIFIED or row.vouched_by else Trust.SEEN
