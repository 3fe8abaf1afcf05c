"""Visits of a closed school, and a week of a school in words."""

from __future__ import annotations

from datetime import date, timedelta

from storage.models.codes import HolidayRegion, OwnDayKind
from zorgarrangeur_tui.domain.board_values import BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.closed_visits import AS_USUAL, never_held, week_state
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, OwnDay, SchoolDays
from zorgarrangeur_tui.domain.school_week_words import day_words, open_words, special_words
from zorgarrangeur_tui.domain.school_weeks import school_week
from zorgarrangeur_tui.domain.visit_occurrences import VisitSeries, occurrences

MONDAY = date(2026, 11, 23)
HOURS = BellTimes(((510, 900),) * 5)
SCHOOL = BoardSchool("s", "De Wilg", ((510, 900),) * 5)
VISIT = BoardVisit("v", "p", "s", 0, 540, 60, "weekly")


def calendar(
    *own: OwnDay, region: str = HolidayRegion.MIDDLE, times: tuple[BellTimes, ...] = (HOURS,)
) -> SchoolCalendar:
    """Return the calendar of a school with own days."""
    return SchoolCalendar(SchoolDays("s", "De Wilg", region, times, own))


def study_day(day: date, length: int = 1) -> OwnDay:
    """Return a study day, or more."""
    return OwnDay(OwnDayKind.STUDY_DAY, day, day + timedelta(days=length - 1))


def test_a_week_says_how_the_school_is_open() -> None:
    """Open, closed on some days, or closed altogether with why."""
    assert week_state(calendar(), MONDAY) == AS_USUAL
    assert week_state(calendar(study_day(MONDAY)), MONDAY) == "dicht op ma"
    assert week_state(calendar(study_day(MONDAY, 2)), MONDAY) == "dicht op ma en di"
    assert week_state(calendar(study_day(MONDAY, 3)), MONDAY) == "dicht op ma, di en wo"
    assert week_state(calendar(), date(2026, 10, 21)) == "school dicht: Herfstvakantie"


def test_where_holidays_are_not_known_it_is_not_said_that_a_school_is_open() -> None:
    """Of its own days it is sure all the same."""
    assert week_state(calendar(region=HolidayRegion.UNKNOWN), MONDAY) == ""
    assert week_state(calendar(study_day(MONDAY), region=HolidayRegion.UNKNOWN), MONDAY) == "dicht op ma"


def test_a_visit_that_takes_place_once_is_no_clash() -> None:
    """A holiday cancels visits; only one that never takes place is wrong."""
    here = calendar(study_day(MONDAY))
    two = occurrences(
        VisitSeries(0, "weekly", MONDAY, MONDAY + timedelta(weeks=1)), here, Fortnights(), MONDAY, date.max
    )
    assert never_held(VISIT, two, SCHOOL) is None
    assert never_held(VISIT, two[1:], SCHOOL) is None
    assert never_held(VISIT, (), SCHOOL) is None
    clash = never_held(VISIT, two[:1], SCHOOL)
    assert clash is not None
    assert "(Studiedag, 23 november 2026)" in clash.sentence


def test_many_reasons_are_not_all_named() -> None:
    """Two of them, and that there are more."""
    own = [study_day(MONDAY + timedelta(weeks=week)) for week in range(3)]
    series = VisitSeries(0, "weekly", MONDAY, MONDAY + timedelta(weeks=2))
    clash = never_held(VISIT, occurrences(series, calendar(*own), Fortnights(), MONDAY, date.max), SCHOOL)
    assert clash is not None
    assert "30 november 2026 en meer)" in clash.sentence


def test_what_is_special_has_its_day_unless_it_is_the_whole_week() -> None:
    """Closed days by their name, and days with other hours."""
    hours = OwnDay(OwnDayKind.OTHER_HOURS, date(2026, 11, 27), date(2026, 11, 27), (510, 720), "Sinterklaas")
    here = calendar(study_day(MONDAY, 2), hours)
    days = school_week(here, MONDAY).days
    assert special_words(days, here.school.own_days) == "ma en di Studiedag, vr Sinterklaas"
    assert open_words(days) == "3 dagen"
    assert special_words(school_week(calendar(), date(2026, 12, 22)).days, ()) == "Kerstvakantie"
    assert special_words(school_week(calendar(), MONDAY).days, ()) == ""


def test_a_day_tells_its_hours_or_why_it_is_closed() -> None:
    """A weekend is no news, and hours that are not known are not made up."""
    here = calendar(study_day(MONDAY))
    assert day_words(here.on(MONDAY)) == ("maandag 23", "dicht: Studiedag, 23 november 2026")
    assert day_words(here.on(date(2026, 11, 24))) == ("dinsdag 24", "8:30-15:00")
    assert day_words(here.on(date(2026, 11, 28))) == ("zaterdag 28", "geen school")
    assert day_words(calendar(times=()).on(MONDAY)) == ("maandag 23", "open; schooltijden niet bekend")
