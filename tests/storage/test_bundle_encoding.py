"""Length-prefixed bytes and the names of keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.encoding import fingerprint, pae


@given(st.lists(st.binary(max_size=12), max_size=5), st.lists(st.binary(max_size=12), max_size=5))
def test_different_parts_never_give_the_same_bytes(some: list[bytes], others: list[bytes]) -> None:
    """Bytes cannot move from one part to the next unseen."""
    assert (pae(*some) == pae(*others)) == (some == others)


def test_parts_are_counted_and_measured_in_eight_bytes() -> None:
    """The bytes are those of the format page."""
    assert pae() == bytes(8)
    assert pae(b"ab", b"") == b"\x02" + bytes(7) + b"\x02" + bytes(7) + b"ab" + bytes(8)


def test_one_key_has_another_name_for_each_use() -> None:
    """The same 32 bytes as a signing key and as an exchange key are two names."""
    names = {fingerprint(bytes(32), "ed25519"), fingerprint(bytes(32), "x25519"), fingerprint(b"\x01" * 32, "x25519")}
    assert len(names) == 3
    assert all(len(name) == 64 for name in names)
