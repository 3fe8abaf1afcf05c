"""A store with 100,000 cases: opening, filtering as you type, moving through the list, memory.

Run from the root of the project: `python -m bench.many_cases`. The same words are looked up in a plain SQLite file with the
same rows in the same run; key handling is compared with Textual's own table of 1,000 rows. Nothing is asserted.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert, text
from textual.app import App, ComposeResult
from textual.widgets import DataTable

from storage import listing, tables
from storage.models import Case, School, new_id, site_id
from storage.store import Store, unlock
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.record_rows import case_source
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, make_store, open_app, quick_settings

CASES, SCHOOLS = 100_000, 300
WORDS = ("verpleging", "begeleiding", "vervoer", "sonde", "rolstoel", "groep", "klas", "rooster", "epilepsie", "rust")
PLACES = ("Zwammerdam", "Urk", "Appelscha", "Genemuiden", "Eijsden", "Workum", "Oirschot", "Vorden")
TYPED = (
    "v",
    "ve",
    "ver",
    "verpl",
    "verpleging",
    "verpleging urk",
    "rol",
    "rolst",
    "son",
    "sonde klas",
    "urk",
    "eijs",
    "z 7f",
    "genemuiden rust",
)
KEYS = 200


def fill(store: Store) -> list[str]:
    """Write schools and cases past the unit of work (a hundred thousand acts would take an hour); return their words."""
    chance = random.Random(1)
    schools = [
        {
            "id": site_id(f"{number:02d}ZZ{place:02d}"),
            "name": f"De {WORDS[number % 10].capitalize()} {number}",
            "place": PLACES[place % 8],
        }
        for number in range(30)
        for place in range(SCHOOLS // 30)
    ]
    defaults = {name: field.get_default(call_default_factory=True) for name, field in School.model_fields.items()}
    case_defaults = {name: field.get_default(call_default_factory=True) for name, field in Case.model_fields.items()}
    cases, rows, words = [], [], []
    for number in range(1, CASES + 1):
        school = chance.choice(schools)
        title = f"{chance.choice(WORDS)} in de {chance.choice(WORDS)} {number}"
        case_id = new_id()
        cases.append({**case_defaults, "id": case_id, "title": title, "school_id": school["id"]})
        rows.append({"id": number, "record_type": "case", "record_id": case_id, "sort_text": f"9999 {title}"})
        words.append(f"{title} Z {case_id[:6]} {school['name']} {school['place']}")
    with store.unit_of_work("Vulling voor de meting") as work:
        connection = work.connection
        connection.execute(insert(School), [{**defaults, **school} for school in schools])
        connection.execute(insert(Case), cases)
        connection.execute(insert(tables.listing), rows)
        connection.execute(
            text("INSERT INTO listing_text(rowid, words) VALUES (:rowid, :words)"),
            [{"rowid": number, "words": line} for number, line in enumerate(words, start=1)],
        )
    return words


def plain_index(path: Path, words: list[str]) -> sqlite3.Connection:
    """Return a plain SQLite file with the same full-text rows."""
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE VIRTUAL TABLE listing_text USING fts5(words, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.executemany("INSERT INTO listing_text(rowid, words) VALUES (?, ?)", enumerate(words, start=1))
    connection.commit()
    return connection


def milliseconds(call: Callable[[], object], times: int = 1) -> list[float]:
    """Return how long each of some calls takes."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return took


def row(name: str, figures: list[float], aim: str = "", baseline: list[float] | None = None) -> None:
    """Print one row: median, 95th percentile and maximum in milliseconds; the ratio of medians to a baseline."""
    high = sorted(figures)[min(len(figures) - 1, int(len(figures) * 0.95))]
    ratio = f"{statistics.median(figures) / statistics.median(baseline):7.2f}" if baseline else " " * 7
    print(f"{name:<48}{statistics.median(figures):9.2f}{high:9.2f}{max(figures):9.2f} {ratio}   {aim}")


def measure_store(store: Store, plain: sqlite3.Connection) -> None:
    """Measure what a list asks of the store."""
    source = case_source(store, FrozenClock()().date())
    row("order of all cases, asked once", milliseconds(lambda: source.select("")))
    ours, baseline, search = [], [], []
    for _ in range(5):
        for typed in TYPED:
            expression = " AND ".join(f'"{word}"*' for word in typed.split())
            query = "SELECT rowid FROM listing_text WHERE listing_text MATCH ?"
            baseline += milliseconds(lambda q=query, e=expression: plain.execute(q, (e,)).fetchall())
            with store.read() as session:
                connection = session.connection()
                search += milliseconds(lambda t=typed, c=connection: listing.matching(c, t))
            ours += milliseconds(lambda t=typed: source.select(t))
    row("filter as you type: full-text query alone", search, "<= 2x plain SQLite", baseline)
    row("filter as you type: rows in order", ours, "p95 <= 50 ms", baseline)
    window = source.select("")
    row("one page of 40 rows, anywhere in the list", milliseconds(lambda: window.rows(50_000, 50_040), 20))
    row(
        "one act: a case begun",
        milliseconds(lambda: open_case(store, {"title": "Meting", "school_id": site_id("00ZZ00")}), 10),
    )


async def measure_keys(store: Store, folder: Path) -> tuple[list[float], list[float]]:
    """Return milliseconds per cursor key in the list of cases, and in Textual's table of 1,000 rows."""

    class Plain(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable(cursor_type="row")

        def on_mount(self) -> None:
            table = self.query_one(DataTable)
            table.add_columns("a", "b", "c", "d", "e")
            table.add_rows([(str(number),) * 5 for number in range(1000)])

    ours, baseline = [], []
    async with open_app(folder, store=store) as tester:
        await tester.press("2")
        for _ in range(KEYS):
            began = time.perf_counter()
            await tester.pilot.press("down")
            ours.append((time.perf_counter() - began) * 1000)
        for _ in range(40):
            await tester.pilot.press("pagedown")
    async with Plain().run_test(size=(120, 36)) as pilot:
        for _ in range(KEYS):
            began = time.perf_counter()
            await pilot.press("down")
            baseline.append((time.perf_counter() - began) * 1000)
    return ours, baseline


def browse(folder: Path) -> None:
    """Walk through the list in a process of its own and print the most memory that it held."""
    store = unlock(folder, PASSPHRASE, settings=quick_settings())
    asyncio.run(measure_keys(store, folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most resident memory while browsing: {peak:.0f} MB   <= 250 MB")


def main() -> None:
    """Fill a store, measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "opslag"
        with make_store(folder) as store:
            words = fill(store)
        plain = plain_index(Path(name) / "plain.db", words)
        print(f"{CASES:,} cases; zorg.db {(folder / 'zorg.db').stat().st_size / 1e6:.0f} MB")
        print(f"{'milliseconds':<48}{'median':>9}{'p95':>9}{'max':>9} {'ratio':>7}   aim")
        opened: list[Store] = []
        row(
            "open with the key at hand",
            milliseconds(lambda: opened.append(unlock(folder, PASSPHRASE, settings=quick_settings()))),
        )
        store = opened[0]
        measure_store(store, plain)
        ours, baseline = asyncio.run(measure_keys(store, folder))
        row("cursor key in the app, harness included", ours, "", baseline)
        browse = [sys.executable, "-m", "bench.many_cases", str(folder)]
        print(subprocess.run(browse, check=True, capture_output=True, text=True).stdout, end="")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        browse(Path(sys.argv[1]))
    else:
        main()
