"""How much memory the app holds while somebody browses 100,000 cases, next to an app with Textual's own table of 1,000 rows.

Run from the root of the project: `python -m bench.memory`. Both run in a terminal, as users run them. Nothing is asserted.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.browsing import DOWN, MODES, PAGE_DOWN, app_in_terminal, make_filled_store, table_in_terminal
from bench.command import run
from bench.figures import Figure, Size, figure

PAGES = {Size.FULL: 60, Size.QUICK: 20, Size.TINY: 2}
MOST_MEGABYTES = 250
END = b"\x1b[F"


def measure(size: Size) -> list[Figure]:
    """Walk through the lists, filter, open a case, look at every mode, and read what the app holds."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        make_filled_store(home, size)
        with table_in_terminal(home) as table:
            for _ in range(PAGES[size]):
                table.pressed(DOWN)
            plain = [table.memory()]
        beside = "Textual's own table of 1,000 rows"
        with app_in_terminal(home) as app:
            found = [figure("list of cases open", [app.memory()], plain, beside=beside, unit="MB", most=MOST_MEGABYTES)]
            for _ in range(PAGES[size]):
                app.pressed(PAGE_DOWN)
            app.pressed(END)
            for letter in b"/groep":
                app.pressed(bytes([letter]))
            app.pressed(b"\r")
            app.pressed(b"\r")
            for mode, shown in MODES.items():
                app.pressed(mode, shown)
            for what, kind in (("after browsing all modes", "VmRSS"), ("the most at any moment", "VmHWM")):
                found.append(figure(what, [app.memory(kind)], plain, beside=beside, unit="MB", most=MOST_MEGABYTES))
    return found


if __name__ == "__main__":
    run("memory", measure)
