"""Where the rows of a record table come from: what a source must offer, and one source over rows in memory.

A table never holds all rows. It asks a source to answer a filter, and gets a window of which it reads only the slices that
are on screen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a table shows it.

    Attributes:
        key: identifies the record within its source.
        cells: one text per column, plain text as a user wrote it; it is made safe when it is drawn.
        marks: any of "warning" (an exclamation mark before the row), "muted" (italic) and "strong" (bold); each also has a
            colour of the theme. A table leaves marks that it does not know undrawn.
    """

    key: str
    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()


class RowWindow(Protocol):
    """The answer to one filter: cheap to ask for any slice. A table asks it on the thread of the screen."""

    def __len__(self) -> int:
        """Return how many rows the answer has."""

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows from `start` up to `stop`; fewer when the answer ends earlier."""

    def position(self, key: str) -> int | None:
        """Return where the record stands in the answer, or None if it is not in it."""


class RowSource(Protocol):
    """Where rows come from."""

    def select(self, filter_text: str) -> RowWindow:
        """Return the rows that answer what the user typed; an empty text asks for all rows.

        A table calls this in a worker thread, and may call it again while an earlier call still runs. What it raises is told
        by the table, not raised again.
        """


def folded(text: str) -> str:
    """Return text in the form in which a filter compares it: without case and without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class ListWindow:
    """Rows that are all in memory."""

    all_rows: Sequence[Row]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.all_rows)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows from `start` up to `stop`."""
        return self.all_rows[start:stop]

    def position(self, key: str) -> int | None:
        """Return the place of the first row with this key, or None."""
        return next((index for index, row in enumerate(self.all_rows) if row.key == key), None)


@dataclass(frozen=True, slots=True)
class MadeWindow:
    """Rows of which only those that are on screen are made."""

    places: Mapping[str, int]
    keys: Sequence[str]
    make: Callable[[str], Row]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.keys)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Make the rows from `start` up to `stop`."""
        return [self.make(key) for key in self.keys[start:stop]]

    def position(self, key: str) -> int | None:
        """Return the place of the row with this key, or None."""
        return self.places.get(key)


class MadeSource:
    """A source over rows that are made when they are wanted: for thousands of which a user sees twenty.

    Args:
        keys: of the rows, each once, in their order.
        make: makes the row of a key.
    """

    def __init__(self, keys: Iterable[str], make: Callable[[str], Row]) -> None:
        self._keys = tuple(keys)
        self._make = make
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._whole: ListSource | None = None

    def select(self, filter_text: str) -> RowWindow:
        """Return the rows that answer the filter, as `ListSource` does."""
        if not filter_text.split():
            return MadeWindow(self._places, self._keys, self._make)
        if self._whole is None:
            self._whole = ListSource([self._make(key) for key in self._keys])
        return self._whole.select(filter_text)


class ListSource:
    """A source over rows in memory.

    A row answers a filter when every word of the filter occurs in some cell, whatever the case and the accents.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)
        self._haystacks: tuple[str, ...] | None = None

    def select(self, filter_text: str) -> ListWindow:
        """Return the rows that answer the filter, in the order of the source."""
        words = folded(filter_text).split()
        if not words:
            return ListWindow(self._rows)
        if self._haystacks is None:
            # A line feed parts the cells: a word holds none, so no word is found across two cells.
            self._haystacks = tuple("\n".join(map(folded, row.cells)) for row in self._rows)
        return ListWindow(
            tuple(
                row
                for row, haystack in zip(self._rows, self._haystacks, strict=True)
                if all(word in haystack for word in words)
            )
        )
