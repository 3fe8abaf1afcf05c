"""Reading the access log: what was done with one child, or in a period, whole or a slice at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from sqlalchemy import Connection

from storage.audit import COLUMNS, LogRow
from storage.clock import WALL_CLOCK
from storage.history import in_parts
from storage.joined import with_joined
from storage.store import Store

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM audit"  # noqa: S608 - names of our own columns
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class LogSelection:
    """Which rows: about one record ("" for all), from and until these days of the wall clock (None for no end)."""

    subject: str = ""
    first: date | None = None
    last: date | None = None


class LogRows:
    """The rows of a selection, oldest first. What is added to the log later is no part of it.

    Args:
        store: an opened store.
        selection: which rows.
    """

    def __init__(self, store: Store, selection: LogSelection) -> None:
        self.selection = selection
        self._store = store
        with store.read() as session:
            self.numbers: Sequence[int] = _numbers(session.connection(), selection)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[LogRow]:
        """Yield the rows, read a page at a time."""
        for start in range(0, len(self.numbers), _PAGE):
            yield from self.rows(self.numbers[start : start + _PAGE])

    def rows(self, numbers: Sequence[int]) -> list[LogRow]:
        """Return rows by their numbers, in this order; a number that no row has is left out."""
        found: dict[int, LogRow] = {}
        with self._store.read() as session:
            connection = session.connection()
            for part in in_parts(numbers):
                query = f"{_SELECT} WHERE number IN ({', '.join('?' * len(part))})"
                for row in connection.exec_driver_sql(query, tuple(part)):
                    found[row.number] = LogRow(*row)
        return [found[number] for number in numbers if number in found]


def rows_about(store: Store, subject: str) -> LogRows:
    """Return every row about one record: who saw or changed this child, also as it was entered a second time and joined."""
    return LogRows(store, LogSelection(subject=subject))


def rows_between(store: Store, first: date | None, last: date | None) -> LogRows:
    """Return every row of the days from `first` up to and including `last`, on the wall clock; None for no end."""
    return LogRows(store, LogSelection(first=first, last=last))


def _numbers(connection: Connection, selection: LogSelection) -> Sequence[int]:
    conditions, values = [], []
    if selection.subject:
        about = sorted(with_joined(connection, "pupil", {selection.subject}))
        conditions.append(f"subject IN ({', '.join('?' * len(about))})")
        values += about
    if selection.first is not None:
        conditions.append("at >= ?")
        values.append(_midnight(selection.first))
    if selection.last is not None:
        conditions.append("at < ?")
        values.append(_midnight(selection.last + timedelta(days=1)))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"SELECT number FROM audit{where} ORDER BY number"  # noqa: S608 - conditions of our own
    # Straight from the driver: a log of 100,000 rows would spend its time on row objects.
    cursor = connection.connection.cursor()
    try:
        return list(chain.from_iterable(cursor.execute(query, tuple(values))))
    finally:
        cursor.close()


def _midnight(day: date) -> str:
    """Return the first moment of a day as the log writes it, in UTC; as text it sorts like the moment."""
    moment = datetime.combine(day, time(), WALL_CLOCK)
    return (moment - moment.utcoffset()).replace(tzinfo=None).isoformat(timespec="milliseconds")  # type: ignore[operator]  # the wall clock has an offset
