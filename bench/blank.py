"""How fast the screen is blank: from the key to the bytes that clear the terminal, beside a cursor key in the same run.

Run from the root of the project: `python -m bench.blank`. Nothing is asserted; the aim is 100 ms for the blank, at rest
and with a dialog open.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from storage.models import Case, School, site_id
from zorgarrangeur_tui.testing import PASSPHRASE, make_store

ROUNDS = 15
ROOT = Path(__file__).resolve().parent.parent
F9, DOWN, UP = b"\x1b[20~", b"\x1b[B", b"\x1b[A"
CLEARED = b"\x1b[0m\x1b[2J"
ANYTHING = b""

APP = """
import sys
from pathlib import Path
from zorgarrangeur_tui.hygiene import guard
guard()
from zorgarrangeur_tui.app import run_app
from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.testing import quick_settings

run_app(AppSettings(Path(sys.argv[1]), quick_settings()))
"""


class Terminal:
    """The app in a terminal of 120x36."""

    def __init__(self, folder: Path) -> None:
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="36")
            os.execv(sys.executable, [sys.executable, "-c", APP, str(folder)])

    def seconds_to(self, keys: bytes, text: bytes) -> float:
        """Press keys and return how long it takes until the app has sent a text; then wait until it is quiet."""
        began = time.perf_counter()
        if keys:
            os.write(self._terminal, keys)
        seen, took = b"", 0.0
        while time.perf_counter() - began < 30:
            ready = select.select([self._terminal], [], [], 0.3)[0]
            if ready:
                seen += os.read(self._terminal, 65536)
            if not took and seen and text in seen:
                took = time.perf_counter() - began
            if took and not ready:
                break
        return took

    def close(self) -> None:
        """Stop the app."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)


def report(name: str, times: list[float]) -> None:
    """Print one row: median and worst in milliseconds."""
    print(f"{name:<34}{statistics.median(times) * 1000:>9.1f} {max(times) * 1000:>9.1f}")


def main() -> None:
    """Time every key and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "opslag"
        with make_store(folder) as store, store.unit_of_work("Casussen") as work:
            school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", kind="so")
            work.add(school, *(Case(title=f"Vraag {number}", school_id=school.id) for number in range(40)))
        app = Terminal(folder)
        try:
            app.seconds_to(b"", b"Wachtwoordzin")
            app.seconds_to(PASSPHRASE.encode() + b"\r", b"Vandaag op school")
            app.seconds_to(b"2", b"Vraag 1")
            cursor = [app.seconds_to(key, ANYTHING) for key in (DOWN, UP) * ROUNDS]
            blank, back = [], []
            for _ in range(ROUNDS):
                blank.append(app.seconds_to(F9, CLEARED))
                back.append(app.seconds_to(b"x", ANYTHING))
            app.seconds_to(b"e", b"Casus wijzigen")
            in_form = []
            for _ in range(ROUNDS):
                in_form.append(app.seconds_to(F9, CLEARED))
                app.seconds_to(b"x", ANYTHING)
        finally:
            app.close()
    print(f"{'':<34}{'median ms':>9} {'worst ms':>9}")
    report("cursor key in a list", cursor)
    report("F9 in a list", blank)
    report("F9 in a form", in_form)
    report("any key, back to the list", back)


if __name__ == "__main__":
    main()
