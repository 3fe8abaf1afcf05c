"""The examples on the format page are what the store itself writes and reads."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage import bundle_errors, trust_errors
from storage.bundle_format import unseal
from storage.bundle_series import follows_on
from storage.bundle_text import read_content, write_content
from storage.contact_card import control_number, read_card
from storage.encoding import pae
from storage.figures_text import read_figures, write_figures
from storage.receipt_text import read_receipt_text, write_receipt_text

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def example(start: str) -> list[bytes]:
    """The examples on the page that begin like this."""
    return [block.encode() for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if block.startswith(start)]


def test_the_cards_and_their_control_number_are_right() -> None:
    """Somebody who builds a reader can check it against them."""
    first, second = map(read_card, example("# Contactkaart"))
    assert f"`{control_number(first, second)}`" in PAGE


def test_the_open_bundle_opens_with_the_key_on_the_second_card() -> None:
    """Signature, series and content of the example hold."""
    sender = read_card(example("# Contactkaart")[1])
    [bundle] = example("# Zorgbundel")
    opened = unseal(
        bundle,
        trusted={sender.fingerprint: Ed25519PublicKey.from_public_bytes(sender.ed25519)},
        exchange_key=X25519PrivateKey.from_private_bytes(b"\x05" * 32),
        follows=partial(follows_on, {}),
        open_follows=partial(follows_on, {}),
    )
    assert read_content(opened.plain).sender_label == sender.label


def test_the_content_is_written_like_that() -> None:
    """Byte for byte."""
    [content] = example("format = 'zorginhoud/1'")
    assert write_content(read_content(content)) == content
    assert [op.carries_value for op in read_content(content).ops] == [False, True, True, True]


def test_the_example_of_encoded_parts_is_right() -> None:
    """The smallest test vector of all."""
    [written] = re.findall(r"`(02[0-9a-f ]+)`", PAGE)
    assert bytes.fromhex(written) == pae(b"ab", b"")


def test_the_figures_are_written_like_that() -> None:
    """Byte for byte."""
    [figures] = example("format = 'zorgcijfers/1'")
    assert write_figures(read_figures(figures)) == figures


def test_the_receipt_is_written_like_that() -> None:
    """Byte for byte."""
    [receipt] = example("format = 'zorgontvangst/1'")
    assert write_receipt_text(read_receipt_text(receipt)) == receipt


def test_every_refusal_on_the_page_exists() -> None:
    """Names do not go stale."""
    names = re.findall(
        r"`((?:Bundle|Card|Content|Header|KeyChange|Line|Newer|Not|Receipt|Register|Recipients|Unknown|Sender|Signature|Body|Figures)[A-Za-z]+)`",
        PAGE,
    )
    homes = (bundle_errors, trust_errors)
    assert len(names) > 20
    assert [name for name in names if not any(hasattr(home, name) for home in homes)] == []
