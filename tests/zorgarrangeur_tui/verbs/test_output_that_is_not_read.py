"""Where what a verb prints goes nowhere: a full disk, or a reader that stopped. No traceback, and a code of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zorgarrangeur_tui.verbs.exit_codes import ExitCode

_FULL = Path("/dev/full")
_PROGRAM = (sys.executable, "-m", "zorgarrangeur_tui")

pytestmark = pytest.mark.skipif(not _FULL.exists(), reason="this system has no disk that is always full")


@pytest.mark.parametrize("words", [("--help",), ("list", "--help"), ("locate",)])
def test_a_full_disk_is_told_in_dutch(words: tuple[str, ...]) -> None:
    """Help is printed past the verbs, and ends the same."""
    with _FULL.open("w") as full:
        ended = subprocess.run([*_PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == ExitCode.OUTPUT_LOST
    assert ended.stderr.startswith("De uitvoer is niet (helemaal) weggeschreven")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("--help",), ("list", "--help"), ("locate",)])
def test_a_reader_that_stops_ends_a_verb_quietly(words: tuple[str, ...]) -> None:
    """As `head` does when it has its lines: nobody is told anything."""
    process = subprocess.Popen([*_PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate()
    assert (process.returncode, told) == (ExitCode.OUTPUT_CLOSED, "")
