"""Filtering as you type on 100,000 cases: what the store takes, next to the same query in plain SQLite.

Run it from the root of the project: `python -m bench.filter`. Every beginning of every text that is typed is a filter.
Each measurement and its baseline take turns; nothing is asserted.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import fill, filters, new_store, plain_database
from bench.timing import in_turn
from storage import listing
from storage.clock import local_date
from widgets.record_source import RowSource
from zorgarrangeur_tui.find_rows import EverythingSource
from zorgarrangeur_tui.record_rows import case_source

CASES = {Size.FULL: 100_000, Size.QUICK: 20_000, Size.TINY: 300}
MOST_MILLISECONDS, MOST_RATIO = 50, 2


def measure(size: Size) -> list[Figure]:
    """Fill a store and a plain database, and type."""
    typed = filters()
    times = 5 if size is Size.TINY else 2 * len(typed)
    with tempfile.TemporaryDirectory() as name, new_store(Path(name) / "store", "Anna") as store:
        listed, case_ids = fill(store, CASES[size])
        plain = plain_database(Path(name) / "plain.db", listed, case_ids)
        source, everything = case_source(store, local_date(store.clock)), EverythingSource(store)
        everything.select(typed[0])

        def find(number: int) -> None:
            with store.read() as session:
                listing.matching(session.connection(), typed[number % len(typed)])

        def find_plain(number: int) -> None:
            words = " AND ".join(f'"{word}"*' for word in typed[number % len(typed)].split())
            {row[0] for row in plain.execute("SELECT rowid FROM listing_text WHERE listing_text MATCH ?", (words,))}

        beside = "the same query in plain SQLite"
        found = [
            figure(
                "the query of a filter",
                *in_turn(times, find, find_plain),
                beside=beside,
                most_ratio=MOST_RATIO,
                most_high=MOST_MILLISECONDS,
            ),
        ]
        for what, asked in (("the list of cases, in its order", source), ("find anything, kind by kind", everything)):

            def select(number: int, asked: RowSource = asked) -> None:
                asked.select(typed[number % len(typed)])

            on_the_clock = in_turn(times, select, find_plain)
            of_a_processor = in_turn(times, select, find_plain, time.process_time)
            found += [
                figure(what, *on_the_clock, beside=beside, most_high=MOST_MILLISECONDS),
                figure(f"{what}, of a processor", *of_a_processor, beside=beside),
            ]
        window, middle = source.select(""), CASES[size] // 2
        pages = in_turn(20, lambda _: window.rows(middle, middle + 40), lambda _: find_plain(0))
        found.append(figure("one page of 40 rows", pages[0]))
        plain.close()
    return found


if __name__ == "__main__":
    run("filter", measure)
