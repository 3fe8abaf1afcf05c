"""Registers: a coordinator vouches for people whom others never met, and withdraws what was stolen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from store_kit import FrozenClock, StoreShelf, meet, quick_unlock
from store_samples import rows_of

from storage import tables
from storage.bundle_door import SenderNotVerified, opened_bundle
from storage.bundle_errors import (
    BundleReplayed,
    CardExchangeKeyWeak,
    SenderRevoked,
    SeriesForked,
    UnknownSender,
)
from storage.bundle_format import Recipient, seal
from storage.bundle_header import FIRST_PREVIOUS
from storage.contacts import (
    Contact,
    Trust,
    add_contact,
    contacts,
    lift_revocation,
    revoke_contact,
    verify_contact,
)
from storage.errors import BundleRefused
from storage.handing_over import export_bundle
from storage.key_change import follow_key_changes, key_change_file, take_new_keys
from storage.models import Case
from storage.persons import persons
from storage.register import read_keys, shown_registers
from storage.register_format import RegisterText, read_register_text, write_register
from storage.register_making import (
    VALID_FOR,
    NotACoordinator,
    RegisterForNobody,
    RegisterHasNobody,
    keys_bundle,
    make_register,
)
from storage.store import Store
from storage.taking_in import import_bundle
from storage.trust_errors import (
    KeysExpected,
    RegisterDamaged,
    RegisterForked,
    RegisterFromOther,
    RegisterOlder,
    RegisterSignatureWrong,
)


class Region:
    """A coordinator who met three arrangers; the first two never met each other."""

    def __init__(self, make_store: Any) -> None:
        self.coordinator: Store = make_store("coordinator")
        self.anna: Store = make_store()
        self.bert: Store = make_store()
        self.cato: Store = make_store()
        for arranger in (self.anna, self.bert, self.cato):
            meet(self.coordinator, arranger)

    def sealed(self, *to: Store) -> bytes:
        """Return a bundle of keys from the coordinator for some people."""
        names = {store.identity.card.fingerprint for store in to}
        return keys_bundle(self.coordinator, [one for one in contacts(self.coordinator) if one.fingerprint in names])

    def forged(self, to: Store, key: Ed25519PrivateKey | None = None, **changed: Any) -> bytes:
        """Return a bundle that the coordinator's key sealed, with a register in it that says something else."""
        own = self.coordinator.identity
        register = make_register(self.coordinator).text
        data = write_register(key or own.signing_key, replace(register, **changed))
        return self.around(to, data)

    def around(self, to: Store, data: bytes, sequence: int = 900) -> bytes:
        """Return a bundle of kind keys around any text."""
        return seal(
            self.coordinator.identity.signing_key,
            [Recipient(X25519PublicKey.from_public_bytes(to.identity.card.x25519), sequence, FIRST_PREVIOUS)],
            data,
            kind="keys",
            created=self.coordinator.clock(),
            schema=6,
        )


@pytest.fixture
def region(make_store) -> Region:
    """Return the people of a region."""
    return Region(make_store)


def known(store: Store, other: Store) -> Contact:
    """Return how one store knows another."""
    [found] = [one for one in contacts(store) if one.fingerprint == other.identity.card.fingerprint]
    return found


def begin_case(store: Store) -> None:
    """Write one case."""
    with store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Logopedie in de klas"))


def test_people_who_never_met_exchange_bundles_by_the_register(region: Region) -> None:
    """Their cards come along; the trust is told as the coordinator's, and ends when they leave the register."""
    for arranger in (region.anna, region.bert):
        read = read_keys(arranger, region.sealed(arranger))
        assert (read.number, len(read.joined), read.left, read.warnings) == (1, 2, (), ())
    bert = known(region.anna, region.bert)
    assert (bert.trust, bert.in_person) == (Trust.VERIFIED, False)
    assert bert.verified_how == f"via het register van {region.coordinator.identity.label}"
    begin_case(region.anna)
    bundle = export_bundle(region.anna, [bert], purpose="Overleg")
    with region.bert.read() as session:
        delivery = opened_bundle(region.bert, session.connection(), bundle)
    assert (delivery.sender.fingerprint, delivery.warnings) == (region.anna.identity.card.fingerprint, ())
    lift_revocation(region.coordinator, region.anna.identity.card.fingerprint)
    read = read_keys(region.bert, region.sealed(region.bert))
    assert (read.number, read.left) == (2, (region.anna.identity.label,))
    assert known(region.bert, region.anna).verified_how == "nog niet vergeleken"
    with pytest.raises(SenderNotVerified):
        import_bundle(region.bert, bundle)


def test_a_register_that_still_says_the_same_is_not_made_again(region: Region, clock: FrozenClock) -> None:
    """It keeps its number for three months; then it is renewed, so that nobody's runs out."""
    first = make_register(region.coordinator)
    assert make_register(region.coordinator) == first
    assert [(one.own, one.register) for one in shown_registers(region.coordinator)] == [(True, first)]
    clock.advance(days=89)
    assert make_register(region.coordinator) == first
    clock.advance(days=2)
    second = make_register(region.coordinator)
    assert (second.text.number, second.text.previous) == (2, first.head)
    assert second.text.expires - second.text.made == VALID_FOR


def test_reading_the_same_register_twice_changes_nothing(region: Region) -> None:
    """It comes in a new bundle each time."""
    read_keys(region.anna, region.sealed(region.anna))
    before = rows_of(region.anna, tables.contact)
    again = read_keys(region.anna, region.sealed(region.anna))
    assert (again.joined, again.left, again.revoked, again.number) == ((), (), (), 1)
    assert rows_of(region.anna, tables.contact) == before


def test_a_withdrawn_key_is_withdrawn_for_all_who_read_the_register(region: Region) -> None:
    """What was read in stays; later bundles are refused; when it was a mistake, the next register takes it back."""
    meet(region.anna, region.cato)
    begin_case(region.cato)
    to_anna = [one for one in contacts(region.cato) if one.fingerprint == region.anna.identity.card.fingerprint]
    import_bundle(region.anna, export_bundle(region.cato, to_anna, purpose="Overleg"))
    name = region.cato.identity.card.fingerprint
    revoke_contact(region.coordinator, name, reason="laptop gestolen")
    read = read_keys(region.anna, region.sealed(region.anna))
    assert read.revoked == (region.cato.identity.label,)
    cato = known(region.anna, region.cato)
    assert (cato.trust, cato.last_sequence) == (Trust.REVOKED, 1)
    assert "register van" in cato.verified_how
    later = export_bundle(region.cato, to_anna, purpose="Overleg")
    with pytest.raises(SenderRevoked, match="ingetrokken"):
        import_bundle(region.anna, later)
    assert region.anna.counts()["case"] == 1
    lift_revocation(region.coordinator, name)
    verify_contact(region.coordinator, name)
    read_keys(region.anna, region.sealed(region.anna))
    assert known(region.anna, region.cato).trust is Trust.VERIFIED
    import_bundle(region.anna, later)


def test_whoever_is_withdrawn_is_told(region: Region) -> None:
    """One's own key in the list of withdrawn ones is a warning, not a fault."""
    name = region.anna.identity.card.fingerprint
    sealed = region.forged(region.anna, cards=(), revoked=(name,))
    [warning] = read_keys(region.anna, sealed).warnings
    assert "uw eigen sleutels ingetrokken" in warning


def test_a_register_of_somebody_else_does_not_count(region: Region, make_store) -> None:
    """An arranger's, one of a coordinator known only by a register, one of a stranger, one that another key signed."""
    with pytest.raises(NotACoordinator):
        make_register(region.bert)
    other = make_store("coordinator")
    meet(region.coordinator, other)
    read_keys(region.anna, region.sealed(region.anna))
    verify_contact(other, add_contact(other, region.anna.identity.card_text).fingerprint)
    assert known(region.anna, other).trust is Trust.VERIFIED
    before = (contacts(region.anna), rows_of(region.anna, tables.register))
    to_anna = [known(other, region.anna)]
    with pytest.raises(RegisterFromOther, match="zelf het controlegetal"):
        read_keys(region.anna, keys_bundle(other, to_anna))
    stranger = make_store("coordinator")
    verify_contact(stranger, add_contact(stranger, region.anna.identity.card_text).fingerprint)
    with pytest.raises(UnknownSender):
        read_keys(region.anna, keys_bundle(stranger, contacts(stranger)))
    with pytest.raises(RegisterSignatureWrong):
        read_keys(region.anna, region.forged(region.anna, key=Ed25519PrivateKey.generate()))
    with pytest.raises(RegisterFromOther):
        read_keys(region.anna, region.forged(region.anna, coordinator=region.bert.identity.card.fingerprint))
    assert (contacts(region.anna), rows_of(region.anna, tables.register)) == before


def test_an_arranger_who_calls_himself_nothing_more_makes_no_register(region: Region) -> None:
    """A verified arranger whose app was changed can seal one; nobody takes it."""
    meet(region.anna, region.bert)
    text = make_register(region.coordinator).text
    own = region.bert.identity
    data = write_register(own.signing_key, replace(text, coordinator=own.card.fingerprint))
    to = X25519PublicKey.from_public_bytes(region.anna.identity.card.x25519)
    sealed = seal(
        own.signing_key, [Recipient(to, 1, FIRST_PREVIOUS)], data, kind="keys", created=region.anna.clock(), schema=6
    )
    with pytest.raises(RegisterFromOther):
        read_keys(region.anna, sealed)


def test_an_older_or_another_register_is_refused(region: Region) -> None:
    """Rolled back, with the same number, or after another one than was read: each has its own sentence."""
    read_keys(region.anna, region.sealed(region.anna))
    first = make_register(region.coordinator)
    revoke_contact(region.coordinator, region.cato.identity.card.fingerprint, reason="laptop gestolen")
    second = make_register(region.coordinator)
    with pytest.raises(RegisterForked, match="past niet achter"):
        read_keys(region.anna, region.forged(region.anna, previous="1" * 64))
    read_keys(region.anna, region.sealed(region.anna))
    held = rows_of(region.anna, tables.register)
    own = region.coordinator.identity.signing_key
    with pytest.raises(RegisterOlder, match="nieuwer register"):
        read_keys(region.anna, region.around(region.anna, write_register(own, first.text)))
    with pytest.raises(RegisterForked):
        read_keys(region.anna, region.around(region.anna, write_register(own, replace(second.text, revoked=()))))
    assert rows_of(region.anna, tables.register) == held
    assert known(region.anna, region.cato).trust is Trust.REVOKED


def test_a_register_that_comes_after_later_cases_is_still_read_in(region: Region) -> None:
    """Cases and registers take numbers in one series, but only a later one of its own sort makes a bundle old."""
    register = region.sealed(region.anna)
    begin_case(region.coordinator)
    anna = [known(region.coordinator, region.anna)]
    first, second = (export_bundle(region.coordinator, anna, purpose="Overdracht") for _ in range(2))
    assert import_bundle(region.anna, first).gap
    read_keys(region.anna, register)
    assert known(region.anna, region.bert).trust is Trust.VERIFIED
    assert not import_bundle(region.anna, second).gap
    with pytest.raises(BundleReplayed):
        read_keys(region.anna, register)
    with pytest.raises(BundleReplayed):
        import_bundle(region.anna, first)
    another = write_register(region.coordinator.identity.signing_key, make_register(region.coordinator).text)
    with pytest.raises(SeriesForked):
        read_keys(region.anna, region.around(region.anna, another, sequence=3))


def test_a_coordinator_put_back_to_a_backup_is_read_on(region: Region) -> None:
    """The numbers jump over what may have been given out since, so that nothing looks forked."""
    read_keys(region.anna, region.sealed(region.anna))
    newer = replace(make_register(region.coordinator).text, number=5_000, previous="7" * 64)
    own = region.coordinator.identity.signing_key
    assert read_keys(region.anna, region.around(region.anna, write_register(own, newer))).number == 5_000


def test_an_expired_register_counts_and_warns(region: Region, clock: FrozenClock) -> None:
    """The warning stands with every bundle that is read on its word."""
    for arranger in (region.anna, region.bert):
        read_keys(arranger, region.sealed(arranger))
    begin_case(region.anna)
    bundle = export_bundle(region.anna, [known(region.anna, region.bert)], purpose="Overleg")
    clock.advance(days=VALID_FOR.days + 1)
    [warning] = import_bundle(region.bert, bundle).warnings
    assert "verlopen op 22-5-2027" in warning
    assert [one.expired for one in shown_registers(region.bert)] == [True]


def test_no_longer_trusting_the_coordinator_takes_back_what_the_register_gave(region: Region) -> None:
    """And trusting anew gives it back, without reading the register again."""
    read_keys(region.anna, region.sealed(region.anna))
    name = region.coordinator.identity.card.fingerprint
    revoke_contact(region.anna, name, reason="sleutel kwijt")
    assert known(region.anna, region.bert).trust is Trust.SEEN
    assert [one.counts for one in shown_registers(region.anna)] == [False]
    lift_revocation(region.anna, name)
    verify_contact(region.anna, name)
    assert known(region.anna, region.bert).trust is Trust.VERIFIED


def test_no_register_withdraws_another_coordinator(region: Region, make_store) -> None:
    """Two coordinators who withdraw each other cannot silence both; the user decides."""
    other = make_store("coordinator")
    meet(other, region.anna)
    sealed = region.forged(region.anna, revoked=(other.identity.card.fingerprint,))
    read_keys(region.anna, sealed)
    assert known(region.anna, other).trust is Trust.VERIFIED


def test_a_coordinator_with_new_keys_goes_on_with_the_same_register(region: Region) -> None:
    """Old and new key must both have signed; then the next register follows on the last, and nobody is lost."""
    read_keys(region.anna, region.sealed(region.anna))
    take_new_keys(region.coordinator)
    sealed = region.sealed(region.anna)
    with pytest.raises(UnknownSender):
        read_keys(region.anna, sealed)
    assert known(region.anna, region.bert).trust is Trust.VERIFIED
    follow_key_changes(region.anna, key_change_file(region.coordinator))
    assert known(region.anna, region.bert).trust is Trust.VERIFIED
    read = read_keys(region.anna, sealed)
    assert (read.number, read.left) == (2, ())
    assert [one.coordinator for one in shown_registers(region.anna)] == [region.coordinator.identity.card.fingerprint]


def test_new_keys_of_an_arranger_travel_with_the_register(region: Region) -> None:
    """Who never met her knows that both keys are hers, for what she wrote before."""
    for arranger in (region.bert, region.cato):
        read_keys(arranger, region.sealed(arranger))
    old = region.anna.identity.card.fingerprint
    take_new_keys(region.anna)
    follow_key_changes(region.coordinator, key_change_file(region.anna))
    read = read_keys(region.bert, region.sealed(region.bert))
    assert (read.joined, read.left) == ((), ())
    assert known(region.bert, region.anna).trust is Trust.VERIFIED
    with region.bert.read() as session:
        assert persons(session.connection()) == {old: region.anna.identity.card.fingerprint}


def test_a_low_order_key_in_a_register_is_refused_with_all_of_it(region: Region) -> None:
    """Nobody of that register is added."""
    register = make_register(region.coordinator).text
    card = register.cards[0]
    weak = b"".join(
        b'x25519 = "%s"' % (b"0" * 64) + line[-1:] if line.startswith(b"x25519") else line
        for line in card.splitlines(keepends=True)
    )
    with pytest.raises(CardExchangeKeyWeak):
        read_keys(region.anna, region.forged(region.anna, cards=(weak, *register.cards[1:])))
    assert len(contacts(region.anna)) == 1


def test_what_is_no_register_is_refused_and_changes_nothing(region: Region) -> None:
    """Records where keys are asked for, half a register, one with somebody in it twice."""
    text = make_register(region.coordinator).text
    own = region.coordinator.identity.signing_key
    data = write_register(own, text)
    before = rows_of(region.anna, tables.contact)
    for damaged in (b"hallo", data[:-9], data.replace(b"register/1", b"register/2", 1), data + data):
        with pytest.raises(RegisterDamaged):
            read_keys(region.anna, region.around(region.anna, damaged))
    twice = (text.cards[0], text.cards[0])
    with pytest.raises(RegisterDamaged):
        read_keys(region.anna, region.forged(region.anna, cards=twice))
    begin_case(region.coordinator)
    [anna] = [one for one in contacts(region.coordinator) if one.card == region.anna.identity.card]
    with pytest.raises(KeysExpected):
        read_keys(region.anna, export_bundle(region.coordinator, [anna], purpose="Overleg"))
    assert rows_of(region.anna, tables.contact) == before


def test_no_changed_byte_of_a_register_gets_through(region: Region) -> None:
    """The signature covers all of it."""
    data = write_register(region.coordinator.identity.signing_key, make_register(region.coordinator).text)
    key = region.coordinator.identity.card.ed25519
    for position in range(0, len(data) - 1, 11):
        changed = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        with pytest.raises(BundleRefused):
            read_register_text(changed, key)


def test_a_register_has_somebody_in_it_and_goes_to_somebody(region: Region, make_store) -> None:
    """Making one for nobody, or handing it to a card that was only seen, is refused."""
    lonely = make_store("coordinator")
    with pytest.raises(RegisterHasNobody):
        make_register(lonely)
    seen = add_contact(region.coordinator, make_store().identity.card_text)
    for recipients in ([], [seen]):
        with pytest.raises(RegisterForNobody):
            keys_bundle(region.coordinator, recipients)


def test_a_register_of_two_thousand_people_is_read_whole(shelf: StoreShelf, tmp_path, clock: FrozenClock) -> None:
    """The largest that the format allows fits through the door of the format."""
    shelf.copy("coordinator", 1, tmp_path / "groot")
    with quick_unlock(tmp_path / "groot", clock) as store:
        own = store.identity
        names = tuple(f"{number:064x}" for number in range(2_000))
        today = clock().date()
        text = RegisterText(
            own.card.fingerprint, 1, FIRST_PREVIOUS, today, today + timedelta(days=1), (own.card_text,), (), names
        )
        data = write_register(own.signing_key, text)
        assert read_register_text(data, own.card.ed25519).text == text
