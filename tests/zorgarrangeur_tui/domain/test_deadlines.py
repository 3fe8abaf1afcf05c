"""What is due within some weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.deadlines import Due, DueItem, due_within

TODAY = date(2026, 11, 23)


def due_in(days: int | None, name: str = "casus") -> DueItem:
    """Return an item that is due in so many days."""
    return DueItem(name, name, None if days is None else TODAY + timedelta(days=days))


def test_the_longest_overdue_comes_first() -> None:
    """Then what is due today, then what comes; items without a date or further away are left out."""
    items = [due_in(56, "laatste"), due_in(0, "vandaag"), due_in(57), due_in(None), due_in(-9, "te laat")]
    assert [due.item.id for due in due_within(items, TODAY, 8)] == ["te laat", "vandaag", "laatste"]


def test_what_is_due_today_is_not_overdue() -> None:
    """It is from tomorrow."""
    today, yesterday = due_within([due_in(0), due_in(-1)], TODAY, 1)[::-1]
    assert not today.overdue
    assert yesterday.overdue


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-9, "9 dagen te laat"),
        (-1, "1 dag te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (2, "over 2 dagen"),
        (13, "over 13 dagen"),
        (14, "over 2 weken"),
        (15, "over 15 dagen"),
    ],
)
def test_the_days_left_read_as_words(days: int, words: str) -> None:
    """Whole weeks are counted in weeks."""
    assert Due(due_in(days), days).when == words


@given(st.lists(st.none() | st.dates()), st.dates(), st.integers(0, 60))
def test_exactly_the_dated_items_up_to_the_last_day_are_due(days: list[date | None], today: date, weeks: int) -> None:
    """In order of date, none lost and none twice."""
    items = [DueItem(str(number), "", day) for number, day in enumerate(days)]
    expected = sorted(day for day in days if day is not None and (day - today).days <= 7 * weeks)
    assert [due.item.due_on for due in due_within(items, today, weeks)] == expected
