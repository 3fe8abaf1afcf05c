"""Times, dates and weeks as Dutch readers write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.clock import (
    duration,
    dutch_date,
    dutch_date_short,
    iso_week,
    parse_iso_week,
    time_of_day,
    time_span,
    week_is_even,
    weekday,
    weekday_short,
)


@pytest.mark.parametrize(
    ("minute", "shown"),
    [(0, "0:00"), (555, "9:15"), (605, "10:05"), (1439, "23:59"), (1440, "24:00"), (-5, "-0:05")],
)
def test_a_minute_of_the_day_shows_as_a_time(minute: int, shown: str) -> None:
    """Hours have no leading zero, minutes do; a wrong minute is seen, not hidden."""
    assert time_of_day(minute) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0 min"), (45, "45 min"), (60, "1 u"), (90, "1 u 30 min"), (120, "2 u"), (-75, "-1 u 15 min")],
)
def test_a_length_shows_in_hours_and_minutes(minutes: int, shown: str) -> None:
    """What is zero is left out, unless all is zero."""
    assert duration(minutes) == shown


def test_a_visit_shows_from_and_to() -> None:
    """A start and a length read as two times."""
    assert time_span(555, 45) == "9:15-10:00"


def test_weekdays_count_from_monday() -> None:
    """A number that is no weekday does not stop a screen."""
    assert (weekday(0), weekday(6)) == ("maandag", "zondag")
    assert (weekday_short(0), weekday_short(4)) == ("ma", "vr")
    assert (weekday(7), weekday_short(-1)) == ("onbekende dag", "?")


def test_dates_read_as_dutch() -> None:
    """The long form has the month in letters, the short one no leading zeros."""
    assert dutch_date(date(2026, 9, 1)) == "1 september 2026"
    assert dutch_date_short(date(2026, 9, 1)) == "1-9-2026"


def test_the_week_at_the_turn_of_the_year_belongs_to_its_own_year() -> None:
    """1 January 2027 falls in the last week of 2026."""
    assert iso_week(date(2027, 1, 1)) == "2026-W53"
    assert parse_iso_week("2026-W53") == date(2026, 12, 28)


@given(st.dates())
def test_a_week_reads_back_as_its_monday(day: date) -> None:
    """Writing a week and reading it gives the Monday on or before the day."""
    assert parse_iso_week(iso_week(day)) == day - timedelta(days=day.weekday())


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W4", "W48-2026", "2026-W48-1", "2026-W٤٨", "week 48"])
def test_a_week_in_another_form_is_refused_with_an_example(text: str) -> None:
    """The sentence shows how to write a week."""
    with pytest.raises(ValueError, match="2026-W48"):
        parse_iso_week(text)


@pytest.mark.parametrize("text", ["2026-W00", "2026-W54", "2025-W53", "0000-W10"])
def test_a_week_that_does_not_exist_is_refused(text: str) -> None:
    """2025 has no week 53; 2026 has."""
    with pytest.raises(ValueError, match="bestaat niet"):
        parse_iso_week(text)


def test_small_letters_and_spaces_are_fine_in_a_week() -> None:
    """People do not type as computers do."""
    assert parse_iso_week(" 2026-w48 ") == date(2026, 11, 23)


def test_even_weeks_go_by_the_number_that_calendars_print() -> None:
    """So two odd weeks follow each other after a year with 53 weeks."""
    assert week_is_even(date(2026, 11, 23))
    assert not week_is_even(date(2026, 12, 28))
    assert not week_is_even(date(2027, 1, 4))
