"""The key file: one changed byte, one weakened number or one wrong word never opens a store."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_kit import QUICK_POLICY

from storage.errors import KeyFileDamaged, WrongSecret
from storage.key_derivation import DerivationCost, DerivationPolicy, calibrated, derive
from storage.key_file import MAX_BYTES, KeyFile, Slot, SlotKind, new_slot, open_slot, read_key_file, subkey

QUICK = QUICK_POLICY.least
MASTER_KEY = bytes(range(32))
VAULT = "0123456789abcdef" * 2
SLOTS = (
    new_slot("passphrase", "juiste zin", MASTER_KEY, vault=VAULT, cost=QUICK),
    new_slot("recovery", "CODE", MASTER_KEY, vault=VAULT, cost=QUICK),
)
KEY_FILE = KeyFile(vault=VAULT, generation=3, slots=SLOTS)
DATA = KEY_FILE.text(MASTER_KEY)


def opened(data: bytes, secret: str = "juiste zin", kind: SlotKind = "passphrase") -> bytes:
    """Return the master key that a file gives, as unlocking does."""
    return open_slot(data, read_key_file(data, QUICK_POLICY), kind, secret)


def resealed(body: bytes) -> bytes:
    """Return a file that somebody without the master key can make: its checksum fits, its MAC is a guess."""
    checksum = hashlib.sha256(body).hexdigest()
    return body + f'\n[seal]\nsha256 = "{checksum}"\nmac = "{secrets.token_hex(32)}"\n'.encode()


def body_of(data: bytes) -> bytes:
    """Return what the checksum covers."""
    return data.partition(b"\n[seal]\n")[0]


def refuses(data: bytes, *, kind: SlotKind = "passphrase", secret: str = "juiste zin") -> bool:
    """Tell whether a file is refused in words; anything else it raises is a fault and comes through."""
    try:
        opened(data, secret, kind)
    except (KeyFileDamaged, WrongSecret):
        return True
    return False


@pytest.mark.parametrize(("kind", "secret"), [("passphrase", "juiste zin"), ("recovery", "CODE")])
def test_each_secret_gives_the_same_master_key(kind: SlotKind, secret: str) -> None:
    """The passphrase and the recovery code open the same store."""
    assert opened(DATA, secret, kind) == MASTER_KEY


@pytest.mark.parametrize(
    ("kind", "secret"),
    [("passphrase", "juiste zin "), ("passphrase", "Juiste zin"), ("passphrase", ""), ("passphrase", "CODE")],
)
def test_another_secret_opens_nothing(kind: SlotKind, secret: str) -> None:
    """A slip, another case, nothing at all, or the secret of another slot is the wrong secret."""
    with pytest.raises(WrongSecret):
        opened(DATA, secret, kind)


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    """One keyboard sends an é as one character, another as a letter and a mark; both open the store."""
    slot = new_slot("passphrase", "caf\u00e9 reünie", MASTER_KEY, vault=VAULT, cost=QUICK)
    data = KeyFile(VAULT, 1, (slot,)).text(MASTER_KEY)
    assert opened(data, "cafe\u0301 reünie") == MASTER_KEY


def test_a_passphrase_that_is_no_proper_text_is_only_wrong() -> None:
    """What a terminal in another encoding hands over does not make the app fall."""
    with pytest.raises(WrongSecret):
        opened(DATA, "\udce9")


@settings(max_examples=1500, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_no_changed_byte_opens(position: int, difference: int) -> None:
    """Whichever byte is changed, and into whatever, the file is refused as damaged."""
    changed = bytearray(DATA)
    changed[position] ^= difference
    with pytest.raises(KeyFileDamaged):
        opened(bytes(changed))


def test_no_single_bit_of_any_byte_can_be_flipped() -> None:
    """Every byte of the file matters: the lowest bit of each is tried."""
    assert all(refuses(DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :]) for at in range(len(DATA)))


@settings(max_examples=600, deadline=None)
@given(st.integers(0, len(body_of(DATA)) - 1), st.integers(1, 255))
def test_no_changed_byte_opens_when_the_checksum_is_made_to_fit(position: int, difference: int) -> None:
    """The checksum protects against nobody; without it the slot or the MAC still refuses the file."""
    changed = bytearray(body_of(DATA))
    changed[position] ^= difference
    assert refuses(resealed(bytes(changed)))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(DATA) - 1))
def test_no_file_that_is_cut_off_opens(length: int) -> None:
    """Half a key file is a damaged key file."""
    with pytest.raises(KeyFileDamaged):
        opened(DATA[:length])


@pytest.mark.parametrize("tail", [b"\n", b" ", b"# bij", b"\x00", b'[extra]\nkey = "x"\n'])
def test_nothing_can_be_added(tail: bytes) -> None:
    """A file with anything more in it is not the file that was sealed."""
    with pytest.raises(KeyFileDamaged):
        opened(DATA + tail)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    """Whatever lies in the place of the key file, the user gets a sentence."""
    with pytest.raises(KeyFileDamaged):
        read_key_file(data, QUICK_POLICY)


def test_a_file_larger_than_any_key_file_is_not_parsed() -> None:
    """A megabyte of TOML is refused on its length."""
    with pytest.raises(KeyFileDamaged):
        read_key_file(DATA + b"#" * MAX_BYTES, QUICK_POLICY)


def test_a_slot_cannot_be_dropped() -> None:
    """Someone who takes the recovery slot out does not go unseen."""
    with pytest.raises(KeyFileDamaged):
        opened(resealed(body_of(KeyFile(VAULT, 3, SLOTS[:1]).text(MASTER_KEY))))


def test_a_slot_cannot_be_added() -> None:
    """A slot with another's secret opens nothing, even when it holds a key of its own."""
    other_key = secrets.token_bytes(32)
    planted = new_slot("passphrase", "zin van een ander", other_key, vault=VAULT, cost=QUICK)
    data = resealed(body_of(KeyFile(VAULT, 3, (*SLOTS, planted)).text(MASTER_KEY)))
    assert refuses(data)
    assert refuses(data, secret="zin van een ander")


def test_a_slot_of_another_store_opens_nothing() -> None:
    """A slot is bound to its vault: it cannot be moved to another key file."""
    moved = new_slot("passphrase", "juiste zin", MASTER_KEY, vault="f" * 32, cost=QUICK)
    with pytest.raises(WrongSecret):
        opened(KeyFile(VAULT, 3, (moved, SLOTS[1])).text(MASTER_KEY))


def test_the_generation_cannot_be_raised_by_hand() -> None:
    """The number that tells an old key file from a new one is under the MAC."""
    with pytest.raises(KeyFileDamaged):
        opened(resealed(body_of(replace(KEY_FILE, generation=4).text(MASTER_KEY))))


POLICY = DerivationPolicy()
LEAST, MOST = POLICY.least, POLICY.most


@pytest.mark.parametrize(
    "cost",
    [
        replace(LEAST, memory_kib=LEAST.memory_kib - 1),
        replace(LEAST, passes=LEAST.passes - 1),
        replace(LEAST, passes=0),
        replace(LEAST, memory_kib=0),
        replace(LEAST, memory_kib=-1),
        replace(LEAST, lanes=0),
        replace(MOST, memory_kib=MOST.memory_kib + 1),
        replace(MOST, passes=MOST.passes + 1),
        replace(MOST, lanes=MOST.lanes + 1),
        replace(MOST, passes=2**62),
    ],
)
def test_a_weaker_or_absurd_cost_is_refused_before_anything_is_derived(cost: DerivationCost) -> None:
    """Lowered parameters would help a thief, absurd ones would make the app hang."""
    slots = tuple(replace(slot, cost=cost) for slot in SLOTS)
    with pytest.raises(KeyFileDamaged):
        read_key_file(KeyFile(VAULT, 3, slots).text(MASTER_KEY), POLICY)


@pytest.mark.parametrize("cost", [LEAST, MOST, POLICY.preferred, POLICY.recovery])
def test_the_costs_of_the_policy_itself_are_accepted(cost: DerivationCost) -> None:
    """What the app writes, it reads."""
    slots = tuple(replace(slot, cost=cost) for slot in SLOTS)
    assert read_key_file(KeyFile(VAULT, 3, slots).text(MASTER_KEY), POLICY).slots == slots


def test_the_ordinary_policy_is_the_one_that_was_decided() -> None:
    """At least 64 MiB and three passes, at most 1 GiB, normally 256 MiB (RFC 9106, par. 4; OWASP)."""
    assert (LEAST.memory_kib, LEAST.passes) == (64 * 1024, 3)
    assert MOST.memory_kib == 1024 * 1024
    assert (POLICY.preferred.memory_kib, POLICY.preferred.passes, POLICY.preferred.lanes) == (256 * 1024, 3, 1)


def test_calibration_stays_within_the_policy() -> None:
    """However fast or slow the computer is, the cost that is chosen is one that is accepted."""
    policy = DerivationPolicy(least=QUICK, most=DerivationCost(memory_kib=1024, passes=4))
    for seconds in (0.0, 0.001, 10.0):
        cost = calibrated(policy, seconds)
        policy.check(cost)
    assert cost == DerivationCost(memory_kib=1024, passes=4)


def test_derivation_gives_what_rfc_9106_prescribes() -> None:
    """Argon2id version 0x13, checked against the reference program's published test."""
    key = derive(b"password", b"somesalt", DerivationCost(memory_kib=65536, passes=2, lanes=1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", '"een"'),
        ("id", "true"),
        ("type", '"ander"'),
        ("type", "[]"),
        ("kdf", '"scrypt"'),
        ("m", '"64"'),
        ("t", "1.5"),
        ("p", "-1"),
        ("salt", '"zz"'),
        ("salt", '""'),
        ("salt", '"00"'),
        ("salt", "7"),
        ("wrap", '"@@@@"'),
        ("wrap", '""'),
        ("wrap", '"AAAA"'),
        ("wrap", "[]"),
    ],
)
def test_a_slot_with_a_field_of_another_form_is_refused_in_words(name: str, value: str) -> None:
    """Hostile values in well-formed TOML end in the same sentence as damage does."""
    lines = [
        f"{name} = {value}" if line.startswith(f"{name} = ") else line for line in body_of(DATA).decode().split("\n")
    ]
    with pytest.raises(KeyFileDamaged):
        opened(resealed("\n".join(lines).encode()))


@pytest.mark.parametrize("line", ["format = ", "vault = ", "generation = ", "[[slot]]"])
def test_a_file_without_a_part_is_refused_in_words(line: str) -> None:
    """A file that misses its format, its vault, its generation or all slots is no key file."""
    kept = [text for text in body_of(DATA).decode().split("\n") if not text.startswith(line)]
    with pytest.raises(KeyFileDamaged):
        opened(resealed("\n".join(kept).encode()))


def test_subkeys_differ_by_purpose_and_are_not_the_master_key() -> None:
    """Who learns one key learns none of the others."""
    keys = {subkey(MASTER_KEY, label) for label in ("db", "identity", "audit", "kluis")} | {MASTER_KEY}
    assert len(keys) == 5
    assert all(len(key) == 32 for key in keys)


def test_equal_secrets_give_different_slots() -> None:
    """Salt and nonce are fresh each time, so that equal passphrases do not show."""
    again = new_slot("passphrase", "juiste zin", MASTER_KEY, vault=VAULT, cost=QUICK)
    assert (again.salt, again.wrapped) != (SLOTS[0].salt, SLOTS[0].wrapped)
    assert len(base64.b64decode(base64.b64encode(again.wrapped))) == 12 + 32 + 16


def test_the_master_key_is_nowhere_in_the_file() -> None:
    """What the file shows is wrapped."""
    assert MASTER_KEY not in DATA
    assert MASTER_KEY.hex().encode() not in DATA
    assert all(isinstance(slot, Slot) and MASTER_KEY not in slot.wrapped for slot in KEY_FILE.slots)
