"""Whether another program wrote in this store: a command in a terminal beside the app, or a second window of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from storage.database import DATABASE_ERRORS, in_words
from storage.errors import StoreBusy
from storage.revision import REVISION


class OtherPrograms:
    """Tells the revisions of this program's own acts from those of others.

    Args:
        path: the database.
        connect: gives a driver connection on it, for nothing but this.
    """

    def __init__(self, path: Path, connect: Callable[[], Any]) -> None:
        self._path = path
        self._connect = connect
        self._connection: Any = None
        self._version = -1
        self._seen = -1
        self._own: set[int] = set()
        self._closed = False
        self._lock, self._asking = Lock(), Lock()

    def not_this(self, revision: int) -> None:
        """Remember a revision as one of this program, whatever thread wrote it."""
        with self._lock:
            self._own.add(revision)

    def wrote(self) -> bool:
        """Tell whether another program changed what screens show since this was last asked; the first time never.

        It takes some microseconds and never waits. Where the file cannot be asked now, the next time tells; once closed,
        nothing is asked any more: the file may be put aside then, for one under a new key.
        """
        with self._asking:
            return not self._closed and self._ask()

    def _ask(self) -> bool:
        try:
            if self._connection is None:
                # Where a stick was pulled out, connecting would make an empty file in its place.
                if not self._path.is_file():
                    return False
                self._connection = self._connect()
                self._connection.execute("PRAGMA busy_timeout=0")
            [(version,)] = self._connection.execute("PRAGMA data_version").fetchall()
            if version == self._version:
                return False
            rows = self._connection.execute("SELECT value FROM state WHERE name = ?", (REVISION,)).fetchall()
        except (*DATABASE_ERRORS, OSError) as error:
            # Whoever reads or writes next hears of it in words; this only looks, over a new connection the next time.
            if not isinstance(in_words(error), StoreBusy):
                self._let_go()
            return False
        self._version = version
        return self._is_of_others(int(rows[0][0]) if rows else 0)

    def close(self) -> None:
        """Close the connection, for good."""
        with self._asking:
            self._closed = True
            self._let_go()

    def watch_again(self) -> None:
        """Begin anew after `close`: what others wrote meanwhile is not told."""
        with self._asking:
            self._closed, self._seen = False, -1

    def _let_go(self) -> None:
        if self._connection is not None:
            connection, self._connection, self._version = self._connection, None, -1
            with contextlib.suppress(*DATABASE_ERRORS):
                connection.close()

    def _is_of_others(self, now: int) -> bool:
        with self._lock:
            before, self._seen = self._seen, now
            others = before >= 0 and any(number not in self._own for number in range(before + 1, now + 1))
            self._own = {number for number in self._own if number > now}
        return others
