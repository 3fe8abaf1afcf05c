"""Keeps what is typed before the app draws off the screen. It may be the passphrase, and would stay in the terminal afterwards."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import Any

_LOCAL_MODES = 3
"""The place of the modes of which echo is one, in what a terminal tells of itself."""


class QuietStart:
    """A terminal that shows no typing, from `begin` until the app takes it, or until `end` when it never does."""

    def __init__(self) -> None:
        self._descriptor = -1
        self._before: list[Any] | None = None

    def begin(self, descriptor: int) -> None:
        """Show no typing any more, where there is a terminal on Linux or macOS."""
        if sys.platform == "win32":
            return
        import termios  # noqa: PLC0415 - not there on Windows

        with contextlib.suppress(termios.error):  # no terminal, or gone
            before = termios.tcgetattr(descriptor)
            # After a lock the program starts anew, and finds the echo off, as it left it for that moment.
            before[_LOCAL_MODES] |= termios.ECHO
            termios.tcsetattr(descriptor, termios.TCSANOW, without_echo(before))
            self._descriptor, self._before = descriptor, before

    def hand_over(self) -> list[Any] | None:
        """Return how the terminal was, for who gives it back from now on; None when it was left as it was."""
        before, self._before = self._before, None
        return before

    def take_back(self, descriptor: int, before: list[Any]) -> None:
        """Be the one again who gives the terminal back as it was, should the program not start anew after all."""
        self._descriptor, self._before = descriptor, before

    def end(self) -> None:
        """Show typing again, unless that was handed over."""
        before = self.hand_over()
        if before is None or sys.platform == "win32":
            return
        import termios  # noqa: PLC0415 - as above

        with contextlib.suppress(termios.error):  # gone
            termios.tcsetattr(self._descriptor, termios.TCSANOW, before)


def without_echo(modes: list[Any]) -> list[Any]:
    """Return the modes of a terminal, as `termios` tells them, with typing not shown."""
    if sys.platform == "win32":
        raise NotImplementedError("a terminal of Windows has no such modes")
    import termios  # noqa: PLC0415 - as above

    quiet = list(modes)
    quiet[_LOCAL_MODES] &= ~termios.ECHO
    return quiet


QUIET_START = QuietStart()
"""That of the terminal of this process."""


def run_quietly(run: Callable[[], int]) -> int:
    """Run what takes the terminal sooner or later, and return its exit code. Until then nothing typed is shown."""
    QUIET_START.begin(0)
    try:
        return run()
    finally:
        QUIET_START.end()
