"""The plain values that a week grid shows, and the signs it writes beside a label.

Days count from 0 (Monday) to 6; times are minutes of the day (0 to 1440), on the wall clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MINUTES_IN_DAY: Final = 24 * 60
"""Minutes in a day of the grid: it knows no summer time."""

WARNING_SIGN: Final = "!"
"""Stands in a block that needs attention, so that a warning is seen without colour."""
LOCK_SIGN: Final = "#"
"""Stands in a block that is locked."""
MORE_SIGN: Final = "+"
"""Stands in a block that hides another one at the same time because the column is too narrow for both."""
MARK_SIGN: Final = "*"
"""Stands in a block that the user marked, to do something with several at once."""
CANCELLED_SIGN: Final = "×"
"""Stands in a block that does not take place; its text is struck through as well."""
CLOSED_SIGN: Final = "·"
"""Fills the time outside the open hours of a day."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time in one lane on one day.

    Minutes need not lie on a quarter: the grid draws the nearest rows and writes the exact times.
    A block in a lane that is not shown, or on a day outside 0 to 6, is not drawn.
    """

    key: str
    """Id of the record behind it; what the messages carry."""
    lane: str
    """Key of the lane it stands in."""
    day: int
    """Weekday, 0 = Monday."""
    start: int
    """First minute of the day."""
    end: int
    """Minute of the day at which it is over."""
    label: str
    """Plain user text; never read as markup."""
    rhythm: str = ""
    """Short sign in the corner: "" every week, "E" even weeks, "O" odd weeks; at most two cells are shown."""
    locked: bool = False
    """Shown with `LOCK_SIGN`; the grid itself forbids nothing."""
    warning: bool = False
    """Shown with `WARNING_SIGN` as well as in colour."""
    marked: bool = False
    """Shown with `MARK_SIGN` and a thick edge."""
    cancelled: bool = False
    """Shown with `CANCELLED_SIGN` and struck through."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column in every day, for instance one professional."""

    key: str
    title: str
    """Name or pseudonym; shown where it fits."""
    short: str = ""
    """Up to four cells, shown where `title` does not fit."""


@dataclass(frozen=True, slots=True)
class DayHours:
    """One open stretch of a day; a day may have several. Time outside them is drawn closed.

    When no hours are given at all, the whole week counts as open.
    """

    day: int
    """Weekday, 0 = Monday."""
    start: int
    """Minute of the day at which it opens."""
    end: int
    """Minute of the day at which it closes."""


@dataclass(frozen=True, slots=True)
class CursorPosition:
    """Where the cursor of a grid stands."""

    day: int
    """Weekday, 0 = Monday."""
    minute: int
    """Minute of the day at which the row under the cursor begins."""
    lane_key: str | None
    """Key of the lane, or None when the grid has no lanes."""


def clock(minute: int) -> str:
    """Return a minute of the day as it stands on a clock: 540 is "09:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
