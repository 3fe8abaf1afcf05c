"""What a record table has in hand between its questions: the rows shown now, and the record that the user was at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.record_lines import FAILURE_TEXT, nothing_found
from widgets.record_pages import RowPages
from widgets.record_query import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.record_source import Row, RowSource


class ShownRows:
    """The last answer of a source, and where the cursor belongs in the next one. Knows no screen."""

    def __init__(self, source: RowSource | None) -> None:
        self._source = source
        self._pages: RowPages | None = None
        self._last_number = 0
        self._count_all = True
        self._failed = False
        self._wanted_key: str | None = None
        self._anchor: tuple[str | None, int] = (None, 0)
        self.waiting = source is not None
        """Whether an answer is still to come."""
        self.filter_text = ""
        """The filter that the rows answer."""
        self.total: int | None = None
        """How many rows there are without a filter, if that was ever counted."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0 if self._pages is None else self._pages.count

    def row(self, index: int) -> Row | None:
        """Return a row, or None when there is none at that place."""
        return None if self._pages is None else self._pages.row(index)

    def position(self, key: str) -> int | None:
        """Return where a record stands, or None."""
        return None if self._pages is None else self._pages.position(key)

    def hint(self, empty_text: str) -> str:
        """Return what to say when there are no rows: nothing while the first answer is still to come."""
        if self._failed:
            return FAILURE_TEXT
        if self._pages is None and self.waiting:
            return ""
        return nothing_found(self.filter_text) if self.filter_text.strip() else empty_text

    def remember(self, key: str, row: int) -> None:
        """Remember the record under the cursor, to find it again in the next answer."""
        self._anchor = (key, row)

    def want(self, key: str) -> None:
        """Let the cursor go to this record in the answer that is still to come."""
        if self.waiting:
            self._wanted_key = key

    def change_source(self, source: RowSource) -> None:
        """Ask another source from now on. What was shown stays until it answers."""
        self._source = source
        self.waiting = True
        self._anchor = (self._anchor[0], 0)

    def count_again(self) -> None:
        """Also count all rows with the next question, because there may be more or fewer now."""
        self._count_all = True

    def question(self, filter_text: str) -> Question | None:
        """Return the next question; answers to earlier ones are stale from now on. None without a source."""
        if self._source is None:
            return None
        self._last_number += 1
        self.waiting = True
        return Question(self._last_number, self._source, filter_text, self._count_all and bool(filter_text.strip()))

    def is_current(self, answer: Answer) -> bool:
        """Return whether nothing else was asked since."""
        return answer.number == self._last_number

    def fail(self) -> None:
        """Show no rows, because the source could not give them."""
        self._pages = None
        self._failed = True
        self.waiting = False

    def take(self, answer: Answer, on_error: Callable[[Exception], None]) -> int | None:
        """Show the rows of an answer.

        Args:
            answer: what the source gave.
            on_error: called when its window fails, now or when rows are read later.

        Returns:
            The row where the cursor belongs, or None when the window failed at once and nothing changed.
        """
        self.waiting = False
        if answer.window is None:
            return None
        pages = RowPages(answer.window, on_error)
        all_pages = pages if answer.all_rows is None else RowPages(answer.all_rows, on_error)
        place = self._place(pages, answer.filter_text)
        if pages.broken or all_pages.broken:
            return None
        if answer.all_rows is not None or not answer.filter_text.strip():
            self.total = all_pages.count
            self._count_all = False
        self._pages = pages
        self._failed = False
        self.filter_text = answer.filter_text
        return place

    def _place(self, pages: RowPages, filter_text: str) -> int:
        """Return the row for the cursor: the record asked for, the best answer to a new filter, the same record, or near it."""
        wanted, self._wanted_key = self._wanted_key, None
        if wanted is not None and (position := pages.position(wanted)) is not None:
            return position
        if filter_text and filter_text != self.filter_text:
            return 0
        key, row = self._anchor
        position = None if key is None else pages.position(key)
        return row if position is None else position
