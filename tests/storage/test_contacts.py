"""Other people's contact cards, and how far they are trusted."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from store_samples import log, rows_of

from storage import contacts, tables
from storage.bundle_door import SenderNotVerified
from storage.bundle_errors import CardRefused, SenderRevoked
from storage.contact_card import write_card
from storage.contacts import (
    ContactRevoked,
    LastNumberWrong,
    OwnCard,
    ReasonForRevokingMissing,
    Trust,
    add_contact,
    lift_revocation,
    namesakes,
    number_with,
    revoke_contact,
    verify_contact,
)
from storage.errors import RecordMissing, ValueRefused
from storage.handing_over import RecipientNotVerified, export_bundle
from storage.models import Case
from storage.store import Store
from storage.taking_in import import_bundle


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


def test_it_is_told_when_and_how_somebody_was_verified(make_store) -> None:
    """On the day on the wall clock; before that, that it was not done yet."""
    own, other = make_store(), make_store()
    contact = add_contact(own, other.identity.card_text)
    assert (contact.verified_how, contact.verified_at) == ("nog niet vergeleken", None)
    verified = verify_contact(own, contact.fingerprint)
    assert (verified.verified_how, verified.in_person) == ("vergeleken op 23-11-2026", True)


def test_another_card_of_the_same_name_is_told_apart(make_store) -> None:
    """It may be the same person with a new laptop, or somebody who wants to be taken for her."""
    own, real = make_store(), make_store()
    known = verify_contact(own, add_contact(own, real.identity.card_text).fingerprint)
    key, identity = Ed25519PrivateKey.generate(), real.identity
    card = write_card(
        key,
        X25519PrivateKey.generate().public_key(),
        label=identity.label.upper(),
        role=identity.role,
        device=identity.device,
        valid_from=identity.card.valid_from,
    )
    swapped = add_contact(own, card)
    assert swapped.trust is Trust.SEEN
    assert namesakes(swapped, contacts.contacts(own)) == [known]
    assert number_with(own, swapped) != number_with(own, known)


def test_from_a_revoked_contact_nothing_after_the_last_number_is_read(pair) -> None:
    """What was read in stays; what was on its way up to that number may still come; then it ends, in words of its own."""
    with pair.arranger.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Logopedie in de klas"))
    first, second, third = (
        export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht") for _ in range(3)
    )
    import_bundle(pair.coordinator, first)
    name = pair.arranger_contact.fingerprint
    revoked = revoke_contact(pair.coordinator, name, reason="laptop gestolen", last_sequence=2)
    assert (revoked.trust, revoked.last_sequence, revoked.reason) == (Trust.REVOKED, 2, "laptop gestolen")
    assert revoked.verified_how == "ingetrokken"
    before = rows_of(pair.coordinator, tables.operation)
    with pytest.raises(SenderRevoked, match="ingetrokken"):
        import_bundle(pair.coordinator, third)
    assert rows_of(pair.coordinator, tables.operation) == before
    assert import_bundle(pair.coordinator, second).sequence == 2
    with pytest.raises(RecipientNotVerified):
        export_bundle(pair.coordinator, [revoked], purpose="Overdracht")


def test_revoking_ends_at_what_was_read_in_and_can_be_taken_back(pair) -> None:
    """Without a number the last bundle read is the last; a mistake is lifted, but the number must be compared anew."""
    with pair.arranger.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Logopedie in de klas"))
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht"))
    name = pair.arranger_contact.fingerprint
    assert revoke_contact(pair.coordinator, name, reason="vergissing").last_sequence == 1
    with pytest.raises(ContactRevoked, match="nieuwe contactkaart"):
        verify_contact(pair.coordinator, name)
    assert add_contact(pair.coordinator, pair.arranger.identity.card_text).trust is Trust.REVOKED
    later = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    with pytest.raises(SenderRevoked):
        import_bundle(pair.coordinator, later)
    assert lift_revocation(pair.coordinator, name).trust is Trust.SEEN
    with pytest.raises(SenderNotVerified):
        import_bundle(pair.coordinator, later)
    verify_contact(pair.coordinator, name)
    import_bundle(pair.coordinator, later)
    told = [row.details for row in rows_of(pair.coordinator, tables.audit) if row.action == "trust"]
    assert [words.split()[0] for words in told] == ["seen", "verified", "revoked", "lifted", "verified"]


def test_a_contact_that_was_only_seen_is_not_read_because_it_was_revoked(pair, make_store) -> None:
    """A number that still counts gives no trust that was never there."""
    sender = make_store()
    verify_contact(sender, add_contact(sender, pair.coordinator.identity.card_text).fingerprint)
    with sender.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Logopedie in de klas"))
    seen = add_contact(pair.coordinator, sender.identity.card_text)
    revoke_contact(pair.coordinator, seen.fingerprint, reason="onbekend", last_sequence=9)
    with pytest.raises(SenderNotVerified):
        import_bundle(pair.coordinator, export_bundle(sender, contacts.contacts(sender), purpose="Overdracht"))


def test_revoking_needs_a_reason_and_a_number_that_can_be(pair) -> None:
    """Nothing is changed otherwise."""
    name = pair.arranger_contact.fingerprint
    with pytest.raises(ReasonForRevokingMissing):
        revoke_contact(pair.coordinator, name, reason=" ")
    with pytest.raises(LastNumberWrong):
        revoke_contact(pair.coordinator, name, reason="kwijt", last_sequence=-1)
    with pytest.raises(ValueRefused, match="BSN"):
        revoke_contact(pair.coordinator, name, reason="111222333 gestolen")
    assert [one.trust for one in contacts.contacts(pair.coordinator)] == [Trust.VERIFIED]
