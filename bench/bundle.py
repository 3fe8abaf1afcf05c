"""A bundle of 10,000 records, made and read in, next to bare serialising and inserting of the same rows.

Run it from the root of the project: `python -m bench.bundle`. Everything takes turns with its baseline. What the text and the cipher
alone take stands at the end, next to `json` and `tomllib`. Nothing is asserted.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.bundle_text import measure_text
from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import WORDS, met, new_store
from bench.timing import milliseconds
from storage.database import open_engine
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, Pupil
from storage.store import Store
from storage.taking_in import import_bundle, inspect_bundle

RECORDS = {Size.FULL: 10_000, Size.QUICK: 2_000, Size.TINY: 40}
READERS = {Size.FULL: 5, Size.QUICK: 3, Size.TINY: 1}
MOST_RATIO = 3


def measure(size: Size) -> list[Figure]:
    """Make bundles for several readers and let each read in what is for them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sender = new_store(folder / "sender", "Anna")
        write_cases(sender, RECORDS[size])
        bare = BareExchange(folder, sender)
        readers = [new_store(folder / f"reader{number}", "Corrie") for number in range(READERS[size])]
        found = _exchanged(sender, readers, bare)
        for store in (sender, *readers):
            store.close()
        bare.close()
    return found + measure_text(size)


def _exchanged(sender: Store, readers: Sequence[Store], bare: BareExchange) -> list[Figure]:
    """Hand over to each reader, in turns with the same rows without any care."""
    took: dict[str, list[float]] = {name: [] for name in ("make", "look", "read", "again", "write", "insert")}
    for reader in readers:
        contact, made = met(sender, reader), []
        met(reader, sender)
        took["write"].append(milliseconds(bare.write))
        took["make"].append(milliseconds(lambda: made.append(export_bundle(sender, [contact], purpose="Meting"))))  # noqa: B023
        bare.empty()
        took["look"].append(milliseconds(lambda: inspect_bundle(reader, made[-1])))  # noqa: B023 - called at once
        took["insert"].append(milliseconds(bare.read))
        took["read"].append(milliseconds(lambda: import_bundle(reader, made[-1])))  # noqa: B023
        second = export_bundle(sender, [contact], purpose="Meting")
        took["again"].append(milliseconds(lambda: import_bundle(reader, second)))  # noqa: B023
    both = [out + back for out, back in zip(took["write"], took["insert"], strict=True)]
    whole = "read, serialise, parse and insert the bare rows"
    out, back = "read and serialise the bare rows", "parse and insert the bare rows"
    return [
        figure("make: history, text, seal, keep", took["make"], both, beside=whole, most_ratio=MOST_RATIO),
        figure("make, next to one way only", took["make"], took["write"], beside=out),
        figure("look: open, plan, preview", took["look"], both, beside=whole),
        figure("read in: open, plan, merge, lists, log", took["read"], both, beside=whole, most_ratio=MOST_RATIO),
        figure("read in, next to one way only", took["read"], took["insert"], beside=back),
        figure("read in again, nothing new", took["again"], both, beside=whole),
    ]


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


if __name__ == "__main__":
    run("bundle", measure)
