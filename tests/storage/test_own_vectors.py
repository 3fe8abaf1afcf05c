"""The files in `docs/vectors` are what the page says: the store reads them, and so does a reader made from the page."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from second_bundle_code import name_of, read
from second_reader import card_of, change_of, checked_bundle, figures_of, receipt_of, register_of

from storage import bundle_errors
from storage.bundle_format import OpenedBundle, unseal
from storage.bundle_series import follows_on
from storage.bundle_text import Recalled, read_content
from storage.contact_card import read_card
from storage.errors import BundleRefused
from storage.figures_text import read_figures
from storage.key_change_format import read_key_changes
from storage.receipt_text import read_receipt_text
from storage.register_format import read_register_text

FOLDER = Path(__file__).parents[2] / "docs" / "vectors"
SOFIE, NOOR = 1, 3


def signing_key(first: int) -> Ed25519PrivateKey:
    """Return the signing key of one of the people on the page."""
    return Ed25519PrivateKey.from_private_bytes(bytes([first]) * 32)


def exchange_key(first: int) -> X25519PrivateKey:
    """Return the exchange key of one of the people on the page."""
    return X25519PrivateKey.from_private_bytes(bytes([first + 1]) * 32)


def public(first: int) -> bytes:
    """Return a public signing key."""
    return signing_key(first).public_key().public_bytes_raw()


def vector(name: str) -> bytes:
    """Return one of the files."""
    return (FOLDER / name).read_bytes()


def by_the_store(data: bytes, reader: int) -> OpenedBundle:
    """Return what the store gets out of a file, for somebody who trusts Sofie and Noor and has read nothing yet."""
    return unseal(
        data,
        trusted={name_of(public(one), b"ed25519"): signing_key(one).public_key() for one in (SOFIE, NOOR)},
        exchange_key=exchange_key(reader),
        follows=partial(follows_on, {}),
        open_follows=partial(follows_on, {}),
    )


def test_both_readers_take_the_bundle_of_a_case() -> None:
    """They get the same text; what it calls back and erases stands there too."""
    data = vector("delta.zorgbundel")
    opened = by_the_store(data, NOOR)
    assert checked_bundle(data, public(SOFIE).hex()) == opened.header.head
    assert read(data, exchange_key(NOOR)) == opened.plain
    content, table = read_content(opened.plain), tomllib.loads(opened.plain.decode())
    assert content.purged == ("7a" * 16,)
    assert content.recalled == (Recalled("6b" * 16), Recalled("8d" * 16, ("name", "note")))
    assert table["recalled"] == {"6b" * 16: True, "8d" * 16: ["name", "note"]}
    assert [op.get("value") for op in table["op"]] == [op.value for op in content.ops]


def test_both_readers_take_the_receipt() -> None:
    """It names the bundle of the case."""
    data = vector("ontvangst.zorgbundel")
    checked_bundle(data, public(NOOR).hex())
    held = {1: by_the_store(vector("delta.zorgbundel"), NOOR).header.head}
    assert receipt_of(read(data, exchange_key(SOFIE))) == held
    assert read_receipt_text(by_the_store(data, SOFIE).plain).held == held


def test_both_readers_take_the_register_and_the_change_of_keys() -> None:
    """The cards, who followed whom, and whose key was withdrawn."""
    data = vector("register.zorgbundel")
    checked_bundle(data, public(NOOR).hex())
    people, changes, revoked = register_of(read(data, exchange_key(SOFIE)), public(NOOR).hex())
    register = read_register_text(by_the_store(data, SOFIE).plain, public(NOOR))
    assert people == {name: card.label for name, card in register.cards.items()}
    assert changes == [(one.old.fingerprint, one.new.fingerprint) for one in register.changes]
    assert revoked == list(register.text.revoked)
    [change] = read_key_changes(vector("sofie.sleutelwissel"))
    assert [change_of(vector("sofie.sleutelwissel"))] == [(change.old.fingerprint, change.new.fingerprint)] == changes


def test_both_readers_take_the_cards_and_the_reference_data() -> None:
    """What needs no key to read."""
    for name, first in (("sofie.kaart", SOFIE), ("noor.kaart", NOOR)):
        assert (
            card_of(vector(name))["fingerprint"]
            == read_card(vector(name)).fingerprint
            == name_of(public(first), b"ed25519")
        )
    data = vector("naslag.zorgbundel")
    assert checked_bundle(data, public(NOOR).hex()) == by_the_store(data, SOFIE).header.head
    assert read_content(by_the_store(data, SOFIE).plain).ops[0].value == "De Vlinder"


def test_both_readers_take_the_figures() -> None:
    """The next in the series of open files: the same tables, and the same figures that are not told."""
    data = vector("cijfers.zorgbundel")
    opened = by_the_store(data, SOFIE)
    assert checked_bundle(data, public(NOOR).hex()) == opened.header.head
    assert opened.header.open_series is not None
    assert opened.header.open_series.previous == by_the_store(vector("naslag.zorgbundel"), SOFIE).header.head
    tables = {
        table.id: {row.name: list(row.cells) for row in table.lines} for table in read_figures(opened.plain).tables
    }
    assert figures_of(opened.plain) == tables
    assert tables["minutes"]["minder dan 1 uur"] == [None, None, 20]


@pytest.mark.parametrize("path", sorted((FOLDER / "refused").iterdir()), ids=lambda path: path.stem)
def test_the_store_refuses_what_must_be_refused(path: Path) -> None:
    """Each for the reason that is its name."""
    with pytest.raises(BundleRefused) as refusal:
        read_content(by_the_store(path.read_bytes(), NOOR).plain)
    assert type(refusal.value) is getattr(bundle_errors, path.stem)
