"""Registers, `register/1`: the cards that a coordinator vouches for, and the keys that nobody must trust any more.

It is signed on its own, besides the bundle that brings it, so that the newest one stays a proof. `docs/formats.md`
describes it for others.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.bundle_errors import BundleNotMade
from storage.bundle_header import FIRST_PREVIOUS
from storage.contact_card import ContactCard, read_card
from storage.encoding import pae
from storage.key_change_format import KeyChange, read_key_changes
from storage.trust_errors import RegisterDamaged, RegisterSignatureWrong

MAX_CARDS = 2_000
MAX_REGISTER_BYTES = 24 << 20

_CONTEXT = b"register/1 2026 ed25519"
_DAY = r"20[0-9]{2}-[01][0-9]-[0-3][0-9]"
_TEXT = r"[A-Za-z0-9+/]{4,11000}={0,2}"
_CHANGE_TEXT = r"[A-Za-z0-9+/]{4,40000}={0,2}"
_REGISTER = re.compile(
    rf"""\A# Register 1\. Contactkaarten die de coördinator heeft gecontroleerd; wijzig niets\.
format = "register/1"
coordinator = "(?P<coordinator>[0-9a-f]{{64}})"
number = (?P<number>[1-9][0-9]{{0,11}})
previous = "(?P<previous>[0-9a-f]{{64}})"
made = (?P<made>{_DAY})
expires = (?P<expires>{_DAY})
(?P<cards>(?:
\[\[card\]\]
card = "{_TEXT}"
){{0,{MAX_CARDS}}}+)(?P<changes>(?:
\[\[change\]\]
change = "{_CHANGE_TEXT}"
){{0,{MAX_CARDS}}}+)(?P<revoked>(?:
\[\[revoked\]\]
key = "[0-9a-f]{{64}}"
){{0,{MAX_CARDS}}}+)(?P<signature_table>
\[signature\]
ed25519 = "(?P<signature>[0-9a-f]{{128}})"
)\Z""".encode()
)
_QUOTED = re.compile(rb'= "([^"]+)"')


@dataclass(frozen=True, slots=True)
class RegisterText:
    """What a register says.

    Attributes:
        coordinator: the fingerprint of who vouches.
        number: counts from 1, for every coordinator apart.
        previous: the head of the one before, or `FIRST_PREVIOUS`.
        made: when.
        expires: after this day readers are told to ask for a newer one; it goes on counting.
        cards: the texts of the cards, in the order of their fingerprints.
        changes: texts of changes of keys, each signed by both keys.
        revoked: fingerprints of keys that must not be trusted.
    """

    coordinator: str
    number: int
    previous: str
    made: date
    expires: date
    cards: tuple[bytes, ...]
    changes: tuple[bytes, ...]
    revoked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """A register that its coordinator signed, with its cards and changes read.

    Attributes:
        text: what it says.
        head: SHA-256 in hex of all that is signed: what the next one names as its previous.
        cards: the cards by fingerprint.
        changes: the changes of keys.
    """

    text: RegisterText
    head: str
    cards: dict[str, ContactCard]
    changes: tuple[KeyChange, ...]

    def card_text(self, fingerprint: str) -> bytes:
        """Return the text of one of its cards."""
        return dict(zip(self.cards, self.text.cards, strict=True))[fingerprint]


def write_register(signing_key: Ed25519PrivateKey, register: RegisterText) -> bytes:
    """Return a register, signed.

    Raises:
        BundleNotMade: there are more people in it than a register may hold.
        ValueError: something has not the form of its field.
    """
    if max(len(register.cards), len(register.changes), len(register.revoked)) > MAX_CARDS:
        raise BundleNotMade
    core = (
        "# Register 1. Contactkaarten die de coördinator heeft gecontroleerd; wijzig niets.\n"
        f'format = "register/1"\ncoordinator = "{register.coordinator}"\nnumber = {register.number}\n'
        f'previous = "{register.previous}"\nmade = {register.made.isoformat()}\n'
        f"expires = {register.expires.isoformat()}\n"
        + "".join(f'\n[[card]]\ncard = "{base64.b64encode(card).decode()}"\n' for card in register.cards)
        + "".join(f'\n[[change]]\nchange = "{base64.b64encode(one).decode()}"\n' for one in register.changes)
        + "".join(f'\n[[revoked]]\nkey = "{key}"\n' for key in register.revoked)
    ).encode()
    data = core + f'\n[signature]\ned25519 = "{signing_key.sign(_signed(core)).hex()}"\n'.encode()
    if not _REGISTER.match(data):
        raise ValueError("a number, date, card or key is not in the form of a register")
    return data


def read_register_text(data: bytes, signing_key: bytes) -> ReadRegister:
    """Return a register when this key (32 raw bytes) signed it; line feeds at the end are padding.

    Raises:
        BundleRefused: a subclass for each reason, for a card in it too; nothing else is raised for any bytes whatever.
    """
    whole = data.rstrip(b"\n") + b"\n"
    match = _REGISTER.match(whole) if len(whole) <= MAX_REGISTER_BYTES else None
    if match is None:
        raise RegisterDamaged
    core = whole[: match.start("signature_table")]
    try:
        signature = bytes.fromhex(match["signature"].decode())
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, _signed(core))
    except (InvalidSignature, ValueError):
        raise RegisterSignatureWrong from None
    text = _text(match)
    cards = [read_card(card) for card in text.cards]
    changes = tuple(change for one in text.changes for change in read_key_changes(one))
    named = {card.fingerprint: card for card in cards}
    if len(named) != len(cards) or len(set(text.revoked)) != len(text.revoked) or named.keys() & set(text.revoked):
        raise RegisterDamaged
    return ReadRegister(text, hashlib.sha256(core).hexdigest(), named, changes)


def coordinator_in(data: bytes) -> str:
    """Return the fingerprint that a register names as its coordinator's, "" when it is no register. Nothing is proven."""
    match = re.match(rb'[^\n]*\n[^\n]*\ncoordinator = "([0-9a-f]{64})"\n', data[:1024])
    return match[1].decode() if match else ""


def _text(match: re.Match[bytes]) -> RegisterText:
    try:
        return RegisterText(
            coordinator=match["coordinator"].decode(),
            number=int(match["number"]),
            previous=match["previous"].decode(),
            made=date.fromisoformat(match["made"].decode()),
            expires=date.fromisoformat(match["expires"].decode()),
            cards=tuple(_decoded(match["cards"])),
            changes=tuple(_decoded(match["changes"])),
            revoked=tuple(key.decode() for key in _QUOTED.findall(match["revoked"])),
        )
    except ValueError:
        raise RegisterDamaged from None


def _decoded(tables: bytes) -> list[bytes]:
    written = _QUOTED.findall(tables)
    decoded = [base64.b64decode(one, validate=True) for one in written]
    if any(base64.b64encode(data) != one for data, one in zip(decoded, written, strict=True)):
        raise ValueError("a second way to write the same text")
    return decoded


def _signed(core: bytes) -> bytes:
    return pae(_CONTEXT, b"register", core)


__all__ = [
    "FIRST_PREVIOUS",
    "MAX_CARDS",
    "ReadRegister",
    "RegisterText",
    "coordinator_in",
    "read_register_text",
    "write_register",
]
