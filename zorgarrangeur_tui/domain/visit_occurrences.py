"""The days of a visit that comes back: in which weeks, on which days the school is closed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
class DayChange:
    """What was decided about a visit on one day. What is None or "" stays as usual.

    Attributes:
        id: of the exception.
        cancelled: whether it falls away.
        cause: a `CancellationCause` value, when it does.
        moved_to: another day.
        start_minute, duration_minutes: when, on that day.
        professional_id: who comes instead.
        absence_id: the absence for which this was decided.
    """

    id: str = ""
    cancelled: bool = False
    cause: str = ""
    moved_to: date | None = None
    start_minute: int | None = None
    duration_minutes: int | None = None
    professional_id: str = ""
    absence_id: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day on which a visit is due. With reasons the school is closed and the visit does not take place.

    Attributes:
        day: on which it is.
        reasons: why the school is closed then.
        due: the day on which it was due by its rhythm; None: the same.
        change: what was decided about this day.
    """

    day: date
    reasons: tuple[ClosedReason, ...] = ()
    due: date | None = None
    change: DayChange | None = None

    @property
    def due_day(self) -> date:
        """The day on which it was due by its rhythm: by this day records speak of it."""
        return self.due or self.day

    @property
    def cancelled(self) -> bool:
        """Whether it was decided that it falls away."""
        return self.change is not None and self.change.cancelled

    @property
    def takes_place(self) -> bool:
        """Whether the school is open and the visit was not cancelled."""
        return not self.reasons and not self.cancelled

    @property
    def on_a_day_without_school(self) -> bool:
        """Whether there is never school on this weekday: then the visit itself is wrong, and not only this once."""
        return any(reason.kind is ClosedKind.NO_SCHOOL_DAY for reason in self.reasons)


def occurrences(
    series: VisitSeries,
    calendar: SchoolCalendar | None,
    fortnights: Fortnights,
    first: date,
    last: date,
    changes: Mapping[date, DayChange] | None = None,
) -> tuple[Occurrence, ...]:
    """Return every day between two days, both included, on which a visit is due, from early to late.

    A weekday or rhythm that this version does not know gives none. Without a calendar, as of a care location, no day is
    known to be closed. A change counts on the day on which the visit was due by its rhythm; one of a day on which it is not
    (any more) due counts for nothing. A visit that was moved is on its new day only.
    """
    changes = changes or {}
    moved = {day: change for day, change in changes.items() if change.moved_to not in (None, day)}
    usual = _due_days(series, fortnights, first, last)
    found = [_on(day, day, calendar, changes.get(day)) for day in usual if day not in moved]
    for due, change in moved.items():
        day = change.moved_to
        if day is not None and first <= day <= last and due in _due_days(series, fortnights, due, due):
            found.append(_on(day, due, calendar, change))
    return tuple(sorted(found, key=lambda one: (one.day, one.due_day)))


def _due_days(series: VisitSeries, fortnights: Fortnights, first: date, last: date) -> list[date]:
    """Return the days between two days, both included, on which a visit is due by its rhythm."""
    if not 0 <= series.weekday < 7:
        return []
    begin = max(first, series.starts_on or first)
    end = min(last, series.ends_on or last)
    days = (monday + timedelta(days=series.weekday) for monday in mondays_between(begin, end))
    return [day for day in days if begin <= day <= end and fortnights.meets(series.rhythm, day)]


def _on(day: date, due: date, calendar: SchoolCalendar | None, change: DayChange | None) -> Occurrence:
    return Occurrence(day, calendar.on(day).reasons if calendar else (), None if day == due else due, change)


def cancelled_words(found: Iterable[Occurrence]) -> list[str]:
    """Return in Dutch, once for each reason and in order, why visits do not take place."""
    return list(dict.fromkeys(one.reasons[0].words for one in found if one.reasons))
