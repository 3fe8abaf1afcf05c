"""A second writer and reader of `zorgbundel/1`, made from `docs/formats.md` alone: it shares no code with the store.

The writer can also cheat in ways that the store's own never would.
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct
import tomllib
from collections.abc import Sequence

from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

CONTEXT = b"zorgbundel/1 2026 ed25519 hpke-x25519-hkdfsha256-aes256gcm cobblestone256"
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def parts(*items: bytes) -> bytes:
    """The pre-authentication encoding of the format page."""
    return struct.pack("<Q", len(items)) + b"".join(struct.pack("<Q", len(item)) + item for item in items)


def name_of(raw: bytes, kind: bytes) -> str:
    """A key's fingerprint."""
    return hashlib.sha256(parts(b"zorgbundel/1 key", kind, raw)).hexdigest()


def header_hash(prefix: bytes, places: Sequence[tuple[str, int, str]]) -> bytes:
    """What ties the encryption to the sender and all recipients."""
    said = [item.encode() for key, seq, prev in places for item in (key, str(seq), prev)]
    return hashlib.sha256(parts(CONTEXT, b"header", prefix, *said)).digest()


def signed(signing_key: Ed25519PrivateKey, core: bytes, body: bytes) -> bytes:
    """Core, signature and body as one file."""
    signature = signing_key.sign(parts(CONTEXT, b"core", core)).hex().encode()
    return core + b'\n[signature]\ned25519 = "' + signature + b'"\n\n[payload]\ndata = """\n' + body + b'"""\n'


def write(
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[tuple[X25519PublicKey, int, str]],
    plain: bytes,
    *,
    plain_bytes: int | None = None,
    content_keys: Sequence[bytes] | None = None,
) -> bytes:
    """A delta bundle; `plain_bytes` and `content_keys` (one for each recipient) can be made to lie."""
    sender = name_of(signing_key.public_key().public_bytes_raw(), b"ed25519")
    prefix = (
        "# Zorgbundel 1. Versleuteld bestand: open het met de app, wijzig niets.\n"
        f'format = "zorgbundel/1"\nkind = "delta"\nbundle = "{os.urandom(16).hex()}"\n'
        f'created = 2026-11-21T20:00:00Z\nsender = "{sender}"\nschema = 3\nplain_bytes = {plain_bytes or len(plain)}\n'
    ).encode()
    places = [(name_of(key.public_bytes_raw(), b"x25519"), seq, prev) for key, seq, prev in recipients]
    bound = header_hash(prefix, places)
    keys = content_keys or [os.urandom(32)] * len(recipients)
    core = prefix
    for (key, _, _), (name, seq, prev), content_key in zip(recipients, places, keys, strict=True):
        info = parts(CONTEXT, b"content key", bound, key.public_bytes_raw())
        wrap = base64.b64encode(SUITE.encrypt(content_key, key, info=info)).decode()
        core += f'\n[[recipient]]\nkey = "{name}"\nseq = {seq}\nprev = "{prev}"\nwrap = "{wrap}"\n'.encode()
    encryptor = Cobblestone256Encryptor(keys[0], context=parts(CONTEXT, b"body", bound))
    body = base64.encodebytes(encryptor.update(plain) + encryptor.finalize())
    core += f'\n[body]\ntext_bytes = {len(body)}\ntext_sha256 = "{hashlib.sha256(body).hexdigest()}"\n'.encode()
    return signed(signing_key, core, body)


def read(data: bytes, exchange_key: X25519PrivateKey) -> bytes:
    """The content of a bundle that somebody else has checked already, read as the TOML that it is."""
    table = tomllib.loads(data.decode())
    places = [(entry["key"], entry["seq"], entry["prev"]) for entry in table["recipient"]]
    bound = header_hash(data[: data.index(b"\n[[recipient]]")], places)
    raw = exchange_key.public_key().public_bytes_raw()
    [wrap] = [entry["wrap"] for entry in table["recipient"] if entry["key"] == name_of(raw, b"x25519")]
    info = parts(CONTEXT, b"content key", bound, raw)
    content_key = SUITE.decrypt(base64.b64decode(wrap), exchange_key, info=info)
    return body_opened(base64.b64decode(table["payload"]["data"]), content_key, parts(CONTEXT, b"body", bound))


def body_opened(
    sealed: bytes, content_key: bytes, context: bytes, algorithm: hashes.HashAlgorithm | None = None
) -> bytes:
    """The body's cipher by hand: salt, commitment, and chunks of which only the last is short, and always is."""
    salt, commitment, chunks = sealed[:24], sealed[24:56], sealed[56:]
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + context
    derived = HKDFExpand(algorithm or hashes.SHA512(), 32 + 12 + 32, info).derive(content_key)
    if derived[44:] != commitment or len(content_key) != 32:
        raise ValueError("another key")
    if len(chunks) % 16400 == 0:
        raise ValueError("cut off after a whole chunk")
    cipher, base = AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big")
    return b"".join(
        cipher.decrypt((base ^ number).to_bytes(12, "big"), chunks[at : at + 16400], None)
        for number, at in enumerate(range(0, len(chunks), 16400))
    )
