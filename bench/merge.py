"""How long a bundle of 5,000 writes takes to look at and to read in, by what the writes do to what is there already.

Run it from the root of the project: `python -m bench.merge [writes]`. The bare figure is what the same writes cost as JSON rows in
one `executemany` on the same encrypted database; both take turns, so that a busy machine slows both. Nothing is asserted.
`bench.store` measures whole cases, `bench.bundle` the text and the cipher alone.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from bench.store import met, milliseconds, new_store
from storage.bundle_format import FIRST_PREVIOUS, Recipient, seal
from storage.bundle_text import BundleContent, write_content
from storage.clock import present
from storage.database import open_engine
from storage.migrations import SCHEMA
from storage.ops import Op, OpId, OpValue, Stamp
from storage.store import Store
from storage.taking_in import import_bundle, inspect_bundle

ROUNDS = 5
AIM_MILLISECONDS = 2_000
BEGIN = 1_763_755_200_000
FIELDS: tuple[tuple[str, OpValue], ...] = (
    ("minutes_needed", 60),
    ("moment_weekdays", [0, 2, 4]),
    ("note", "Rust in de klas; begeleiding bij overgangen, liefst 's ochtends."),
    ("kind", "individual_guidance"),
)


class Sender:
    """Somebody who writes needs of care and sends them.

    Args:
        store: the sender's own.
        reader: who reads them; both have compared the control number.
        device: 16 hex.
    """

    def __init__(self, store: Store, reader: Store, device: str) -> None:
        self._store, self._reader, self._device = store, reader, device
        met(reader, store)
        self._written = self._sent = 0

    def writes(
        self, records: Iterable[str], *, owned: bool = False, other: str = "", over: dict[str, OpId] | None = None
    ) -> list[Op]:
        """Return writes in four fields of each record, and of its owner first when it is the sender's own."""
        found = []
        author = self._store.identity.card.fingerprint
        for record in records:
            fields: list[tuple[str, OpValue]] = [("owner", author)] if owned else []
            for field, value in (*fields, *FIELDS):
                self._written += 1
                new: OpValue = f"{value} {other}" if field == "note" and other else value
                new = 90 if field == "minutes_needed" and other else new
                seen = (over or {}).get(f"{record}/{field}")
                found.append(
                    Op(
                        OpId(self._device, self._written),
                        "care_need",
                        record,
                        field,
                        new,
                        True,
                        Stamp(BEGIN + self._written, 0),
                        author,
                        (seen,) if seen else (),
                    )
                )
        return found

    def bundle(self, ops: list[Op]) -> bytes:
        """Return writes as a bundle to the reader."""
        self._sent += 1
        card = self._reader.identity.card
        content = BundleContent("full", "Meting", "Meting", self._device, {}, "", (), tuple(ops))
        return seal(
            self._store.identity.signing_key,
            [Recipient(X25519PublicKey.from_public_bytes(card.x25519), self._sent, FIRST_PREVIOUS)],
            write_content(content),
            kind="delta",
            created=present(self._store.clock),
            schema=SCHEMA,
        )


class Bare:
    """The same writes as plain rows in an encrypted database of their own."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path, bytes(32), create=True)
        with self._engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE write (device, number, record, field, value, at)")

    def insert(self, ops: list[Op]) -> None:
        """Serialise, parse and insert them in one transaction."""
        rows = json.loads(
            json.dumps(
                [
                    (op.id.device, op.id.number, op.record_id, op.field, json.dumps(op.value), op.stamp.milliseconds)
                    for op in ops
                ]
            )
        )
        with self._engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO write VALUES (?, ?, ?, ?, ?, ?)", [tuple(row) for row in rows])

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()


def measure(name: str, reader: Store, sender: Sender, ops: list[Op], bare: Bare) -> None:
    """Look at a bundle a few times, then read it in once, and print both."""
    data = sender.bundle(ops)
    looks, bares = [], []
    plan = inspect_bundle(reader, data).plan
    for _ in range(ROUNDS):
        looks.append(milliseconds(lambda: inspect_bundle(reader, data)))
        bares.append(milliseconds(lambda: bare.insert(ops)))
    read = milliseconds(lambda: import_bundle(reader, data))
    look, base = statistics.median(looks), statistics.median(bares)
    print(
        f"{name:<28}{len(ops):>7,}{look:>9.0f}{max(looks):>9.0f}{read:>9.0f}{base:>8.0f}{look / base:>7.1f}{read / base:>7.1f}"
        f"   {plan.new_records} new, {plan.conflicts} conflicts, {plan.proposals} proposals"
    )


def main(writes: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reader, anna, bert = (new_store(folder / one, one) for one in ("reader", "anna", "bert"))
        owner, other = Sender(anna, reader, "a" * 16), Sender(bert, reader, "b" * 16)
        bare = Bare(folder / "bare.db")
        own = [f"{number:032x}" for number in range(writes // (len(FIELDS) + 1))]
        public = [f"{number:032x}" for number in range(10**6, 10**6 + writes // len(FIELDS))]
        print(f"aim: look at 5,000 writes within {AIM_MILLISECONDS} ms")
        print(f"{'':<28}{'writes':>7}{'look ms':>9}{'worst':>9}{'read ms':>9}{'bare':>8}{'ratio':>7}{'ratio':>7}")
        new = owner.writes(own, owned=True)
        measure("new, of their owner", reader, owner, new, bare)
        seen = {f"{op.record_id}/{op.field}": op.id for op in new}
        changed = owner.writes(own, other="gewijzigd", over=seen)
        measure("changed by their owner", reader, owner, changed, bare)
        seen = {f"{op.record_id}/{op.field}": op.id for op in changed}
        proposed = other.writes(own, other="voorstel", over=seen)
        measure("proposed by another", reader, other, proposed, bare)
        measure("new, of nobody", reader, owner, owner.writes(public), bare)
        measure("in conflict, of nobody", reader, other, other.writes(public, other="anders"), bare)
        for store in (reader, anna, bert):
            store.close()
        bare.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
