"""Contact cards: who made one can be checked, a weak key is never accepted, and both people see the same number."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from bundle_samples import ARRANGER, COLLEAGUE, COORDINATOR, Person
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from storage.bundle_errors import (
    CardDamaged,
    CardExchangeKeyWeak,
    CardLineEndingsChanged,
    CardNewerFormat,
    CardSignatureWrong,
    CardSigningKeyWeak,
    CardTextRefused,
    CardTooLarge,
    NotACard,
)
from storage.contact_card import (
    CARD_CONTEXT,
    ContactCard,
    control_number,
    exchange_key_is_sound,
    read_card,
    signing_key_is_sound,
    write_card,
)
from storage.encoding import pae
from storage.errors import BundleRefused, ValueRefused
from storage.text_rules import has_forbidden_character, holds_citizen_number

DEVICE = "0123456789abcdef"
DAY = date(2026, 11, 21)
PRIME = 2**255 - 19


def card_of(person: Person, label: str = "Sofie de Bruin", role: str = "arranger", device: str = DEVICE) -> bytes:
    """A card as its owner writes it."""
    return write_card(
        person.signing_key, person.exchange_key.public_key(), label=label, role=role, device=device, valid_from=DAY
    )


def signed_again(card: bytes, person: Person) -> bytes:
    """A card whose text was changed by its owner, outside the app."""
    core = card[: card.index(b"\n[signature]")]
    signature = person.signing_key.sign(pae(CARD_CONTEXT, b"card", core)).hex()
    return core + f'\n[signature]\ned25519 = "{signature}"\n'.encode()


def with_key(card: bytes, kind: str, raw: bytes) -> bytes:
    """A card that shows another key of this kind."""
    return re.sub(rf'{kind} = "[0-9a-f]{{64}}"'.encode(), f'{kind} = "{raw.hex()}"'.encode(), card)


labels = st.text(min_size=1, max_size=100).filter(
    lambda text: (
        not has_forbidden_character(text)
        and not {"\n", "\t"} & set(text)
        and not holds_citizen_number(text)
        and 1 <= len(unicodedata.normalize("NFC", text)) <= 100
    )
)


@given(
    labels | st.sampled_from(['"', "\\", '\\"', "😀" * 100]),
    st.from_regex(r"\A[a-z][a-z_]{0,31}\Z"),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_a_card_is_read_back_as_it_was_written(label: str, role: str, day: date) -> None:
    """Any name, role and day, in one spelling of accents."""
    data = write_card(
        ARRANGER.signing_key,
        ARRANGER.exchange_key.public_key(),
        label=label,
        role=role,
        device=DEVICE,
        valid_from=day,
    )
    card = read_card(data)
    assert card == ContactCard(
        label=unicodedata.normalize("NFC", label),
        role=role,
        device=DEVICE,
        ed25519=ARRANGER.signing_key.public_key().public_bytes_raw(),
        x25519=ARRANGER.exchange_key.public_key().public_bytes_raw(),
        valid_from=day,
    )
    assert (card.fingerprint, card.exchange_fingerprint) == (ARRANGER.fingerprint, ARRANGER.exchange_fingerprint)
    assert tomllib.loads(data.decode())["label"] == card.label


def test_the_text_is_the_one_on_the_format_page() -> None:
    """Its layout is a promise to other programs."""
    table = tomllib.loads(card_of(ARRANGER).decode())
    assert list(table) == ["format", "label", "role", "device", "ed25519", "x25519", "valid_from", "signature"]
    assert table["valid_from"] == DAY
    core = card_of(ARRANGER)[: card_of(ARRANGER).index(b"\n[signature]")]
    ARRANGER.signing_key.public_key().verify(
        bytes.fromhex(table["signature"]["ed25519"]), pae(b"kaart/1 2026 ed25519", b"card", core)
    )


@pytest.mark.parametrize("label", ["", "a" * 101, "twee\nregels", "een\ttab", "\x1b[2J", "\u202eeifoS", "123456782"])
def test_a_name_that_cannot_be_shown_is_not_written(label: str) -> None:
    """The user hears why before a card exists."""
    with pytest.raises(ValueRefused):
        card_of(ARRANGER, label)


@pytest.mark.parametrize(("role", "device"), [("", DEVICE), ("Arranger", DEVICE), ("arranger", "x"), ('a"', DEVICE)])
def test_faults_in_the_caller_are_not_written(role: str, device: str) -> None:
    """Role and device have one form."""
    with pytest.raises(ValueError, match="form of a card"):
        card_of(ARRANGER, role=role, device=device)


def test_a_card_signed_by_another_is_refused() -> None:
    """Nobody can hand out a card with somebody else's signing key."""
    with pytest.raises(CardSignatureWrong):
        read_card(signed_again(card_of(ARRANGER), COLLEAGUE))
    swapped = with_key(card_of(ARRANGER), "x25519", COLLEAGUE.exchange_key.public_key().public_bytes_raw())
    with pytest.raises(CardSignatureWrong):
        read_card(swapped)


def test_a_card_and_a_bundle_cannot_be_taken_for_each_other() -> None:
    """The signature names what it is for."""
    core = card_of(ARRANGER)[: card_of(ARRANGER).index(b"\n[signature]")]
    for context in ((b"zorgbundel/1", b"card"), (CARD_CONTEXT, b"core")):
        signature = ARRANGER.signing_key.sign(pae(*context, core)).hex()
        with pytest.raises(CardSignatureWrong):
            read_card(core + f'\n[signature]\ned25519 = "{signature}"\n'.encode())


def test_each_way_to_be_no_card_has_its_own_sentence() -> None:
    """Wrong file, damaged, mangled by mail, of a newer version, too large."""
    card = card_of(ARRANGER)
    newer = card.replace(b"# Contactkaart 1.", b"# Contactkaart 2.").replace(b"kaart/1", b"kaart/2")
    for data, reason in (
        (b"", NotACard),
        (b"\x89PNG\r\n", NotACard),
        (card[:-1], CardDamaged),
        (card + b"\n", CardDamaged),
        (card.replace(b'"arranger"', b'"Arranger"'), CardDamaged),
        (card.replace(b"\n", b"\r\n"), CardLineEndingsChanged),
        (newer, CardNewerFormat),
        (newer.replace(b"\n", b"\r\n"), CardNewerFormat),
        (card + b"#" * 8192, CardTooLarge),
        (bytes(64 << 20), CardTooLarge),
    ):
        with pytest.raises(reason):
            read_card(data)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Sofie", "\u202e".encode()),
        (b"Sofie", "\x9b2J".encode()),
        (b"Sofie", b"\xff\xfe"),
        (b"Sofie", b"\xed\xa0\x80"),
        (b"Sofie", "e\u0301".encode()),
        (b"Sofie", b"a" * 95),
        (b"2026-11-21", b"2026-02-30"),
        (b"2026-11-21", b"2026-19-39"),
    ],
)
def test_a_name_or_date_that_is_none_is_refused_even_when_signed(before: bytes, after: bytes) -> None:
    """A contact may have been taken over, or use another program."""
    with pytest.raises(CardTextRefused):
        read_card(signed_again(card_of(ARRANGER).replace(before, after), ARRANGER))


def edwards_sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The sum of two points of Edwards25519, by the textbook formula."""
    (x1, y1), (x2, y2) = one, other
    twist = -121665 * pow(121666, -1, PRIME) * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + twist, -1, PRIME) % PRIME
    return x, (y1 * y2 + x1 * x2) * pow(1 - twist, -1, PRIME) % PRIME


def low_order_points() -> set[tuple[int, int]]:
    """The eight points whose order divides 8, as multiples of one of order 8."""
    root = pow(2, (PRIME - 1) // 4, PRIME)
    d = -121665 * pow(121666, -1, PRIME) % PRIME
    y = next(y for square in square_roots(1 + d, root) for y in square_roots(-(1 + square) * pow(d, -1, PRIME), root))
    x = next(iter(square_roots((y * y - 1) * pow(d * y * y + 1, -1, PRIME), root)))
    points, point = {(0, 1)}, (x, y)
    while point not in points:
        points.add(point)
        point = edwards_sum(point, (x, y))
    return points


def square_roots(number: int, root_of_minus_one: int) -> set[int]:
    """Every number whose square this is."""
    candidate = pow(number, (PRIME + 3) // 8, PRIME)
    tried = {candidate, candidate * root_of_minus_one % PRIME}
    return {sign * root % PRIME for root in tried for sign in (1, -1) if (root * root - number) % PRIME == 0}


def low_order_encodings() -> set[bytes]:
    """Every way to write those points in 32 bytes: also with y above the prime, and with a sign on x = 0."""
    encodings = set()
    for x, y in low_order_points():
        for written in (y, y + PRIME):
            signs = (0, 1) if x == 0 else (x & 1,)
            encodings |= {(written | sign << 255).to_bytes(32, "little") for sign in signs if written < 2**255}
    return encodings


def test_all_fourteen_low_order_signing_keys_are_refused() -> None:
    """Worked out from the curve itself, not from a list."""
    assert len(low_order_points()) == 8
    assert len(low_order_encodings()) == 14
    for raw in low_order_encodings():
        assert not signing_key_is_sound(raw)
        with pytest.raises(CardSigningKeyWeak):
            read_card(with_key(card_of(ARRANGER), "ed25519", raw))


def test_a_card_that_anybody_could_have_signed_is_refused() -> None:
    """Under the neutral point one signature fits every text, and the signature check itself finds it right."""
    neutral = (1).to_bytes(32, "little")
    forged = neutral + bytes(32)
    Ed25519PublicKey.from_public_bytes(neutral).verify(forged, b"anything at all")
    card = with_key(card_of(ARRANGER), "ed25519", neutral)
    card = re.sub(rb'ed25519 = "[0-9a-f]{128}"', f'ed25519 = "{forged.hex()}"'.encode(), card)
    with pytest.raises(CardSigningKeyWeak):
        read_card(card)


def test_keys_in_a_second_spelling_are_refused() -> None:
    """A key has one form, or one person would have two fingerprints."""
    for number in range(PRIME, 2**255):
        for raw in (number.to_bytes(32, "little"), (number | 1 << 255).to_bytes(32, "little")):
            assert not signing_key_is_sound(raw)
            assert not exchange_key_is_sound(raw)
    good = COLLEAGUE.exchange_key.public_key().public_bytes_raw()
    assert exchange_key_is_sound(good)
    assert not exchange_key_is_sound(good[:-1] + bytes([good[-1] | 0x80]))


def test_low_order_exchange_keys_are_refused() -> None:
    """Exactly those from which no secret follows, found by trying an exchange with each."""
    own = X25519PrivateKey.from_private_bytes(b"\x07" * 32)
    for _, y in low_order_points():
        u = 0 if y == 1 else (1 + y) * pow(1 - y, -1, PRIME) % PRIME
        raw = u.to_bytes(32, "little")
        with pytest.raises(ValueError, match="shared key"):
            own.exchange(X25519PublicKey.from_public_bytes(raw))
        assert not exchange_key_is_sound(raw)
        with pytest.raises(CardExchangeKeyWeak):
            read_card(with_key(card_of(ARRANGER), "x25519", raw))
    minus_one = (PRIME - 1).to_bytes(32, "little")
    with pytest.raises(ValueError, match="shared key"):
        own.exchange(X25519PublicKey.from_public_bytes(minus_one))
    assert not exchange_key_is_sound(minus_one)


@given(st.binary(min_size=32, max_size=32))
def test_keys_that_people_get_are_sound(seed: bytes) -> None:
    """No key that was drawn at random is turned away."""
    exchange_key = X25519PrivateKey.from_private_bytes(seed)
    assert exchange_key_is_sound(exchange_key.public_key().public_bytes_raw())
    assert signing_key_is_sound(Person(seed.hex()).signing_key.public_key().public_bytes_raw())


def test_both_people_see_the_same_control_number() -> None:
    """Sixty digits in twelve groups, whoever's card comes first."""
    mine, theirs = read_card(card_of(ARRANGER)), read_card(card_of(COORDINATOR, "Noor Çelik", "coordinator"))
    number = control_number(mine, theirs)
    assert number == control_number(theirs, mine)
    assert re.fullmatch(r"[0-9]{5}(?: [0-9]{5}){11}", number)


def test_a_second_program_computes_the_same_control_number() -> None:
    """From the files alone, as the format page says."""
    files = [card_of(ARRANGER), card_of(COORDINATOR, "Noor Çelik", "coordinator")]
    cores = sorted(data[: data.index(b"\n[signature]")] for data in files)
    parts = b"".join(len(part).to_bytes(8, "little") + part for part in (b"kaart/1 control number", *cores))
    said = (3).to_bytes(8, "little") + parts
    digest = hashlib.sha512(said).digest()
    for _ in range(5_199):
        digest = hashlib.sha512(digest + said).digest()
    groups = [f"{int.from_bytes(digest[at : at + 5], 'big') % 100_000:05}" for at in range(0, 60, 5)]
    assert control_number(*map(read_card, files)) == " ".join(groups)


def test_the_control_number_changes_with_everything_on_either_card() -> None:
    """Another name, role, device, key or day on one side gives another number, in every group."""
    mine, theirs = read_card(card_of(ARRANGER)), read_card(card_of(COORDINATOR))
    others = [
        replace(theirs, label="Sofie de Bruyn"),
        replace(theirs, role="coordinator"),
        replace(theirs, device="f" * 16),
        replace(theirs, ed25519=mine.ed25519),
        replace(theirs, x25519=mine.x25519),
        replace(theirs, valid_from=date(2026, 11, 22)),
    ]
    numbers = [control_number(mine, theirs), *(control_number(mine, other) for other in others)]
    numbers += [control_number(mine, mine), control_number(theirs, theirs)]
    for group in zip(*(number.split() for number in numbers), strict=True):
        assert len(set(group)) == len(numbers)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data: bytes) -> None:
    """Whatever stands in the file, the answer is a sentence."""
    card = card_of(ARRANGER)
    for at in (0, 66, 90, len(card) - 140, len(card) - 2):
        with pytest.raises(BundleRefused):
            read_card(card[:at] + data)
