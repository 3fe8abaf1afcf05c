"""The most memory that a search and the processes that it started held together at one moment."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Self

_SECONDS_BETWEEN_LOOKS = 0.5
_PROCESSES = Path("/proc")


class PeakMemory:
    """Looks twice a second at this process and its children, as long as it is entered.

    The system keeps the most memory of children too, but counts in what this process held when it started them.

    Attributes:
        megabytes: the most of all together; 0 where the system tells nothing of it.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no longer."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.megabytes = max(self.megabytes, sum(map(_held, (os.getpid(), *_children()))))
            if self._over.wait(_SECONDS_BETWEEN_LOOKS):
                return


def _children() -> list[int]:
    """Return the processes that this one started, by number."""
    lists = (_text(path) for path in (_PROCESSES / "self" / "task").glob("*/children"))
    return [int(number) for text in lists for number in text.split()]


def _held(process: int) -> float:
    """Return the megabytes that a process holds; 0 when it is gone."""
    lines = _text(_PROCESSES / str(process) / "status").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""  # the thread or process ended meanwhile
