"""How this program starts itself: as a helper that searches, or anew after a lock.

It is run by a Python in which it is installed, or stands in a folder of its own with a Python inside (PyInstaller), where
there is no Python to give code to. And Windows cannot put a fresh process in the place of one that runs: there a keeper
that never saw the store waits beside the app, and starts it again. Imports nothing heavy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

SEARCH_WORD = "--search-process"
"""The one word that makes a helper that searches of the program. For the program itself: no help tells of it."""

_SEARCH = (
    "import sys; sys.path.insert(0, sys.argv[1]); from zorgarrangeur_tui.planning.search_child import main; main()"
)
_ROOT = str(Path(__file__).parents[1])
_KEPT = "ZORGARRANGEUR_BEWAKER"
_START_ANEW = 75
"""The exit code that asks the keeper to start the app again."""
_FRESH_BUNDLE = "PYINSTALLER_RESET_ENVIRONMENT"


def in_own_folder() -> bool:
    """Tell whether the program stands in a folder of its own, with a Python inside."""
    return bool(getattr(sys, "frozen", False))


def search_command() -> list[str]:
    """Return the command that starts a helper that searches. It reads no environment of Python."""
    if in_own_folder():
        return [sys.executable, SEARCH_WORD]
    return [sys.executable, "-I", "-c", _SEARCH, _ROOT]


def same_command() -> list[str]:
    """Return the command that starts this program again with the same words."""
    return [sys.executable, *(sys.argv[1:] if in_own_folder() else sys.orig_argv[1:])]


def needs_keeper() -> bool:
    """Tell whether a keeper must stand beside the app: the system cannot replace a process, and there is none yet."""
    return os.name == "nt" and _KEPT not in os.environ


def keep(run: Callable[[Sequence[str]], int] | None = None) -> int:
    """Run the app in a process of its own, again and again as long as it asks for that, and return its exit code.

    Args:
        run: what runs a command to its end and returns the exit code.
    """
    run = run or _run
    os.environ[_KEPT] = "1"
    while (code := run(same_command())) == _START_ANEW:
        pass
    return code


def start_anew() -> NoReturn:
    """Put a fresh process of this program in the place of this one, so that nothing that it held stays in memory."""
    if _KEPT in os.environ:
        os._exit(_START_ANEW)
    if in_own_folder():
        os.environ[_FRESH_BUNDLE] = "1"
    command = same_command()
    os.execv(command[0], command)  # noqa: S606 - this very program, no shell


def _run(command: Sequence[str]) -> int:
    """Run a command to its end. Ctrl+C is for the process that reads the keys, not for the one that waits for it."""
    import subprocess  # noqa: PLC0415 - not for every verb

    process = subprocess.Popen(command)  # noqa: S603 - this very program, no shell
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
