"""School years and weeks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.school_years import days_between, monday_of, mondays_between, school_year_of

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


def test_a_school_year_turns_on_the_first_of_august() -> None:
    """31 July still belongs to the year before."""
    assert school_year_of(date(2027, 7, 31)).name == "2026-2027"
    assert school_year_of(date(2027, 8, 1)).name == "2027-2028"


@given(day=DAYS)
def test_every_day_lies_in_its_school_year(day: date) -> None:
    """And the next day lies in the same year or begins the next one."""
    year = school_year_of(day)
    assert year.first_day <= day <= year.last_day
    assert school_year_of(year.last_day + timedelta(days=1)).begins_in == year.begins_in + 1


@given(first=DAYS, length=st.integers(-3, 60))
def test_the_weeks_between_two_days_are_the_weeks_of_the_days_between_them(first: date, length: int) -> None:
    """No week is missed or told twice; none when the last day lies before the first."""
    last = first + timedelta(days=length)
    mondays = list(mondays_between(first, last))
    assert mondays == list(dict.fromkeys(map(monday_of, days_between(first, last))))
    assert all(monday.weekday() == 0 for monday in mondays)


def test_a_period_does_not_repeat_what_its_ends_share() -> None:
    """Month and year are said once."""
    assert day_span(date(2026, 10, 17), date(2026, 10, 25)) == "17 t/m 25 oktober 2026"
    assert day_span(date(2024, 10, 26), date(2024, 11, 3)) == "26 oktober t/m 3 november 2024"
    assert day_span(date(2026, 12, 19), date(2027, 1, 3)) == "19 december 2026 t/m 3 januari 2027"
    assert day_span(date(2027, 5, 17), date(2027, 5, 17)) == "17 mei 2027"
