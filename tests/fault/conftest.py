"""A second process that works on a store, to be killed in the middle of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


class StoreProcess:
    """Sends commands to `store_process.py` and reads what it says."""

    def __init__(self) -> None:
        root = HERE.parents[1]
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "store_process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(HERE.parent)))},
        )

    def start(self, command: str, folder: Path, argument: str = "") -> int:
        """Let a child begin a command, and return its number."""
        self._tell(f"{command}\t{folder}\t{argument}")
        return int(self.line().removeprefix("child "))

    def line(self) -> str:
        """Return the next line that was said."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def lines_until_gone(self) -> list[str]:
        """Return what the child still said, until it was gone."""
        self._tell("wait")
        said = []
        while (line := self.line()) != "gone":
            assert line, "the process itself ended"
            said.append(line)
        return said

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    @staticmethod
    def kill(child: int) -> None:
        """End a child as a power button or the system's own hand does: without a last word."""
        os.kill(child, signal.SIGKILL)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def store_process() -> Iterator[StoreProcess]:
    """Return a process that works on stores; it needs to fork and to be killed."""
    if os.name == "nt":
        pytest.skip("Windows has neither fork nor SIGKILL")
    process = StoreProcess()
    yield process
    process.close()
