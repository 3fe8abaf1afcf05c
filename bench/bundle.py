"""How long a bundle of 10,000 records takes to make and to open, next to bare serialising of the same rows.

Run it from the root of the project: `python bench/bundle.py [records]`. Each round measures everything once, in turn, so that a
busy machine slows all of it; the medians of the rounds are printed with their ratios.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.bundle_format import FIRST_PREVIOUS, Recipient, fingerprint, seal, unseal
from storage.bundle_text import BundleContent, read_content, write_content
from storage.ops import Op, OpId, OpValue, Stamp

ROUNDS = 5
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


def main(records: int) -> None:
    """Measure and print."""
    content = content_of(records)
    rows = rows_of(content)
    signing_key, exchange_key = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    trusted = {fingerprint(signing_key.public_key().public_bytes_raw(), "ed25519"): signing_key.public_key()}
    to = [Recipient(exchange_key.public_key(), 1, FIRST_PREVIOUS)]
    as_json, as_toml = json.dumps(rows), tomli_w.dumps(rows)

    def sealed(plain: bytes) -> bytes:
        return seal(signing_key, to, plain, kind="full", created=datetime.now(UTC), schema=1)

    def opened(data: bytes) -> bytes:
        return unseal(
            data, trusted=trusted, exchange_key=exchange_key, last_sequence=lambda _sender: (0, FIRST_PREVIOUS)
        ).plain

    plain = write_content(content)
    bundle = sealed(plain)
    steps: dict[str, Callable[[], object]] = {
        "json.dumps": lambda: json.dumps(rows),
        "json.loads": lambda: json.loads(as_json),
        "tomli_w.dumps": lambda: tomli_w.dumps(rows),
        "tomllib.loads": lambda: tomllib.loads(as_toml),
        "write_content": lambda: write_content(content),
        "seal": lambda: sealed(plain),
        "unseal": lambda: opened(bundle),
        "read_content": lambda: read_content(plain),
        "make": lambda: sealed(write_content(content)),
        "open": lambda: read_content(opened(bundle)),
    }
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            start = perf_counter()
            step()
            times[name].append(perf_counter() - start)
    median = {name: statistics.median(seconds) for name, seconds in times.items()}

    print(f"{records:,} records, {len(content.ops):,} ops, median of {ROUNDS} rounds [least-most]")
    print(f"bytes: json {len(as_json):,}  toml {len(as_toml):,}  content {len(plain):,}  bundle {len(bundle):,}")
    for name, seconds in times.items():
        print(f"  {name:<14} {median[name] * 1000:8.1f} ms  [{min(seconds) * 1000:.1f}-{max(seconds) * 1000:.1f}]")
    print(f"make (write + seal)    {median['make'] / median['tomli_w.dumps']:5.2f} x tomli_w.dumps")
    print(f"make (write + seal)    {median['make'] / median['json.dumps']:5.2f} x json.dumps")
    print(f"open (unseal + read)   {median['open'] / median['tomllib.loads']:5.2f} x tomllib.loads")
    print(f"open (unseal + read)   {median['open'] / median['json.loads']:5.2f} x json.loads")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
