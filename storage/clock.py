"""Time as the store sees it: UTC from a clock that a test can freeze, and stamps that never run backwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.errors import ClockWrong
from storage.ops import Stamp
from storage.utc_clock import Clock, system_clock

WALL_CLOCK = ZoneInfo("Europe/Amsterdam")

MAX_AHEAD_MILLISECONDS = 24 * 3600 * 1000
"""A stamp further ahead than a day does not drag the local clock along: one laptop set to 2031 must not age the others."""


_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(9999, 12, 30, tzinfo=UTC)


def present(clock: Clock) -> datetime:
    """Return the present moment, for what gets a date that others read: a contact card, a bundle.

    Raises:
        ClockWrong: when the clock stands outside the years 2000 to 2099, which those formats hold.
    """
    moment = clock()
    if not 2000 <= moment.year <= 2099:
        raise ClockWrong
    return moment


def local_date(clock: Clock) -> date:
    """Return today's date on the wall clock of Europe/Amsterdam."""
    return clock().astimezone(WALL_CLOCK).date()


def milliseconds(moment: datetime) -> int:
    """Return whole milliseconds since 1970 in UTC."""
    return int(moment.timestamp() * 1000)


def next_stamp(last: Stamp, clock: Clock) -> Stamp:
    """Return the stamp of a new write: the clock's time, or just after `last` where the clock stands still or went back.

    A hybrid logical clock (Kulkarni et al., 2014). Stamps only break ties in what is displayed; they never decide which
    value survives.
    """
    now = milliseconds(clock())
    if now > last.milliseconds:
        return Stamp(milliseconds=now, counter=0)
    return Stamp(milliseconds=last.milliseconds, counter=last.counter + 1)


def moment_of(since_1970: int) -> datetime:
    """Return the moment of a stamp's milliseconds, in UTC; one beyond the calendar counts as its last day but one."""
    return _BEGIN + timedelta(milliseconds=min(since_1970, milliseconds(_LATEST)))


def is_far_ahead(stamp: Stamp, clock: Clock) -> bool:
    """Tell whether a stamp lies more than a day in the future, so that its sender's clock must be wrong."""
    return stamp.milliseconds > milliseconds(clock()) + MAX_AHEAD_MILLISECONDS


__all__ = [
    "MAX_AHEAD_MILLISECONDS",
    "WALL_CLOCK",
    "Clock",
    "is_far_ahead",
    "local_date",
    "milliseconds",
    "moment_of",
    "next_stamp",
    "present",
    "system_clock",
]
