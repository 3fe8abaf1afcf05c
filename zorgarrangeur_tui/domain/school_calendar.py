"""Whether a school is open on a day, at what hours, and if not, why not.

The rules, the first that says something decides:

- Of its own days the shortest period says most; of two as short, the one that closes.
- An open day of one day opens whatever else there is. A longer open period only takes away the holidays of the region: the
  weekends and public holidays in it stay closed.
- Otherwise the school is closed on its own closed days, in the holidays of its region, on public holidays unless it is open
  on that one, and on weekdays without hours. When its hours are not known, Monday to Friday count as open.
- Other hours change the hours of a day on which the school is open, and open nothing.

Minutes are on the wall clock: the night in which the clock changes makes no school day longer or shorter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from storage.models.codes import HolidayRegion, OwnDayKind
from zorgarrangeur_tui.domain.board_values import Span
from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.domain.dated_spans import row_on
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod, shipped_holidays
from zorgarrangeur_tui.domain.public_holidays import public_holiday_on
from zorgarrangeur_tui.domain.school_days import OwnDay, SchoolDays, is_usual_school_day
from zorgarrangeur_tui.domain.school_years import SchoolYear, school_year_of
from zorgarrangeur_tui.domain.words import word

_FARTHEST_AHEAD = 100


class ClosedKind(StrEnum):
    """Why a school is closed."""

    OWN_DAY = "own_day"
    SCHOOL_HOLIDAY = "school_holiday"
    PUBLIC_HOLIDAY = "public_holiday"
    NO_SCHOOL_DAY = "no_school_day"


@dataclass(frozen=True, slots=True)
class ClosedReason:
    """One reason why a school is closed.

    Attributes:
        kind: what sort of reason.
        words: in Dutch: "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026".
        name: the same in a word or two: "Herfstvakantie"; of an own day it is text of a user.
    """

    kind: ClosedKind
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A school on one day.

    Attributes:
        day: the day.
        hours: first minute and end; None when it is closed, or when its hours are not known.
        reasons: why it is closed, what the school itself says first; () when it is open.
    """

    day: date
    hours: Span | None
    reasons: tuple[ClosedReason, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there is school."""
        return not self.reasons

    @property
    def minutes(self) -> int | None:
        """Minutes of school: 0 when it is closed, None when its hours are not known."""
        if not self.is_open:
            return 0
        return None if self.hours is None else self.hours[1] - self.hours[0]

    @property
    def why_closed(self) -> str:
        """The reason that says most; "" when it is open."""
        return self.reasons[0].words if self.reasons else ""


class SchoolCalendar:
    """The calendar of one school. Values go in once; every answer follows from them."""

    def __init__(self, school: SchoolDays, holidays: Iterable[HolidayPeriod] | None = None) -> None:
        """Put a calendar together.

        Args:
            school: what the school says itself.
            holidays: school holidays of any regions; those that the app states itself by default.
        """
        self.school = school
        self.holidays = tuple(
            period
            for period in (shipped_holidays() if holidays is None else holidays)
            if school.region and period.region == school.region
        )
        self._usual_days = _usual_days(self.holidays, school.bell_times, school.open_holidays)
        self._known_years = {school_year_of(period.first_day) for period in self.holidays}
        self._days: dict[date, SchoolDay] = {}

    def on(self, day: date) -> SchoolDay:
        """Return the school on a day."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._looked_up(day)
        return known

    def has_school(self, day: date) -> bool:
        """Tell whether the weekday is one with school; Monday to Friday are when the hours are not known."""
        times = row_on(self.school.bell_times, day)
        return is_usual_school_day(day.weekday()) if times is None else times.on_weekday(day.weekday()) is not None

    def next_open_day(self, day: date) -> date | None:
        """Return the first open day after a day, or None when there is none for a long time."""
        ahead = (day + timedelta(days=number) for number in range(1, _FARTHEST_AHEAD + 1))
        return next((one for one in ahead if self.on(one).is_open), None)

    def doubts(self, first: date, last: date) -> tuple[str, ...]:
        """Return in Dutch what is not known about the holidays of the school between two days."""
        name = self.school.name or "deze school"
        if not self.school.region:
            return (f"De vakantieregio van {name} is niet ingevuld: de schoolvakanties tellen niet mee.",)
        years = map(SchoolYear, range(school_year_of(first).begins_in, school_year_of(last).begins_in + 1))
        region = word(self.school.region, HolidayRegion)
        return tuple(
            f"De schoolvakanties van regio {region} in {year.name} zijn niet bekend. Lees een vakantielijst in."
            for year in years
            if year not in self._known_years
        )

    def _looked_up(self, day: date) -> SchoolDay:
        if any(one.holds_on(day) for one in self.school.own_days):
            return self._worked_out(day, self._own_day(day))
        known = self._usual_days.get(day)
        if known is None:
            known = self._usual_days[day] = self._worked_out(day, None)
        return known

    def _worked_out(self, day: date, own: OwnDay | None) -> SchoolDay:
        reasons = self._reasons(day, own)
        if reasons:
            return SchoolDay(day, None, tuple(reasons))
        return SchoolDay(day, self._hours(day, own))

    def _own_day(self, day: date) -> OwnDay | None:
        """Return which of the school's own days decides whether it is open."""
        own = (one for one in self.school.own_days if one.holds_on(day) and one.kind != OwnDayKind.OTHER_HOURS)
        return min(own, key=lambda one: (one.length, not one.closes), default=None)

    def _reasons(self, day: date, own: OwnDay | None) -> list[ClosedReason]:
        """Return why the school is closed on a day."""
        opened = own is not None and not own.closes
        if own is not None and opened and own.length == 1:
            return []
        reasons = []
        if own is not None and own.closes:
            reasons.append(ClosedReason(ClosedKind.OWN_DAY, own.words, own.called))
        if not opened:
            reasons += [
                ClosedReason(ClosedKind.SCHOOL_HOLIDAY, period.words, period.name)
                for period in self.holidays
                if period.holds_on(day)
            ]
        public = public_holiday_on(day)
        if public is not None and public.rule_id not in self.school.open_holidays:
            reasons.append(ClosedReason(ClosedKind.PUBLIC_HOLIDAY, public.words, public.name))
        if not self.has_school(day):
            told = f"Op {weekday(day.weekday())} is er geen school"
            reasons.append(ClosedReason(ClosedKind.NO_SCHOOL_DAY, told, "geen schooldag"))
        return reasons

    def _hours(self, day: date, own: OwnDay | None) -> Span | None:
        """Return the hours of an open day: those of the own day, else of other hours, else of the weekday."""
        if own is not None and own.hours is not None:
            return own.hours
        changed = (
            one
            for one in self.school.own_days
            if one.kind == OwnDayKind.OTHER_HOURS and one.holds_on(day) and one.hours is not None
        )
        shortest = min(changed, key=lambda one: one.length, default=None)
        if shortest is not None:
            return shortest.hours
        times = row_on(self.school.bell_times, day)
        return None if times is None else times.on_weekday(day.weekday())


@lru_cache(maxsize=1024)
def _usual_days(*_alike: object) -> dict[date, SchoolDay]:
    """Return where the days are kept of all schools that are alike but for their own days; it is filled as they are asked for."""
    return {}
