"""The days of a visit that comes back: in which weeks, on which days the school is closed, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.school_calendar import ClosedKind, ClosedReason, SchoolCalendar
from zorgarrangeur_tui.domain.school_years import mondays_between


@dataclass(frozen=True, slots=True)
class VisitSeries:
    """When a visit comes back.

    Attributes:
        weekday: 0 is Monday.
        rhythm: a `Rhythm` value.
        starts_on, ends_on: first and last day on which it may be; None is open.
    """

    weekday: int
    rhythm: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day on which a visit is due by its rhythm. With reasons the school is closed and the visit does not take place."""

    day: date
    reasons: tuple[ClosedReason, ...] = ()

    @property
    def takes_place(self) -> bool:
        """Whether the school is open."""
        return not self.reasons

    @property
    def on_a_day_without_school(self) -> bool:
        """Whether there is never school on this weekday: then the visit itself is wrong, and not only this once."""
        return any(reason.kind is ClosedKind.NO_SCHOOL_DAY for reason in self.reasons)


def occurrences(
    series: VisitSeries, calendar: SchoolCalendar | None, fortnights: Fortnights, first: date, last: date
) -> tuple[Occurrence, ...]:
    """Return every day between two days, both included, on which a visit is due, from early to late.

    A weekday or rhythm that this version does not know gives none. Without a calendar, as of a care location, no day is
    known to be closed.
    """
    if not 0 <= series.weekday < 7:
        return ()
    begin = max(first, series.starts_on or first)
    end = min(last, series.ends_on or last)
    days = (monday + timedelta(days=series.weekday) for monday in mondays_between(begin, end))
    return tuple(
        Occurrence(day, calendar.on(day).reasons if calendar else ())
        for day in days
        if begin <= day <= end and fortnights.meets(series.rhythm, day)
    )


def cancelled_words(found: Iterable[Occurrence]) -> list[str]:
    """Return in Dutch, once for each reason and in order, why visits do not take place."""
    return list(dict.fromkeys(one.reasons[0].words for one in found if one.reasons))
