"""Other people's contact cards, and how far they are trusted."""

from __future__ import annotations

import pytest
from store_samples import log, rows_of

from storage import contacts, tables
from storage.bundle_errors import CardRefused
from storage.contacts import OwnCard, Trust, add_contact, number_with, verify_contact
from storage.errors import RecordMissing
from storage.store import Store


def test_a_card_starts_as_seen_and_is_verified_by_a_person(make_store) -> None:
    """Reading in a card is not yet trusting it."""
    own, other = make_store("arranger"), make_store("coordinator")
    contact = add_contact(own, other.identity.card_text)
    assert (contact.trust, contact.card) == (Trust.SEEN, other.identity.card)
    assert verify_contact(own, contact.fingerprint).trust is Trust.VERIFIED
    assert [(known.fingerprint, known.trust) for known in contacts.contacts(own)] == [
        (other.identity.card.fingerprint, Trust.VERIFIED)
    ]


def test_both_people_see_the_same_number(make_store) -> None:
    """Sixty digits in twelve groups, the same on both screens, another one for another pair."""
    first, second, third = make_store(), make_store(), make_store()
    numbers = {
        number_with(own, add_contact(own, other.identity.card_text))
        for own, other in ((first, second), (second, first), (first, third), (third, first))
    }
    assert len(numbers) == 2
    assert all([len(group) for group in number.split()] == [5] * 12 for number in numbers)


def test_reading_a_verified_card_again_keeps_the_trust(make_store) -> None:
    """A colleague who mails the card once more does not become a stranger; nor is the card listed twice."""
    own, other = make_store(), make_store()
    contact = add_contact(own, other.identity.card_text)
    verify_contact(own, contact.fingerprint)
    assert add_contact(own, other.identity.card_text).trust is Trust.VERIFIED
    assert len(rows_of(own, tables.contact)) == 1


def test_ones_own_card_is_no_contact(store: Store) -> None:
    """The sentence tells which card is meant."""
    with pytest.raises(OwnCard, match="eigen contactkaart"):
        add_contact(store, store.identity.card_text)
    assert contacts.contacts(store) == []


@pytest.mark.parametrize("data", [b"", b"x", b"# Contactkaart 1. ", b"\xff" * 100])
def test_what_is_no_card_adds_nobody(store: Store, data: bytes) -> None:
    """Nothing is written, not even in the log."""
    before = log(store)
    with pytest.raises(CardRefused):
        add_contact(store, data)
    assert (contacts.contacts(store), log(store)) == ([], before)


def test_nobody_can_be_verified_without_a_card(store: Store) -> None:
    """First the card, then the number."""
    with pytest.raises(RecordMissing, match="contactkaart"):
        verify_contact(store, "f" * 64)


def test_contacts_stand_by_name(make_store) -> None:
    """As in an address book."""
    own, others = make_store(), [make_store(role) for role in ("coordinator", "arranger")]
    for other in others:
        add_contact(own, other.identity.card_text)
    assert [known.card.label for known in contacts.contacts(own)] == sorted(other.identity.label for other in others)


def test_trust_is_logged_by_fingerprint(make_store) -> None:
    """Who was trusted when, without the name."""
    own, other = make_store("arranger"), make_store("coordinator")
    verify_contact(own, add_contact(own, other.identity.card_text).fingerprint)
    rows = [row for row in rows_of(own, tables.audit) if row.action == "trust"]
    fingerprint = other.identity.card.fingerprint
    assert [row.details for row in rows] == [f"seen {fingerprint}", f"verified {fingerprint}"]
