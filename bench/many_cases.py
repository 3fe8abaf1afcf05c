"""The app on 100,000 cases: moving through the list, filtering as you type, memory.

Run from the root of the project: `python -m bench.many_cases`. Keys are compared with Textual's own table of 1,000 rows in
the same run. What the store itself takes is in `bench.store`, which also fills this one. Nothing is asserted.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from bench.store import fill, filters, milliseconds
from storage.store import Store, unlock
from zorgarrangeur_tui.find_rows import EverythingSource
from zorgarrangeur_tui.record_rows import case_source
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, make_store, open_app, quick_settings

CASES, KEYS = 100_000, 200


class PlainTable(App[None]):
    """Textual's own table, as a baseline."""

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c", "d", "e")
        table.add_rows([(str(number),) * 5 for number in range(1000)])


def row(name: str, figures: list[float], aim: str = "", baseline: list[float] | None = None) -> None:
    """Print one row: median, 95th percentile and maximum in milliseconds; the ratio of medians to a baseline."""
    high = sorted(figures)[min(len(figures) - 1, int(len(figures) * 0.95))]
    ratio = f"{statistics.median(figures) / statistics.median(baseline):7.2f}" if baseline else " " * 7
    print(f"{name:<44}{statistics.median(figures):9.2f}{high:9.2f}{max(figures):9.2f} {ratio}   {aim}")


async def timed(press: object, key: str) -> float:
    """Return the milliseconds until a key was handled."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await press(key)  # type: ignore[operator]  # a pilot's press
    return (loop.time() - began) * 1000


async def measure_keys(store: Store, folder: Path) -> tuple[list[float], list[float]]:
    """Return milliseconds per cursor key in the list of cases, and in Textual's table of 1,000 rows."""
    async with open_app(folder, store=store) as tester:
        await tester.press("2")
        ours = [await timed(tester.pilot.press, "down") for _ in range(KEYS)]
        for _ in range(40):
            await tester.pilot.press("pagedown")
    async with PlainTable().run_test(size=(120, 36)) as pilot:
        return ours, [await timed(pilot.press, "down") for _ in range(KEYS)]


def most_memory() -> float:
    """Return the most megabytes that this program held. `getrusage` would count what its parent held before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def browse(folder: Path) -> None:
    """Walk through the list in a process of its own and print the most memory that it held."""
    store = unlock(folder, PASSPHRASE, settings=quick_settings())
    asyncio.run(measure_keys(store, folder))
    print(f"most resident memory while browsing: {most_memory():.0f} MB   <= 250 MB")


def main() -> None:
    """Fill a store, measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "opslag"
        with make_store(folder) as store:
            fill(store, CASES)
        print(f"{'milliseconds':<44}{'median':>9}{'p95':>9}{'max':>9} {'ratio':>7}   aim")
        store = unlock(folder, PASSPHRASE, settings=quick_settings())
        source = case_source(store, FrozenClock()().date())
        row("order of all cases, asked once", [milliseconds(lambda: source.select(""))])
        typed = [milliseconds(lambda t=text: source.select(t)) for _ in range(3) for text in filters()]
        row("filter as you type, rows in order", typed, "p95 <= 50 ms")
        everything = EverythingSource(store)
        row("first search in everything", [milliseconds(lambda: everything.select("reiger"))])
        typed = [milliseconds(lambda t=text: everything.select(t)) for _ in range(3) for text in filters()]
        row("find anything as you type, kind by kind", typed, "p95 <= 50 ms")
        window = source.select("")
        row("one page of 40 rows", [milliseconds(lambda: window.rows(50_000, 50_040)) for _ in range(20)])
        ours, baseline = asyncio.run(measure_keys(store, folder))
        row("cursor key in the app, harness included", ours, "", baseline)
        walk = [sys.executable, "-m", "bench.many_cases", str(folder)]
        print(subprocess.run(walk, check=True, capture_output=True, text=True).stdout, end="")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        browse(Path(sys.argv[1]))
    else:
        main()
