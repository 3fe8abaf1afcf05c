"""The app in a terminal of its own: keys go in, and what it draws comes out as bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds that anything in the app may take on a machine that is busy with something else; only what never comes waits so long."""
F9, CTRL_L, ESCAPE = b"\x1b[20~", b"\x0c", b"\x1b"


class AppTerminal:
    """A running app. Use it as a context manager: at its end the app is killed, if it still runs.

    Args:
        folder: of the store.
        options: as `quick_app.py` knows them.
        home: where the user's own files and temporary files go; None for the ordinary places.
        from_shell: whether a shell starts it, to which it can be put to sleep; then `process` is that of the shell.
        installed: the program to run on the folder, as it was installed, instead of `quick_app.py`.
    """

    def __init__(
        self,
        folder: Path,
        *options: str,
        home: Path | None = None,
        from_shell: bool = False,
        installed: Path | None = None,
    ) -> None:
        self.received = b""
        self._mark = 0
        self._ended: int | None = None
        command = [sys.executable, str(Path(__file__).with_name("quick_app.py")), str(folder), *options]
        if installed is not None:
            command = [str(installed), "--store", str(folder), *options]
        line = shlex.join(command)
        if from_shell:
            command = ["/bin/bash", "--norc", "--noprofile", "-i"]
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.chdir(ROOT if installed is None else installed.parent)
            os.environ.update(TERM="xterm-256color", PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'tests'}")
            if installed is not None:
                del os.environ["PYTHONPATH"]
            if home is not None:
                os.environ.update(HOME=str(home), TMPDIR=str(home), TEMP=str(home), SQLITE_TMPDIR=str(home))
                os.environ.update(XDG_DATA_HOME=str(home), XDG_CACHE_HOME=str(home), XDG_STATE_HOME=str(home))
                os.environ.update(XDG_CONFIG_HOME=str(home))
            os.execv(command[0], command)  # noqa: S606 - this very Python, no shell
        self.resize(120, 36)
        if from_shell:
            self.send(f"{line}\r".encode())

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    @property
    def app_process(self) -> int:
        """The app, when a shell started it."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text(encoding="ascii").split()
        return int(children[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ended is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.hang_up()

    def send(self, keys: bytes) -> None:
        """Press keys. What is waited for next must come after them."""
        self._read(0)
        self._mark = len(self.received)
        os.write(self._terminal, keys)

    def wait_for(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until a text was drawn since the last keys.

        Raises:
            TimeoutError: when it does not come.
        """
        deadline = time.monotonic() + seconds
        while text.encode() not in self.received[self._mark :]:
            if time.monotonic() > deadline or not self._read(0.2):
                raise TimeoutError(text)

    @property
    def since_keys(self) -> str:
        """What was drawn since the last keys."""
        self._read(0)
        return self.received[self._mark :].decode(errors="replace")

    @property
    def shows_typing(self) -> bool:
        """Whether the terminal itself shows what is typed, as a shell finds it."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def kill(self, number: int) -> None:
        """Send a signal to the app."""
        os.kill(self.process, number)

    def hang_up(self) -> None:
        """Close the window."""
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def exit_code(self) -> int:
        """Return how the app ended, after waiting for it: its code, or minus the signal.

        Raises:
            TimeoutError: when it does not end.
        """
        deadline = time.monotonic() + PATIENCE
        while self._ended is None:
            if time.monotonic() > deadline:
                raise TimeoutError("the end")
            if self._terminal >= 0:
                self._read(0.05)
            found, status = os.waitpid(self.process, os.WNOHANG if self._terminal >= 0 else 0)
            if found:
                self._ended = os.waitstatus_to_exitcode(status)
        return self._ended

    def memory_holds(self, needles: dict[str, bytes]) -> list[str]:
        """Return the names of the needles that the memory of the app holds somewhere."""
        found = set()
        maps = Path(f"/proc/{self.process}/maps").read_text(encoding="utf-8")
        with Path(f"/proc/{self.process}/mem").open("rb", buffering=0) as memory:
            for line in maps.splitlines():
                span, rights = line.split()[:2]
                if not rights.startswith("r") or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                    continue
                start, end = (int(part, 16) for part in span.split("-"))
                try:
                    memory.seek(start)
                    data = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue  # unmapped meanwhile, or not for reading
                found |= {name for name, needle in needles.items() if needle in data}
        return sorted(found)

    def _read(self, seconds: float) -> bool:
        """Take what was drawn; False when the app is gone."""
        while select.select([self._terminal], [], [], seconds)[0]:
            try:
                part = os.read(self._terminal, 65536)
            except OSError:
                return False
            if not part:
                return False
            self.received += part
            seconds = 0
        return True
