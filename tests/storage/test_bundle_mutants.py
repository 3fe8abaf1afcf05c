"""Thousands of changed bundles, contents and cards: none is accepted, and each is refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from bundle_samples import (
    ARRANGER,
    COLLEAGUE,
    COORDINATOR,
    PLAIN,
    STRANGER,
    Person,
    opened,
    recipient,
    sealed,
    sealed_open,
)
from mutations import mutants

from storage.bundle_format import read_header
from storage.bundle_text import BundleContent, read_content, write_content
from storage.contact_card import ContactCard, read_card, write_card
from storage.errors import BundleRefused
from storage.key_change_format import read_key_changes, write_key_change
from storage.ops import Op, OpId, Stamp
from storage.receipt_text import ReceiptText, read_receipt_text, write_receipt_text
from storage.register_format import RegisterText, read_register_text, write_register

DEVICE = "0123456789abcdef"


def bundles() -> list[bytes]:
    """Bundles that the coordinator accepts, alike enough for pieces of one to fit into another."""
    longer = [recipient(ARRANGER), recipient(COORDINATOR, 12, "a" * 64), recipient(COLLEAGUE)]
    return [
        sealed(bundle_id="1" * 32),
        sealed(bundle_id="2" * 32),
        sealed(PLAIN * 30, bundle_id="1" * 32, kind="full"),
        sealed(recipients=longer, bundle_id="1" * 32),
        sealed(sender=COLLEAGUE, bundle_id="1" * 32),
        sealed_open(),
        sealed_open(PLAIN[::-1]),
    ]


def content() -> BundleContent:
    """A content with every kind of line."""
    ops = [
        Op(OpId(DEVICE, 1), "case", "ab" * 16, "title", "Rust in 'de' klas", True, Stamp(10, 0), "c" * 64, ()),
        Op(OpId(DEVICE, 2), "case", "ab" * 16, "themes", [["a", 1], [], True], True, Stamp(11, 1), "d" * 64, ()),
        Op(OpId(DEVICE, 3), "case", "ab" * 16, "note", None, True, Stamp(11, 2), "c" * 64, (OpId(DEVICE, 1),)),
        Op(OpId(DEVICE, 4), "case", "ab" * 16, "phase", None, False, Stamp(12, 0), "c" * 64, ()),
    ]
    return BundleContent("full", "overdracht", 'Sofie "S"', DEVICE, {DEVICE: 4}, "e" * 64, ("f" * 32,), tuple(ops))


def cards() -> list[bytes]:
    """Cards of two people."""
    return [
        write_card(
            person.signing_key,
            person.exchange_key.public_key(),
            label=label,
            role="arranger",
            device=DEVICE,
            valid_from=date(2026, 11, 21),
        )
        for person, label in ((ARRANGER, "Sofie de Bruin"), (COORDINATOR, 'Noor "N" Çelik'))
    ]


def check_bundles(count: int, seed: int) -> None:
    """Open changed bundles, whole and for their header alone."""
    for mutant in mutants(bundles(), count, seed):
        with pytest.raises(BundleRefused):
            opened(mutant)
        try:
            read_header(mutant)
        except BundleRefused:
            continue


def check_contents(count: int, seed: int) -> None:
    """Read changed contents: one that still has the right form is allowed, for a signature stands around it."""
    written = write_content(content())
    for mutant in mutants([written, written.replace(b"'", b'"')], count, seed):
        try:
            result = read_content(mutant)
        except BundleRefused:
            continue
        assert read_content(write_content(result)) == result


def register() -> bytes:
    """A register with a card, a change of keys, and a withdrawn key."""
    sofie, noor = cards()
    change = write_key_change((COLLEAGUE.signing_key, card_of(COLLEAGUE)), (STRANGER.signing_key, card_of(STRANGER)))
    text = RegisterText(
        coordinator=COORDINATOR.fingerprint,
        number=12,
        previous="a" * 64,
        made=date(2026, 11, 21),
        expires=date(2027, 5, 20),
        cards=(sofie, noor),
        changes=(change,),
        revoked=("b" * 64,),
    )
    return write_register(COORDINATOR.signing_key, text)


def card_of(person: Person) -> bytes:
    """A card with a name that does not tell whose it is."""
    return write_card(
        person.signing_key,
        person.exchange_key.public_key(),
        label="Sam",
        role="arranger",
        device=DEVICE,
        valid_from=date(2026, 11, 21),
    )


def check_signed_texts(count: int, seed: int) -> None:
    """Read changed registers and changes of keys as they come out of a bundle that a trusted person sealed."""
    written, key = register(), COORDINATOR.signing_key.public_key().public_bytes_raw()
    change = read_register_text(written, key).text.changes[0]
    for mutant in mutants([written], count, seed):
        if mutant.rstrip(b"\n") != written.rstrip(b"\n"):
            with pytest.raises(BundleRefused):
                read_register_text(mutant, key)
    for mutant in mutants([change], count, seed):
        with pytest.raises(BundleRefused):
            read_key_changes(mutant)


def check_receipts(count: int, seed: int) -> None:
    """Read changed receipts: one that still has the right form is allowed, for a signature stands around it."""
    written = write_receipt_text(ReceiptText('Noor "N"', DEVICE, "e" * 64, {1: "a" * 64, 12: "b" * 64}))
    for mutant in mutants([written], count, seed):
        try:
            result = read_receipt_text(mutant)
        except BundleRefused:
            continue
        assert write_receipt_text(result) == mutant.rstrip(b"\n") + b"\n"


def check_cards(count: int, seed: int) -> None:
    """Read changed cards."""
    for mutant in mutants(cards(), count, seed):
        with pytest.raises(BundleRefused):
            read_card(mutant)


def test_the_originals_are_accepted() -> None:
    """Without this, refusing everything would pass."""
    assert all(opened(bundle) for bundle in bundles())
    assert read_content(write_content(content())) == content()
    assert all(isinstance(read_card(card), ContactCard) for card in cards())


def test_changed_bundles_are_refused() -> None:
    """Two thousand of them."""
    check_bundles(2_000, seed=1)


def test_changed_contents_are_refused_or_mean_what_they_say() -> None:
    """Two thousand of them."""
    check_contents(2_000, seed=2)


def test_changed_cards_are_refused() -> None:
    """Two thousand of them."""
    check_cards(2_000, seed=3)


def test_changed_registers_and_receipts_are_refused_or_mean_what_they_say() -> None:
    """Five hundred of each, and of changes of keys."""
    check_signed_texts(500, seed=9)
    check_receipts(500, seed=10)


@pytest.mark.slow
def test_many_changed_bundles_are_refused() -> None:
    """Ten thousand others."""
    check_bundles(10_000, seed=4)


@pytest.mark.slow
def test_many_changed_contents_are_refused_or_mean_what_they_say() -> None:
    """Ten thousand others."""
    check_contents(10_000, seed=5)


@pytest.mark.slow
def test_many_changed_cards_are_refused() -> None:
    """Ten thousand others."""
    check_cards(10_000, seed=6)


@pytest.mark.slow
def test_many_changed_registers_and_receipts_are_refused_or_mean_what_they_say() -> None:
    """Ten thousand others of each."""
    check_signed_texts(10_000, seed=11)
    check_receipts(10_000, seed=12)
