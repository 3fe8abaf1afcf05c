"""The app with 100,000 cases in a terminal, for the benches that press its keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Size
from bench.filled_stores import fill
from bench.terminal import Terminal
from zorgarrangeur_tui.testing import PASSPHRASE, make_practice

CASES = {Size.FULL: 100_000, Size.QUICK: 20_000, Size.TINY: 300}
DOWN, UP, LEFT, RIGHT, PAGE_DOWN = b"\x1b[B", b"\x1b[A", b"\x1b[D", b"\x1b[C", b"\x1b[6~"
MODES = {
    b"1": b"Wanneer",
    b"2": b"Kenmerk",
    b"3": b"Plaats",
    b"4": b"Professional",
    b"5": b"maandag",
    b"6": b"Alles bij elkaar",
    b"7": b"Controlegetal",
}
"""The key of each mode, and what only its screen shows."""

_APP = """
import sys
from pathlib import Path
from zorgarrangeur_tui.hygiene import guard
guard()
from zorgarrangeur_tui.app_runs import run_app
from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.testing import quick_settings

run_app(AppSettings(Path(sys.argv[1]), quick_settings()))
"""
_TABLE = """
from textual.app import App
from textual.widgets import DataTable

class Table(App):
    def compose(self):
        yield DataTable(cursor_type="row")

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c", "d", "e")
        table.add_rows([(f"KLAAR {number}",) * 5 for number in range(1000)])

Table().run()
"""


def make_filled_store(home: Path, size: Size) -> None:
    """Make a store with the invented region of twelve schools and as many cases besides."""
    with make_practice(home / "opslag") as store:
        fill(store, CASES[size])


@contextmanager
def app_in_terminal(home: Path) -> Iterator[Terminal]:
    """Run the app on the filled store in a terminal, with its list of cases open."""
    with Terminal([sys.executable, "-c", _APP, str(home / "opslag")], home=home) as terminal:
        terminal.started(b"Wachtwoordzin")
        terminal.pressed(PASSPHRASE.encode() + b"\r", MODES[b"1"])
        terminal.pressed(b"2", MODES[b"2"])
        yield terminal


@contextmanager
def table_in_terminal(home: Path) -> Iterator[Terminal]:
    """Run Textual's own table, with 1,000 rows and nothing else, in a terminal."""
    with Terminal([sys.executable, "-c", _TABLE], home=home) as terminal:
        terminal.started(b"KLAAR")
        yield terminal
