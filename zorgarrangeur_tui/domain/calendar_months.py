"""Whole months and yearly days on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or earlier for a negative number; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_yearly_day(day: date, month: int, day_of_month: int) -> date:
    """Return the first time that a day of the year, such as 1 July, falls on or after `day`."""
    this_year = date(day.year, month, day_of_month)
    return this_year if this_year >= day else date(day.year + 1, month, day_of_month)


def last_yearly_day(day: date, month: int, day_of_month: int) -> date:
    """Return the last time that a day of the year fell on or before `day`."""
    this_year = date(day.year, month, day_of_month)
    return this_year if this_year <= day else date(day.year - 1, month, day_of_month)
