"""The text and the cipher of a bundle, next to bare serialising of the same writes. A part of `bench.bundle`."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from functools import partial
from typing import Any

import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.figures import Figure, Size, figure
from bench.timing import milliseconds
from storage.bundle_format import FIRST_PREVIOUS, Recipient, fingerprint, seal, unseal
from storage.bundle_series import follows_on
from storage.bundle_text import BundleContent, read_content, write_content
from storage.clock import present, system_clock
from storage.ops import Op, OpId, OpValue, Stamp

RECORDS = {Size.FULL: 10_000, Size.QUICK: 1_000, Size.TINY: 20}
ROUNDS = {Size.FULL: 5, Size.QUICK: 3, Size.TINY: 1}
DEVICE = "0123456789abcdef"
AUTHOR = "c" * 64


def content_of(records: int) -> BundleContent:
    """A full bundle of needs of care with four fields each."""
    chance = random.Random(1)  # the same rows in every run
    ops: list[Op] = []
    for _ in range(records):
        record_id = f"{chance.getrandbits(128):032x}"
        fields: dict[str, OpValue] = {
            "kind": "individual_guidance",
            "minutes_needed": chance.randrange(15, 600, 15),
            "moment_weekdays": [0, 2, 4],
            "note": "Rust in de klas; begeleiding bij overgangen, liefst 's ochtends.",
        }
        for field, value in fields.items():
            number = len(ops) + 1
            stamp = Stamp(1_763_755_200_000 + number, 0)
            ops.append(Op(OpId(DEVICE, number), "care_need", record_id, field, value, True, stamp, AUTHOR, ()))
    return BundleContent("full", "overdracht", "Sofie", DEVICE, {DEVICE: len(ops)}, "", (), tuple(ops))


def rows_of(content: BundleContent) -> dict[str, Any]:
    """The same ops as plain tables, as a program without any of our care would write them."""
    rows = [
        {
            "id": str(op.id),
            "type": op.record_type,
            "record": op.record_id,
            "field": op.field,
            "value": op.value,
            "at": op.stamp.milliseconds,
            "author": op.author,
        }
        for op in content.ops
    ]
    return {"op": rows}


def measure_text(size: Size) -> list[Figure]:
    """Write, seal, open and read the same writes, in turns with `json` and `tomllib`."""
    content = content_of(RECORDS[size])
    rows = rows_of(content)
    signing_key, exchange_key = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    trusted = {fingerprint(signing_key.public_key().public_bytes_raw(), "ed25519"): signing_key.public_key()}
    to = [Recipient(exchange_key.public_key(), 1, FIRST_PREVIOUS)]
    as_json, as_toml = json.dumps(rows), tomli_w.dumps(rows)

    def made() -> bytes:
        now = present(system_clock)
        return seal(signing_key, to, write_content(content), kind="full", created=now, schema=1)

    bundle = made()

    def opened() -> BundleContent:
        told = unseal(bundle, trusted=trusted, exchange_key=exchange_key, follows=partial(follows_on, {}))
        return read_content(told.plain)

    steps: dict[str, Callable[[], object]] = {
        "make": made,
        "json out": lambda: json.dumps(rows),
        "toml out": lambda: tomli_w.dumps(rows),
        "open": opened,
        "json in": lambda: json.loads(as_json),
        "toml in": lambda: tomllib.loads(as_toml),
    }
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS[size]):
        for name, step in steps.items():
            took[name].append(milliseconds(step))
    return [
        figure("text and cipher only: write and seal", took["make"], took["json out"], beside="json.dumps"),
        figure("text and cipher only: write and seal", took["make"], took["toml out"], beside="tomli_w.dumps"),
        figure("text and cipher only: unseal and read", took["open"], took["json in"], beside="json.loads"),
        figure("text and cipher only: unseal and read", took["open"], took["toml in"], beside="tomllib.loads"),
    ]
