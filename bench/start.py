"""How fast the app is there: `--version` and `--help` against a bare Python, the unlock screen against an empty Textual app.

Run from the root of the project: `python -m bench.start`. Each pair is timed in turn in one run, so that the ratio holds
on a noisy machine. Nothing is asserted; the aims are in the column beside the figures.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from zorgarrangeur_tui.testing import make_store

ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("KLAAR-VOOR-GEBRUIK")

Empty().run()
"""
UNLOCK_APP = """
import sys
from pathlib import Path
from storage.store_folder import StoreSettings
from zorgarrangeur_tui.app import run_app
from zorgarrangeur_tui.session import AppSettings

run_app(AppSettings(Path(sys.argv[1]), StoreSettings()))
"""


def seconds_of(command: list[str]) -> float:
    """Return how long a command takes from start to end."""
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def seconds_to_text(command: list[str], text: bytes) -> float:
    """Return how long it takes until a program in a terminal of 80x24 has drawn a text."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(command[0], command)
    seen = b""
    while text not in seen and time.perf_counter() - began < 30:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
    took = time.perf_counter() - began
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return took


def report(name: str, ours: list[float], baseline: list[float], aim: str) -> None:
    """Print one row: medians in milliseconds, the median ratio, the aim."""
    ratio = statistics.median(one / other for one, other in zip(ours, baseline, strict=True))
    row = f"{statistics.median(ours) * 1000:>9.0f} {statistics.median(baseline) * 1000:>9.0f} {ratio:>7.2f}"
    print(f"{name:<34}{row}   {aim}")


def main() -> None:
    """Time every pair and print the table."""
    python = sys.executable
    print(f"{'':<34}{'ours ms':>9} {'base ms':>9} {'ratio':>7}   aim")
    for option in ("--version", "--help"):
        ours, baseline = [], []
        for _ in range(ROUNDS):
            baseline.append(seconds_of([python, "-c", "pass"]))
            ours.append(seconds_of([python, "-m", "zorgarrangeur_tui", option]))
        report(f"{option} / bare python", ours, baseline, "<= 3")
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder) / "opslag").close()
        ours, baseline = [], []
        for _ in range(ROUNDS):
            baseline.append(seconds_to_text([python, "-c", EMPTY_APP], b"KLAAR-VOOR-GEBRUIK"))
            ours.append(seconds_to_text([python, "-c", UNLOCK_APP, f"{folder}/opslag"], b"Wachtwoordzin"))
    report("unlock screen / empty Textual app", ours, baseline, "<= 1.5")


if __name__ == "__main__":
    main()
