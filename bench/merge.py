"""How long a bundle of 5,000 writes takes to look at and to read in, by what the writes do to what is there already.

Run it from the root of the project: `python -m bench.merge`. The bare figure is what the same writes cost as JSON rows in
one `executemany` on the same encrypted database; both take turns, so that a busy machine slows both. Nothing is asserted.
`bench.bundle` measures whole cases.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import met, new_store
from bench.timing import milliseconds
from storage.bundle_format import FIRST_PREVIOUS, Recipient, seal
from storage.bundle_text import BundleContent, write_content
from storage.clock import present
from storage.database import open_engine
from storage.migrations import SCHEMA
from storage.ops import Op, OpId, OpValue, Stamp
from storage.store import Store
from storage.taking_in import import_bundle, inspect_bundle

WRITES = {Size.FULL: 5_000, Size.QUICK: 1_000, Size.TINY: 20}
ROUNDS = {Size.FULL: 5, Size.QUICK: 3, Size.TINY: 1}
BESIDE = "the same writes as bare rows"
MOST_MILLISECONDS = 2_000
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


def looked_at(name: str, sender: Sender, ops: list[Op], reader: Store, bare: Bare, rounds: int) -> list[Figure]:
    """Look at a bundle a few times, in turns with the bare rows, then read it in once."""
    data = sender.bundle(ops)
    looks, bares = [], []
    inspect_bundle(reader, data)
    for _ in range(rounds):
        looks.append(milliseconds(lambda: inspect_bundle(reader, data)))
        bares.append(milliseconds(lambda: bare.insert(ops)))
    read = milliseconds(lambda: import_bundle(reader, data))
    what = f"{len(ops):,} writes, {name}"
    return [
        figure(f"look: {what}", looks, bares, beside=BESIDE, most=MOST_MILLISECONDS),
        figure(f"read in: {what}", [read], bares, beside=BESIDE),
    ]


def measure(size: Size) -> list[Figure]:
    """Send bundles of every kind to one reader."""
    writes, rounds = WRITES[size], ROUNDS[size]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reader, anna, bert = (new_store(folder / one, one) for one in ("reader", "anna", "bert"))
        owner, other = Sender(anna, reader, "a" * 16), Sender(bert, reader, "b" * 16)
        bare = Bare(folder / "bare.db")
        own = [f"{number:032x}" for number in range(writes // (len(FIELDS) + 1))]
        public = [f"{number:032x}" for number in range(10**6, 10**6 + writes // len(FIELDS))]
        new = owner.writes(own, owned=True)
        changed = owner.writes(own, other="gewijzigd", over={f"{op.record_id}/{op.field}": op.id for op in new})
        proposed = other.writes(own, other="voorstel", over={f"{op.record_id}/{op.field}": op.id for op in changed})
        bundles = (
            ("new, of their owner", owner, new),
            ("changed by their owner", owner, changed),
            ("proposed by another", other, proposed),
            ("new, of nobody", owner, owner.writes(public)),
            ("in conflict, of nobody", other, other.writes(public, other="anders")),
        )
        found = [one for kind, sender, ops in bundles for one in looked_at(kind, sender, ops, reader, bare, rounds)]
        for store in (reader, anna, bert):
            store.close()
        bare.close()
    return found


if __name__ == "__main__":
    run("merge", measure)
