"""Measure the record table with 100,000 rows beside Textual's DataTable with 1,000 rows, in one run.

Run it from the root of the project: `python -m bench.record_table`. Nothing is asserted: times differ per machine, and of the
ratios the reader decides what is good. Both tables stand alone in a headless app of 120x36 with the same columns and texts.

* cursor: processor time of one press of "down" or "up" until the screen has been drawn again, minus the same for a key that
  does nothing (what the test pilot itself costs); within the screen, and at its edge where every row moves.
* draw two lines: only the two lines that a cursor move changes.
* first paint: from handing over the rows until they have been drawn. The DataTable is given all its rows at once; the record
  table asks its source in a thread.
* filter: from setting a filter that half of the rows answer until they have been drawn; a DataTable has no filter, so it is
  cleared and filled with half of its rows.
"""

from __future__ import annotations

import asyncio
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from bench.command import run
from bench.figures import Figure, Size, figure
from widgets.record_source import Row
from widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.pilot import Pilot
    from textual.widget import Widget

SIZE = (120, 36)
TABLE_ROWS = 100_000
DATA_TABLE_ROWS = 1_000
MOVES = {Size.FULL: 200, Size.QUICK: 50, Size.TINY: 2}
BESIDE = f"Textual's own table of {DATA_TABLE_ROWS:,} rows"
TITLES = ("Naam", "School", "Zorg", "Uren", "Deadline", "Gemeente")
COLUMNS = [
    Column("Naam", 14, 3),
    Column("School", 10, 2),
    Column("Zorg", 12, 1),
    Column("Uren", 5, right=True),
    Column("Deadline", 10),
    Column("Gemeente", 12, 1),
]


def cells(number: int) -> tuple[str, ...]:
    """Return the texts of an invented record."""
    return (
        f"Leerling {number}",
        f"School {number % 50}",
        "Verpleging",
        f"{number % 40},5",
        f"2026-09-{number % 28 + 1:02}",
        "Zuidermeer",
    )


class Computed:
    """Rows that are computed when they are asked, and nowhere stored; any filter leaves half of them."""

    def __init__(self, count: int) -> None:
        self.count = count

    def select(self, filter_text: str) -> Computed:
        """Return all rows, or half of them."""
        return Computed(self.count // 2) if filter_text else self

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self.count

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a slice."""
        return [Row(str(number), cells(number)) for number in range(start, stop)]

    def position(self, key: str) -> int | None:
        """Return the place of a key."""
        return int(key)


class Stage(App[None]):
    """One widget over the whole screen."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        """Show the widget."""
        yield self.widget


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until every worker has answered and the screen has been drawn."""
    await pilot.app.workers.wait_for_complete()
    painted = asyncio.Event()
    pilot.app.screen.call_after_refresh(painted.set)
    await painted.wait()


async def key_cost(pilot: Pilot[None], moves: int, *keys: str) -> float:
    """Return the median processor time of a key press until the screen is drawn, in milliseconds; keys take turns."""
    costs = []
    for number in range(moves):
        before = process_time()
        await pilot.press(keys[number % len(keys)])
        await drawn(pilot)
        costs.append(process_time() - before)
    return median(costs) * 1000


async def cursor_costs(pilot: Pilot[None], moves: int) -> dict[str, float]:
    """Return what cursor moves cost, without what pressing a key costs by itself."""
    idle = await key_cost(pilot, moves, "f20")
    within = await key_cost(pilot, moves, "down", "up")
    await key_cost(pilot, moves, "down")
    scrolling = await key_cost(pilot, moves, "down")
    return {"cursor within the screen": within - idle, "cursor that scrolls": scrolling - idle}


async def elapsed(
    action: Callable[[], object], pilot: Pilot[None], wait: Callable[[Pilot[None]], Awaitable[None]]
) -> float:
    """Return how long an action takes until the screen is drawn, in milliseconds of the clock."""
    before = perf_counter()
    action()
    await wait(pilot)
    return (perf_counter() - before) * 1000


def line_cost(widget: Widget, moves: int, lines: Sequence[int]) -> float:
    """Return the median time to draw the given lines, in milliseconds."""
    costs = []
    for _ in range(moves):
        before = perf_counter()
        for line in lines:
            widget.render_line(line)
        costs.append(perf_counter() - before)
    return median(costs) * 1000


async def measure_record_table(moves: int) -> dict[str, float]:
    """Measure the record table."""
    table = RecordTable(COLUMNS)
    async with Stage(table).run_test(size=SIZE) as pilot:
        table.focus()
        await drawn(pilot)
        results = {"first paint": await elapsed(lambda: table.set_source(Computed(TABLE_ROWS)), pilot, drawn)}
        results |= await cursor_costs(pilot, moves)
        lines = (SIZE[1] - 2, SIZE[1] - 1)
        results["draw two lines"] = line_cost(table, moves, lines)
        results["filter"] = await elapsed(lambda: setattr(table, "filter_text", "leerling"), pilot, drawn)
        if table.row_count != TABLE_ROWS // 2:
            raise RuntimeError("The filter was not applied, so something else was measured.")
    return results


async def measure_data_table(moves: int) -> dict[str, float]:
    """Measure Textual's own table."""
    table: DataTable[str] = DataTable(cursor_type="row")

    def fill(count: int) -> None:
        table.clear(columns=True)
        table.add_columns(*TITLES)
        table.add_rows(cells(number) for number in range(count))

    async with Stage(table).run_test(size=SIZE) as pilot:
        table.focus()
        await drawn(pilot)
        results = {"first paint": await elapsed(lambda: fill(DATA_TABLE_ROWS), pilot, drawn)}
        results |= await cursor_costs(pilot, moves)
        results["filter"] = await elapsed(lambda: fill(DATA_TABLE_ROWS // 2), pilot, drawn)
    return results


def measure(size: Size) -> list[Figure]:
    """Measure both and set them side by side."""
    ours = asyncio.run(measure_record_table(MOVES[size]))
    theirs = asyncio.run(measure_data_table(MOVES[size]))
    return [
        figure(what, [value], [theirs[what]] if what in theirs else [], beside=BESIDE) for what, value in ours.items()
    ]


if __name__ == "__main__":
    run("record_table", measure)
