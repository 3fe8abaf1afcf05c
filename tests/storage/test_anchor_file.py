"""Files of anchors: what somebody saw of another's log, signed, and read by one strict form only."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.anchor_file import (
    MAX_ANCHORS,
    AnchorsRefused,
    NoAnchors,
    NotAnchors,
    read_anchors,
    write_anchors,
)
from storage.audit_anchors import Anchor
from storage.encoding import fingerprint

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG = "e" * 64
MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
ANCHORS = st.builds(Anchor, st.binary(min_size=32, max_size=32).map(bytes.hex), MOMENTS)


def some(count: int) -> list[Anchor]:
    """Return so many anchors."""
    return [Anchor(f"{number:064x}", MADE - timedelta(hours=count - number)) for number in range(count)]


@settings(max_examples=50, deadline=None)
@given(st.lists(ANCHORS, min_size=1, max_size=20), MOMENTS)
def test_what_is_written_is_read_back(anchors: list[Anchor], made: datetime) -> None:
    """Whose log, who saw it, when, and every anchor in its order."""
    file = read_anchors(write_anchors(KEY, LOG, anchors, made))
    assert (file.log, file.made, file.anchors) == (LOG, made, tuple(anchors))
    assert file.seen_by == fingerprint(KEY.public_key().public_bytes_raw(), "ed25519")


def test_the_largest_file_is_read_and_a_larger_one_is_not_made() -> None:
    """Five thousand anchors fit within the size that is read."""
    assert len(read_anchors(write_anchors(KEY, LOG, some(MAX_ANCHORS), MADE)).anchors) == MAX_ANCHORS
    with pytest.raises(ValueError, match="not in the form"):
        write_anchors(KEY, LOG, some(MAX_ANCHORS + 1), MADE)


def test_without_anchors_there_is_no_file() -> None:
    """The sentence says why."""
    with pytest.raises(NoAnchors, match="nog geen bundel ingelezen"):
        write_anchors(KEY, LOG, [], MADE)


def test_two_thousand_mutants_are_all_refused() -> None:
    """One bit, one byte more or less, lines swapped or doubled: nothing of it is used."""
    whole = write_anchors(KEY, LOG, some(3), MADE)
    lines = whole.splitlines(keepends=True)
    draw = random.Random(3)  # noqa: S311 - which mutant, not a secret
    for _ in range(2_000):
        place = draw.randrange(len(whole))
        byte = bytes([draw.randrange(256)])
        shuffled = draw.sample(lines, len(lines))
        data = draw.choice(
            [
                whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(8))]) + whole[place + 1 :],
                whole[:place] + byte + whole[place:],
                whole[:place] + whole[place + 1 :],
                whole[:place],
                b"".join(shuffled),
                whole + byte,
            ]
        )
        if data != whole:
            with pytest.raises(AnchorsRefused):
                read_anchors(data)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_whatever_are_refused_in_words(data: bytes) -> None:
    """A file of something else says so."""
    with pytest.raises(AnchorsRefused, match="niets gecontroleerd"):
        read_anchors(b"# Ankers " + data)
    with pytest.raises(NotAnchors):
        read_anchors(b"x" + data)


def test_a_date_that_does_not_exist_is_refused_although_it_is_signed() -> None:
    """The form lets 31 February through; reading it does not."""
    whole = write_anchors(KEY, LOG, some(1), MADE)
    core = whole[: whole.index(b"\n[signature]")].replace(b"made = 2026-11-23", b"made = 2026-02-31")
    from storage.anchor_file import _signed  # noqa: PLC0415 - a signer who writes nonsense

    forged = core + f'\n[signature]\ned25519 = "{KEY.sign(_signed(core)).hex()}"\n'.encode()
    with pytest.raises(AnchorsRefused):
        read_anchors(forged)


def test_a_file_that_is_far_too_large_is_not_looked_at() -> None:
    """Its size says enough."""
    with pytest.raises(NotAnchors):
        read_anchors(b"# Ankers 1. " + b"x" * (1 << 20))
