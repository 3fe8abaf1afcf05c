"""Somebody who stays when the app is killed: gives the terminal back, without what was on screen.

A process that is killed (`kill -9`, out of memory, a fault in a library) can do nothing at its end any more. So a shell of
a few lines waits beside it for the end of a pipe, and knows nothing of the app.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

_RESTORED = (
    r"\033[0m\033[2J\033[H"  # nothing of the app is left to be read
    r"\033[<u\033[?1000l\033[?1003l\033[?1015l\033[?1006l\033[?1016l\033[?1004l\033[?2004l\033[?2048l\033[?7h"
    r"\033[?1049l\033[?25h"
)
_PATIENCE_SECONDS = 1.0
_RESET = "Werkt het venster niet goed meer, typ dan: reset"
_WATCH = f"trap '' INT QUIT TERM TSTP TTIN TTOU; IFS= read -r end || printf '{_RESTORED}\\r\\n%s\\r\\n' \"$1\""


class TerminalWatch:
    """Waits for the end of this process, from `start` to `end`.

    Args:
        sentence: what to tell who sees the app gone.
    """

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._watcher: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to wait, where there is a terminal to give back and a shell to do it."""
        if sys.platform == "win32" or sys.__stderr__ is None or not sys.__stderr__.isatty():
            return
        # Without a watcher the app works as well; only a kill would leave its terminal as it was.
        with contextlib.suppress(OSError):
            self._watcher = subprocess.Popen(  # noqa: S603 - these very lines, and no word of a user
                ["/bin/sh", "-c", _WATCH, "sh", f"{self._sentence} {_RESET}"],
                stdin=subprocess.PIPE,
                stdout=sys.__stderr__,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
            )

    def end(self) -> None:
        """Wait no longer: this process gave the terminal back itself. Does nothing a second time."""
        watcher, self._watcher = self._watcher, None
        if watcher is None or watcher.stdin is None:
            return
        with contextlib.suppress(OSError):
            watcher.stdin.write(b"\n")
            watcher.stdin.close()
        # One that was stopped is not worth waiting for.
        with contextlib.suppress(subprocess.TimeoutExpired):
            watcher.wait(_PATIENCE_SECONDS)


@contextlib.contextmanager
def watched_terminal(sentence: str) -> Iterator[TerminalWatch]:
    """Have the terminal given back, and a sentence told, even when this process is killed."""
    watch = TerminalWatch(sentence)
    watch.start()
    try:
        yield watch
    finally:
        watch.end()
