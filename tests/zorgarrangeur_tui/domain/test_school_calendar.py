"""Is a school open, at what hours, and if not, why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import HolidayRegion, OwnDayKind
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod
from zorgarrangeur_tui.domain.public_holidays import public_holiday_on
from zorgarrangeur_tui.domain.school_calendar import ClosedKind, SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, OwnDay, SchoolDays
from zorgarrangeur_tui.domain.school_weeks import is_without_school, open_minutes, school_week, weeks_open
from zorgarrangeur_tui.domain.school_years import days_between

HOURS = BellTimes(((510, 870), (510, 870), (510, 750), (510, 870), (510, 870)))
SCHOOL = SchoolDays("s", "De Wilgenboog", HolidayRegion.MIDDLE, (HOURS,))
GOOD_FRIDAY = date(2027, 3, 26)
WHIT_MONDAY = date(2027, 5, 17)
STUDY_DAY = OwnDay(OwnDayKind.STUDY_DAY, date(2027, 3, 17), date(2027, 3, 17))


def calendar(*own_days: OwnDay, **other: Any) -> SchoolCalendar:
    """Return the calendar of a school in Midden with own days."""
    return SchoolCalendar(replace(SCHOOL, own_days=own_days, **other))


def why(found: SchoolCalendar, day: date) -> str:
    """Return why a school is closed on a day, in words."""
    return found.on(day).why_closed


def test_an_ordinary_day_has_the_hours_of_its_weekday() -> None:
    """A Wednesday is shorter."""
    monday, wednesday = calendar().on(date(2026, 11, 23)), calendar().on(date(2026, 11, 25))
    assert (monday.is_open, monday.hours, monday.minutes) == (True, (510, 870), 360)
    assert wednesday.hours == (510, 750)


def test_a_holiday_of_the_region_closes_the_school_and_says_so() -> None:
    """Another region has school that week."""
    assert why(calendar(), date(2026, 10, 19)) == "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026"
    assert calendar(region=HolidayRegion.NORTH).on(date(2026, 10, 19)).is_open


def test_what_is_closed_for_more_than_one_reason_tells_each() -> None:
    """The school's own word first, then the holiday, the public holiday and the weekday."""
    own = OwnDay(OwnDayKind.MARGIN_DAY, date(2026, 12, 26), date(2026, 12, 26), name="Kerstontbijt vrij")
    day = calendar(own).on(date(2026, 12, 26))
    assert [reason.kind for reason in day.reasons] == list(ClosedKind)
    assert day.why_closed == "Kerstontbijt vrij, 26 december 2026"
    assert day.minutes == 0


def test_a_study_day_and_a_second_may_week_close_the_school() -> None:
    """They are days of the school itself, beside the week of the region."""
    may = OwnDay(OwnDayKind.SECOND_MAY_WEEK, date(2027, 5, 3), date(2027, 5, 9))
    found = calendar(STUDY_DAY, may)
    assert why(found, date(2027, 3, 17)) == "Studiedag, 17 maart 2027"
    assert why(found, date(2027, 4, 26)).startswith("Meivakantie regio Midden")
    assert why(found, date(2027, 5, 4)) == "Tweede week meivakantie, 3 t/m 9 mei 2027"
    assert found.on(date(2027, 5, 10)).is_open


def test_a_school_may_be_open_on_good_friday_but_not_on_whit_monday() -> None:
    """Only where a school decides itself does its own setting count."""
    usual, own = calendar(), calendar(open_holidays=frozenset({"good_friday", "liberation_day"}))
    assert "Goede vrijdag" in why(usual, GOOD_FRIDAY)
    assert own.on(GOOD_FRIDAY).is_open
    assert why(own, WHIT_MONDAY) == "Tweede pinksterdag, 17 mei 2027"


def test_one_open_day_opens_whatever_else_there_is() -> None:
    """An open Saturday in the holiday, with hours of its own; without them they are not known."""
    saturday = date(2026, 10, 17)
    hours = OwnDay(OwnDayKind.OPEN, saturday, saturday, (600, 720))
    assert calendar(hours).on(saturday).hours == (600, 720)
    unknown = calendar(replace(hours, hours=None)).on(saturday)
    assert (unknown.is_open, unknown.minutes) == (True, None)


def test_a_longer_open_period_only_takes_away_the_holiday_of_the_region() -> None:
    """A school that has its autumn holiday a week earlier: weekends stay closed, and so does a public holiday in it."""
    own = OwnDay(OwnDayKind.OWN_HOLIDAY, date(2026, 10, 10), date(2026, 10, 18))
    autumn = OwnDay(OwnDayKind.OPEN, date(2026, 10, 19), date(2026, 10, 25))
    found = calendar(own, autumn)
    assert why(found, date(2026, 10, 14)).startswith("Eigen vakantie van de school")
    assert found.on(date(2026, 10, 19)).is_open
    assert [reason.kind for reason in found.on(date(2026, 10, 24)).reasons] == [ClosedKind.NO_SCHOOL_DAY]
    spring = calendar(OwnDay(OwnDayKind.OPEN, date(2027, 5, 10), date(2027, 5, 21)))
    assert not spring.on(WHIT_MONDAY).is_open


def test_the_shortest_of_two_own_days_says_most_and_of_equals_the_one_that_closes() -> None:
    """A study day within an open week closes; open and closed on one day is closed."""
    week = OwnDay(OwnDayKind.OPEN, date(2027, 3, 15), date(2027, 3, 19))
    assert not calendar(week, STUDY_DAY).on(date(2027, 3, 17)).is_open
    both = OwnDay(OwnDayKind.OPEN, STUDY_DAY.first_day, STUDY_DAY.last_day)
    assert not calendar(both, STUDY_DAY).on(date(2027, 3, 17)).is_open
    assert not calendar(STUDY_DAY, both).on(date(2027, 3, 17)).is_open


def test_other_hours_change_a_day_and_open_nothing() -> None:
    """Until noon in the last week; the weekend and the holiday after it stay closed."""
    found = calendar(OwnDay(OwnDayKind.OTHER_HOURS, date(2026, 12, 14), date(2026, 12, 21), (510, 720)))
    assert found.on(date(2026, 12, 18)).hours == (510, 720)
    assert not found.on(date(2026, 12, 19)).is_open
    assert not found.on(date(2026, 12, 21)).is_open
    assert found.on(date(2026, 12, 11)).hours == (510, 870)


def test_hours_may_change_from_a_day_on() -> None:
    """The row that began last holds, such as a school that gets a continuous timetable."""
    later = BellTimes(((510, 840),) * 5, date(2027, 8, 1))
    found = calendar(bell_times=(HOURS, later))
    assert found.on(date(2027, 7, 14)).hours == (510, 750)
    assert found.on(date(2027, 9, 8)).hours == (510, 840)


def test_a_kind_of_own_day_of_a_newer_version_closes() -> None:
    """Nobody is sent to a shut door."""
    day = calendar(replace(STUDY_DAY, kind="strike")).on(STUDY_DAY.first_day)
    assert day.why_closed == "Eigen dag van de school, 17 maart 2027"


def test_unknown_hours_and_regions_are_told_and_not_guessed() -> None:
    """Monday to Friday count as open without hours; without a region nothing is known of holidays."""
    found = calendar(bell_times=(), region=HolidayRegion.UNKNOWN)
    assert found.on(date(2026, 10, 19)).is_open
    assert found.on(date(2026, 10, 19)).minutes is None
    assert not found.on(date(2026, 10, 24)).is_open
    (doubt,) = found.doubts(date(2026, 9, 1), date(2026, 12, 1))
    assert "De Wilgenboog is niet ingevuld" in doubt
    assert open_minutes(found, date(2026, 11, 23)) is None


def test_a_school_year_without_known_holidays_is_told() -> None:
    """The app states seven years; after them a list is needed."""
    assert calendar().doubts(date(2024, 9, 1), date(2030, 7, 31)) == ()
    assert calendar().doubts(date(2030, 7, 1), date(2031, 9, 1)) == (
        "De schoolvakanties van regio Midden in 2030-2031 zijn niet bekend. Lees een vakantielijst in.",
        "De schoolvakanties van regio Midden in 2031-2032 zijn niet bekend. Lees een vakantielijst in.",
    )


def test_holidays_from_a_list_take_the_place_of_those_of_the_app() -> None:
    """Only those of the region of the school count."""
    own = HolidayPeriod(HolidayRegion.MIDDLE, "Carnaval", date(2027, 2, 8), date(2027, 2, 12))
    other = HolidayPeriod(HolidayRegion.SOUTH, "Carnaval", date(2027, 2, 15), date(2027, 2, 19))
    found = SchoolCalendar(SCHOOL, [own, other])
    assert why(found, date(2027, 2, 9)) == "Carnaval regio Midden, 8 t/m 12 februari 2027"
    assert found.on(date(2027, 2, 16)).is_open
    assert found.on(date(2026, 10, 19)).is_open


def test_the_next_open_day_lies_after_the_holiday() -> None:
    """Six weeks further in the summer; none when a school never opens."""
    assert calendar().next_open_day(date(2027, 7, 16)) == date(2027, 8, 30)
    assert calendar(bell_times=(BellTimes((None,) * 5),)).next_open_day(date(2027, 7, 16)) is None


def test_weeks_and_minutes_of_school() -> None:
    """A whole week, a week with a study day, one of holiday, and the part of a week that was asked for."""
    found = calendar(STUDY_DAY)
    whole = 4 * 360 + 240
    assert open_minutes(found, date(2026, 11, 25)) == whole
    assert open_minutes(found, STUDY_DAY.first_day) == whole - 240
    assert open_minutes(found, date(2026, 10, 19)) == 0
    assert is_without_school(found, date(2026, 10, 19))
    assert not is_without_school(found, STUDY_DAY.first_day)
    weeks = weeks_open(found, date(2026, 10, 14), date(2026, 10, 27))
    assert [(week.monday, week.minutes, len(week.open_days)) for week in weeks] == [
        (date(2026, 10, 12), 240 + 360 + 360, 3),
        (date(2026, 10, 26), 720, 2),
    ]


def test_a_school_year_has_about_forty_weeks_of_school() -> None:
    """Counted over a whole year in each region."""
    for region in (HolidayRegion.NORTH, HolidayRegion.MIDDLE, HolidayRegion.SOUTH):
        for year in range(2024, 2030):
            weeks = weeks_open(calendar(region=region), date(year, 8, 1), date(year + 1, 7, 31))
            assert 39 <= len(weeks) <= 43


def test_the_night_in_which_the_clock_changes_moves_nothing() -> None:
    """Weeks around both changes have the same hours and minutes on the wall, though the offset to UTC differs."""
    found = calendar(region=HolidayRegion.NORTH)
    amsterdam = ZoneInfo("Europe/Amsterdam")
    for before, after in ((date(2027, 3, 22), date(2027, 4, 5)), (date(2026, 10, 19), date(2026, 10, 26))):
        assert found.on(before).hours == found.on(after).hours == (510, 870)
        moments = [datetime(day.year, day.month, day.day, 8, 30, tzinfo=amsterdam) for day in (before, after)]
        assert moments[0].utcoffset() != moments[1].utcoffset()
    saturday, sunday = date(2027, 3, 27), date(2027, 3, 28)
    nights = [OwnDay(OwnDayKind.OPEN, day, day, (0, 1440)) for day in (saturday, sunday)]
    assert [calendar(*nights).on(day).minutes for day in (saturday, sunday)] == [1440, 1440]


DAYS = st.dates(date(2026, 8, 1), date(2027, 7, 31))
OWN_DAYS = st.builds(
    lambda kind, first, length, hours: OwnDay(kind, first, first + timedelta(days=length), hours),
    st.sampled_from(OwnDayKind),
    DAYS,
    st.integers(0, 20),
    st.sampled_from((None, (540, 720))),
)


def naively_open(school: SchoolDays, holidays: list[HolidayPeriod], day: date) -> bool:
    """Tell by the rules as they are written down whether a school is open."""
    own = [one for one in school.own_days if one.holds_on(day) and one.kind != OwnDayKind.OTHER_HOURS]
    least = min((one.length for one in own), default=0)
    shortest = [one for one in own if one.length == least]
    if any(one.closes for one in shortest):
        return False
    if shortest and least == 1:
        return True
    holiday = any(one.region == school.region and one.holds_on(day) for one in holidays)
    return not (holiday and not shortest) and public_holiday_on(day) is None and day.weekday() < 5


@given(own=st.lists(OWN_DAYS, max_size=6), day=DAYS, start=DAYS)
def test_a_school_is_open_just_when_the_rules_say_so(own: list[OwnDay], day: date, start: date) -> None:
    """Against the rules spelled out; an open day has no reasons and hours within the day, a closed one has a reason."""
    school = replace(SCHOOL, own_days=tuple(own))
    holidays = [
        HolidayPeriod(HolidayRegion.MIDDLE, "Vakantie", start, start + timedelta(days=8)),
        HolidayPeriod(HolidayRegion.NORTH, "Vakantie", start, start + timedelta(days=30)),
    ]
    found = SchoolCalendar(school, holidays).on(day)
    assert found.is_open == naively_open(school, holidays, day)
    assert found.is_open == (found.why_closed == "")
    assert found.is_open or found.hours is None


@given(own=st.lists(OWN_DAYS, max_size=4), day=DAYS)
def test_a_week_is_the_sum_of_its_days(own: list[OwnDay], day: date) -> None:
    """And a week with a closed day more never has more minutes."""
    found = calendar(*own)
    week = school_week(found, day)
    minutes = [found.on(one).minutes for one in days_between(week.monday, week.monday + timedelta(days=6))]
    assert week.minutes == sum(one or 0 for one in minutes)
    assert open_minutes(found, day) == (None if None in minutes else week.minutes)
    closed = calendar(*own, OwnDay(OwnDayKind.CLOSED, day, day))
    assert school_week(closed, day).minutes <= week.minutes
