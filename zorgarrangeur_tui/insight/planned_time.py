"""How many minutes visits have between two days, for thousands of visits over a whole year.

It gives exactly what walking every day with `domain.visit_occurrences` gives. Open days are counted per place once, weekday by
weekday and apart for even and odd weeks; only days about which something was decided are looked at one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod
from zorgarrangeur_tui.domain.rhythms import weeks_of
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import SchoolDays
from zorgarrangeur_tui.domain.school_years import days_between
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, VisitSeries, occurrences

_A_SPAN = (0, 1)
_NONE: Mapping[date, int] = {}


class OpenDays:
    """The open days of a place in a period, to count on."""

    def __init__(self, days: Iterable[date], fortnights: Fortnights) -> None:
        """Sort open days, given from early to late."""
        self._fortnights = fortnights
        self._open = list(days)
        self._days: defaultdict[tuple[int, int], list[date]] = defaultdict(list)
        number, week = -1, 0
        for day in self._open:
            # Monday 1 January of the year 1 is day 1.
            own_number, weekday = divmod(day.toordinal() - 1, 7)
            if own_number != number:
                number, week = own_number, fortnights.week_of(day)
            self._days[week, weekday].append(day)

    def count(self, series: VisitSeries, first: date, last: date) -> int:
        """Return on how many open days between two days, both included, a visit is due."""
        begin, end = max(first, series.starts_on or first), min(last, series.ends_on or last)
        if begin > end:
            return 0
        found = 0
        for week in weeks_of(series.rhythm):
            days = self._days.get((week, series.weekday), ())
            found += bisect_right(days, end) - bisect_left(days, begin)
        return found

    def weeks(self, first: date, last: date) -> int:
        """Return how many weeks have an open day between two days, both included."""
        begin, end = bisect_left(self._open, first), bisect_right(self._open, last)
        # Monday 1 January of the year 1 is day 1, so that days of one week give one number.
        return len({(day.toordinal() - 1) // 7 for day in self._open[begin:end]})

    def but(self, days: Mapping[date, bool]) -> OpenDays:
        """Return the same with some days open or not: by day, whether it is open."""
        found = OpenDays((), self._fortnights)
        found._open = list(self._open)
        found._days.update({key: list(known) for key, known in self._days.items()})
        for day, is_open in days.items():
            place = bisect_left(found._open, day)
            was_open = place < len(found._open) and found._open[place] == day
            of_week = found._days[self._fortnights.week_of(day), day.weekday()]
            if is_open and not was_open:
                found._open.insert(place, day)
                insort(of_week, day)
            elif was_open and not is_open:
                del found._open[place]
                of_week.remove(day)
        return found


class OpenDaysOfPlaces:
    """The open days of many places in one period. Schools of a region are alike but for their own days."""

    def __init__(self, first: date, last: date) -> None:
        self._all = tuple(days_between(first, last))
        self._alike: dict[SchoolDays, tuple[date, ...]] = {}
        self._counted: dict[tuple[SchoolDays | None, Fortnights], OpenDays] = {}

    def of(self, calendar: SchoolCalendar | None, fortnights: Fortnights) -> OpenDays:
        """Return the open days of a place; without a calendar every day is one."""
        alike = None if calendar is None else _without_own_days(calendar.school)
        if (alike, fortnights) not in self._counted:
            days = self._all if calendar is None or alike is None else self._usual(alike, calendar.holidays)
            self._counted[alike, fortnights] = OpenDays(days, fortnights)
        usual = self._counted[alike, fortnights]
        own_days = () if calendar is None else calendar.school.own_days
        if calendar is None or not own_days:
            return usual
        own = {day for period in own_days for day in self._within(period.first_day, period.last_day)}
        return usual.but({day: calendar.on(day).is_open for day in own})

    def _usual(self, alike: SchoolDays, holidays: Iterable[HolidayPeriod]) -> tuple[date, ...]:
        if alike not in self._alike:
            shared = SchoolCalendar(alike, [one for one in holidays if self._overlaps(one)])
            self._alike[alike] = tuple(day for day in self._all if shared.on(day).is_open)
        return self._alike[alike]

    def _overlaps(self, period: HolidayPeriod) -> bool:
        return bool(self._within(period.first_day, period.last_day))

    def _within(self, first: date, last: date) -> tuple[date, ...]:
        return self._all[bisect_left(self._all, first) : bisect_right(self._all, last)]


def _without_own_days(school: SchoolDays) -> SchoolDays:
    """Return what decides whether a school is open apart from its own days, the same for all schools that are alike."""
    times = tuple(
        replace(one, hours=tuple(None if hours is None else _A_SPAN for hours in one.hours))
        for one in school.bell_times
    )
    return SchoolDays("", "", school.region, times, (), school.open_holidays)


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """The minutes of one visit on any days of the period for which open days were counted.

    Attributes:
        series: when it comes back.
        duration: minutes, on a day as usual.
        opened: the open days of its place.
        differences: by day, how many minutes more or fewer than usual were decided on.
    """

    series: VisitSeries
    duration: int
    opened: OpenDays
    differences: Mapping[date, int]

    def between(self, first: date, last: date) -> int:
        """Return the minutes between two days, both included."""
        usual = self.duration * self.opened.count(self.series, first, last)
        if not self.differences:
            return usual
        return usual + sum(more for day, more in self.differences.items() if first <= day <= last)


def planned_time(
    series: VisitSeries,
    duration: int,
    opened: OpenDays,
    calendar: SchoolCalendar | None,
    fortnights: Fortnights,
    changes: Mapping[date, DayChange],
) -> PlannedTime:
    """Return the minutes of a visit, with what was decided about single days."""
    if not changes:
        return PlannedTime(series, duration, opened, _NONE)
    differences = {}
    for day in {*changes, *(one.moved_to for one in changes.values() if one.moved_to is not None)}:
        minutes = 0
        for one in occurrences(series, calendar, fortnights, day, day, changes):
            changed = one.change.duration_minutes if one.change else None
            if one.takes_place:
                minutes += duration if changed is None else changed
        differences[day] = minutes - duration * opened.count(series, day, day)
    return PlannedTime(series, duration, opened, differences)
