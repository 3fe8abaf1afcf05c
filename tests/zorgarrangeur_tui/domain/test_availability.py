"""When a professional can work, as one line of text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.availability import AVAILABILITY_HINT, availability_text, joined, parse_availability


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("ma 8:30-12:00, di, wo 8:30-15:00", [[0, 510, 720], [1, 510, 900], [2, 510, 900]]),
        ("werkdagen 9-17", [[day, 540, 1020] for day in range(5)]),
        ("ma 9-12, 13-15", [[0, 540, 720], [0, 780, 900]]),
        ("ma 9-12 en 13-15, di 9-12", [[0, 540, 720], [0, 780, 900], [1, 540, 720]]),
        ("werkdagen 9-17, wo 9-12", [[0, 540, 1020], [1, 540, 1020], [2, 540, 720], [3, 540, 1020], [4, 540, 1020]]),
        ("werkdagen 9-17, ma en vr vrij", [[1, 540, 1020], [2, 540, 1020], [3, 540, 1020]]),
        ("ma 9-12, ma 11-15", [[0, 540, 900]]),
        ("do-ma 9-12", [[0, 540, 720], [3, 540, 720], [4, 540, 720], [5, 540, 720], [6, 540, 720]]),
        ("", []),
    ],
)
def test_windows_are_read_as_people_write_them(text: str, windows: list[list[int]]) -> None:
    """Days before a time share it, times after each other share the day, and windows that meet become one."""
    assert parse_availability(text) == windows


@pytest.mark.parametrize("text", ["altijd", "ma", "9-8", "vrij", "ma 9-12 di"])
def test_a_refusal_shows_how_to_write_it(text: str) -> None:
    """Also somebody who can never come is refused: an empty field would mean that it is not known."""
    with pytest.raises(ValueError, match="Schrijf ma") as refused:
        parse_availability(text)
    assert str(refused.value).endswith(AVAILABILITY_HINT)


def test_windows_of_another_shape_are_left_out() -> None:
    """A record of another version never stops the screen."""
    assert availability_text([[0, 540, 720], [1, 2], [9, 540, 720], [3, 900, 540]]) == "ma 9:00-12:00"


window = st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)).filter(lambda one: one[1] < one[2])


@given(st.lists(window, min_size=1))
def test_what_was_written_reads_back(windows: list[tuple[int, int, int]]) -> None:
    """The same minutes, with windows that meet as one."""
    per_day = {day: joined([(start, end) for other, start, end in windows if other == day]) for day in range(7)}
    expected = [[day, start, end] for day in range(7) for start, end in per_day[day]]
    assert parse_availability(availability_text(windows)) == expected


@given(st.lists(window))
def test_joining_keeps_every_minute(windows: list[tuple[int, int, int]]) -> None:
    """Joined windows cover exactly the same minutes, and leave a gap between each other."""
    pairs = [(start, end) for _, start, end in windows]
    result = joined(pairs)
    assert {m for start, end in result for m in range(start, end)} == {m for s, e in pairs for m in range(s, e)}
    assert all(one[1] < other[0] for one, other in pairwise(result))
