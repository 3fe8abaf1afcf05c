"""A program in a terminal of its own: keys go in, what it draws comes out as bytes, and both are timed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
PATIENCE, QUIET = 60.0, 0.15
DRAWING = b"\x1b["
"""What every drawing holds, and a message to the terminal that draws nothing does not."""
_NANO = 1_000_000_000
_AT_REST = 30
"""Milliseconds of a processor in a second: what its clock and its cursor take."""


class Terminal:
    """A program in a terminal. Use it as a context manager: at its end the program is killed.

    Args:
        command: the program and its arguments.
        home: where the files of the user go that the program keeps for itself.
        size: columns and lines.
        more: what the program is told through its surroundings besides.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (120, 36),
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.used = 0.0
        """Milliseconds of a processor that the program had used when what was waited for had come."""
        width, height = size
        self._began = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", COLUMNS=str(width), LINES=str(height), HOME=str(home))
            for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
                os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
            os.environ.update(more or {})
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def started(self, text: bytes) -> float:
        """Return the milliseconds from its start until the program has drawn a text."""
        return self._until(text, self._began)

    def pressed(self, keys: bytes, text: bytes = DRAWING) -> float:
        """Return the milliseconds from keys until the program has sent a text, or draws; it is left when it is quiet.

        Raises:
            TimeoutError: when the program sends no such thing.
        """
        self._drain()
        began = time.perf_counter()
        os.write(self._terminal, keys)
        return self._until(text, began)

    def settle(self) -> None:
        """Wait until the program hardly uses a processor: what it does beside the screen is done."""
        began, used = time.perf_counter(), -float(_AT_REST)
        while self.processor() - used >= _AT_REST and time.perf_counter() - began < PATIENCE:
            used = self.processor()
            time.sleep(1)
            self._drain()

    def processor(self) -> float:
        """Return the milliseconds of a processor that the program has used, all threads together."""
        spent = 0
        for thread in Path(f"/proc/{self.process}/task").iterdir():
            spent += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
        return spent / _NANO * 1000

    def memory(self, kind: str = "VmRSS") -> float:
        """Return the megabytes that the program holds; the most that it ever held for `VmHWM`."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii", errors="replace")
        line = next(line for line in status.splitlines() if line.startswith(kind))
        return int(line.split()[1]) / 1024

    def _until(self, text: bytes, began: float) -> float:
        seen, took = b"", 0.0
        while not took or select.select([self._terminal], [], [], QUIET)[0]:
            if not took and time.perf_counter() - began > PATIENCE:
                raise TimeoutError(text.decode(errors="replace"))
            if not select.select([self._terminal], [], [], 0.5)[0]:
                continue
            seen += self._read()
            if not took and text in seen:
                took, self.used = time.perf_counter() - began, self.processor()
        return took * 1000

    def _drain(self) -> None:
        while select.select([self._terminal], [], [], 0)[0]:
            self._read()

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, 65536)
        except OSError as gone:
            raise TimeoutError("the program ended") from gone
