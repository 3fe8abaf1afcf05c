"""`kluis.toml`: the envelope around the master key.

The master key is random. Each slot holds it wrapped under a key that one secret gives: the passphrase, the recovery code,
or two emergency codes together, each of which one other person can read (see `storage.escrow`). A new passphrase rewrites
one slot; the database does not change. A MAC under the master key covers the whole file, so no slot can be added, dropped
or weakened unseen. All of this is pure: bytes in, values out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.encoding import pae
from storage.errors import KeyFileDamaged, WrongSecret
from storage.key_derivation import KEY_BYTES, DerivationCost, DerivationPolicy, derive

FORMAT = "kluis/1"
MAX_BYTES = 8 * 1024
"""A key file is about 1 kB. A small limit keeps hostile TOML cheap to refuse."""

SlotKind = Literal["passphrase", "recovery", "region"]
SLOT_KINDS: tuple[SlotKind, ...] = get_args(SlotKind)
_NONCE_BYTES = 12
_SALT_BYTES = 16
_WRAPPED_BYTES = _NONCE_BYTES + KEY_BYTES + 16
"""Nonce, master key and tag of AES-256-GCM."""

_SEAL = "\n[seal]\n"


@dataclass(frozen=True, slots=True)
class Share:
    """One emergency code, readable by one other person only. `to` is the fingerprint of that person's card."""

    to: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """The master key wrapped under one secret. Only a region slot has shares: the secret is their codes together."""

    number: int
    kind: SlotKind
    cost: DerivationCost
    salt: bytes
    wrapped: bytes
    shares: tuple[Share, ...] = ()

    def associated_data(self, vault: str) -> bytes:
        """Return what the wrapping authenticates besides the key: everything else in this slot, and the vault."""
        numbers = (self.number, self.cost.memory_kib, self.cost.passes, self.cost.lanes)
        shares = [part for share in self.shares for part in (share.to.encode(), share.sealed)]
        parts = (vault.encode(), self.kind.encode(), self.salt, *(str(n).encode() for n in numbers), *shares)
        return pae(b"kluis/1 slot", *parts)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A read key file. `generation` rises by one at each change; the database knows the last one.

    `previous` is the master key of before, wrapped under the present one: it is there only while the database is on its way
    from the one to the other.
    """

    vault: str
    generation: int
    slots: tuple[Slot, ...]
    previous: bytes = b""

    def text(self, master_key: bytes) -> bytes:
        """Return the file's bytes, sealed with a MAC under the master key."""
        body = _body(self)
        mac = hmac.digest(subkey(master_key, "kluis"), body, "sha256").hex()
        return body + f'{_SEAL}sha256 = "{_checksum(body)}"\nmac = "{mac}"\n'.encode()

    def slot_of(self, kind: SlotKind) -> Slot | None:
        """Return the slot of a kind, or None."""
        return next((slot for slot in self.slots if slot.kind == kind), None)

    def with_slot(self, slot: Slot) -> KeyFile:
        """Return the next generation of this file, in which a slot takes the place of the one of its kind."""
        kept = tuple(one for one in self.slots if one.kind != slot.kind)
        slots = tuple(sorted((*kept, slot), key=lambda one: one.number))
        return replace(self, generation=self.generation + 1, slots=slots)

    def without_slot(self, kind: SlotKind) -> KeyFile:
        """Return the next generation of this file, without the slot of a kind."""
        return replace(
            self, generation=self.generation + 1, slots=tuple(slot for slot in self.slots if slot.kind != kind)
        )


def subkey(master_key: bytes, label: str) -> bytes:
    """Return the 32-byte key for one purpose: `db`, `identity`, `audit`, `kluis` (HKDF-SHA-512, RFC 5869)."""
    return HKDF(algorithm=SHA512(), length=KEY_BYTES, salt=None, info=b"zorgarrangeur " + label.encode()).derive(
        master_key
    )


def new_slot(
    kind: SlotKind,
    secret: str,
    master_key: bytes,
    *,
    vault: str,
    cost: DerivationCost,
    shares: tuple[Share, ...] = (),
) -> Slot:
    """Return a slot that `secret` opens. Derives a key, so it takes as long as an unlock."""
    number = SLOT_KINDS.index(kind) + 1
    slot = Slot(number, kind, cost, secrets.token_bytes(_SALT_BYTES), b"", shares)
    wrapping_key = derive(_secret_bytes(secret), slot.salt, cost)
    return replace(slot, wrapped=wrap(wrapping_key, master_key, slot.associated_data(vault)))


def wrap(key: bytes, secret: bytes, bound_to: bytes) -> bytes:
    """Return a secret encrypted under a 32-byte key (AES-256-GCM), bound to what it belongs to."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, bound_to)


def unwrap(key: bytes, wrapped: bytes, bound_to: bytes) -> bytes:
    """Return what `wrap` encrypted.

    Raises:
        InvalidTag: under another key, or bound to something else.
    """
    return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound_to)


def read_key_file(data: bytes, policy: DerivationPolicy) -> KeyFile:
    """Return the key file in `data`. Its MAC can only be checked once a slot has been opened: see `open_slot`.

    The checksum needs no key. It protects against nobody; it tells a damaged file from a wrong passphrase.

    Raises:
        KeyFileDamaged: when it is not a key file that this app writes, or its costs are out of bounds.
    """
    if len(data) > MAX_BYTES:
        raise KeyFileDamaged
    body, _, seal = data.partition(_SEAL.encode())
    if f'sha256 = "{_checksum(body)}"'.encode() not in seal:
        raise KeyFileDamaged
    try:
        table = tomllib.loads(data.decode())
        slots = tuple(_slot(entry) for entry in table["slot"])
        key_file = KeyFile(
            vault=_text(table, "vault"),
            generation=_number(table, "generation"),
            slots=slots,
            previous=base64.b64decode(_text(table, "previous"), validate=True) if "previous" in table else b"",
        )
        kinds = [slot.kind for slot in slots]
        known = table["format"] == FORMAT and set(kinds) <= set(SLOT_KINDS) and len(kinds) == len(set(kinds))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyFileDamaged from error
    if not known or not slots:
        raise KeyFileDamaged
    for slot in slots:
        policy.check(slot.cost)
    return key_file


def open_slot(data: bytes, key_file: KeyFile, kind: SlotKind, secret: str) -> bytes:
    """Return the master key, after the whole file's MAC was found right.

    Raises:
        WrongSecret: when no slot of this kind opens with this secret.
        KeyFileDamaged: when a slot opens but the file was changed.
    """
    for slot in key_file.slots:
        if slot.kind != kind:
            continue
        wrapping_key = derive(_secret_bytes(secret), slot.salt, slot.cost)
        try:
            master_key = unwrap(wrapping_key, slot.wrapped, slot.associated_data(key_file.vault))
        except InvalidTag:
            continue
        if not hmac.compare_digest(key_file.text(master_key), data):
            raise KeyFileDamaged
        return master_key
    raise WrongSecret


def _secret_bytes(secret: str) -> bytes:
    """Return a secret as bytes, the same however the keyboard composes its accents."""
    return unicodedata.normalize("NFC", secret).encode(errors="surrogatepass")


def _checksum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _body(key_file: KeyFile) -> bytes:
    lines = [
        "# Sleutelbestand van Zorgarrangeur. Bewaar het naast het gegevensbestand; zonder dit bestand is alles onleesbaar.",
        f'format = "{FORMAT}"',
        f'vault = "{key_file.vault}"',
        f"generation = {key_file.generation}",
    ]
    if key_file.previous:
        lines.append(f'previous = "{base64.b64encode(key_file.previous).decode()}"')
    for slot in key_file.slots:
        lines += [
            "",
            "[[slot]]",
            f"id = {slot.number}",
            f'type = "{slot.kind}"',
            'kdf = "argon2id"',
            f"m = {slot.cost.memory_kib}",
            f"t = {slot.cost.passes}",
            f"p = {slot.cost.lanes}",
            f'salt = "{slot.salt.hex()}"',
            f'wrap = "{base64.b64encode(slot.wrapped).decode()}"',
        ]
        for share in slot.shares:
            sealed = base64.b64encode(share.sealed).decode()
            lines += ["", "[[slot.share]]", f'to = "{share.to}"', f'sealed = "{sealed}"']
    return ("\n".join(lines) + "\n").encode()


def _slot(entry: dict[str, Any]) -> Slot:
    salt = bytes.fromhex(_text(entry, "salt"))
    wrapped = base64.b64decode(_text(entry, "wrap"), validate=True)
    if entry["kdf"] != "argon2id" or len(salt) != _SALT_BYTES or len(wrapped) != _WRAPPED_BYTES:
        raise KeyFileDamaged
    return Slot(
        number=_number(entry, "id"),
        kind=entry["type"],
        cost=DerivationCost(memory_kib=_number(entry, "m"), passes=_number(entry, "t"), lanes=_number(entry, "p")),
        salt=salt,
        wrapped=wrapped,
        shares=tuple(
            Share(_text(share, "to"), base64.b64decode(_text(share, "sealed"), validate=True))
            for share in entry.get("share", ())
        ),
    )


def _text(table: dict[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _number(table: dict[str, Any], key: str) -> int:
    value = table[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(key)
    return value
