"""Whole months and yearly days on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or earlier for a negative number; where that month is shorter, its last day.

    Beyond either end of the calendar it is that end.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_yearly_day(day: date, month: int, day_of_month: int) -> date:
    """Return the first time that a day of the year, such as 1 July, falls on or after `day`; at the end of the calendar its last day."""
    this_year = date(day.year, month, day_of_month)
    if this_year >= day:
        return this_year
    return date.max if day.year == date.max.year else date(day.year + 1, month, day_of_month)


def last_yearly_day(day: date, month: int, day_of_month: int) -> date:
    """Return the last time that a day of the year fell on or before `day`; at the begin of the calendar its first day."""
    this_year = date(day.year, month, day_of_month)
    if this_year <= day:
        return this_year
    return date.min if day.year == date.min.year else date(day.year - 1, month, day_of_month)
