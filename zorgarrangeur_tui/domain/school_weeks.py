"""The weeks of a school: which have school, and how many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar, SchoolDay
from zorgarrangeur_tui.domain.school_years import days_between, monday_of, mondays_between

_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class SchoolWeek:
    """A week of a school, or the part of it that was asked for.

    Attributes:
        monday: its first day.
        days: the days, from early to late.
    """

    monday: date
    days: tuple[SchoolDay, ...]

    @property
    def open_days(self) -> tuple[SchoolDay, ...]:
        """The days with school."""
        return tuple(day for day in self.days if day.is_open)

    @property
    def minutes(self) -> int:
        """Minutes of school, as far as the hours are known."""
        return sum(day.minutes or 0 for day in self.open_days)

    @property
    def hours_known(self) -> bool:
        """Whether the hours of every open day are known."""
        return all(day.minutes is not None for day in self.open_days)


def school_week(calendar: SchoolCalendar, day: date) -> SchoolWeek:
    """Return the whole week of a day."""
    monday = monday_of(day)
    return SchoolWeek(monday, tuple(map(calendar.on, days_between(monday, monday + _SUNDAY))))


def weeks_open(calendar: SchoolCalendar, first: date, last: date) -> tuple[SchoolWeek, ...]:
    """Return the weeks in which there is school between two days, both included. Days outside them are left out."""
    weeks = (
        SchoolWeek(monday, tuple(map(calendar.on, days_between(max(first, monday), min(last, monday + _SUNDAY)))))
        for monday in mondays_between(first, last)
    )
    return tuple(week for week in weeks if week.open_days)


def open_minutes(calendar: SchoolCalendar, day: date) -> int | None:
    """Return the minutes of school in the week of a day; None when the hours of an open day in it are not known."""
    week = school_week(calendar, day)
    return week.minutes if week.hours_known else None


def is_without_school(calendar: SchoolCalendar, day: date) -> bool:
    """Tell whether the whole week of a day has no school: what a fortnight may pass over."""
    return not school_week(calendar, day).open_days
