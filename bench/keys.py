"""From a key to the bytes that it draws, in a real terminal with 100,000 cases in the store, next to Textual's own table.

Run from the root of the project: `python -m bench.keys`. The two programs run beside each other and take turns. The same keys
are also counted in milliseconds of a processor, which a busy machine cannot lengthen much. Nothing is asserted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.browsing import (
    DOWN,
    LEFT,
    MODES,
    PAGE_DOWN,
    RIGHT,
    UP,
    app_in_terminal,
    make_filled_store,
    table_in_terminal,
)
from bench.command import run
from bench.figures import Figure, Size, figure
from bench.terminal import Terminal

ROUNDS = {Size.FULL: 30, Size.QUICK: 15, Size.TINY: 2}
MOST_MILLISECONDS, MOST_TO_BLANK = 16, 100
F9, CLEARED = b"\x1b[20~", b"\x1b[0m\x1b[2J"
BESIDE = "Textual's own table of 1,000 rows"


def pressed(terminal: Terminal, keys: bytes) -> tuple[float, float]:
    """Press keys and return the milliseconds until it draws: on the clock and of a processor."""
    before = terminal.processor()
    return terminal.pressed(keys), terminal.used - before


def cursor(what: str, app: Terminal, table: Terminal, keys: Sequence[bytes], rounds: int) -> list[Figure]:
    """Press cursor keys in the app and in the table in turns."""
    ours, plain = [], []
    for turn in range(rounds):
        plain.append(pressed(table, (DOWN, UP)[turn % 2]))
        ours.append(pressed(app, keys[turn % len(keys)]))
    both = [([one[kind] for one in ours], [one[kind] for one in plain]) for kind in (0, 1)]
    return [
        figure(what, *both[0], beside=BESIDE, most=MOST_MILLISECONDS),
        figure(f"{what}, of a processor", *both[1], beside=BESIDE),
    ]


def measure(size: Size) -> list[Figure]:
    """Press the keys."""
    rounds = ROUNDS[size]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        make_filled_store(home, size)
        with table_in_terminal(home) as table, app_in_terminal(home) as app:
            found = cursor(
                "cursor in the list of cases, while the backup of the day is made", app, table, (DOWN, UP), rounds
            )
            app.settle()
            found += cursor("cursor in the list of cases", app, table, (DOWN, UP), rounds)
            found += cursor("a page further in that list", app, table, (PAGE_DOWN,), rounds)
            blank = [pressed_and_back(app) for _ in range(rounds)]
            app.pressed(b"3", MODES[b"3"])
            app.settle()
            found += cursor("cursor in the list of schools", app, table, (DOWN, UP), rounds)
            app.pressed(b"5", MODES[b"5"])
            app.settle()
            found += cursor("cursor in the week grid, down and up", app, table, (DOWN, UP), rounds)
            found += cursor("cursor in the week grid, aside", app, table, (RIGHT, LEFT), rounds)
    return [*found, figure("F9 until the screen is blank", blank, most=MOST_TO_BLANK)]


def pressed_and_back(app: Terminal) -> float:
    """Blank the screen, show it again, and return the milliseconds until it was blank."""
    took = app.pressed(F9, CLEARED)
    app.pressed(b"x")
    return took


if __name__ == "__main__":
    run("keys", measure)
