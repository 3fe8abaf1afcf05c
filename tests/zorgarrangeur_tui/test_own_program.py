"""How the program starts itself: with a Python or in a folder of its own, and on a system that replaces no process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from zorgarrangeur_tui import cli, own_program
from zorgarrangeur_tui.fault_report import fault_report
from zorgarrangeur_tui.planning import search_pool
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import SIZES
from zorgarrangeur_tui.planning.search_messages import Begin, Ready
from zorgarrangeur_tui.planning.search_pool import SearchPool

ROOT = Path(__file__).resolve().parents[2]

ASK_TWICE = """
import os, sys
from pathlib import Path
from zorgarrangeur_tui.own_program import keep, start_anew
started = Path(sys.argv[1])
if "ZORGARRANGEUR_BEWAKER" not in os.environ:
    sys.exit(keep())
with started.open("a") as file:
    file.write("x")
if started.read_text() != "xxx":
    start_anew()
sys.exit(7)
"""
"""Beside a keeper it asks twice to be started again, as a lock does, and then ends."""

ONCE_ANEW = """
import os, sys
from pathlib import Path
from zorgarrangeur_tui.own_program import start_anew
started = Path(sys.argv[1])
with started.open("a") as file:
    file.write(f"{os.getpid()}\\n")
if len(started.read_text().splitlines()) == 1:
    start_anew()
"""


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the program stand in a folder of its own, and return where."""
    program = "/opt/zorgarrangeur/zorgarrangeur"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", program)
    monkeypatch.setattr(sys, "argv", [program, "--store", "map"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-x", "--store", "map"])
    return program


def test_in_a_folder_of_its_own_no_python_is_asked_for(own_folder: str) -> None:
    """There is one program, which searches at a word and starts again with the words it was given."""
    assert own_program.search_command() == [own_folder, own_program.SEARCH_WORD]
    assert own_program.same_command() == [own_folder, "--store", "map"]


def test_the_word_makes_a_helper_that_searches_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """It hears a problem and answers that it is ready, as the helper that a Python starts."""
    command = [sys.executable, "-m", "zorgarrangeur_tui", own_program.SEARCH_WORD]
    monkeypatch.setattr(search_pool, "search_command", lambda: command)
    with SearchPool(1) as pool:
        pool.send(0, Begin(invent(SIZES["S1"], 1).problem, 1, None))
        answer = None
        while answer is None:
            answer = pool.receive(1.0)
    assert isinstance(answer[1], Ready)


def test_a_keeper_is_needed_once_where_no_process_can_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, and not for the app that a keeper stands beside already."""
    monkeypatch.setenv("ZORGARRANGEUR_BEWAKER", "1")
    monkeypatch.delenv("ZORGARRANGEUR_BEWAKER")
    assert not own_program.needs_keeper()
    monkeypatch.setattr(own_program.os, "name", "nt")
    assert own_program.needs_keeper()
    seen = []

    def run(command: Sequence[str]) -> int:
        seen.append(own_program.needs_keeper())
        return 143

    assert (own_program.keep(run), seen) == (143, [False])


def test_beside_a_keeper_the_app_starts_as_often_as_it_asks(tmp_path: Path) -> None:
    """Each time with the same words, until it ends with a code of its own."""
    started = tmp_path / "gestart"
    done = subprocess.run([sys.executable, "-c", ASK_TWICE, str(started)], cwd=ROOT, check=False)
    assert (done.returncode, started.read_text()) == (7, "xxx")


def test_elsewhere_the_program_starts_anew_in_the_same_process(tmp_path: Path) -> None:
    """Who waits for it sees one process, which ends when the second one does."""
    started = tmp_path / "gestart"
    subprocess.run([sys.executable, "-c", ONCE_ANEW, str(started)], cwd=ROOT, check=True)
    first, second = started.read_text().splitlines()
    assert first == second


def test_with_a_keeper_the_app_itself_is_not_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who waits beside the app never sees a store; what the app ended with is what the program ends with."""
    monkeypatch.setattr(own_program, "needs_keeper", lambda: True)
    monkeypatch.setattr(own_program, "keep", lambda: 129)
    monkeypatch.setitem(sys.modules, "zorgarrangeur_tui.app", None)
    assert cli.start_app(tmp_path) == 129


def test_a_fault_in_a_folder_of_its_own_tells_the_place_in_the_house() -> None:
    """Code knows its file there by the name within the program only; the report tells that whole."""
    try:
        exec(compile("raise KeyError('Fatima')", "zorgarrangeur_tui/screens/case.py", "exec"))  # noqa: S102 - as frozen code
    except KeyError as fault:
        told = fault_report(fault)
    assert "    zorgarrangeur_tui/screens/case.py:1" in told.splitlines()
    assert "Fatima" not in told


@pytest.mark.slow
def test_every_module_loads_where_linux_and_macos_have_more_than_windows() -> None:
    """No module asks, as it loads, for a library or a signal that Windows lacks; but for the driver of a terminal."""
    code = """
import asyncio, importlib, multiprocessing, pkgutil, pathlib, selectors, signal, subprocess, sys, tempfile
import numpy, ortools, textual.drivers.headless_driver
for lacking in ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[lacking] = None
for number in ("SIGHUP", "SIGTSTP", "SIGCONT", "SIGSTOP", "SIGKILL", "SIGWINCH", "SIGUSR1"):
    delattr(signal, number)
for package in ("storage", "widgets", "zorgarrangeur_tui"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not module.name.endswith(("terminal.driver", "__main__", "migrations.env")) and ".versions." not in module.name:
            importlib.import_module(module.name)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
