"""The birthdays that change something, for a child of whom only a year and perhaps a month of birth is known."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.ages import ANY_AGE, age_range
from zorgarrangeur_tui.domain.birthdays import age_label, all_birthdays, turnings

TODAY = date(2026, 11, 23)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
years = st.integers(2000, 2030)
months = st.none() | st.integers(1, 12)


def test_with_a_month_it_is_watched_from_the_first_of_that_month() -> None:
    """The earliest day on which it can be."""
    (turning,) = turnings(2011, 3, date(2027, 1, 1), date(2027, 12, 31))
    assert (turning.age_label, turning.when) == ("16 jaar", "in of na maart 2027")
    assert (turning.earliest, turning.latest) == (date(2027, 3, 1), date(2027, 3, 31))
    assert "Vanaf 16 jaar geeft de leerling zelf toestemming." in turning.changes


def test_with_only_a_year_it_is_watched_all_year() -> None:
    """From 1 January, in the course of the year."""
    (turning,) = turnings(2015, None, date(2027, 5, 1), date(2027, 6, 30))
    assert (turning.age_label, turning.when) == ("12 jaar", "in de loop van 2027")
    assert (turning.earliest, turning.latest) == (date(2027, 1, 1), date(2027, 12, 31))


def test_half_a_year_before_eighteen_there_is_time_to_arrange_what_comes() -> None:
    """That one crosses the turn of the year when only a year is known; 18 itself follows."""
    half, grown = turnings(2009, None, date(2026, 11, 23), date(2027, 3, 1))
    assert (half.age_label, half.when) == ("17 jaar en 6 maanden", "tussen juli 2026 en juni 2027")
    assert (grown.age_label, grown.when) == ("18 jaar", "in de loop van 2027")
    assert "Wmo" in half.changes
    assert turnings(2009, 9, date(2027, 3, 1), date(2027, 3, 31))[0].earliest == date(2027, 3, 1)


def test_of_an_unknown_or_impossible_birth_nothing_is_told() -> None:
    """A month that does not exist is as good as none."""
    for year in (None, 0, 3050):
        assert turnings(year, 3, date.min, date.max) == []
        assert age_range(year, 3, TODAY) == ANY_AGE
    assert age_range(2014, 13, TODAY) == age_range(2014, 0, TODAY) == age_range(2014, None, TODAY) == (11, 12)


def test_an_age_is_a_range() -> None:
    """Exact outside the month of the birthday, and never below nothing."""
    assert age_range(2014, 10, TODAY) == (12, 12)
    assert age_range(2014, 11, TODAY) == (11, 12)
    assert age_range(2014, 12, TODAY) == (11, 11)
    assert age_range(2014, 11, date(2026, 11, 1)) == (11, 12)
    assert age_range(2014, 11, date(2026, 11, 30)) == (12, 12)
    assert age_range(2030, 1, TODAY) == (0, 0)


@given(years, months, days)
def test_the_age_of_a_real_child_lies_in_the_range(year: int, month: int | None, day: date) -> None:
    """For every day of birth that fits, and both ends are met; a month never makes the range wider."""
    births = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    ages = [_age(born, day) for born in births if born.year == year and month in {None, born.month}]
    least, most = age_range(year, month, day)
    assert (least, most) == (min(ages), max(ages))
    assert age_range(year, None, day)[0] <= least <= most <= age_range(year, None, day)[1]


def _age(born: date, day: date) -> int:
    """Return an age as people count it: one more on each birthday, which is 28 February for who was born on the 29th."""
    leap_day = (born.month, born.day) == (2, 29) and not isleap(day.year)
    birthday = (2, 28) if leap_day else (born.month, born.day)
    return max(day.year - born.year - ((day.month, day.day) < birthday), 0)


@given(years, months, days)
def test_a_turning_lies_where_the_age_begins_to_be_possible_and_to_be_certain(
    year: int, month: int | None, day: date
) -> None:
    """On the earliest day the most becomes the age, on the latest the least does."""
    for turning in turnings(year, month, date.min, date.max):
        age = next(birthday.age_months for birthday in all_birthdays() if birthday.id == turning.id)
        if age % 12 == 0:
            least, most = age_range(year, month, day)
            assert (most >= age // 12) == (day >= turning.earliest)
            assert (least >= age // 12) == (day >= turning.latest)


@given(years, months, days, st.integers(0, 400))
def test_what_is_shown_can_fall_in_the_range_and_nothing_else(
    year: int, month: int | None, first: date, length: int
) -> None:
    """As when one filters all of them, the earliest first."""
    last = first + timedelta(days=length)
    every = turnings(year, month, date.min, date.max)
    assert len(every) == 4
    assert turnings(year, month, first, last) == [one for one in every if one.earliest <= last and one.latest >= first]
    assert [one.earliest for one in every] == sorted(one.earliest for one in every)


@pytest.mark.parametrize(
    ("age_months", "label"), [(144, "12 jaar"), (210, "17 jaar en 6 maanden"), (217, "18 jaar en 1 maand")]
)
def test_an_age_is_written_in_years_and_months(age_months: int, label: str) -> None:
    """As a Dutch reader says it."""
    assert age_label(age_months) == label
