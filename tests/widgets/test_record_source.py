"""Rows in memory as a source, and the pages that a table reads of a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.record_pages import KEPT_PAGES, PAGE_ROWS, RowPages
from widgets.record_source import ListSource, ListWindow, MadeSource, Row

PEOPLE = (
    Row("1", ("Zoë Jansen", "De Wilg")),
    Row("2", ("Jan de Boer", "De Linde")),
    Row("3", ("Fatıma Yıldız", "De Wilg")),
)


def keys(filter_text: str) -> list[str]:
    """Return which people answer a filter."""
    window = ListSource(PEOPLE).select(filter_text)
    return [row.key for row in window.rows(0, len(window))]


def unexpected(error: Exception) -> None:
    """Fail the test: this window does not fail."""
    raise error


class CountingWindow:
    """A window over computed rows that notes which slices were asked."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.count

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return a slice and note that it was asked."""
        self.asked.append((start, stop))
        return [Row(str(index), (f"rij {index}",)) for index in range(start, stop)]

    def position(self, key: str) -> int | None:
        """Return the place of a key."""
        return int(key)


class BrokenWindow(CountingWindow):
    """A window whose rows cannot be read."""

    def rows(self, start: int, stop: int) -> list[Row]:
        """Fail."""
        message = f"{start}-{stop}"
        raise OSError(message)


@pytest.mark.parametrize(
    ("filter_text", "expected"),
    [
        ("", ["1", "2", "3"]),
        ("   ", ["1", "2", "3"]),
        ("zoe", ["1"]),
        ("ZOË", ["1"]),
        ("wilg jan", ["1"]),
        ("jan", ["1", "2"]),
        ("jansende", []),
        ("boerde", []),
        ("nergens", []),
    ],
)
def test_every_word_of_the_filter_occurs_in_some_cell(filter_text: str, expected: list[str]) -> None:
    """A row answers when each word occurs in a cell, whatever case and accents, never across two cells."""
    assert keys(filter_text) == expected


@given(st.text())
def test_a_row_answers_its_own_words(text: str) -> None:
    """Whatever a cell holds, filtering on the words of that cell finds the row."""
    window = ListSource([Row("a", (text, "iets anders"))]).select(text)
    assert len(window) == 1


def test_a_list_window_knows_where_a_record_stands() -> None:
    """The position of a key is its place in the answer; a strange key has none."""
    window = ListWindow(PEOPLE)
    assert [window.position(key) for key in ("1", "3", "9")] == [0, 2, None]


def test_rows_are_asked_in_pages_and_kept() -> None:
    """Reading around in one page asks the window once."""
    window = CountingWindow(1000)
    pages = RowPages(window, unexpected)
    rows = [pages.row(index) for index in (70, 64, 127)]
    assert rows == [Row(str(index), (f"rij {index}",)) for index in (70, 64, 127)]
    assert window.asked == [(PAGE_ROWS, 2 * PAGE_ROWS)]


def test_the_last_page_is_asked_up_to_the_end() -> None:
    """A window is never asked for rows past its end."""
    window = CountingWindow(70)
    pages = RowPages(window, unexpected)
    assert pages.row(69) == Row("69", ("rij 69",))
    assert pages.row(70) is None
    assert pages.row(-1) is None
    assert window.asked == [(64, 70)]


def test_only_the_pages_read_last_stay_in_memory() -> None:
    """The page that was read longest ago is asked again; one that was read since is not."""
    window = CountingWindow(PAGE_ROWS * (KEPT_PAGES + 1))
    pages = RowPages(window, unexpected)
    for number in range(KEPT_PAGES):
        pages.row(number * PAGE_ROWS)
    pages.row(0)
    pages.row(KEPT_PAGES * PAGE_ROWS)
    asked = len(window.asked)
    pages.row(0)
    assert len(window.asked) == asked
    pages.row(PAGE_ROWS)
    assert len(window.asked) == asked + 1


def test_a_window_that_fails_is_told_once_and_then_left_alone() -> None:
    """After the first error the pages are empty and the window is not asked again."""
    errors: list[Exception] = []
    pages = RowPages(BrokenWindow(200), errors.append)
    assert [pages.row(0), pages.row(100), pages.position("3")] == [None, None, None]
    assert len(errors) == 1
    assert isinstance(errors[0], OSError)


def test_a_window_that_shrank_has_no_row_there() -> None:
    """When fewer rows come than were promised, the missing ones are simply not there."""
    rows = list(PEOPLE)
    pages = RowPages(ListWindow(rows), unexpected)
    del rows[1:]
    assert pages.row(0) == PEOPLE[0]
    assert pages.row(2) is None


@given(st.text("zoeja nwil", max_size=6))
def test_rows_that_are_made_when_wanted_answer_as_rows_in_memory(filter_text: str) -> None:
    """The same rows at the same places, whatever is typed; a row that is nowhere has no place."""
    by_key = {row.key: row for row in PEOPLE}
    made, whole = MadeSource(by_key, by_key.__getitem__).select(filter_text), ListSource(PEOPLE).select(filter_text)
    assert list(made.rows(0, len(made))) == list(whole.rows(0, len(whole)))
    assert [made.position(key) for key in ("1", "2", "3", "4")] == [whole.position(key) for key in ("1", "2", "3", "4")]


def test_only_the_rows_that_are_asked_are_made() -> None:
    """Of thousands a user sees twenty."""
    made: list[str] = []

    def make(key: str) -> Row:
        made.append(key)
        return Row(key, (key,))

    MadeSource(map(str, range(1000)), make).select("").rows(10, 12)
    assert made == ["10", "11"]
