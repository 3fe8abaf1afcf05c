"""The hours of a school as one line of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.bell_times import BELL_TIMES_HINT, bell_times_text, parse_bell_times

FULL = [510, 900]
SHORT = [510, 750]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8:30-15:00", [FULL] * 5),
        ("830-1500", [FULL] * 5),
        ("8.30 tot 15 uur", [FULL] * 5),
        ("8u30 – 15u00", [FULL] * 5),
        ("werkdagen 8:30-15:00", [FULL] * 5),
        ("ma t/m vr 8:30-15:00", [FULL] * 5),
        ("ma-vr 8:30-15:00", [FULL] * 5),
        ("ma 8:30-15:00, wo 8:30-12:30", [FULL, [], SHORT, [], []]),
        ("ma, di 8:30-15:00; Woensdag 8:30-12:30", [FULL, FULL, SHORT, [], []]),
        ("ma: 8:30-15:00\ndi: 8:30-15:00", [FULL, FULL, [], [], []]),
        ("8:30-15:00, wo 8:30-12:30", [FULL, FULL, SHORT, FULL, FULL]),
        ("wo 8:30-12:30, werkdagen 8:30-15:00", [FULL, FULL, SHORT, FULL, FULL]),
        ("8:30-15:00, wo vrij", [FULL, FULL, [], FULL, FULL]),
        ("za 8:30-12:30", [[], [], [], [], [], SHORT]),
        ("  ", []),
    ],
)
def test_the_hours_are_read_as_people_write_them(text: str, hours: list[list[int]]) -> None:
    """Times without a day hold for the whole week; a day that is named itself goes its own way."""
    assert parse_bell_times(text) == hours


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("half negen", "niet te lezen"),
        ("ma 8:30", "niet te lezen"),
        ("ma 8:30-15:00:10", "niet te lezen"),
        ("ma 8:30-15:00, wo", "Bij woensdag staan geen tijden"),
        ("8:30-3:00", "Het einde moet na het begin liggen"),
        ("8:30-25:00", "Deze tijd bestaat niet"),
        ("8:75-12:00", "Deze tijd bestaat niet"),
        ("ma 8:30-12:00, 13:00-15:00", "Bij maandag staan twee keer tijden"),
        ("ma 8:30-12:00, ma 13:00-15:00", "Bij maandag staan twee keer tijden"),
        ("vrij", "Er is geen dag met tijden"),
        ("٨:30-15:00", "niet te lezen"),
    ],
)
def test_a_refusal_shows_how_to_write_it(text: str, told: str) -> None:
    """Every sentence names what is wrong and ends with examples."""
    with pytest.raises(ValueError, match=told) as refused:
        parse_bell_times(text)
    assert str(refused.value).endswith(BELL_TIMES_HINT)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        ([FULL] * 5, "ma t/m vr 8:30-15:00"),
        ([FULL, FULL, SHORT, FULL, FULL], "ma, di, do, vr 8:30-15:00, wo 8:30-12:30"),
        ([FULL, FULL, FULL, [], SHORT], "ma t/m wo 8:30-15:00, vr 8:30-12:30"),
        ([[], [], [], [], []], ""),
        ([], ""),
        ([[900, 510], [1], [0, 9999], FULL], "do 8:30-15:00"),
    ],
)
def test_the_hours_are_written_short(hours: list[list[int]], text: str) -> None:
    """Days with the same hours stand together; what is no hours at all is left out."""
    assert bell_times_text(hours) == text


@given(st.text())
def test_any_text_is_read_or_refused_in_dutch(text: str) -> None:
    """Nothing else can happen, whatever somebody types or pastes."""
    try:
        parse_bell_times(text)
    except ValueError as refused:
        assert str(refused).endswith(BELL_TIMES_HINT)


hours_of_a_day = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1]).map(list)


@given(st.lists(st.one_of(st.just([]), hours_of_a_day), min_size=5, max_size=5).filter(any))
def test_what_was_written_reads_back(hours: list[list[int]]) -> None:
    """A form that nobody touches changes nothing."""
    assert parse_bell_times(bell_times_text(hours)) == hours
