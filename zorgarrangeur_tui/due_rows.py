"""Rows of what is due for a record table: asked from the store in the table's own thread, once per change."""

from __future__ import annotations

from storage.store import Store
from widgets.record_source import MadeSource, Row, RowWindow
from widgets.record_table import Column
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.watch import Watched

DUE_COLUMNS = (
    Column("Wanneer", 16),
    Column("Datum", 10, priority=3),
    Column("Wat", 22, weight=4),
    Column("Wie", 14, weight=1, priority=1),
    Column("Waar", 12, weight=1, priority=2),
)


class DueSource:
    """What is due as a list.

    Args:
        store: an opened store.
        weeks: how far ahead.
        kinds: `domain.watch.WatchKind` values; none: all.
    """

    def __init__(self, store: Store, weeks: int, kinds: tuple[str, ...] = ()) -> None:
        self._store = store
        self._weeks = weeks
        self._kinds = kinds
        self._found: dict[str, Watched] = {}
        self._source: MadeSource | None = None

    def select(self, filter_text: str) -> RowWindow:
        """Return the lines that hold every word of the filter. May run in a thread."""
        source = self._source
        if source is None:
            found = due(self._store, self._weeks, kinds=self._kinds)
            by_key = self._found = {one.key: one for one in found}
            source = MadeSource(by_key, lambda key: _row(by_key[key]))
            self._source = source
        return source.select(filter_text)

    def watched(self, key: str | None) -> Watched | None:
        """Return what stands on a line; None for no line."""
        return self._found.get(key or "")

    @property
    def answered(self) -> bool:
        """Whether the store was asked."""
        return self._source is not None

    @property
    def lines_on_children(self) -> int:
        """How many lines name a child."""
        return sum(bool(one.who) for one in self._found.values())


def _row(one: Watched) -> Row:
    marks = (("warning",) if one.pressing else ()) + (("muted",) if one.on_hold else ())
    return Row(one.key, (one.when, dutch_date_short(one.due_on), one.told, one.who, one.place), marks)
