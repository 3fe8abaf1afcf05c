"""Two well-known Textual apps on the same machine, in the same terminal: posting and harlequin, beside this app.

Run from the root of the project: `python -m bench.apps --apps FOLDER`. Each is installed once in an environment of its own in
that folder, of pinned versions; what cannot be installed or does not start is said. They do other work than this app: what is
compared is what a user feels, from the command to the first frame and from a key to what it draws. Nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.browsing import DOWN, UP, app_in_terminal, make_filled_store, table_in_terminal
from bench.command import finish, parser
from bench.figures import Figure, Size, figure
from bench.keys import pressed
from bench.start import EMPTY_APP, PROGRAM, READY, UNLOCK, drawn
from bench.terminal import Terminal
from zorgarrangeur_tui.testing import make_store

ROUNDS = {Size.FULL: 7, Size.QUICK: 3, Size.TINY: 1}
KEYS = {Size.FULL: 30, Size.QUICK: 10, Size.TINY: 2}
REQUESTS = 30


@dataclass(frozen=True, slots=True)
class OtherApp:
    """An app that somebody else made.

    Args:
        name: of the package and its program.
        packages: with their versions; what they need may be pinned besides.
        words: its arguments; FOLDER stands for a folder with invented requests.
        ready: what it has drawn when it may be used.
        first: keys that bring it where the keys are measured.
        keys: what is measured, in turns.
        what: the keys in words.
    """

    name: str
    packages: tuple[str, ...]
    words: tuple[str, ...]
    ready: bytes
    first: tuple[bytes, ...]
    keys: tuple[bytes, ...]
    what: str


OTHERS = (
    OtherApp(
        "posting",
        ("posting==2.11.1", "tree-sitter==0.25.2"),  # a newer tree-sitter crashes on its grammars
        ("--collection", "FOLDER"),
        b"Vraag 01",
        (b"\x0f", b"\t", DOWN, UP, DOWN, UP),
        (DOWN, UP),
        "cursor in its list of requests",
    ),
    OtherApp(
        "harlequin",
        ("harlequin==2.17.0",),
        ("--no-download-tzdata", "--locale", "C"),
        b"Query Results",
        (b"1", b"\x7f", b"1", b"\x7f"),
        (b"1", b"\x7f"),
        "a letter typed in its editor",
    ),
)


def installed(app: OtherApp, folder: Path) -> tuple[Path | None, str]:
    """Return the program, installing it when it is not there, or None with what went wrong."""
    place = folder / app.name
    program = place / "bin" / app.name
    if not program.exists():
        venv.create(place, with_pip=True)
        command = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", *app.packages]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            return None, f"{app.name} could not be installed ({app.packages[0]})."
    return program, ""


def versions(app: OtherApp, folder: Path) -> str:
    """Return which versions are measured."""
    asked = f"from importlib.metadata import version; print('{app.name}', version('{app.name}') + ', Textual', version('textual'))"
    command = [str(folder / app.name / "bin" / "python"), "-c", asked]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def command_of(app: OtherApp, program: Path, home: Path) -> list[str]:
    """Return its command, with a folder of invented requests for who wants one."""
    requests = home / "requests"
    requests.mkdir(exist_ok=True)
    for number in range(REQUESTS):
        text = f"name: Vraag {number:02}\nurl: http://localhost/{number}\n"
        (requests / f"vraag{number:02}.posting.yaml").write_text(text, encoding="utf-8")
    return [str(program), *(str(requests) if word == "FOLDER" else word for word in app.words)]


def other_figures(app: OtherApp, program: Path, home: Path, size: Size) -> list[Figure]:
    """Start an app and press its keys, in turns with an empty Textual app and with Textual's own table."""
    command = command_of(app, program, home)
    starts, empty = [], []
    for _ in range(ROUNDS[size]):
        empty.append(drawn(home, READY, sys.executable, "-c", EMPTY_APP))
        starts.append(drawn(home, app.ready, *command))
    with Terminal(command, home=home) as terminal, table_in_terminal(home) as table:
        terminal.started(app.ready)
        terminal.settle()
        for keys in app.first:
            terminal.pressed(keys)
        terminal.settle()
        return [
            *_start_figures(f"{app.name}: first frame", starts, empty),
            *_key_figures(f"{app.name}: {app.what}", terminal, table, app.keys, KEYS[size]),
            figure(
                f"{app.name}: memory", [terminal.memory()], [table.memory()], unit="MB", beside="Textual's own table"
            ),
        ]


def own_figures(home: Path, size: Size) -> list[Figure]:
    """The same of this app."""
    make_filled_store(home, Size.TINY)
    make_store(home / "leeg").close()
    starts, empty = [], []
    for _ in range(ROUNDS[size]):
        empty.append(drawn(home, READY, sys.executable, "-c", EMPTY_APP))
        starts.append(drawn(home, UNLOCK, *PROGRAM, "--store", str(home / "leeg")))
    with app_in_terminal(home) as terminal, table_in_terminal(home) as table:
        terminal.settle()
        return [
            *_start_figures("this app: first frame", starts, empty),
            *_key_figures("this app: cursor in its list of cases", terminal, table, (DOWN, UP), KEYS[size]),
            figure("this app: memory", [terminal.memory()], [table.memory()], unit="MB", beside="Textual's own table"),
        ]


def _start_figures(what: str, starts: list[tuple[float, float]], empty: list[tuple[float, float]]) -> list[Figure]:
    beside = "an empty Textual app"
    clock, processor = (([one[kind] for one in starts], [one[kind] for one in empty]) for kind in (0, 1))
    return [figure(what, *clock, beside=beside), figure(f"{what}, of a processor", *processor, beside=beside)]


def _key_figures(what: str, app: Terminal, table: Terminal, keys: Sequence[bytes], rounds: int) -> list[Figure]:
    ours, plain = [], []
    for turn in range(rounds):
        plain.append(pressed(table, (DOWN, UP)[turn % 2]))
        ours.append(pressed(app, keys[turn % len(keys)]))
    clock, processor = (([one[kind] for one in ours], [one[kind] for one in plain]) for kind in (0, 1))
    beside = "cursor in Textual's own table"
    return [figure(what, *clock, beside=beside), figure(f"{what}, of a processor", *processor, beside=beside)]


def measure(size: Size) -> list[Figure]:
    """Measure this app alone."""
    with tempfile.TemporaryDirectory() as name:
        return own_figures(Path(name), size)


def measure_others(size: Size, folder: Path) -> tuple[list[Figure], list[str]]:
    """Measure the other apps; return what was found and what is to be said."""
    found, remarks = [], []
    with tempfile.TemporaryDirectory() as name:
        for app in OTHERS:
            program, problem = installed(app, folder)
            home = Path(name) / app.name
            home.mkdir()
            try:
                if program is not None:
                    found += other_figures(app, program, home, size)
                    remarks.append(f"Measured: {versions(app, folder)}.")
            except TimeoutError:
                problem = f"{app.name} does not come to its first frame here."
            remarks += [problem] if problem else []
    return found, remarks


def main() -> None:
    """Measure, print and keep."""
    options = parser()
    options.add_argument("--apps", type=Path, help="folder in which the other apps are installed")
    given = options.parse_args()
    found, remarks = measure(given.size), ["The other apps were not measured: no folder for them was given."]
    if given.apps:
        others, remarks = measure_others(given.size, given.apps)
        found += others
    finish("apps", given, found, remarks)


if __name__ == "__main__":
    main()
