"""How quickly a week grid draws and moves its cursor, beside the same kind of grid made of one widget per cell.

Run from the root of the repository: `python bench/week_grid.py`. It prints; nothing is asserted. Milliseconds belong to
the machine it runs on; the ratios travel better.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.containers import Grid
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from widgets.week_blocks import Block, DayHours, Lane
from widgets.week_grid import WeekGrid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.pilot import Pilot

PROFESSIONALS = 50
BLOCKS = 600
CELLS = 336  # seven days of 48 half-hours
ROUNDS = 30
HOURS = tuple(DayHours(day, 8 * 60 + 30, 15 * 60) for day in range(5))
LANES = tuple(Lane(f"p{number}", f"Professional {number}", f"P{number}") for number in range(PROFESSIONALS))


def invented_blocks(seed: int = 1) -> list[Block]:
    """Return the blocks of an invented week; some overlap, some carry signs."""
    chance = random.Random(seed)  # a repeatable week, not a secret
    blocks = []
    for number in range(BLOCKS):
        start = 8 * 60 + 30 + 15 * chance.randrange(24)
        lane = chance.choice(LANES).key
        rhythm = chance.choice(("", "", "E", "O"))
        end = start + 15 * chance.randint(1, 8)
        label, rare = f"Pupil {number} care", chance.random()
        blocks.append(Block(f"b{number}", lane, chance.randrange(5), start, end, label, rhythm, rare < 0.1, rare > 0.9))
    return blocks


class LineGrid(App[None]):
    """The week grid."""

    def compose(self) -> ComposeResult:
        """Show one widget."""
        yield WeekGrid(lanes=LANES, blocks=invented_blocks(), hours=HOURS)


class Cell(Static, can_focus=True):
    """One half-hour as a widget of its own."""

    DEFAULT_CSS = """
    Cell { width: 1fr; height: 1; background: $surface; }
    Cell:focus { background: $primary; }
    """


class CellGrid(App[None]):
    """The baseline: a widget for every half-hour of a week."""

    CSS = "Grid { grid-size: 7 48; }"

    def compose(self) -> ComposeResult:
        """Show 336 widgets."""
        with Grid():
            for number in range(CELLS):
                yield Cell(f"{number}")


def median_ms(samples: Sequence[float]) -> float:
    """Return the median of seconds, in milliseconds."""
    return statistics.median(samples) * 1000


def drawn(widgets: Sequence[Widget], prepare: Callable[[], object] = lambda: None) -> float:
    """Return the milliseconds in which these widgets draw all their visible lines after a full refresh."""
    samples = []
    for _ in range(ROUNDS):
        prepare()
        for widget in widgets:
            widget.refresh()
        start = perf_counter()
        for widget in widgets:
            widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
        samples.append(perf_counter() - start)
    return median_ms(samples)


async def moved(pilot: Pilot[None], move: Callable[[int], object]) -> float:
    """Return the milliseconds from a cursor move until everything that follows from it has been handled."""
    samples = []
    for number in range(ROUNDS):
        await pilot.pause()
        start = perf_counter()
        move(number)
        await pilot.pause()
        samples.append(perf_counter() - start)
    return median_ms(samples)


async def measure(width: int, height: int) -> None:
    """Measure both grids at one size, and print them side by side."""
    async with LineGrid().run_test(size=(width, height)) as pilot:
        grid = pilot.app.query_one(WeekGrid)
        grid.focus()
        await pilot.pause()
        crop = Region(0, 0, grid.size.width, grid.size.height)
        warm = drawn([grid])
        cold = drawn([grid], grid.notify_style_update)
        steps = []
        for number in range(ROUNDS):
            start = perf_counter()
            grid.action_move_rows(1 if number % 2 else -1)
            grid.action_move_across(1)
            grid.render_lines(crop)
            steps.append((perf_counter() - start) / 2)
        own_move = await moved(pilot, lambda number: grid.action_move_across(1 if number % 20 < 10 else -1))
        idle = await moved(pilot, lambda _number: None)
    async with CellGrid().run_test(size=(width, height)) as pilot:
        cells = list(pilot.app.query(Cell))
        baseline = drawn(cells)
        cell_move = await moved(pilot, lambda number: cells[number + 1].focus())
    print(f"{width}x{height}, {PROFESSIONALS} professionals x 5 days, {BLOCKS} blocks; baseline {CELLS} cells")
    print(f"  full redraw            {warm:7.2f} ms   baseline {baseline:7.2f} ms   ratio {warm / baseline:5.2f}")
    print(f"  full redraw, new theme {cold:7.2f} ms   baseline {baseline:7.2f} ms   ratio {cold / baseline:5.2f}")
    print(f"  one step and its lines {median_ms(steps):7.2f} ms")
    print(
        f"  one step, all handled  {own_move:7.2f} ms   baseline {cell_move:7.2f} ms   ratio {own_move / cell_move:5.2f}"
        f"   (nothing at all: {idle:.2f} ms)"
    )


async def main() -> None:
    """Measure a wide and an ordinary terminal."""
    for width, height in ((200, 60), (120, 36)):
        await measure(width, height)


if __name__ == "__main__":
    asyncio.run(main())
