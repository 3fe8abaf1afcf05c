"""Minutes of visits that are counted are those that are found by walking every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models.codes import HolidayRegion, OwnDayKind, Rhythm
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, OwnDay, SchoolDays
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, VisitSeries, occurrences
from zorgarrangeur_tui.insight.planned_time import OpenDaysOfPlaces, planned_time

FIRST, LAST = date(2026, 12, 14), date(2027, 5, 9)
"""With three school holidays, public holidays, and two odd weeks after each other."""

days = st.dates(FIRST - timedelta(days=9), LAST + timedelta(days=9))
own_days = st.builds(
    lambda kind, day, length: OwnDay(kind, day, day + timedelta(days=length)),
    st.sampled_from(OwnDayKind), days, st.integers(0, 12),
)  # fmt: skip
schools = st.builds(
    lambda region, free, own, opened: SchoolDays(
        "s", "De Wilg", region, (BellTimes(tuple(None if day == free else (510, 870) for day in range(5))),), tuple(own),
        frozenset(opened),
    ),
    st.sampled_from((HolidayRegion.NORTH, HolidayRegion.SOUTH, HolidayRegion.UNKNOWN)),
    st.integers(0, 6),
    st.lists(own_days, max_size=3),
    st.sets(st.sampled_from(("good_friday", "liberation_day"))),
)  # fmt: skip
changes = st.dictionaries(
    days,
    st.builds(
        lambda cancelled, moved, minutes: DayChange("x", cancelled, moved_to=moved, duration_minutes=minutes),
        st.booleans(), st.none() | days, st.none() | st.integers(0, 90),
    ),
    max_size=5,
)  # fmt: skip
series = st.builds(
    VisitSeries, st.integers(-1, 7), st.sampled_from((*Rhythm, "unknown")), st.none() | days, st.none() | days
)


@settings(max_examples=60, deadline=None)
@given(school=schools, anchor=st.none() | days, visit=series, changed=changes, span=st.tuples(days, days))
def test_counting_gives_the_minutes_of_walking_every_day(
    school: SchoolDays,
    anchor: date | None,
    visit: VisitSeries,
    changed: dict[date, DayChange],
    span: tuple[date, date],
) -> None:
    """Whatever the school's own days, its way of counting weeks, and what was decided about single days."""
    calendar, fortnights = SchoolCalendar(school), Fortnights(anchor)
    places = OpenDaysOfPlaces(FIRST, LAST)
    places.of(SchoolCalendar(SchoolDays("t", "De Es", school.region, school.bell_times)), Fortnights())
    first, last = max(span[0], FIRST), min(span[1], LAST)
    counted = planned_time(visit, 60, places.of(calendar, fortnights), calendar, fortnights, changed)
    walked = [one for one in occurrences(visit, calendar, fortnights, first, last, changed) if one.takes_place]
    minutes = (one.change.duration_minutes if one.change else None for one in walked)
    assert counted.between(first, last) == sum(60 if one is None else one for one in minutes)


def test_a_week_counts_when_it_has_an_open_day_between_the_two_days() -> None:
    """The spring holiday has none; weeks of which only the Friday or the Monday is asked have one. A place without a calendar never closes."""
    school = SchoolCalendar(SchoolDays("s", "De Wilg", HolidayRegion.NORTH))
    places = OpenDaysOfPlaces(FIRST, LAST)
    opened = places.of(school, Fortnights())
    assert opened.weeks(date(2027, 2, 19), date(2027, 3, 1)) == 2
    assert places.of(None, Fortnights()).weeks(date(2027, 2, 19), date(2027, 3, 1)) == 3
