"""Bytes that can be read in one way only, for everything that is hashed, signed or bound to a key."""

from __future__ import annotations

import hashlib
import struct
from typing import Literal, TypeAlias

KeyKind: TypeAlias = Literal["ed25519", "x25519"]
"""The two kinds of public key: one that signs, one that others encrypt to."""

_KEY_CONTEXT = b"zorgbundel/1 key"


def pae(*parts: bytes) -> bytes:
    """Return the parts as one run of bytes that no other list of parts can give.

    The number of parts and each length stand in front as 8 bytes, little-endian: the pre-authentication encoding of
    DSSE and PASETO. Without the lengths, moving a byte from one part to the next would keep a signature valid.
    """
    counted = [struct.pack("<Q", len(parts))]
    for part in parts:
        counted += (struct.pack("<Q", len(part)), part)
    return b"".join(counted)


def fingerprint(raw_public: bytes, kind: KeyKind) -> str:
    """Return the name of a public key: 64 hex digits of SHA-256, different for each kind of key.

    Args:
        raw_public: the 32 raw bytes of the key.
        kind: what the key is for, so that one and the same 32 bytes never have one name for two uses.
    """
    return hashlib.sha256(pae(_KEY_CONTEXT, kind.encode(), raw_public)).hexdigest()
