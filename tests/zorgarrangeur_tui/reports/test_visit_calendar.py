"""The calendar of visits: every day on which somebody comes, no other day, and nothing of a pupil."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from calendar_kit import days_in, moments_in
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pdf_kit import HOSTILE

from zorgarrangeur_tui.domain.clock import week_is_even
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.visit_calendar import CalendarVisit, repeat_rule, visit_calendar

IMPRINT = Imprint("E-1111-2222-3333", datetime(2026, 11, 23, 9, tzinfo=UTC))
YEAR = SchoolYear(2026)
MONDAYS = tuple(date(2026, 8, 3) + timedelta(weeks=week) for week in range(52))


def visit(days: Iterable[date] = MONDAYS, **changed: object) -> CalendarVisit:
    """Return a visit of three quarters of an hour at a quarter past nine."""
    values = {"id": "a" * 32, "summary": "Fatima El Amrani", "place": "De Vlinder", "start_minute": 555}
    return CalendarVisit(**{**values, "duration_minutes": 45, "days": tuple(days), **changed})  # type: ignore[arg-type]  # values by name


def made(*visits: CalendarVisit, name: str = "De Vlinder", imprint: Imprint = IMPRINT) -> bytes:
    """Return the calendar of a school year with week 53 in it."""
    return visit_calendar(name, visits, YEAR, imprint)


def plain(escaped: str) -> str:
    """Return a text without the backslashes of RFC 5545; the library leaves them in properties of our own."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], escaped)


@pytest.mark.parametrize("even", [True, False])
def test_even_and_odd_weeks_stay_right_over_week_53(even: bool) -> None:
    """2026 has 53 weeks: after 28 December (53) comes 4 January (1), both odd; a plain rule for two weeks goes wrong."""
    wanted = [day for day in MONDAYS if week_is_even(day) is even]
    data = made(visit(wanted))
    assert days_in(data) == wanted
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1


def test_a_fortnight_without_a_stutter_steps_two_weeks() -> None:
    """From its first day on, with the closed days left out."""
    fortnight = MONDAYS[::2]
    rule = repeat_rule([day for day in fortnight if day not in fortnight[4:6]])
    assert (rule.first, rule.last, rule.weeks_apart) == (fortnight[0], fortnight[-1], 2)
    assert rule.without == fortnight[4:6]


def test_one_day_is_no_repeat() -> None:
    """A rule would only confuse."""
    (event,) = Calendar.from_ical(made(visit(MONDAYS[:1]))).walk("VEVENT")
    assert event.get("rrule") is None
    assert event.get("exdate") is None


@given(st.sets(st.integers(0, 52), min_size=1), st.integers(0, 6))
def test_a_calendar_has_exactly_the_days_that_it_was_given(weeks: set[int], weekday: int) -> None:
    """Whatever is closed in between, in summer and in winter."""
    wanted = [date(2026, 8, 3) + timedelta(weeks=week, days=weekday) for week in sorted(weeks)]
    assert days_in(made(visit(wanted))) == wanted


def test_a_visit_keeps_its_time_on_the_wall_clock() -> None:
    """A quarter past nine in summer and in winter, in Europe/Amsterdam, whose rules are in the file; closed days too."""
    data = made(visit(day for day in MONDAYS if day.month != 3))
    assert {(moment.hour, moment.minute) for moment in moments_in(data)} == {(9, 15)}
    assert {moment.utcoffset() for moment in moments_in(data)} == {timedelta(hours=1), timedelta(hours=2)}
    calendar = Calendar.from_ical(data)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)


def test_an_entry_keeps_its_name_from_export_to_export() -> None:
    """Made again with another time of day and other closed days: the same UID, so that a calendar replaces the entry."""
    later = Imprint("E-2", IMPRINT.made_at + timedelta(days=30))
    first, second = made(visit()), made(visit(MONDAYS[3:40:2], start_minute=600), imprint=later)
    uids = [[str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")] for data in (first, second)]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 1


@pytest.mark.parametrize(
    "name", [*HOSTILE, "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y", "a;b,c:d\\n", "x\rEND:VEVENT", "é" * 200]
)
def test_a_name_is_text(name: str) -> None:
    """Nothing in a name makes an entry of its own or gets lost."""
    data = made(visit(summary=name, place=name, note=name), name=name)
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    found = [str(event["summary"]), str(event["location"]), str(event["description"]), plain(calendar["x-wr-calname"])]
    assert [" ".join(part.split()) for part in found] == [" ".join(name.split())] * 4


def test_a_visit_that_never_takes_place_is_left_out() -> None:
    """Better no entry than a wrong one."""
    assert Calendar.from_ical(made(visit(()))).walk("VEVENT") == []
