"""The store with 100,000 cases, and bundles of 10,000 records, next to bare SQLite doing the same.

Run it from the root of the project: `python -m bench.store [cases] [records]`. Filling goes past the unit of work: a
hundred thousand acts would take an hour, and what is measured does not depend on how the rows came. Each measurement
and its baseline take turns, so that a busy machine slows both; nothing is asserted.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from storage import listing, tables
from storage.bundle_scope import history_of
from storage.contacts import Contact, add_contact, verify_contact
from storage.database import open_engine
from storage.field_values import default_value, field_names
from storage.handing_over import export_bundle
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.key_file import open_slot, read_key_file, subkey
from storage.models import CareNeed, Case, Pupil, Record, School, new_id, site_id
from storage.recovery_code import new_recovery_code
from storage.store import DATABASE, KEY_FILE, Store, StoreSettings, create
from storage.taking_in import import_bundle, inspect_bundle

_QUICK = DerivationCost(memory_kib=64, passes=1)
POLICY = DerivationPolicy(least=_QUICK, preferred=_QUICK, recovery=_QUICK)
PASSPHRASE = "alleen voor deze meting"
WORDS = ("verpleging", "begeleiding", "vervoer", "sondevoeding", "rolstoel", "groep", "klas", "rooster", "epilepsie")
PLACES = ("Zwammerdam", "Urk", "Appelscha", "Genemuiden", "Eijsden", "Workum", "Oirschot", "Vorden", "Súdwest")
TYPED = (
    "verpleging urk",
    "rolstoel zwam",
    "sonde klas",
    "genemuiden rooster",
    "z 7f3",
    "súdw",
    "epil eijs",
    "groep 12",
)
"""What somebody types; each beginning of it is a filter."""


def new_store(folder: Path, label: str) -> Store:
    """Make an empty store whose key takes no time."""
    settings = StoreSettings(policy=POLICY, calibrate=False)
    code = new_recovery_code()
    return create(folder, label=label, role="arranger", passphrase=PASSPHRASE, recovery_code=code, settings=settings)


def default_row(model: type[Record]) -> dict[str, Any]:
    """Return a row in which nothing was filled in."""
    return {field: default_value(model, field) for field in field_names(model)}


def fill(store: Store, cases: int) -> tuple[list[tuple[int, str, str]], list[str]]:
    """Write cases and schools; return (number, sort text, words) of every list row, and the cases' ids."""
    chance = random.Random(1)  # the same rows in every run
    schools = [
        {**default_row(School), "id": site_id(f"{number:04}"), "name": f"De {WORDS[number % 9].title()} {number}"}
        | {"place": PLACES[number % 9]}
        for number in range(300)
    ]
    empty = default_row(Case)
    rows, listed, entries = [], [], []
    for number in range(1, cases + 1):
        school, case_id = chance.choice(schools), new_id()
        title = f"{chance.choice(WORDS)} in de {chance.choice(WORDS)} {number}"
        sort_text = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02} {title}"
        rows.append({**empty, "id": case_id, "title": title, "school_id": school["id"]})
        entries.append({"id": number, "record_type": "case", "record_id": case_id, "sort_text": sort_text})
        listed.append((number, sort_text, f"{title} Z {case_id[:6]} {school['name']} {school['place']}"))
    with store.unit_of_work("Vulling voor de meting") as work:
        work.connection.execute(insert(School), schools)
        work.connection.execute(insert(Case), rows)
        work.connection.execute(insert(tables.listing), entries)
        work.connection.execute(
            text("INSERT INTO listing_text(rowid, words) VALUES (:rowid, :words)"),
            [{"rowid": number, "words": words} for number, _, words in listed],
        )
    return listed, [row["id"] for row in rows]


def plain_database(path: Path, listed: Sequence[tuple[int, str, str]], case_ids: Sequence[str]) -> sqlite3.Connection:
    """Return a plain SQLite file with the same rows, under the same pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE listing (id INTEGER PRIMARY KEY, record_type TEXT, sort_text TEXT)")
    connection.execute("CREATE INDEX listing_order ON listing (record_type, sort_text, id)")
    connection.execute('CREATE TABLE "case" (id TEXT PRIMARY KEY, title TEXT, note TEXT)')
    connection.execute(tables.LISTING_TEXT_SQL.replace("contentless_delete=1, ", ""))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO listing VALUES (?, 'case', ?)", [row[:2] for row in listed])
    connection.executemany("INSERT INTO listing_text(rowid, words) VALUES (?, ?)", [(row[0], row[2]) for row in listed])
    connection.executemany('INSERT INTO "case" VALUES (?, ?, ?)', [(key, "titel", "") for key in case_ids])
    connection.execute("COMMIT")
    return connection


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def in_turn(
    times: int, ours: Callable[[int], object], bare: Callable[[int], object]
) -> tuple[list[float], list[float]]:
    """Measure a call and its baseline in turn."""
    figures: tuple[list[float], list[float]] = ([], [])
    for number in range(times):
        for measured, call in zip(figures, (ours, bare), strict=True):
            measured.append(milliseconds(lambda call=call, number=number: call(number)))  # type: ignore[misc]  # bound per turn
    return figures


def report(name: str, figures: tuple[list[float], list[float]], aim: str = "") -> None:
    """Print one line: median and 95th percentile of ours, median of the baseline, their ratio, and what it should be."""
    ours, bare = figures
    high = sorted(ours)[min(len(ours) - 1, int(len(ours) * 0.95))]
    middle, baseline = statistics.median(ours), statistics.median(bare)
    print(f"{name:<44}{middle:10.2f}{high:10.2f}{baseline:12.2f}{middle / baseline:8.2f}   {aim}")


def filters() -> list[str]:
    """Return every beginning of every text that is typed, from the first letter."""
    return [text[:length] for text in TYPED for length in range(1, len(text) + 1)]


def measure_store(folder: Path, cases: int) -> None:
    """Measure one store with many cases."""
    store = new_store(folder / "store", "Anna")
    listed, case_ids = fill(store, cases)
    plain_path = folder / "plain.db"
    plain = plain_database(plain_path, listed, case_ids)
    data = (store.folder / KEY_FILE).read_bytes()
    key = subkey(open_slot(data, read_key_file(data, POLICY), "passphrase", PASSPHRASE), "db")
    chance = random.Random(2)
    ids = chance.sample(case_ids, min(400, len(case_ids)))

    def open_ours(_: int) -> None:
        open_engine(store.folder / DATABASE, key).dispose()

    def open_plain(_: int) -> None:
        other = sqlite3.connect(plain_path)
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()
        other.close()

    def order(_: int) -> None:
        with store.read() as session:
            listing.order(session.connection(), "case")

    def order_plain(_: int) -> None:
        plain.execute("SELECT id FROM listing WHERE record_type = 'case' ORDER BY sort_text, id").fetchall()

    typed = filters()

    def find(number: int) -> None:
        with store.read() as session:
            listing.matching(session.connection(), typed[number % len(typed)])

    def find_plain(number: int) -> None:
        words = " AND ".join(f'"{word}"*' for word in typed[number % len(typed)].split())
        {row[0] for row in plain.execute("SELECT rowid FROM listing_text WHERE listing_text MATCH ?", (words,))}

    def change(number: int) -> None:
        with store.unit_of_work("Notitie") as work:
            work.change(work.get(Case, ids[number]), {"note": f"notitie {number}"})

    def change_plain(number: int) -> None:
        plain.execute('UPDATE "case" SET note = ? WHERE id = ?', (f"notitie {number}", ids[number]))

    print(f"{cases:,} cases".ljust(44) + f"{'median ms':>10}{'p95 ms':>10}{'plain ms':>12}{'ratio':>8}")
    report("open, once the key is derived", in_turn(15, open_ours, open_plain), "50 ms")
    report("order of the whole list", in_turn(7, order, order_plain))
    report("filter, every key of what is typed", in_turn(2 * len(typed), find, find_plain), "p95 50 ms, ratio 2")
    report(
        "point read of one case",
        in_turn(
            400,
            lambda number: store.get(Case, ids[number]),
            lambda number: plain.execute('SELECT * FROM "case" WHERE id = ?', (ids[number],)).fetchall(),
        ),
        "1 ms",
    )
    report("change of one field, committed", in_turn(60, change, change_plain), "20 ms")
    store.close()
    plain.close()


def met(own: Store, other: Store) -> Contact:
    """Return somebody as a verified contact."""
    return verify_contact(own, add_contact(own, other.identity.card_text).fingerprint)


def write_cases(store: Store, records: int) -> None:
    """Write cases with a pupil and two needs each, through units of work of a hundred cases."""
    for start in range(0, records // 4, 100):
        with store.unit_of_work("Casussen begonnen") as work:
            for number in range(start, min(start + 100, records // 4)):
                case = Case(title=f"{WORDS[number % 9]} {number}", next_action="Bel de school", themes=["rust"])
                pupil = Pupil(case_id=case.id, pseudonym=f"Reiger {number}", birth_year=2012, group_name="5b")
                needs = [
                    CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=30 * part, note="Liefst 's ochtends.")
                    for part in (1, 2)
                ]
                work.add(case, pupil, *needs)


class BareExchange:
    """The same rows in the same tables with the same indexes: read, written as JSON, parsed and inserted, and no more."""

    TABLES = ("device", "author", "change", "case", "pupil", "care_need", "operation", "supersedes")

    def __init__(self, folder: Path, store: Store) -> None:
        self._store = store
        self._engine = open_engine(folder / "bare.db", bytes(32), create=True)
        marks = ", ".join("?" * len(self.TABLES))
        with store.read() as session, self._engine.begin() as connection:
            made = session.connection().exec_driver_sql(
                f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marks}) ORDER BY rowid",
                self.TABLES,
            )
            for statement in made.scalars():
                connection.exec_driver_sql(statement)
        self.text = ""

    def write(self) -> None:
        """Read all rows and serialise them."""
        with self._store.read() as session:
            connection = session.connection()
            rows = {
                table: [list(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
                for table in self.TABLES
            }
        self.text = json.dumps(rows)

    def empty(self) -> None:
        """Make room for the next time."""
        with self._engine.begin() as connection:
            for table in reversed(self.TABLES):
                connection.exec_driver_sql(f'DELETE FROM "{table}"')

    def read(self) -> None:
        """Parse the rows and insert them in one transaction."""
        rows = json.loads(self.text)
        with self._engine.begin() as connection:
            for table, found in rows.items():
                if found:
                    marks = ", ".join("?" * len(found[0]))
                    connection.exec_driver_sql(f'INSERT INTO "{table}" VALUES ({marks})', [tuple(row) for row in found])

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()


def measure_exchange(folder: Path, records: int) -> None:
    """Measure making, looking at and reading in a bundle of many records."""
    sender = new_store(folder / "sender", "Anna")
    began = time.perf_counter()
    write_cases(sender, records)
    wrote = time.perf_counter() - began
    bare = BareExchange(folder, sender)
    made: list[bytes] = []
    receivers = [new_store(folder / f"receiver{number}", "Corrie") for number in range(3)]

    def bare_round() -> float:
        bare.empty()
        return milliseconds(bare.write) + milliseconds(bare.read)

    figures: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in ("make", "look", "read", "again")}
    for receiver in receivers:
        contact = met(sender, receiver)
        met(receiver, sender)
        figures["make"][0].append(
            milliseconds(lambda contact=contact: made.append(export_bundle(sender, [contact], purpose="Meting")))
        )
        figures["make"][1].append(bare_round())
        for name, step in (("look", inspect_bundle), ("read", import_bundle)):
            figures[name][0].append(
                milliseconds(lambda receiver=receiver, step=step: step(receiver, made[-1]))  # type: ignore[misc]  # bound
            )
            figures[name][1].append(bare_round())
        second = export_bundle(sender, [contact], purpose="Meting")
        figures["again"][0].append(milliseconds(lambda: import_bundle(receiver, second)))  # noqa: B023 - called at once
        figures["again"][1].append(bare_round())
    with sender.read() as session:
        ids = {row.id for row in session.execute(text('SELECT id FROM "case"'))}
        writes = len(history_of(session.connection(), ids)) * 4
    print(
        f"\nbundle of {records:,} records ({len(made[0]):,} bytes), about {writes:,} writes; writing them: {wrote:.1f} s"
    )
    print(" " * 44 + f"{'median ms':>10}{'p95 ms':>10}{'bare ms':>12}{'ratio':>8}")
    report("make: history, text, seal, keep", figures["make"], "ratio 3")
    report("look: open, plan, preview", figures["look"])
    report("read in: open, plan, merge, lists, log", figures["read"], "ratio 3")
    report("read in again, nothing new", figures["again"])
    for store in (sender, *receivers):
        store.close()
    bare.close()


def main(cases: int, records: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        measure_store(Path(folder), cases)
        measure_exchange(Path(folder), records)
    print(f"\nmost memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [100_000, 10_000][len(given) :]))
