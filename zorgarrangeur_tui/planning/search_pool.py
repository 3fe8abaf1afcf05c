"""The processes that search for the app: started fresh, spoken to over pipes, and gone at once when they are no longer needed."""

from __future__ import annotations

import subprocess
import threading
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Self, cast

from zorgarrangeur_tui.own_program import search_command
from zorgarrangeur_tui.planning.search_messages import Message, receive, send

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows only: a console program of its own would show a window."""


class ProcessGone(Exception):
    """A process that searches ended by itself: it was ended from outside, or there is no memory for it."""


class SearchPool:
    """Some processes that search; leaving the context ends them."""

    def __init__(self, size: int) -> None:
        self._inbox: SimpleQueue[tuple[int, Message | None]] = SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            for number in range(size):
                self._processes.append(self._started())
                threading.Thread(target=self._listen, args=(number,), daemon=True).start()
        except OSError as error:
            self.end()
            raise ProcessGone from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def send(self, number: int, message: Message) -> None:
        """Send a message to a process.

        Raises:
            ProcessGone: when it is no longer there.
        """
        try:
            send(cast("IO[bytes]", self._processes[number].stdin), message)
        except OSError as error:
            raise ProcessGone from error

    def receive(self, patience: float) -> tuple[int, Message] | None:
        """Return the next message of any process with its number; None when there is none within a time.

        Raises:
            ProcessGone: when one is no longer there.
        """
        try:
            number, message = self._inbox.get(timeout=patience)
        except Empty:
            return None
        if message is None:
            raise ProcessGone
        return number, message

    def end(self) -> None:
        """End every process now."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)

    @staticmethod
    def _started() -> subprocess.Popen[bytes]:
        """Start a process. It prints nothing anywhere."""
        return subprocess.Popen(  # noqa: S603 - our own program
            search_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )

    def _listen(self, number: int) -> None:
        """Take in the messages of a process until it is gone."""
        pipe = cast("IO[bytes]", self._processes[number].stdout)
        while True:
            message = _received(pipe)
            self._inbox.put((number, message))
            if message is None:
                return


def _received(pipe: IO[bytes]) -> Message | None:
    """Return the next message; None as well when the pipe was closed meanwhile."""
    try:
        return receive(pipe)
    except (OSError, ValueError):
        return None


def _close(pipe: IO[bytes]) -> None:
    """Close a pipe; what was still to be sent has no reader any more."""
    try:
        pipe.close()
    except OSError:
        return
