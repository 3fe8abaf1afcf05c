"""Even and odd weeks over the turn of the year, and the days of a visit that comes back."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import HolidayRegion, Rhythm
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, SchoolDays
from zorgarrangeur_tui.domain.school_weeks import is_without_school
from zorgarrangeur_tui.domain.school_years import days_between
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence, VisitSeries, cancelled_words, occurrences

SCHOOL = SchoolDays("s", "De Wilgenboog", HolidayRegion.MIDDLE, (BellTimes(((510, 870),) * 5),))
CALENDAR = SchoolCalendar(SCHOOL)
BY_NUMBER = Fortnights()
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def due(series: VisitSeries, first: date, last: date, fortnights: Fortnights = BY_NUMBER) -> tuple[Occurrence, ...]:
    """Return the days of a visit at the school in Midden."""
    return occurrences(series, CALENDAR, fortnights, first, last)


def test_a_weekly_visit_tells_which_days_fall_away_and_why() -> None:
    """A Monday from October to the end of the year."""
    found = due(VisitSeries(0, Rhythm.WEEKLY), date(2026, 10, 5), date(2026, 12, 31))
    assert len(found) == 13
    assert [one.day for one in found if not one.takes_place] == [
        date(2026, 10, 19),
        date(2026, 12, 21),
        date(2026, 12, 28),
    ]
    assert cancelled_words(found) == [
        "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026",
        "Kerstvakantie regio Midden, 19 december 2026 t/m 3 januari 2027",
    ]
    assert not any(one.on_a_day_without_school for one in found)


def test_a_visit_on_a_weekday_without_school_is_wrong_every_week() -> None:
    """That is another thing than a holiday."""
    found = due(VisitSeries(5, Rhythm.WEEKLY), date(2026, 11, 1), date(2026, 11, 30))
    assert found
    assert all(one.on_a_day_without_school for one in found)


def test_a_visit_keeps_to_its_own_first_and_last_day() -> None:
    """Both count."""
    series = VisitSeries(1, Rhythm.WEEKLY, date(2026, 11, 10), date(2026, 11, 24))
    assert [one.day.day for one in due(series, date(2026, 1, 1), date(2027, 1, 1))] == [10, 17, 24]


def test_even_and_odd_weeks_by_number_stutter_after_week_53() -> None:
    """Week 53 of 2026 and week 1 of 2027 are both odd: the odd visit comes twice, the even one stays away twice."""
    span = date(2026, 12, 14), date(2027, 1, 17)
    odd = [one.day.isocalendar().week for one in due(VisitSeries(2, Rhythm.ODD), *span)]
    even = [one.day.isocalendar().week for one in due(VisitSeries(2, Rhythm.EVEN), *span)]
    assert (odd, even) == ([51, 53, 1], [52, 2])
    (sentence,) = BY_NUMBER.stutters(*span)
    assert sentence.startswith("Week 53 van 2026 en week 1 van 2027 zijn allebei oneven.")
    assert BY_NUMBER.stutters(date(2025, 12, 1), date(2026, 11, 30)) == ()


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    """1 January 2027 is a Friday of week 53 and so odd; 30 December 2024 is a Monday of week 1."""
    assert BY_NUMBER.words(date(2027, 1, 1)) == "week 53, oneven"
    assert BY_NUMBER.words(date(2024, 12, 30)) == "week 1, oneven"
    assert BY_NUMBER.coming(date(2026, 12, 16), 4) == "51 oneven, 52 even, 53 oneven, 1 oneven"


def test_weeks_that_alternate_never_stutter() -> None:
    """Counted from a week that the school chose, over the turn of the year and back in time."""
    own = Fortnights(date(2026, 9, 2))
    assert own.week_of(date(2026, 8, 31)) == EVEN_WEEK
    assert own.week_of(date(2026, 8, 24)) == ODD_WEEK
    assert own.stutters(date(2026, 1, 1), date(2028, 1, 1)) == ()
    assert own.coming(date(2026, 12, 21), 4) == "52 even, 53 oneven, 1 even, 2 oneven"


def test_a_school_may_pass_over_its_weeks_of_holiday() -> None:
    """The week before and the week after the autumn holiday are then of different sorts."""
    passing = Fortnights(date(2026, 8, 31), partial(is_without_school, CALENDAR))
    before, after = date(2026, 10, 12), date(2026, 10, 26)
    assert Fortnights(date(2026, 8, 31)).week_of(before) == Fortnights(date(2026, 8, 31)).week_of(after)
    assert passing.week_of(before) != passing.week_of(after)
    open_weeks = [
        day
        for day in days_between(date(2026, 6, 1), date(2027, 7, 1))
        if day.weekday() == 0 and CALENDAR.on(day).is_open
    ]
    full = [day for day in open_weeks if day + timedelta(weeks=1) in open_weeks]
    assert all(passing.week_of(day) != passing.week_of(day + timedelta(weeks=1)) for day in full)


@given(anchor=DAYS, weeks=st.integers(-30, 30), closed=st.sets(st.integers(0, 3)))
def test_weeks_alternate_but_for_those_that_are_passed_over(anchor: date, weeks: int, closed: set[int]) -> None:
    """The week of the anchor is even; after a week that does not count the next one is of the same sort."""

    def passed_over(monday: date) -> bool:
        return monday.toordinal() // 7 % 4 in closed

    fortnights = Fortnights(anchor, passed_over)
    day = anchor + timedelta(weeks=weeks)
    assert fortnights.week_of(anchor) == EVEN_WEEK
    same = fortnights.week_of(day) == fortnights.week_of(day + timedelta(weeks=1))
    assert same == passed_over(day - timedelta(days=day.weekday()))


def test_what_this_version_does_not_know_gives_no_days() -> None:
    """A rhythm or weekday of a newer version is no reason to invent visits."""
    span = date(2026, 11, 1), date(2026, 11, 30)
    assert due(VisitSeries(0, "monthly"), *span) == ()
    assert due(VisitSeries(9, Rhythm.WEEKLY), *span) == ()


@given(
    first=DAYS,
    length=st.integers(0, 120),
    weekday=st.integers(0, 6),
    anchor=st.one_of(st.none(), DAYS),
    starts_on=st.one_of(st.none(), DAYS),
    ends_on=st.one_of(st.none(), DAYS),
)
def test_the_days_of_a_visit_are_found_day_by_day(
    first: date, length: int, weekday: int, anchor: date | None, starts_on: date | None, ends_on: date | None
) -> None:
    """Looking at every day by itself gives the same; even and odd together are weekly, without a day in common."""
    last = first + timedelta(days=length)
    fortnights = Fortnights(anchor)
    found = {
        rhythm: due(VisitSeries(weekday, rhythm, starts_on, ends_on), first, last, fortnights) for rhythm in Rhythm
    }
    expected = [
        day
        for day in days_between(first, last)
        if day.weekday() == weekday and (starts_on or day) <= day <= (ends_on or day)
    ]
    assert [one.day for one in found[Rhythm.WEEKLY]] == expected
    assert all(one.takes_place == CALENDAR.on(one.day).is_open for one in found[Rhythm.WEEKLY])
    together = sorted((*found[Rhythm.EVEN], *found[Rhythm.ODD]), key=lambda one: one.day)
    assert tuple(together) == found[Rhythm.WEEKLY]
