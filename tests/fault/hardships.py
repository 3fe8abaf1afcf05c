"""What a child of `store_process.py` has to work under, in words that may be combined.

`nobody`: as a user without rights. `limit=BYTES`: no file may grow beyond that. `room=BYTES`: the disk is full after that
much. `ballast=FILE`: a real disk is filled with that file. `pull=CALLS:ERROR`: the disk is gone after so many calls.
`normal`, `unsynced`: less care than the app takes, to see that its tests notice.
"""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path

import disk

from storage import database

NOBODY = 65534
"""The user without rights, by number."""


class Hardships:
    """What goes wrong around a program, once it begins."""

    def __init__(self, words: str) -> None:
        self._words = dict(word.partition("=")[::2] for word in words.split())
        if "nobody" in self._words and os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        if "normal" in self._words:
            database._PRAGMAS = tuple(
                pragma.replace("synchronous=FULL", "synchronous=NORMAL") for pragma in database._PRAGMAS
            )
        if "unsynced" in self._words:
            os.fsync = lambda _: None  # SQLite's own stays

    @property
    def need_disk(self) -> bool:
        """Whether it is the disk that fails."""
        return bool({"room", "pull"} & self._words.keys())

    def begin(self) -> None:
        """Let it go wrong from now on."""
        if "limit" in self._words:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(self._words["limit"]), resource.RLIM_INFINITY))
        if "room" in self._words:
            disk.leave_room(int(self._words["room"]))
        if "pull" in self._words:
            calls, _, error = self._words["pull"].partition(":")
            disk.pull_out(int(calls), int(error))

        if "ballast" in self._words:
            self._fill(Path(self._words["ballast"]))

    @staticmethod
    def _fill(path: Path) -> None:
        """Fill a real disk to the last byte."""
        with path.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while True:
                ballast.write(bytes(4096))

    def end(self) -> None:
        """Let all be well again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if "ballast" in self._words:
            Path(self._words["ballast"]).unlink()
        if self.need_disk:
            disk.mend()
