"""How quickly a week grid draws and moves its cursor, beside the same kind of grid made of one widget per cell.

Run from the root of the project: `python -m bench.week_grid`. Nothing is asserted.
"""

from __future__ import annotations

import asyncio
import random
from time import perf_counter
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.containers import Grid
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from bench.command import run
from bench.figures import Figure, Size, figure
from widgets.week_blocks import Block, DayHours, Lane
from widgets.week_grid import WeekGrid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.pilot import Pilot

PROFESSIONALS = 50
BLOCKS = 600
CELLS = 336  # seven days of 48 half-hours
ROUNDS = {Size.FULL: 30, Size.QUICK: 10, Size.TINY: 2}
MOST_MILLISECONDS = 5
BESIDE = f"a grid of {CELLS} widgets"
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


def drawn(widgets: Sequence[Widget], rounds: int, prepare: Callable[[], object] = lambda: None) -> list[float]:
    """Return the milliseconds in which these widgets draw all their visible lines after a full refresh."""
    samples = []
    for _ in range(rounds):
        prepare()
        for widget in widgets:
            widget.refresh()
        start = perf_counter()
        for widget in widgets:
            widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
        samples.append((perf_counter() - start) * 1000)
    return samples


async def moved(pilot: Pilot[None], rounds: int, move: Callable[[int], object]) -> list[float]:
    """Return the milliseconds from a cursor move until everything that follows from it has been handled."""
    samples = []
    for number in range(rounds):
        await pilot.pause()
        start = perf_counter()
        move(number)
        await pilot.pause()
        samples.append((perf_counter() - start) * 1000)
    return samples


async def side_by_side(width: int, height: int, rounds: int) -> list[Figure]:
    """Measure both grids at one size."""
    async with LineGrid().run_test(size=(width, height)) as pilot:
        grid = pilot.app.query_one(WeekGrid)
        grid.focus()
        await pilot.pause()
        crop = Region(0, 0, grid.size.width, grid.size.height)
        warm = drawn([grid], rounds)
        cold = drawn([grid], rounds, grid.notify_style_update)
        steps = []
        for number in range(rounds):
            start = perf_counter()
            grid.action_move_rows(1 if number % 2 else -1)
            grid.action_move_across(1)
            grid.render_lines(crop)
            steps.append((perf_counter() - start) / 2 * 1000)
        own_move = await moved(pilot, rounds, lambda number: grid.action_move_across(1 if number % 20 < 10 else -1))
    async with CellGrid().run_test(size=(width, height)) as pilot:
        cells = list(pilot.app.query(Cell))
        baseline = drawn(cells, rounds)
        cell_move = await moved(pilot, rounds, lambda number: cells[number + 1].focus())
    where = f"{width}x{height}"
    return [
        figure(f"full redraw, {where}", warm, baseline, beside=BESIDE, most=MOST_MILLISECONDS),
        figure(f"full redraw in another theme, {where}", cold, baseline, beside=BESIDE),
        figure(f"one step and its lines, {where}", steps),
        figure(f"one step, all handled, {where}", own_move, cell_move, beside=BESIDE),
    ]


def measure(size: Size) -> list[Figure]:
    """Measure a wide and an ordinary terminal: 50 professionals, five days, 600 blocks."""
    rounds = ROUNDS[size]
    sizes = ((200, 60), (120, 36))
    return [one for width, height in sizes for one in asyncio.run(side_by_side(width, height, rounds))]


if __name__ == "__main__":
    run("week_grid", measure)
