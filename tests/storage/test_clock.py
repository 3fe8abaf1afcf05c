"""Time as the store sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_kit import FrozenClock

from storage.clock import is_far_ahead, local_date, milliseconds, next_stamp, present, system_clock
from storage.errors import ClockWrong
from storage.ops import Stamp

STAMPS = st.builds(Stamp, st.integers(0, 10**14), st.integers(0, 1000))
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(STAMPS, MOMENTS)
def test_a_new_stamp_comes_after_the_last_whatever_the_clock_says(last: Stamp, moment: datetime) -> None:
    """Standing still, years back or years ahead: stamps rise."""
    stamp = next_stamp(last, FrozenClock(moment))
    assert stamp > last
    assert stamp.milliseconds in (last.milliseconds, milliseconds(moment))


@given(st.lists(MOMENTS, min_size=1, max_size=20))
def test_stamps_of_a_jumping_clock_rise_all_the_way(moments: list[datetime]) -> None:
    """Each write of one store comes after the one before."""
    stamps = [Stamp(0, 0)]
    for moment in moments:
        stamps.append(next_stamp(stamps[-1], FrozenClock(moment)))
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize(("ahead", "far"), [(-5, False), (0, False), (23.9, False), (24.1, True), (1e6, True)])
def test_a_stamp_more_than_a_day_ahead_is_not_believed(clock: FrozenClock, ahead: float, far: bool) -> None:
    """A laptop set to 2031 must not age the others."""
    assert is_far_ahead(Stamp(milliseconds(clock() + timedelta(hours=ahead)), 0), clock) is far


def test_the_day_is_that_of_the_wall_clock_in_amsterdam() -> None:
    """Half past eleven at night in London is tomorrow at school; winter and summer differ."""
    assert local_date(FrozenClock(datetime(2026, 11, 23, 22, 59, tzinfo=UTC))) == date(2026, 11, 23)
    assert local_date(FrozenClock(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))) == date(2026, 11, 24)
    assert local_date(FrozenClock(datetime(2026, 6, 23, 22, 0, tzinfo=UTC))) == date(2026, 6, 24)


@pytest.mark.parametrize("year", [1970, 1999, 2100, 2900])
def test_a_clock_in_another_century_is_told(year: int) -> None:
    """Contact cards and bundles can only be dated in this one."""
    with pytest.raises(ClockWrong, match="klok"):
        present(FrozenClock(datetime(year, 1, 1, tzinfo=UTC)))


def test_the_system_clock_is_aware_and_in_utc() -> None:
    """A naive moment would be another one on another laptop."""
    assert system_clock().utcoffset() == timedelta(0)
