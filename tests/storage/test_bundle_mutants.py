"""Thousands of changed bundles, contents and cards: none is accepted, and each is refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from bundle_samples import ARRANGER, COLLEAGUE, COORDINATOR, PLAIN, opened, recipient, sealed, sealed_open
from mutations import mutants

from storage.bundle_format import read_header
from storage.bundle_text import BundleContent, read_content, write_content
from storage.contact_card import ContactCard, read_card, write_card
from storage.errors import BundleRefused
from storage.ops import Op, OpId, Stamp

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
