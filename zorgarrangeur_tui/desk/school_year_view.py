"""A school year of one school, week by week, as its calendar page and the list of the command line show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.models import OwnDay, School
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of, own_days_of
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK
from zorgarrangeur_tui.domain.school_calendar import SchoolDay
from zorgarrangeur_tui.domain.school_days import OwnDay as OwnDayValue
from zorgarrangeur_tui.domain.school_week_words import open_words, special_words
from zorgarrangeur_tui.domain.school_weeks import school_week
from zorgarrangeur_tui.domain.school_years import SchoolYear, mondays_between, school_year_of


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """One week of a school.

    Attributes:
        monday: its first day.
        even: whether the school counts it as even.
        days: its seven days.
        own_days: those of the school that fall in it.
        special: what is special, in Dutch.
    """

    monday: date
    even: bool
    days: tuple[SchoolDay, ...]
    own_days: tuple[OwnDay, ...]
    special: str

    @property
    def number(self) -> int:
        """The number of the week in the calendar."""
        return self.monday.isocalendar().week

    @property
    def sort(self) -> str:
        """Even or odd, in Dutch."""
        return "even" if self.even else "oneven"

    @property
    def open_words(self) -> str:
        """On how many days there is school."""
        return open_words(self.days)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A school year of one school."""

    school: School
    year: SchoolYear
    place: PlaceCalendar
    weeks: tuple[CalendarWeek, ...]

    @property
    def counting(self) -> str:
        """How the school counts even and odd weeks, in Dutch."""
        if self.school.fortnight_anchor is None:
            return "even en oneven volgens het weeknummer"
        skips = "weken zonder school tellen niet mee" if self.school.fortnight_skips_holidays else "elke week telt mee"
        return f"even en oneven om en om; {skips}"

    def warnings(self) -> tuple[str, ...]:
        """Return what is not known about the year, and where its rhythm stutters."""
        first, last = self.year.first_day, self.year.last_day
        return (*self.place.doubts(first, last), *self.place.fortnights.stutters(first, last))


def calendar_year(store: Store, school_id: str, year: SchoolYear) -> CalendarYear:
    """Return the weeks of a school in a school year.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    place = calendar_of(store, school_id)
    own = own_days_of(store, school_id)
    weeks = (_week(place, own, monday) for monday in mondays_between(year.first_day, year.last_day))
    return CalendarYear(school, year, place, tuple(weeks))


def calendar_week(store: Store, school_id: str, day: date) -> tuple[CalendarYear, CalendarWeek]:
    """Return the school year and the week of a day.

    Raises:
        RecordMissing: when the school is not there.
    """
    year = calendar_year(store, school_id, school_year_of(day))
    return year, next(week for week in year.weeks if week.monday <= day <= week.days[-1].day)


def _week(place: PlaceCalendar, own: list[OwnDay], monday: date) -> CalendarWeek:
    calendar = place.calendar
    assert calendar is not None, "a school that is there has a calendar"
    days = school_week(calendar, monday).days
    here = [
        one
        for one in own
        if one.first_day and one.first_day <= days[-1].day and (one.last_day or one.first_day) >= monday
    ]
    values: tuple[OwnDayValue, ...] = calendar.school.own_days
    even = place.fortnights.week_of(monday) == EVEN_WEEK
    return CalendarWeek(monday, even, days, tuple(here), special_words(days, values))
