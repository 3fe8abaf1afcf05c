"""The calendar of visits: every day on which somebody comes, no other day, and nothing of a pupil."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pdf_kit import HOSTILE

from zorgarrangeur_tui.domain.clock import week_is_even
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.visit_calendar import CalendarVisit, school_year, visit_calendar

IMPRINT = Imprint("E-1111-2222-3333", datetime(2026, 11, 23, 9, tzinfo=UTC))


def visit(rhythm: str = "weekly", weekday: int = 0, **changed: object) -> CalendarVisit:
    """Return a visit of three quarters of an hour at a quarter past nine."""
    values = {"id": "a" * 32, "summary": "Fatima El Amrani", "place": "De Vlinder", "start_minute": 555}
    return CalendarVisit(**{**values, "duration_minutes": 45, "weekday": weekday, "rhythm": rhythm, **changed})  # type: ignore[arg-type]  # values by name


def moments(data: bytes) -> list[datetime]:
    """Return every start that a calendar shows, by following the repeat rules on the wall clock."""
    found = []
    for event in Calendar.from_ical(data).walk("VEVENT"):
        start = event.decoded("dtstart")
        rule = event.get("rrule")
        until = rule["UNTIL"][0] if rule else start
        step = timedelta(weeks=rule["INTERVAL"][0] if rule else 1)
        while start <= until:
            found.append(start)
            start += step
    return sorted(found)


def days(data: bytes) -> list[date]:
    """Return the days of a calendar."""
    return [moment.date() for moment in moments(data)]


def plain(escaped: str) -> str:
    """Return a text without the backslashes of RFC 5545; the library leaves them in properties of our own."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], escaped)


@pytest.mark.parametrize(("rhythm", "even"), [("even", True), ("odd", False)])
def test_even_and_odd_weeks_stay_right_over_week_53(rhythm: str, even: bool) -> None:
    """2026 has 53 weeks: after 28 December (53) comes 4 January (1), both odd; a plain rule for two weeks goes wrong."""
    found = days(visit_calendar("De Vlinder", [visit(rhythm)], IMPRINT))
    mondays = [date(2026, 8, 3) + timedelta(weeks=week) for week in range(52)]
    assert found == [day for day in mondays if week_is_even(day) is even]
    assert (date(2026, 12, 28) in found, date(2027, 1, 4) in found) == (not even, not even)


def test_an_ordinary_year_needs_one_rule() -> None:
    """2025 has 52 weeks: one entry that repeats all year."""
    imprint = Imprint("E-1", datetime(2025, 11, 23, tzinfo=UTC))
    assert len(Calendar.from_ical(visit_calendar("x", [visit("even")], imprint)).walk("VEVENT")) == 1


@given(
    st.sampled_from(["weekly", "even", "odd"]),
    st.integers(0, 6),
    st.dates(date(2015, 1, 1), date(2040, 12, 31)),
    st.integers(-200, 400),
    st.integers(0, 300),
)
def test_a_calendar_has_exactly_the_days_of_the_rhythm(
    rhythm: str, weekday: int, made: date, start: int, length: int
) -> None:
    """In any school year, for a visit that begins and ends anywhere."""
    first, last = school_year(made)
    starts, ends = first + timedelta(days=start), first + timedelta(days=start + length)
    imprint = Imprint("E-1", datetime(made.year, made.month, made.day, 12, tzinfo=UTC))
    one = visit(rhythm, weekday, starts_on=starts, ends_on=ends)
    year = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    wanted = [
        day
        for day in year
        if day.weekday() == weekday
        and starts <= day <= ends
        and (rhythm == "weekly" or week_is_even(day) is (rhythm == "even"))
    ]
    assert days(visit_calendar("x", [one], imprint)) == wanted


def test_a_visit_keeps_its_time_on_the_wall_clock() -> None:
    """A quarter past nine in summer and in winter, in Europe/Amsterdam, whose rules are in the file."""
    data = visit_calendar("De Vlinder", [visit()], IMPRINT)
    assert {(moment.hour, moment.minute) for moment in moments(data)} == {(9, 15)}
    assert {moment.utcoffset() for moment in moments(data)} == {timedelta(hours=1), timedelta(hours=2)}
    calendar = Calendar.from_ical(data)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)


def test_an_entry_keeps_its_name_from_export_to_export() -> None:
    """Made again a month later with another time of day: the same UIDs, so that a calendar replaces the entries."""
    later = Imprint("E-2", IMPRINT.made_at + timedelta(days=30))
    first = visit_calendar("x", [visit("odd")], IMPRINT)
    second = visit_calendar("x", [visit("odd", start_minute=600)], later)
    uids = [[str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")] for data in (first, second)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2


@pytest.mark.parametrize(
    "name", [*HOSTILE, "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y", "a;b,c:d\\n", "x\rEND:VEVENT", "é" * 200]
)
def test_a_name_is_text(name: str) -> None:
    """Nothing in a name makes an entry of its own or gets lost."""
    data = visit_calendar(name, [visit(summary=name, place=name)], IMPRINT)
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    found = [str(event["summary"]), str(event["location"]), plain(calendar["x-wr-calname"])]
    assert [" ".join(part.split()) for part in found] == [" ".join(name.split())] * 3


def test_a_rhythm_or_day_of_a_newer_version_is_left_out() -> None:
    """Better no entry than a wrong one."""
    data = visit_calendar("x", [visit("monthly"), visit(weekday=9)], IMPRINT)
    assert Calendar.from_ical(data).walk("VEVENT") == []
