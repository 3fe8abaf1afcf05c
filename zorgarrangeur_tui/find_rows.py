"""Rows for finding anything: every record that a list can show, of all kinds together, by the words that find it."""

from __future__ import annotations

from collections.abc import Sequence

from storage import listing
from storage.store import Store
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.everything import ListOrder, found_records
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS

FIND_COLUMNS = (
    Column("Soort", 16, priority=3),
    Column("Naam", 18, weight=3),
    Column("Waar", 12, weight=2, priority=1),
    Column("Kenmerk", 8, priority=2),
)


class EverythingSource:
    """Every record of every list. Without a word to look for it answers with nothing.

    The kind of which least was found comes first, and cases after others: a school before its many cases. Within a kind the order is that of its list.

    Args:
        store: an opened store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._order: ListOrder | None = None

    def select(self, filter_text: str) -> FoundWindow:
        """Return what holds every word of the filter. May run in a thread."""
        with self._store.read() as session:
            connection = session.connection()
            found = listing.matching(connection, filter_text)
            if not found:
                return FoundWindow(self._store, ())
            if self._order is None:
                self._order = ListOrder.read(connection)
        return FoundWindow(self._store, self._order.grouped(found))


class FoundWindow:
    """What was found, kind after kind."""

    def __init__(self, store: Store, groups: Sequence[tuple[str, Sequence[int]]]) -> None:
        self._store = store
        self._groups = groups

    def __len__(self) -> int:
        return sum(len(ids) for _, ids in self._groups)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return rows `start` up to `stop`."""
        rows: list[Row] = []
        first = 0
        for record_type, ids in self._groups:
            part = ids[max(0, start - first) : max(0, stop - first)]
            first += len(ids)
            if part:
                rows += self._rows_of(record_type, part)
        return rows

    def position(self, key: str) -> int | None:
        """Return the row of a record, or None when it is not among them."""
        record_type, record_id = record_of(key)
        with self._store.read() as session:
            wanted = listing.listing_id(session.connection(), record_id)
        first = 0
        for kind, ids in self._groups:
            if kind == record_type and wanted in ids:
                return first + ids.index(wanted)
            first += len(ids)
        return None

    def _rows_of(self, record_type: str, listing_ids: Sequence[int]) -> list[Row]:
        kind = RECORD_WORDS[record_type].singular
        return [
            Row(f"{record_type}:{one.record_id}", (kind, one.name, one.place, one.code))
            for one in found_records(self._store, record_type, listing_ids)
        ]


def record_of(key: str) -> tuple[str, str]:
    """Return the type and id of the record of a row."""
    record_type, _, record_id = key.partition(":")
    return record_type, record_id
