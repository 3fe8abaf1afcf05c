"""Read a window of rows page by page, and keep the pages that were read last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from widgets.record_source import Row, RowWindow

PAGE_ROWS = 64
"""Rows that are asked at once: more than a usual screen shows."""

KEPT_PAGES = 16
"""Pages that stay in memory."""

_Answer = TypeVar("_Answer")


class RowPages:
    """The rows of one window, asked in pages.

    A window is foreign code. What it raises goes to `on_error`, once; from then on the pages are empty and the window is left
    alone.
    """

    def __init__(self, window: RowWindow, on_error: Callable[[Exception], None]) -> None:
        self._window = window
        self._on_error = on_error
        self.broken = False
        """Whether the window failed."""
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self.count = self._ask(lambda: len(window), 0)
        """How many rows the window had when it was opened."""

    def row(self, index: int) -> Row | None:
        """Return one row, or None when the window no longer has it."""
        if not 0 <= index < self.count:
            return None
        number, line = divmod(index, PAGE_ROWS)
        page = self._page(number)
        return page[line] if line < len(page) else None

    def position(self, key: str) -> int | None:
        """Return the place of a record in the window, or None."""
        place = self._ask(lambda: self._window.position(key), None)
        return place if place is not None and 0 <= place < self.count else None

    def _page(self, number: int) -> Sequence[Row]:
        """Return a page, from memory if it is there."""
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE_ROWS
            nothing: Sequence[Row] = ()
            page = self._ask(lambda: self._window.rows(start, min(start + PAGE_ROWS, self.count)), nothing)
            self._pages[number] = page
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _ask(self, question: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
        """Return what the window answers, or `otherwise` when it fails or failed before."""
        if self.broken:
            return otherwise
        try:
            return question()
        except Exception as error:  # noqa: BLE001  a window may raise anything, and drawing a line must not
            self.broken = True
            self._on_error(error)
            return otherwise
