"""New keys: whoever verified the old card follows to the new one, and nobody else's new key is taken for it."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_kit import PASSPHRASE, meet, quick_settings
from store_samples import log, rows_of

from storage import tables
from storage.backups import list_backups, make_backup
from storage.bundle_door import OwnBundle
from storage.bundle_errors import CardExchangeKeyWeak, CardSigningKeyWeak, SenderChangedKeys, UnknownSender
from storage.contact_card import read_card, write_card
from storage.contacts import OwnCard, Trust, add_contact, contacts, known_names, revoke_contact, verify_contact
from storage.errors import BundleRefused, StoreBusy
from storage.escrow import open_share
from storage.handing_over import export_bundle
from storage.identity import Identity, former
from storage.key_change import NoNewKeys, follow_key_changes, key_change_file, take_new_keys
from storage.key_change_format import read_key_changes, write_key_change
from storage.models import Case
from storage.persons import persons
from storage.recovery_code import new_recovery_code
from storage.rotation import rotate_master_key
from storage.store import Store, unlock
from storage.taking_in import import_bundle
from storage.trust_errors import (
    KeyChangeDamaged,
    KeyChangeForked,
    KeyChangeKnown,
    KeyChangeRefused,
    KeyChangeRevoked,
    KeyChangeSignatureWrong,
    KeyChangeUnknown,
    KeyChangeWrong,
    OwnKeyChange,
)
from storage.vault import set_helpers

CASE = "c" * 32
NEW_PASSPHRASE = "fiets wolk tafel spijker"


def begin_case(store: Store) -> None:
    """Write one case."""
    with store.unit_of_work("Casus begonnen") as work:
        work.add(Case(id=CASE, title="Logopedie in de klas"))


def send(sender: Store, receiver: Store) -> bytes:
    """Make a bundle for the contact that is another store."""
    name = receiver.identity.card.fingerprint
    known = [one for one in contacts(sender) if one.trust is Trust.VERIFIED]
    newest = [one for one in known if one.fingerprint == name] or known
    return export_bundle(sender, newest, purpose="Overdracht")


def test_who_verified_the_old_card_follows_without_comparing_again(pair) -> None:
    """The new card is verified since the day of the first comparing; bundles go on in the same series, both ways."""
    begin_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    old = pair.arranger.identity.card
    take_new_keys(pair.arranger)
    own = pair.arranger.identity.card
    assert (own.fingerprint != old.fingerprint, own.x25519 != old.x25519, own.label) == (True, True, old.label)
    contact = follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    assert (contact.card, contact.trust, contact.in_person) == (own, Trust.VERIFIED, True)
    assert contact.verified_at == pair.arranger_contact.verified_at is not None
    assert {one.trust for one in contacts(pair.coordinator)} == {Trust.VERIFIED, Trust.REPLACED}
    incoming = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    assert (incoming.sequence, incoming.gap, incoming.sender.fingerprint) == (2, False, own.fingerprint)
    back = import_bundle(pair.arranger, send(pair.coordinator, pair.arranger))
    assert (back.plan.ops, back.plan.conflicts) == ((), 0)


def test_both_fingerprints_are_one_person_everywhere(pair) -> None:
    """At the owner and at who followed; history and log keep the old key and still show the name."""
    old = pair.arranger.identity.card.fingerprint
    take_new_keys(pair.arranger)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    middle = pair.arranger.identity.card.fingerprint
    take_new_keys(pair.arranger)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    new = pair.arranger.identity.card.fingerprint
    for store in (pair.arranger, pair.coordinator):
        with store.read() as session:
            assert persons(session.connection()) == {old: new, middle: new}
        assert {known_names(store)[name] for name in (old, middle, new)} == {pair.arranger.identity.label}


def test_one_file_serves_who_missed_a_change(pair, make_store) -> None:
    """It holds every change, so that somebody who knows only the first card comes to the last."""
    take_new_keys(pair.arranger)
    take_new_keys(pair.arranger)
    contact = follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    assert (contact.card, contact.trust) == (pair.arranger.identity.card, Trust.VERIFIED)
    late = make_store()
    add_contact(late, pair.arranger.identity.card_text)
    known = follow_key_changes(late, key_change_file(pair.arranger))
    assert (known.card, known.trust) == (pair.arranger.identity.card, Trust.SEEN)
    with pytest.raises(KeyChangeKnown, match="al ingelezen"):
        follow_key_changes(late, key_change_file(pair.arranger))


def test_what_was_sealed_for_the_old_keys_still_opens(pair) -> None:
    """A contact who did not hear of the new keys yet is read; the answer needs the change first, and says so."""
    begin_case(pair.coordinator)
    take_new_keys(pair.arranger)
    assert import_bundle(pair.arranger, send(pair.coordinator, pair.arranger)).plan.new_records == 1
    answer = send(pair.arranger, pair.coordinator)
    with pytest.raises(UnknownSender):
        import_bundle(pair.coordinator, answer)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    assert import_bundle(pair.coordinator, answer).sender.trust is Trust.VERIFIED


def test_the_old_key_signs_nothing_any_more(pair) -> None:
    """Whoever has it could send on in the owner's name; after the change that is refused in words of its own."""
    begin_case(pair.arranger)
    on_its_way = send(pair.arranger, pair.coordinator)
    take_new_keys(pair.arranger)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    before = rows_of(pair.coordinator, tables.bundle)
    with pytest.raises(SenderChangedKeys, match="nieuwe sleutels"):
        import_bundle(pair.coordinator, on_its_way)
    assert rows_of(pair.coordinator, tables.bundle) == before
    with pytest.raises(OwnBundle):
        import_bundle(pair.arranger, on_its_way)
    with pytest.raises(OwnCard):
        add_contact(pair.arranger, read_key_changes(key_change_file(pair.arranger))[0].old_text)


def line_of(store: Store) -> list[Identity]:
    """Return a person's keys, the oldest first."""
    with store.read() as session:
        return [*reversed(former(session.connection(), store.identity)), store.identity]


def test_a_change_without_the_old_signature_or_without_the_new_is_refused(pair, make_store) -> None:
    """Somebody who has only one of the two keys cannot make a successor, and cannot become one."""
    thief = make_store()
    take_new_keys(pair.arranger)
    old, new = line_of(pair.arranger)
    forged = Ed25519PrivateKey.generate()
    half = [
        write_key_change((forged, old.card_text), (new.signing_key, new.card_text)),
        write_key_change((old.signing_key, old.card_text), (forged, new.card_text)),
        write_key_change((forged, old.card_text), (thief.identity.signing_key, thief.identity.card_text)),
    ]
    before = (contacts(pair.coordinator), log(pair.coordinator))
    for data in half:
        with pytest.raises(KeyChangeSignatureWrong, match="vertrouw het bestand niet"):
            follow_key_changes(pair.coordinator, data)
    assert (contacts(pair.coordinator), log(pair.coordinator)) == before


def test_a_change_to_another_name_or_role_is_refused(pair) -> None:
    """An arranger whose card was compared does not become a coordinator by taking new keys."""
    own = pair.arranger.identity
    key = Ed25519PrivateKey.generate()
    for changed in ({"role": "coordinator"}, {"label": "Iemand Anders"}):
        values = {"label": own.label, "role": own.role, "device": own.device, "valid_from": own.card.valid_from}
        card = write_card(key, own.exchange_key.public_key(), **(values | changed))
        with pytest.raises(KeyChangeWrong):
            follow_key_changes(pair.coordinator, write_key_change((own.signing_key, own.card_text), (key, card)))


def test_a_low_order_key_is_refused_in_a_change_too(pair) -> None:
    """With such an exchange key everybody reads along; under such a signing key everybody signs."""
    own = pair.arranger.identity
    key = Ed25519PrivateKey.generate()
    card = write_card(
        key,
        own.exchange_key.public_key(),
        label=own.label,
        role=own.role,
        device=own.device,
        valid_from=own.card.valid_from,
    )
    for strong, error in (
        (own.card.x25519, CardExchangeKeyWeak),
        (key.public_key().public_bytes_raw(), CardSigningKeyWeak),
    ):
        weak = card.replace(strong.hex().encode(), bytes(32).hex().encode())
        with pytest.raises(error):
            follow_key_changes(pair.coordinator, write_key_change((own.signing_key, own.card_text), (key, weak)))


def test_a_second_successor_or_one_of_a_revoked_key_is_refused(pair, make_store) -> None:
    """Whoever stole the old key can sign such a file: it comes too late, or the key was withdrawn."""
    take_new_keys(pair.arranger)
    old = line_of(pair.arranger)[0]
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    key = Ed25519PrivateKey.generate()
    public = old.exchange_key.public_key()
    card = write_card(key, public, label=old.label, role=old.role, device=old.device, valid_from=old.card.valid_from)
    stolen = write_key_change((old.signing_key, old.card_text), (key, card))
    with pytest.raises(KeyChangeForked, match="Bel uw contact"):
        follow_key_changes(pair.coordinator, stolen)
    other = make_store()
    add_contact(other, old.card_text)
    revoke_contact(other, old.card.fingerprint, reason="laptop gestolen")
    with pytest.raises(KeyChangeRevoked):
        follow_key_changes(other, stolen)
    assert [one.trust for one in contacts(other)] == [Trust.REVOKED]


def test_a_circle_of_changes_is_refused(pair) -> None:
    """The first key cannot follow the last."""
    take_new_keys(pair.arranger)
    old, new = line_of(pair.arranger)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    with pytest.raises(KeyChangeForked):
        follow_key_changes(
            pair.coordinator, write_key_change((new.signing_key, new.card_text), (old.signing_key, old.card_text))
        )


def test_a_change_of_somebody_unknown_and_ones_own_are_told_apart(pair, make_store) -> None:
    """Both change nothing."""
    with pytest.raises(NoNewKeys):
        key_change_file(pair.arranger)
    take_new_keys(pair.arranger)
    with pytest.raises(OwnKeyChange):
        follow_key_changes(pair.arranger, key_change_file(pair.arranger))
    with pytest.raises(KeyChangeUnknown, match="controlegetal"):
        follow_key_changes(make_store(), key_change_file(pair.arranger))


def test_no_changed_byte_gets_through(pair) -> None:
    """Each single byte is signed twice or refused by form; another way to write a card is another form."""
    take_new_keys(pair.arranger)
    data = key_change_file(pair.arranger)
    for position in range(0, len(data), 7):
        changed = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        with pytest.raises(BundleRefused):
            follow_key_changes(pair.coordinator, changed)
    for damaged in (data + b"\n", data[:-1], data.replace(b"\n", b"\r\n"), data * 40):
        with pytest.raises(KeyChangeDamaged):
            follow_key_changes(pair.coordinator, damaged)
    assert len(contacts(pair.coordinator)) == 1
    padded = base64.b64encode(pair.arranger.identity.card_text)
    assert padded in data
    with pytest.raises(KeyChangeRefused):
        follow_key_changes(pair.coordinator, b"hallo")


def test_old_keys_survive_a_new_master_key_and_a_backup(pair, tmp_path: Path) -> None:
    """They lie under the same wrapping as the present ones."""
    begin_case(pair.coordinator)
    store = pair.arranger
    late = send(pair.coordinator, store)
    old = store.identity.card
    take_new_keys(store)
    own = store.identity.card
    rotate_master_key(store, PASSPHRASE, new_passphrase=NEW_PASSPHRASE, new_code=new_recovery_code())
    with unlock(store.folder, NEW_PASSPHRASE, settings=quick_settings()) as opened:
        assert opened.identity.card == own
        assert import_bundle(opened, late).plan.new_records == 1
        make_backup(opened)
        [backup] = list_backups(opened.folder)
    with unlock(backup.folder, NEW_PASSPHRASE, settings=quick_settings()) as restored:
        assert [one.card for one in line_of(restored)] == [old, own]


def test_a_helper_with_new_keys_still_opens_the_emergency_code(make_store) -> None:
    """The code was sealed for the old card."""
    store, helpers = make_store(), [make_store("coordinator"), make_store("coordinator")]
    set_helpers(store, PASSPHRASE, [meet(store, other)[0] for other in helpers])
    key_file = (store.folder / "kluis.toml").read_bytes()
    before = open_share(helpers[0], key_file, reason="proef")
    take_new_keys(helpers[0])
    assert open_share(helpers[0], key_file, reason="proef") == before


def test_another_window_cannot_take_new_keys_over_these(make_store) -> None:
    """It has the old keys in memory; it is told to unlock again."""
    store = make_store()
    stale = store.identity
    take_new_keys(store)
    renewed, store.identity = store.identity, replace(stale)
    with pytest.raises(StoreBusy, match="ander venster"):
        take_new_keys(store)
    store.identity = renewed
    assert len(line_of(store)) == 2


def test_a_verified_card_read_in_before_the_change_keeps_its_own_verification(pair) -> None:
    """Who already compared the new card with the person does not go back to the old day."""
    take_new_keys(pair.arranger)
    new = add_contact(pair.coordinator, pair.arranger.identity.card_text)
    verified = verify_contact(pair.coordinator, new.fingerprint)
    assert follow_key_changes(pair.coordinator, key_change_file(pair.arranger)).verified_at == verified.verified_at


def title_at(store: Store) -> str:
    """Return the title of the case as a store shows it."""
    return store.get(Case, CASE).title


def rename_case(store: Store, title: str) -> None:
    """Give the case another title."""
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, CASE), {"title": title})


def test_what_was_hers_under_the_old_key_is_hers_under_the_new(pair) -> None:
    """What she changes with her new keys counts at once; what another changes is still a proposal to her."""
    begin_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    take_new_keys(pair.arranger)
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    rename_case(pair.arranger, "Fysiotherapie in de klas")
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    assert title_at(pair.coordinator) == "Fysiotherapie in de klas"
    rename_case(pair.coordinator, "Van de coördinator")
    import_bundle(pair.arranger, send(pair.coordinator, pair.arranger))
    assert title_at(pair.arranger) == "Fysiotherapie in de klas"
    assert [row.field for row in rows_of(pair.arranger, tables.proposal)] == ["title"]


def test_what_came_by_another_before_the_change_was_known_counts_afterwards(pair, make_store) -> None:
    """Until then it looks like the word of a stranger in her record; the change of keys tells that it is her own."""
    third = make_store()
    for known in (pair.arranger, pair.coordinator):
        meet(third, known)
    begin_case(pair.arranger)
    import_bundle(third, send(pair.arranger, third))
    take_new_keys(pair.arranger)
    rename_case(pair.arranger, "Fysiotherapie in de klas")
    follow_key_changes(pair.coordinator, key_change_file(pair.arranger))
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    import_bundle(third, send(pair.coordinator, third))
    assert title_at(third) == "Logopedie in de klas"
    follow_key_changes(third, key_change_file(pair.arranger))
    assert title_at(third) == "Fysiotherapie in de klas"
    assert rows_of(third, tables.proposal) == []


def taken_over(pair) -> tuple[bytes, bytes]:
    """Let somebody with a copy of the old keys name a successor first; return the thief's new card and the owner's change."""
    [old] = line_of(pair.arranger)
    key, public = Ed25519PrivateKey.generate(), old.exchange_key.public_key()
    card = write_card(key, public, label=old.label, role=old.role, device=old.device, valid_from=old.card.valid_from)
    follow_key_changes(pair.coordinator, write_key_change((old.signing_key, old.card_text), (key, card)))
    take_new_keys(pair.arranger)
    return card, key_change_file(pair.arranger)


def test_who_lost_the_newest_keys_comes_back_by_comparing_in_person(pair) -> None:
    """A backup of before the change was put back: what all three keys wrote is one person's again."""
    begin_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    _, change = taken_over(pair)
    with pytest.raises(KeyChangeForked, match="lees dit bestand daarna opnieuw in"):
        follow_key_changes(pair.coordinator, change)
    new = add_contact(pair.coordinator, pair.arranger.identity.card_text).fingerprint
    with pytest.raises(KeyChangeForked):
        follow_key_changes(pair.coordinator, change)
    verify_contact(pair.coordinator, new)
    assert follow_key_changes(pair.coordinator, change).fingerprint == new
    with pair.coordinator.read() as session:
        assert set(persons(session.connection()).values()) == {new}
    assert [one.fingerprint for one in contacts(pair.coordinator) if one.trust is Trust.VERIFIED] == [new]
    rename_case(pair.arranger, "Fysiotherapie in de klas")
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator))
    assert title_at(pair.coordinator) == "Fysiotherapie in de klas"
    with pytest.raises(KeyChangeKnown):
        follow_key_changes(pair.coordinator, change)


def test_a_thief_who_came_first_is_no_part_of_the_person_once_revoked(pair) -> None:
    """The user revokes the thief's key, compares with the real person, and follows: the thief's writes are not hers."""
    thief, change = taken_over(pair)
    stolen = read_card(thief).fingerprint
    revoke_contact(pair.coordinator, stolen, reason="sleutel gestolen")
    new = verify_contact(
        pair.coordinator, add_contact(pair.coordinator, pair.arranger.identity.card_text).fingerprint
    ).fingerprint
    follow_key_changes(pair.coordinator, change)
    with pair.coordinator.read() as session:
        assert stolen not in persons(session.connection())
        assert persons(session.connection())[pair.arranger_contact.fingerprint] == new
