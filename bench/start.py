"""How fast the app is there: `--version` and `--help` against a bare Python, the unlock screen against an empty Textual app.

Run from the root of the project: `python -m bench.start`. Each pair takes turns, so that the ratio holds on a noisy machine.
The program is started as its users start it. Nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.terminal import ROOT, Terminal
from bench.timing import in_turn
from zorgarrangeur_tui.testing import make_store

ROUNDS = {Size.FULL: 15, Size.QUICK: 7, Size.TINY: 1}
PROGRAM = (sys.executable, "-m", "zorgarrangeur_tui")
READY, UNLOCK = b"KLAAR-VOOR-GEBRUIK", b"Wachtwoordzin"
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("KLAAR-VOOR-GEBRUIK")

Empty().run()
"""


def finished(*command: str) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def drawn(home: Path, text: bytes, *command: str) -> tuple[float, float]:
    """Return the milliseconds until a program in a terminal has drawn a text: on the clock and of a processor."""
    with Terminal(command, home=home, size=(80, 24)) as terminal:
        return terminal.started(text), terminal.used


def measure(size: Size) -> list[Figure]:
    """Start everything in turns."""
    rounds, found = ROUNDS[size], []
    for option in ("--version", "--help"):
        turns = in_turn(
            rounds,
            lambda _, option=option: finished(*PROGRAM, option),  # type: ignore[misc]  # bound per option
            lambda _: finished(sys.executable, "-c", "pass"),
        )
        found.append(figure(option, *turns, beside="a bare Python", most_ratio=3))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        make_store(home / "opslag").close()
        ours, empty = [], []
        for _ in range(rounds):
            empty.append(drawn(home, READY, sys.executable, "-c", EMPTY_APP))
            ours.append(drawn(home, UNLOCK, *PROGRAM, "--store", str(home / "opslag")))
    for number, what in enumerate(("first frame of the unlock screen", "the same, of a processor")):
        pairs = [one[number] for one in ours], [one[number] for one in empty]
        found.append(figure(what, *pairs, beside="an empty Textual app", most_ratio=1.5))
    return found


if __name__ == "__main__":
    run("start", measure)
