"""Changes of keys, `sleutelwissel/1`: somebody's old key and new key both sign that the one follows the other.

Who verified the old card can therefore follow to the new one without comparing a number again. A file holds one or more
changes after each other, so that it also serves who missed the one before. `docs/formats.md` describes it for others.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.contact_card import ContactCard, read_card
from storage.encoding import pae
from storage.trust_errors import KeyChangeDamaged, KeyChangeSignatureWrong, KeyChangeWrong, NotAKeyChange

MAX_CHANGES = 16
"""Most changes in one file: eight years of new keys twice a year."""

MAX_KEY_CHANGE_BYTES = 128 << 10

_CONTEXT = b"sleutelwissel/1 2026 ed25519"
_START = b"# Sleutelwissel 1. "
_CARD = r"[A-Za-z0-9+/]{4,11000}={0,2}"
_CHANGE = re.compile(
    rf"""# Sleutelwissel 1\. Geef dit bestand aan uw contacten, wijzig niets\.
format = "sleutelwissel/1"
old_card = "(?P<old>{_CARD})"
new_card = "(?P<new>{_CARD})"
(?P<signature_table>
\[signature\]
old = "(?P<old_signature>[0-9a-f]{{128}})"
new = "(?P<new_signature>[0-9a-f]{{128}})"
)""".encode()
)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One change, signed by both keys.

    Attributes:
        old: the card until now.
        new: the card from now on, of the same person in the same role.
        old_text: the card until now as its file.
        new_text: the new card as its file.
        text: the whole change, to hand on.
    """

    old: ContactCard
    new: ContactCard
    old_text: bytes
    new_text: bytes
    text: bytes


def write_key_change(old: tuple[Ed25519PrivateKey, bytes], new: tuple[Ed25519PrivateKey, bytes]) -> bytes:
    """Return a change of keys; each side is a signing key and the text of its card."""
    (old_key, old_card), (new_key, new_card) = old, new
    core = (
        '# Sleutelwissel 1. Geef dit bestand aan uw contacten, wijzig niets.\nformat = "sleutelwissel/1"\n'
        f'old_card = "{_written(old_card)}"\nnew_card = "{_written(new_card)}"\n'
    ).encode()
    signed = _signed(core)
    table = f'\n[signature]\nold = "{old_key.sign(signed).hex()}"\nnew = "{new_key.sign(signed).hex()}"\n'
    return core + table.encode()


def is_key_change(data: bytes) -> bool:
    """Tell whether a file says that it is a change of keys. Nothing of it is proven."""
    return data.startswith(_START)


def read_key_changes(data: bytes) -> tuple[KeyChange, ...]:
    """Return the changes in a file, each signed by both of its keys and following on the one before.

    Whose keys they are is up to the reader.

    Raises:
        BundleRefused: a subclass for each reason; nothing else is raised for any bytes whatever.
    """
    if not is_key_change(data):
        raise NotAKeyChange
    if len(data) > MAX_KEY_CHANGE_BYTES:
        raise KeyChangeDamaged
    matches = list(_matches(data))
    found = tuple(_read(match) for match in matches)
    if any(one.new_text != later.old_text for one, later in pairwise(found)):
        raise KeyChangeDamaged
    return found


def _matches(data: bytes) -> Iterable[re.Match[bytes]]:
    position = 0
    for _ in range(MAX_CHANGES):
        match = _CHANGE.match(data, position)
        if match is None:
            raise KeyChangeDamaged
        yield match
        position = match.end()
        if position == len(data):
            return
    raise KeyChangeDamaged


def _read(match: re.Match[bytes]) -> KeyChange:
    old_text, new_text = _bytes(match["old"]), _bytes(match["new"])
    old, new = read_card(old_text), read_card(new_text)
    core = match.string[match.start() : match.start("signature_table")]
    try:
        for card, name in ((old, "old_signature"), (new, "new_signature")):
            signature = bytes.fromhex(match[name].decode())
            Ed25519PublicKey.from_public_bytes(card.ed25519).verify(signature, _signed(core))
    except (InvalidSignature, ValueError):
        raise KeyChangeSignatureWrong from None
    if old.fingerprint == new.fingerprint or (old.label, old.role) != (new.label, new.role):
        raise KeyChangeWrong
    return KeyChange(old, new, old_text, new_text, match.group())


def _written(card: bytes) -> str:
    return base64.b64encode(card).decode()


def _bytes(written: bytes) -> bytes:
    try:
        data = base64.b64decode(written, validate=True)
    except binascii.Error:
        raise KeyChangeDamaged from None
    if base64.b64encode(data) != written:  # a second way to write the same card would be a second form of one change
        raise KeyChangeDamaged
    return data


def _signed(core: bytes) -> bytes:
    return pae(_CONTEXT, b"change", core)
