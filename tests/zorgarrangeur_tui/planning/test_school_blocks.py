"""The half-days of a school: divided around noon, never through what is fixed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.planning.school_blocks import block_at, half_days
from zorgarrangeur_tui.planning.slots import minute_of, slots_around, slots_for, whole_slots_within

FIVE_DAYS = [[510, 900]] * 5


def minutes(span: tuple[int, int]) -> tuple[int, int]:
    """Return a span of slots in minutes of the day."""
    return minute_of(span[0]), minute_of(span[1])


def test_a_break_around_noon_belongs_to_neither_half() -> None:
    """The morning ends when it begins, and the afternoon begins when it is over."""
    blocks = half_days(FIVE_DAYS, [[0, 615, 630], [0, 720, 750]], {})
    assert minutes(blocks[0]) == (510, 720)
    assert minutes(blocks[1]) == (750, 900)
    assert minutes(blocks[2]) == (510, 720)
    assert minutes(blocks[3]) == (720, 900)


def test_a_short_day_is_a_morning_and_a_day_without_school_is_nothing() -> None:
    """A Wednesday until half past twelve is not divided."""
    blocks = half_days([[510, 900], [], [510, 750], [8], [510, 900]], [], {})
    assert sorted(blocks) == [0, 1, 4, 8, 9]
    assert minutes(blocks[4]) == (510, 750)


def test_what_is_fixed_at_noon_moves_the_division() -> None:
    """A catheter from twelve to half past is in the morning or the afternoon as a whole, also when there is a break."""
    blocks = half_days(FIVE_DAYS, [[0, 720, 750]], {0: [(705, 735)]})
    span = slots_around(705, 735)
    assert block_at(blocks, 0, span) is not None
    assert half_days(FIVE_DAYS, [], {1: [(680, 790)]})[2] == whole_slots_within(510, 900)


def test_opening_hours_are_rounded_inwards() -> None:
    """From 8:35 to 14:50 somebody can be planned from 8:45 to 14:45."""
    blocks = half_days([[515, 890]], [], {})
    assert (minute_of(blocks[0][0]), minute_of(blocks[1][1])) == (525, 885)


@given(st.integers(420, 1200), st.integers(1, 300))
def test_slots_lie_around_minutes_and_within_them(first: int, length: int) -> None:
    """Whole slots within a time never touch what lies outside it; slots around it leave nothing out."""
    around = minutes(slots_around(first, first + length))
    assert around[0] <= first < first + length <= around[1]
    within = whole_slots_within(first, first + length)
    assert within is None or first <= minutes(within)[0] < minutes(within)[1] <= first + length
    assert 0 <= slots_for(length) * 15 - length < 15
