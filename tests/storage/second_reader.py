"""A second reader of what travels beside and inside bundles, made from `docs/formats.md` alone: no code of the store.

It trusts the form of the files, for which the page gives a grammar, and checks what they prove.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from second_bundle_code import CONTEXT, name_of, parts


def card_of(data: bytes) -> dict[str, Any]:
    """Return a contact card that its own key signed, with its fingerprint."""
    card = tomllib.loads(data.decode())
    _check(card["ed25519"], card["signature"]["ed25519"], parts(b"kaart/1 2026 ed25519", b"card", _core(data)))
    return card | {"fingerprint": name_of(bytes.fromhex(card["ed25519"]), b"ed25519")}


def checked_bundle(data: bytes, sender_key: str) -> str:
    """Hold the signature over a bundle and the hash of its body, and return its head."""
    core = _core(data)
    opening = b'[payload]\ndata = """\n' if b"[payload]" in data else b"[content]\n"
    start = data.index(opening) + len(opening)
    body = data[start : -len(b'"""\n')] if b"[payload]" in opening else data[start:]
    about = tomllib.loads(data[: data.index(b"\n[payload]" if b"[payload]" in opening else b"\n[content]")].decode())
    _check(sender_key, about["signature"]["ed25519"], parts(CONTEXT, b"core", core))
    told = about["body"]
    if (len(body), hashlib.sha256(body).hexdigest()) != (told["text_bytes"], told["text_sha256"]):
        raise ValueError("another body")
    return hashlib.sha256(core).hexdigest()


def receipt_of(plain: bytes) -> dict[int, str]:
    """Return which bundles a receipt names, by number."""
    receipt = tomllib.loads(plain.decode())
    if receipt["format"] != "zorgontvangst/1":
        raise ValueError("no receipt")
    return {int(number): head for number, head in receipt.get("held", {}).items()}


def figures_of(plain: bytes) -> dict[str, dict[str, list[int | None]]]:
    """Return the rows of every table of figures by its id, after adding them up; what is not told is None."""
    figures = tomllib.loads(plain.decode())
    if figures["format"] != "zorgcijfers/1":
        raise ValueError("no figures")
    found: dict[str, dict[str, list[int | None]]] = {}
    for table in figures["table"]:
        rows = {row["name"]: [None if cell == "." else int(cell) for cell in row["cells"]] for row in table["row"]}
        lines = [*rows.values(), *map(list, zip(*rows.values(), strict=True))]
        if any(None not in line and sum(line[:-1]) != line[-1] for line in lines):
            raise ValueError("a table that does not add up")
        found[table["id"]] = rows
    if len({tuple(rows["Totaal"]) for rows in found.values()}) != 1:
        raise ValueError("two tables that differ")
    return found


def register_of(plain: bytes, coordinator_key: str) -> tuple[dict[str, str], list[tuple[str, str]], list[str]]:
    """Return the people in a register by fingerprint, who followed whom, and the keys that were withdrawn."""
    data = plain.rstrip(b"\n") + b"\n"
    register = tomllib.loads(data.decode())
    _check(
        coordinator_key,
        register["signature"]["ed25519"],
        parts(b"register/1 2026 ed25519", b"register", _core(data)),
    )
    cards = [card_of(base64.b64decode(entry["card"])) for entry in register.get("card", [])]
    changes = [change_of(base64.b64decode(entry["change"])) for entry in register.get("change", [])]
    return (
        {card["fingerprint"]: card["label"] for card in cards},
        changes,
        [entry["key"] for entry in register.get("revoked", [])],
    )


def change_of(data: bytes) -> tuple[str, str]:
    """Return the fingerprints of the old and the new key of one change that both signed."""
    change = tomllib.loads(data.decode())
    cards = {side: card_of(base64.b64decode(change[f"{side}_card"])) for side in ("old", "new")}
    for side, card in cards.items():
        signed = parts(b"sleutelwissel/1 2026 ed25519", b"change", _core(data))
        _check(card["ed25519"], change["signature"][side], signed)
    return cards["old"]["fingerprint"], cards["new"]["fingerprint"]


def _core(data: bytes) -> bytes:
    return data[: data.index(b"\n[signature]\n")]


def _check(key: str, signature: str, signed: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), signed)
