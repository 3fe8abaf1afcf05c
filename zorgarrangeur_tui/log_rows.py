"""Rows of the access log for a record table: newest first, put into words only where they are on screen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from storage.log_reading import LogRows, LogSelection
from storage.store import Store
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.access_log import LogLine, LogReader, grouped

LOG_COLUMNS = (
    Column("Wanneer", 16),
    Column("Wie", 10, weight=1, priority=2),
    Column("Wat", 13, weight=1),
    Column("Over", 14, weight=2),
    Column("Reden en bijzonderheden", 12, weight=3, priority=1),
)


class LogSource:
    """The log as a list. Of one record, what is alike on one day stands on one line.

    Args:
        store: an opened store.
        selection: which rows.
    """

    def __init__(self, store: Store, selection: LogSelection) -> None:
        self._store = store
        self._selection = selection

    def select(self, filter_text: str) -> LogWindow:  # noqa: ARG002 - the log is narrowed by its own keys
        """Return the lines. May run in a thread."""
        found = LogRows(self._store, self._selection)
        if self._selection.subject:
            groups: Sequence[tuple[int, ...]] = [tuple(row.number for row in group) for group in grouped(found)]
        else:
            groups = Newest(found.numbers)
        return LogWindow(found, groups, LogReader(self._store))


@dataclass(frozen=True, slots=True)
class LogWindow:
    """One answered selection: per line the numbers of its rows, oldest first; lines newest first."""

    found: LogRows
    groups: Sequence[tuple[int, ...]]
    reader: LogReader

    def __len__(self) -> int:
        return len(self.groups)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return lines `start` up to `stop`."""
        return [
            Row(
                str(line.newest.number),
                (line.when, line.who, line.what, line.about, line.why),
                ("warning",) if line.remarkable else (),
            )
            for line in self.lines(start, stop)
        ]

    def lines(self, start: int, stop: int) -> list[LogLine]:
        """Return lines `start` up to `stop` in full."""
        wanted = self.groups[start:stop]
        rows = {row.number: row for row in self.found.rows([number for group in wanted for number in group])}
        return self.reader.grouped_lines([tuple(rows[number] for number in group) for group in wanted])

    def position(self, key: str) -> int | None:
        """Return the line whose newest row has this number, or None."""
        # The lines come newest first.
        place = bisect_left(self.groups, -int(key), key=lambda group: -group[-1])
        return place if place < len(self.groups) and self.groups[place][-1] == int(key) else None


class Newest(Sequence[tuple[int, ...]]):
    """Every row on a line of its own, newest first, without a copy of the numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int | slice) -> tuple[int, ...] | list[tuple[int, ...]]:  # type: ignore[override]  # one type for both kinds of index
        if isinstance(index, slice):
            return [(self._numbers[-1 - place],) for place in range(*index.indices(len(self._numbers)))]
        return (self._numbers[-1 - index],)
