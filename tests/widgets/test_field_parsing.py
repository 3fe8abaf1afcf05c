"""Numbers, minutes and times as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.field_parsing import (
    INTEGER_HINT,
    MINUTES_HINT,
    TIME_HINT,
    ParseProblem,
    minutes_in_words,
    minutes_text,
    parse_integer,
    parse_minutes,
    parse_time,
    time_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        (" 90 m ", 90),
        ("90m", 90),
        ("90 min.", 90),
        ("90 minuten", 90),
        ("1u30", 90),
        ("1 u 30", 90),
        ("1U30", 90),
        ("1:30", 90),
        ("1,5 uur", 90),
        ("1.5u", 90),
        ("0,25 uur", 15),
        ("2u", 120),
        ("2 uur", 120),
        ("2 uren", 120),
        ("1 uur en 30 minuten", 90),
        ("half uur", 30),
        ("anderhalf uur", 90),
        ("drie kwartier", 45),
        ("vijf kwartier", 75),
        ("een uur", 60),
        ("2½ uur", 150),
        ("½ uur", 30),
        ("1h30", 90),
        ("3x30m", 90),
        ("2 x 1u15", 150),
        ("5 keer per week 15 min", 75),
        ("90 min per week", 90),
        ("1,5 uur p/w", 90),
        ("0", 0),
    ],
)
def test_minutes_are_read_in_every_usual_spelling(text: str, minutes: int) -> None:
    """Minutes, hours with minutes, hours with a comma, and words."""
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9:15", 555),
        ("915", 555),
        ("0915", 555),
        ("9.15", 555),
        ("9u15", 555),
        ("9 u 15", 555),
        ("9", 540),
        ("9u", 540),
        ("9 uur", 540),
        ("12", 720),
        ("0:00", 0),
        ("23:59", 1439),
        ("1000", 600),
    ],
)
def test_times_are_read_in_every_usual_spelling(text: str, minute: int) -> None:
    """With a colon, a point, a u, or nothing between hours and minutes."""
    assert parse_time(text) == minute


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("+5", 5), ("-3", -3), ("1.200", 1200), ("1 200 300", 1200300), (" 7 ", 7)]
)
def test_whole_numbers_are_read_with_dutch_thousands(text: str, number: int) -> None:
    """A point or a space may stand before three digits."""
    assert parse_integer(text) == number


@pytest.mark.parametrize(
    ("parse", "text", "sentence"),
    [
        (parse_minutes, "", MINUTES_HINT),
        (parse_minutes, "lang", MINUTES_HINT),
        (parse_minutes, "-5", MINUTES_HINT),
        (parse_minutes, "1,5", "schrijf er dan uur achter"),
        (parse_minutes, "3x", MINUTES_HINT),
        (parse_minutes, "3x3x3", MINUTES_HINT),
        (parse_minutes, "1:5", MINUTES_HINT),
        (parse_minutes, "1u75", "Na de uren komen hoogstens 59 minuten."),
        (parse_minutes, "1,33 uur", "Dit zijn geen hele minuten; 80 min komt er het dichtst bij."),
        (parse_minutes, "9" * 20, "Dit getal is te groot."),
        (parse_time, "", TIME_HINT),
        (parse_time, "9:5", TIME_HINT),
        (parse_time, "9:", TIME_HINT),
        (parse_time, "24:00", "Deze tijd bestaat niet"),
        (parse_time, "9:60", "Deze tijd bestaat niet"),
        (parse_integer, "", INTEGER_HINT),
        (parse_integer, "1,5", "achter de komma"),
        (parse_integer, "1.20", INTEGER_HINT),
        (parse_integer, "²", INTEGER_HINT),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(parse: Callable[[str], int], text: str, sentence: str) -> None:
    """The sentence says what is wrong and always shows how to write it."""
    with pytest.raises(ParseProblem) as problem:
        parse(text)
    assert sentence in problem.value.sentence
    assert problem.value.sentence.endswith((MINUTES_HINT, TIME_HINT, INTEGER_HINT))


@given(st.integers(0, 10**9))
def test_written_minutes_read_back(minutes: int) -> None:
    """Both the short notation and the words give the minutes back."""
    assert parse_minutes(minutes_text(minutes)) == minutes
    assert parse_minutes(minutes_in_words(minutes)) == minutes


@given(st.integers(0, 1439))
def test_written_times_read_back(minute: int) -> None:
    """Every minute of the day survives."""
    assert parse_time(time_text(minute)) == minute


@given(st.integers(-(10**14), 10**14))
def test_written_whole_numbers_read_back(number: int) -> None:
    """With and without points between the thousands."""
    assert parse_integer(str(number)) == number
    assert parse_integer(f"{number:,}".replace(",", ".")) == number


@given(st.text() | st.text("0123456789.,:u hm-+/x½", max_size=12))
def test_any_text_gives_a_value_or_a_sentence(text: str) -> None:
    """No text makes a reader fail in another way, or read what cannot be."""
    for parse in (parse_integer, parse_minutes, parse_time):
        try:
            value = parse(text)
        except ParseProblem:
            continue
        assert parse is not parse_time or 0 <= value < 1440
        assert parse is not parse_minutes or value >= 0
