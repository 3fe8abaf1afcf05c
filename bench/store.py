"""The encrypted store with 100,000 cases, next to plain SQLite that does the same.

Run it from the root of the project: `python -m bench.store`. Each measurement and its baseline take turns; nothing is asserted.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import PASSPHRASE, POLICY, fill, new_store, plain_database
from bench.timing import in_turn
from storage import listing
from storage.database import open_engine
from storage.key_file import open_slot, read_key_file, subkey
from storage.models import Case
from storage.store import DATABASE, KEY_FILE, Store

CASES = {Size.FULL: 100_000, Size.QUICK: 20_000, Size.TINY: 300}
PLAIN = "plain SQLite"
OF_A_PROCESSOR = "{}, of a processor"
"""What is left when nobody waits: for a disk that must have it all before an act counts, and for other programs."""


def measure(size: Size) -> list[Figure]:
    """Fill a store and a plain database, and measure both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_store(folder / "store", "Anna") as store:
            listed, case_ids = fill(store, CASES[size])
            plain = plain_database(folder / "plain.db", listed, case_ids)
            found = [
                *_opening(store, folder / "plain.db", 3 if size is Size.TINY else 15),
                *_use(store, plain, case_ids),
            ]
            plain.close()
    return found


def _opening(store: Store, plain_path: Path, times: int) -> list[Figure]:
    """Measure opening, once the key is derived."""
    data = (store.folder / KEY_FILE).read_bytes()
    key = subkey(open_slot(data, read_key_file(data, POLICY), "passphrase", PASSPHRASE), "db")

    def open_ours(_: int) -> None:
        open_engine(store.folder / DATABASE, key).dispose()

    def open_plain(_: int) -> None:
        other = sqlite3.connect(plain_path)
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()
        other.close()

    what = "open, once the key is derived"
    return [
        figure(what, *in_turn(times, open_ours, open_plain), beside=PLAIN, most=50),
        figure(OF_A_PROCESSOR.format(what), *in_turn(times, open_ours, open_plain, time.process_time), beside=PLAIN),
    ]


def _use(store: Store, plain: sqlite3.Connection, case_ids: Sequence[str]) -> list[Figure]:
    """Measure the order of the list, reading one case and writing one field."""
    ids = random.Random(2).sample(list(case_ids), min(400, len(case_ids)))

    def order(_: int) -> None:
        with store.read() as session:
            listing.order(session.connection(), "case")

    def order_plain(_: int) -> None:
        plain.execute("SELECT id FROM listing WHERE record_type = 'case' ORDER BY sort_text, id").fetchall()

    def read(number: int) -> None:
        store.get(Case, ids[number])

    def read_plain(number: int) -> None:
        plain.execute('SELECT * FROM "case" WHERE id = ?', (ids[number],)).fetchall()

    def change(number: int) -> None:
        with store.unit_of_work("Notitie") as work:
            work.change(work.get(Case, ids[number]), {"note": f"notitie {number}"})

    def change_plain(number: int) -> None:
        plain.execute('UPDATE "case" SET note = ? WHERE id = ?', (f"notitie {number}", ids[number]))

    def change_later(number: int) -> None:
        change(number + 60)

    what = "change one field, with history, log and lists"
    return [
        figure("order of the whole list", *in_turn(7, order, order_plain), beside=PLAIN),
        figure("read one case", *in_turn(len(ids), read, read_plain), beside=PLAIN, most=1),
        figure(what, *in_turn(60, change, change_plain), beside=PLAIN, most=20),
        figure(OF_A_PROCESSOR.format(what), *in_turn(60, change_later, change_plain, time.process_time), beside=PLAIN),
    ]


if __name__ == "__main__":
    run("store", measure)
