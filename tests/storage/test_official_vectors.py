"""The published test vectors of the ciphers that this app uses, through the very calls that it makes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from importlib.resources import files

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from second_bundle_code import body_opened

from storage.bundle_format import _SUITE

VECTORS = files("cryptography_vectors")


def told(*path: str) -> str:
    """Return the text of one file of vectors."""
    return VECTORS.joinpath(*path).read_text(encoding="utf-8")


def blocks(text: str) -> list[dict[str, str]]:
    """Return vectors that are written as blocks of `name = value`."""
    parts = [dict(re.findall(r"^(\w+)\s*=[ \t]*(.*)$", part, re.MULTILINE)) for part in text.split("COUNT")]
    return [part for part in parts[1:] if part]


def test_sealing_a_key_follows_rfc_9180() -> None:
    """The vector of base mode with X25519, HKDF-SHA256 and AES-256-GCM opens as a wrapped content key does."""
    ours = [
        vector
        for vector in json.loads(told("HPKE", "test-vectors.json"))
        if (vector["mode"], vector["kem_id"], vector["kdf_id"], vector["aead_id"]) == (0, 0x20, 1, 2)
    ]
    assert ours
    for vector in ours:
        first = vector["encryptions"][0]
        key = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
        sealed, info = bytes.fromhex(vector["enc"] + first["ct"]), bytes.fromhex(vector["info"])
        assert (
            openssl.hpke._decrypt_with_aad(_SUITE, sealed, key, info, bytes.fromhex(first["aad"])).hex() == first["pt"]
        )


def test_the_cipher_of_the_body_follows_c2sp() -> None:
    """The vectors have AES-256 with SHA-256, where bundles take SHA-512; the second reader, made from the page, does both.

    That it reads with SHA-512 what the store writes is held elsewhere.
    """
    ours = [
        one
        for one in json.loads(told("chunked-encryption", "vectors.json"))["vectors"]
        if one["aead"] == "AEAD_AES_256_GCM"
    ]
    assert {one["expect"] for one in ours} == {"success", "failure"}
    for vector in ours:
        written = base64.b64decode(vector["ciphertext"] or "")
        sealed = zlib.decompress(written) if vector.get("compressed") else written
        key, context = bytes.fromhex(vector["key"]), vector["context"].encode()
        if vector["expect"] == "success":
            assert (
                hashlib.sha256(body_opened(sealed, key, context, hashes.SHA256())).hexdigest()
                == vector["payload_sha256"]
            )
        else:
            with pytest.raises((InvalidTag, ValueError)):
                body_opened(sealed, key, context, hashes.SHA256())


def test_signatures_follow_rfc_8032() -> None:
    """All 1,024 signatures of the reference implementation are made the same and hold; changed ones do not."""
    for number, line in enumerate(told("asymmetric", "Ed25519", "sign.input").splitlines()):
        secret, public, message, signed, *_ = line.split(":")
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret[:64]))
        signature = bytes.fromhex(signed[:128])
        assert key.sign(bytes.fromhex(message)) == signature
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, bytes.fromhex(message))
        assert number < 1024


def test_agreeing_on_a_key_follows_rfc_7748() -> None:
    """The exchange that sealing rests on."""
    found = blocks(told("asymmetric", "X25519", "rfc7748.txt"))
    assert len(found) > 1
    for vector in found[:2]:
        key = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["INPUT_SCALAR"]))
        other = X25519PublicKey.from_public_bytes(bytes.fromhex(vector["INPUT_U"]))
        assert key.exchange(other).hex() == vector["OUTPUT_U"]


def test_deriving_a_key_from_a_passphrase_follows_rfc_9106() -> None:
    """Argon2id, all vectors."""
    found = blocks(told("KDF", "argon2id.txt"))
    assert len(found) > 5
    for vector in found:
        derive = Argon2id(
            salt=bytes.fromhex(vector["salt"]),
            length=int(vector["length"]),
            iterations=int(vector["iter"]),
            lanes=int(vector["lanes"]),
            memory_cost=int(vector["memcost"]),
            ad=bytes.fromhex(vector["ad"]) if vector.get("ad") else None,
            secret=bytes.fromhex(vector["secret"]) if vector.get("secret") else None,
        )
        assert derive.derive(bytes.fromhex(vector["pass"])).hex() == vector["output"]


def test_subkeys_follow_rfc_5869() -> None:
    """HKDF, as subkeys of the master key are made, with the hash of the vectors."""
    for vector in blocks(told("KDF", "rfc-5869-HKDF-SHA256.txt")):
        derive = HKDF(
            algorithm=hashes.SHA256(),
            length=int(vector["L"]),
            salt=bytes.fromhex(vector["salt"]),
            info=bytes.fromhex(vector["info"]),
        )
        assert derive.derive(bytes.fromhex(vector["IKM"])).hex() == vector["OKM"].lower()
