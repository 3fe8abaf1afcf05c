"""Reading the log: about one child, or of a period, in whole days of the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_kit import FrozenClock

from storage.audit import Action
from storage.clock import WALL_CLOCK
from storage.log_reading import LogRows, LogSelection, rows_about, rows_between
from storage.store import Store

CHILDREN = ["a" * 32, "b" * 32]
MOMENTS = [
    datetime(2026, 7, 31, 21, 59, 59, 999_000, tzinfo=UTC),  # the last moment of 31 July in the Netherlands
    datetime(2026, 7, 31, 22, 0, tzinfo=UTC),  # the first of 1 August
    datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # 25 October, the day of 25 hours
    datetime(2026, 10, 25, 22, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 23, 0, tzinfo=UTC),  # 26 October
    datetime(2026, 12, 31, 22, 59, 59, 999_000, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 0, tzinfo=UTC),  # New Year
    datetime(2026, 9, 1, 10, 0, tzinfo=UTC),  # the clock went back
]


@pytest.fixture
def looked_at(store: Store, clock: FrozenClock) -> Store:
    """Return a store in which two children were looked at in turn, at odd moments."""
    for number, moment in enumerate(MOMENTS):
        clock.moment = moment
        with store.unit_of_work("Bekeken") as work:
            work.note(Action.READ, object="pupil", subject=CHILDREN[number % 2], details=f"turn={number}")
    return store


def turns(rows: LogRows) -> list[int]:
    """Return which looks are among these rows."""
    return [int(row.details.removeprefix("turn=")) for row in rows if row.object == "pupil"]


def test_every_row_about_a_child_is_found(looked_at: Store) -> None:
    """In the order of the log, with their count, and none about another."""
    found = rows_about(looked_at, CHILDREN[1])
    assert turns(found) == [1, 3, 5, 7]
    assert len(found) == 4
    assert {row.subject for row in found} == {CHILDREN[1]}
    assert len(rows_about(looked_at, "f" * 32)) == 0


def test_a_day_is_a_day_of_the_wall_clock(looked_at: Store) -> None:
    """In summer, in winter, and on the day on which the clock goes back."""
    for first, last, expected in (
        (date(2026, 7, 31), date(2026, 7, 31), [0]),
        (date(2026, 8, 1), date(2026, 8, 1), [1]),
        (date(2026, 10, 25), date(2026, 10, 25), [2, 3]),
        (date(2026, 10, 26), date(2026, 12, 31), [4, 5]),
        (date(2027, 1, 1), None, [6]),
        (None, date(2026, 8, 1), [0, 1]),
        (None, None, list(range(8))),
    ):
        assert turns(rows_between(looked_at, first, last)) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2026, 7, 1), date(2027, 2, 1)), st.dates(date(2026, 7, 1), date(2027, 2, 1)))
def test_any_period_holds_exactly_the_rows_of_its_days(looked_at: Store, first: date, last: date) -> None:
    """The same as looking at each row's own day."""
    expected = [
        number for number, moment in enumerate(MOMENTS) if first <= moment.astimezone(WALL_CLOCK).date() <= last
    ]
    assert turns(rows_between(looked_at, first, last)) == expected
    one = LogRows(looked_at, LogSelection(CHILDREN[0], first, last))
    assert turns(one) == [number for number in expected if number % 2 == 0]


def test_a_slice_is_read_by_numbers(looked_at: Store) -> None:
    """In the order asked; a number that is not there is left out."""
    found = rows_between(looked_at, None, None)
    wanted = [found.numbers[5], 10**9, found.numbers[2]]
    assert [row.number for row in found.rows(wanted)] == [wanted[0], wanted[2]]


def test_more_rows_than_fit_in_a_page_are_all_given(store: Store) -> None:
    """Each once, in order."""
    with store.unit_of_work("Bekeken") as work:
        for _ in range(2_345):
            work.note(Action.READ, object="pupil", subject=CHILDREN[0])
    found = rows_about(store, CHILDREN[0])
    numbers = [row.number for row in found]
    assert len(numbers) == len(found) == 2_345
    assert numbers == sorted(set(numbers))
