"""Contact cards, `kaart/1`: how two people tell each other who they are, and see that nobody stands between them.

A card proves only that whoever made it holds the signing key on it. Whose card it is follows from comparing the control
number in person or by phone. `docs/formats.md` describes the file for others.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from storage.bundle_errors import (
    CardDamaged,
    CardExchangeKeyWeak,
    CardLineEndingsChanged,
    CardNewerFormat,
    CardRefused,
    CardSignatureWrong,
    CardSigningKeyWeak,
    CardTextRefused,
    CardTooLarge,
    NotACard,
)
from storage.encoding import fingerprint, pae
from storage.errors import ValueRefused
from storage.text_rules import checked_text, has_forbidden_character

CARD_CONTEXT = b"kaart/1 2026 ed25519"
MAX_CARD_BYTES = 8 << 10
MAX_LABEL = 100
"""Longest name on a card, in characters."""

_CONTROL_CONTEXT = b"kaart/1 control number"
_CONTROL_ROUNDS = 5_200
_CONTROL_GROUPS = 12

_CARD = re.compile(
    rb"""\A# Contactkaart 1\. Geef dit bestand aan uw contact, wijzig niets\.
format = "kaart/1"
label = "(?P<label>(?:[^"\\\x00-\x1f\x7f]|\\["\\]){1,800})"
role = "(?P<role>[a-z][a-z_]{0,31})"
device = "(?P<device>[0-9a-f]{16})"
ed25519 = "(?P<ed25519>[0-9a-f]{64})"
x25519 = "(?P<x25519>[0-9a-f]{64})"
valid_from = (?P<valid_from>20[0-9]{2}-[01][0-9]-[0-3][0-9])
(?P<signature_table>
\[signature\]
ed25519 = "(?P<signature>[0-9a-f]{128})"
)\Z"""
)
_FIRST_LINES = re.compile(rb'\A# Contactkaart ([1-9][0-9]{0,3})\.[^\n]{0,200}\r?\nformat = "kaart/\1"\r?\n')

_FIELD_PRIME = 2**255 - 19
_LOW_ORDER_Y = frozenset(
    {
        0,
        1,
        _FIELD_PRIME - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    }
)
"""The y of the eight points of Edwards25519 whose order divides 8."""

_LOW_ORDER_U = frozenset(
    {
        0,
        1,
        _FIELD_PRIME - 1,
        0x00B8495F16056286FDB1329CEB8D09DA6AC49FF1FAE35616AEB8413B7C7AEBE0,
        0x57119FD0DD4E22D8868E1C58C45C44045BEF839C55B1D0B1248C50A3BC959C5F,
    }
)
"""The u of the points of Curve25519 and its twist whose order divides 8."""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Who somebody says to be, with the keys to check their bundles and to send them some.

    Attributes:
        label: the name as its owner wrote it; never proof of who it is.
        role: a code of `storage.models.codes.Role`, or one of a newer version.
        device: the device that holds the keys, 16 hex.
        ed25519: raw public key that checks this person's signatures, 32 bytes.
        x25519: raw public key to encrypt to this person, 32 bytes.
        valid_from: the day from which the owner uses these keys.
    """

    label: str
    role: str
    device: str
    ed25519: bytes
    x25519: bytes
    valid_from: date

    @property
    def fingerprint(self) -> str:
        """The name of the person's signing key: what a bundle calls its sender."""
        return fingerprint(self.ed25519, "ed25519")

    @property
    def exchange_fingerprint(self) -> str:
        """The name of the person's exchange key: what a bundle calls its recipient."""
        return fingerprint(self.x25519, "x25519")


def write_card(
    signing_key: Ed25519PrivateKey,
    exchange_key: X25519PublicKey,
    *,
    label: str,
    role: str,
    device: str,
    valid_from: date,
) -> bytes:
    """Return a card, signed by the key that it shows.

    Raises:
        ValueRefused: the name is empty, too long, on more than one line or holds what no text may hold.
        ValueError: another argument does not have the form that `ContactCard` gives it.
    """
    name = checked_text(label)
    if not 1 <= len(name) <= MAX_LABEL or "\n" in name or "\t" in name:
        raise ValueRefused(f"Een naam op een contactkaart heeft 1 tot {MAX_LABEL} tekens op één regel.", field="label")
    core = _core(
        ContactCard(
            label=name,
            role=role,
            device=device,
            ed25519=signing_key.public_key().public_bytes_raw(),
            x25519=exchange_key.public_bytes_raw(),
            valid_from=valid_from,
        )
    )
    signature = signing_key.sign(_signed_bytes(core)).hex()
    card = core + f'\n[signature]\ned25519 = "{signature}"\n'.encode()
    if not _CARD.match(card):
        raise ValueError("role, device or date is not in the form of a card")
    return card


def read_card(data: bytes) -> ContactCard:
    """Return the card in a file, when its own key signed it. That alone does not tell whose card it is.

    Raises:
        CardRefused: a subclass for each reason; nothing else is raised for any bytes whatever.
    """
    if len(data) > MAX_CARD_BYTES:
        raise CardTooLarge
    match = _CARD.match(data)
    if match is None:
        raise _reason(data)
    signing_key = bytes.fromhex(match["ed25519"].decode())
    exchange_key = bytes.fromhex(match["x25519"].decode())
    if not signing_key_is_sound(signing_key):
        raise CardSigningKeyWeak
    if not exchange_key_is_sound(exchange_key):
        raise CardExchangeKeyWeak
    try:
        signature = bytes.fromhex(match["signature"].decode())
        core = data[: match.start("signature_table")]
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, _signed_bytes(core))
    except (InvalidSignature, ValueError):
        raise CardSignatureWrong from None
    return ContactCard(
        label=_checked_label(match["label"]),
        role=match["role"].decode(),
        device=match["device"].decode(),
        ed25519=signing_key,
        x25519=exchange_key,
        valid_from=_checked_date(match["valid_from"]),
    )


def control_number(card_a: ContactCard, card_b: ContactCard) -> str:
    """Return the 60 digits that two people compare, in 12 groups of 5, the same whoever asks.

    It depends on every field of both cards. SHA-512 is repeated 5,200 times, as Signal's safety numbers do, so that
    searching for a card with the same number costs that much more.
    """
    cards = pae(_CONTROL_CONTEXT, *sorted((_core(card_a), _core(card_b))))
    digest = b""
    for _ in range(_CONTROL_ROUNDS):
        digest = hashlib.sha512(digest + cards).digest()
    groups = (int.from_bytes(digest[5 * group : 5 * group + 5], "big") for group in range(_CONTROL_GROUPS))
    return " ".join(f"{group % 100_000:05}" for group in groups)


def signing_key_is_sound(raw: bytes) -> bool:
    """Tell whether 32 bytes may be an Ed25519 key: of no low order, and with its y written below the prime.

    Under the 14 encodings of low-order points a signature can be made that fits many texts, and the signature check does
    not refuse them by itself (RFC 8032 leaves it open).
    """
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    return y < _FIELD_PRIME and y not in _LOW_ORDER_Y


def exchange_key_is_sound(raw: bytes) -> bool:
    """Tell whether 32 bytes may be an X25519 key: of no low order, and written below the prime with its top bit clear.

    With a low-order key the shared secret is known to all (RFC 7748, section 6.1).
    """
    u = int.from_bytes(raw, "little")
    return u < _FIELD_PRIME and u not in _LOW_ORDER_U


def _core(card: ContactCard) -> bytes:
    label = card.label.replace("\\", "\\\\").replace('"', '\\"')
    return (
        "# Contactkaart 1. Geef dit bestand aan uw contact, wijzig niets.\n"
        f'format = "kaart/1"\nlabel = "{label}"\nrole = "{card.role}"\ndevice = "{card.device}"\n'
        f'ed25519 = "{card.ed25519.hex()}"\nx25519 = "{card.x25519.hex()}"\nvalid_from = {card.valid_from.isoformat()}\n'
    ).encode()


def _signed_bytes(core: bytes) -> bytes:
    return pae(CARD_CONTEXT, b"card", core)


def _checked_label(written: bytes) -> str:
    try:
        label = re.sub(r"\\(.)", r"\1", written.decode())
    except UnicodeDecodeError:
        raise CardTextRefused from None
    if len(label) > MAX_LABEL or has_forbidden_character(label) or not unicodedata.is_normalized("NFC", label):
        raise CardTextRefused
    return label


def _checked_date(written: bytes) -> date:
    try:
        return date.fromisoformat(written.decode())
    except ValueError:
        raise CardTextRefused from None


def _reason(data: bytes) -> CardRefused:
    """Say why a card was refused. It only picks a sentence: nothing is accepted here."""
    first_lines = _FIRST_LINES.match(data)
    if first_lines and first_lines[1] != b"1":
        return CardNewerFormat()
    if _CARD.match(data.replace(b"\r", b"")):
        return CardLineEndingsChanged()
    return CardDamaged() if data.startswith(b"# Contactkaart") else NotACard()
