"""A passphrase that is typed before the app draws stands nowhere on the terminal, and is read all the same."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("terminals of Linux and macOS", allow_module_level=True)

import pty
import termios

from zorgarrangeur_tui.terminal.quiet_start import QuietStart


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Return the two ends of a terminal: of who types, and of the program."""
    typing, program = pty.openpty()
    yield typing, program
    os.close(typing)
    os.close(program)


def echoed(typing: int, text: bytes) -> bytes:
    """Type a line and return what the terminal shows of it."""
    os.write(typing, text)
    return os.read(typing, 100) if select.select([typing], [], [], 0.2)[0] else b""


def test_nothing_that_is_typed_is_shown_and_all_of_it_is_read(ends: tuple[int, int]) -> None:
    """Until the end, after which the terminal is as it was."""
    typing, program = ends
    quiet = QuietStart()
    before = termios.tcgetattr(program)
    quiet.begin(program)
    assert b"wolk" not in echoed(typing, b"fiets wolk\n")
    assert os.read(program, 100) == b"fiets wolk\n"
    quiet.end()
    assert termios.tcgetattr(program) == before
    assert b"wolk" in echoed(typing, b"fiets wolk\n")


def test_who_takes_the_terminal_over_gives_it_back(ends: tuple[int, int]) -> None:
    """It hears how the terminal was; the end here then changes nothing."""
    _, program = ends
    quiet = QuietStart()
    before = termios.tcgetattr(program)
    quiet.begin(program)
    assert quiet.hand_over() == before
    quiet.end()
    assert termios.tcgetattr(program) != before


def test_who_does_not_start_anew_after_all_shows_typing_again(ends: tuple[int, int]) -> None:
    """The driver left the echo off for the program that was to come, which never did."""
    _, program = ends
    quiet = QuietStart()
    before = termios.tcgetattr(program)
    quiet.begin(program)
    given_back = quiet.hand_over()
    assert given_back is not None
    quiet.take_back(program, given_back)
    quiet.end()
    assert termios.tcgetattr(program) == before


def test_what_is_no_terminal_is_left_alone(tmp_path: Path) -> None:
    """As when the input comes from a file."""
    quiet = QuietStart()
    with closing((tmp_path / "invoer").open("w+b")) as file:
        quiet.begin(file.fileno())
        assert quiet.hand_over() is None
