"""The school year: from 1 August up to and including 31 July (Wet op de expertisecentra, artikel 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_MONTH = 8


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, by the calendar year in which it begins."""

    begins_in: int

    @property
    def name(self) -> str:
        """The school year as people write it, such as "2026-2027"."""
        return f"{self.begins_in}-{self.begins_in + 1}"

    @property
    def first_day(self) -> date:
        """1 August."""
        return date(self.begins_in, _FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """31 July of the next calendar year."""
        return date(self.begins_in + 1, _FIRST_MONTH, 1) - timedelta(days=1)


def school_year_of(day: date) -> SchoolYear:
    """Return the school year in which a day falls."""
    return SchoolYear(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first up to and including the last; none when the last lies before the first."""
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def mondays_between(first: date, last: date) -> Iterator[date]:
    """Yield the Monday of every week that has a day between two days, both included."""
    if first <= last:
        for weeks in range((monday_of(last) - monday_of(first)).days // 7 + 1):
            yield monday_of(first) + timedelta(weeks=weeks)
