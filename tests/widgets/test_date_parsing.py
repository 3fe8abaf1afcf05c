"""Dates as people type them, on a frozen Wednesday."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from form_app import today
from hypothesis import given
from hypothesis import strategies as st

from widgets.field_parsing import DATE_HINT, ParseProblem, date_in_words, date_text, parse_date

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LATER_DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("1-9-2026", date(2026, 9, 1)),
        ("01.09.2026", date(2026, 9, 1)),
        ("1-9-26", date(2026, 9, 1)),
        ("2/9", date(2026, 9, 2)),
        ("1/9", date(2027, 9, 1)),
        ("31/12", date(2026, 12, 31)),
        ("29/2", date(2028, 2, 29)),
        ("1 sep 2027", date(2027, 9, 1)),
        ("3 september", date(2026, 9, 3)),
        ("1 mrt", date(2027, 3, 1)),
        ("vandaag", date(2026, 9, 2)),
        (" Morgen ", date(2026, 9, 3)),
        ("overmorgen", date(2026, 9, 4)),
        ("gisteren", date(2026, 9, 1)),
        ("woensdag", date(2026, 9, 2)),
        ("di", date(2026, 9, 8)),
        ("volgende week", date(2026, 9, 7)),
        ("week 48", date(2026, 11, 23)),
        ("week 36", date(2026, 8, 31)),
        ("week 35", date(2027, 8, 30)),
        ("wk 1 2030", date(2029, 12, 31)),
        ("2026-W48", date(2026, 11, 23)),
        ("week 53", date(2026, 12, 28)),
        ("1 sept", date(2027, 9, 1)),
        ("over 3 weken", date(2026, 9, 23)),
        ("over een week", date(2026, 9, 9)),
        ("over 2 maanden", date(2026, 11, 2)),
        ("over 1 jaar", date(2027, 9, 2)),
        ("2 dagen geleden", date(2026, 8, 31)),
        ("volgende week dinsdag", date(2026, 9, 8)),
        ("volgende week vr", date(2026, 9, 11)),
        ("aanstaande vrijdag", date(2026, 9, 4)),
        ("volgende maand", date(2026, 10, 1)),
        ("eind maart", date(2027, 3, 31)),
        ("eind sept", date(2026, 9, 30)),
        ("half oktober", date(2026, 10, 15)),
        ("begin september", date(2027, 9, 1)),
        ("eind februari 2028", date(2028, 2, 29)),
        ("eind van de maand", date(2026, 9, 30)),
        ("eind volgende maand", date(2026, 10, 31)),
        ("eind dit jaar", date(2026, 12, 31)),
        ("di 1 september 2026", date(2026, 9, 1)),
        ("woensdag 2/9", date(2026, 9, 2)),
    ],
)
def test_dates_are_read_in_every_usual_spelling(text: str, day: date) -> None:
    """Without a year it is the first such day from today on; a week is its Monday, and this week still counts."""
    assert parse_date(text, today) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", DATE_HINT),
        ("ooit", DATE_HINT),
        ("9", DATE_HINT),
        ("31/4", "Deze datum bestaat niet: april heeft 30 dagen."),
        ("29-2-2027", "Deze datum bestaat niet: februari 2027 heeft 28 dagen."),
        ("1/13", "Deze datum bestaat niet: een jaar heeft twaalf maanden."),
        ("0/1", "Deze datum bestaat niet."),
        ("week 54", "Deze week bestaat niet: een jaar heeft er hoogstens 53."),
        ("week 53 2027", "Deze week bestaat niet: 2027 heeft er 52."),
        ("maandag 1-9-2026", "Dit is geen maandag, maar dinsdag 1 september 2026."),
        ("over 3000 jaar", "Het jaar ligt tussen 1900 en 2199."),
        ("over 9999 jaar", "Deze datum bestaat niet."),
        ("eind ooit", DATE_HINT),
        ("1 foo", "Deze maand ken ik niet."),
        ("1-1-1812", "Het jaar ligt tussen 1900 en 2199."),
    ],
)
def test_what_is_no_date_is_refused_with_an_example(text: str, sentence: str) -> None:
    """The sentence says what is wrong and always shows how to write it."""
    with pytest.raises(ParseProblem) as problem:
        parse_date(text, today)
    assert sentence in problem.value.sentence
    assert problem.value.sentence.endswith(DATE_HINT)


@given(DAYS, DAYS)
def test_a_written_date_reads_back_whatever_today_is(day: date, now: date) -> None:
    """The notation of the form and the ISO notation name one day."""
    assert parse_date(date_text(day), lambda: now) == day
    assert parse_date(day.isoformat(), lambda: now) == day
    assert parse_date(date_in_words(day), lambda: now) == day
    assert parse_date(date_in_words(day).split(" ", 1)[1], lambda: now) == day


@given(LATER_DAYS, st.integers(0, 364))
def test_a_day_without_a_year_is_the_first_from_today_on(now: date, ahead: int) -> None:
    """Whatever day of the coming year is meant, day and month are enough."""
    day = now + timedelta(days=ahead)
    assert parse_date(f"{day.day}/{day.month}", lambda: now) == day


@given(LATER_DAYS, st.integers(1, 53))
def test_a_week_is_a_monday_of_that_number_that_is_not_over(now: date, week: int) -> None:
    """The answer is a Monday, has that ISO week number, and its Sunday is not before today."""
    monday = parse_date(f"week {week}", lambda: now)
    assert monday.weekday() == 0
    assert monday.isocalendar().week == week
    assert monday + timedelta(days=6) >= now


@given(
    st.text()
    | st.text("0123456789-/. wekjanmorgdi", max_size=12)
    | st.lists(
        st.sampled_from(["over", "3", "9999", "weken", "jaar", "geleden", "eind", "half", "maart", "di", "2200"])
    ).map(" ".join),
    st.dates(),
)
def test_any_text_gives_a_date_or_a_sentence(text: str, now: date) -> None:
    """No text makes the reader fail in another way, on whatever day."""
    with suppress(ParseProblem):
        assert 1900 <= parse_date(text, lambda: now).year <= 2199


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("week 51", date(2026, 12, 20)),
        ("2026-W48", date(2026, 11, 29)),
        ("volgende week", date(2026, 9, 13)),
        ("1/9", date(2027, 9, 1)),
        ("ma", date(2026, 9, 7)),
    ],
)
def test_of_a_last_day_a_week_means_its_sunday(text: str, day: date) -> None:
    """Whoever is away up to and including a week is away all of it; a day stays that day."""
    assert parse_date(text, today, week_ends=True) == day
