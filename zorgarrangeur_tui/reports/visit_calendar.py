"""The visits of one school or one professional as a calendar file. Nothing of a pupil is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from storage.clock import WALL_CLOCK
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.reports.imprint import Imprint

_WEEK = timedelta(days=7)
_YEAR = timedelta(days=366)
_PRODUCT = "-//Zorgarrangeur//bezoeken//NL"


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """A visit that comes back.

    Attributes:
        id: of the record.
        summary: what its entry is called.
        place: where it is.
        start_minute, duration_minutes: when, on the wall clock.
        days: every day on which it takes place, from early to late, all on one weekday.
        note: anything else that whoever reads the calendar should know.
    """

    id: str
    summary: str
    place: str
    start_minute: int
    duration_minutes: int
    days: tuple[date, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """What a calendar can say of days: from the first to the last, every so many weeks, but not on some of them."""

    first: date
    last: date
    weeks_apart: int
    without: tuple[date, ...]


def visit_calendar(name: str, visits: Iterable[CalendarVisit], year: SchoolYear, imprint: Imprint) -> bytes:
    """Return the visits of a school year as iCalendar.

    An entry keeps its UID from export to export, so that a calendar replaces it and does not show it twice.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", WALL_CLOCK.key)
    calendar.add("x-zorgarrangeur-export", imprint.export_id)
    for visit in visits:
        if visit.days:
            calendar.add_component(_event(visit, repeat_rule(visit.days), f"{visit.id}-{year.begins_in}-1", imprint))
    calendar.add_missing_timezones(first_date=year.first_day - _YEAR, last_date=year.last_day + _YEAR)
    data: bytes = calendar.to_ical()
    return data


def repeat_rule(days: Sequence[date]) -> RepeatRule:
    """Return the one rule that gives exactly these days of one weekday.

    It steps two weeks when it can. Where two odd weeks follow each other, as at the end of 2026, it steps one week and leaves
    out the others: not every calendar understands days that are added to a rule, and all understand days that are left out.
    """
    first, last = days[0], days[-1]
    weeks_apart = 2 if all((day - first) // _WEEK % 2 == 0 for day in days) else 1
    wanted = set(days)
    steps = range((last - first) // (weeks_apart * _WEEK) + 1)
    all_days = (first + step * weeks_apart * _WEEK for step in steps)
    return RepeatRule(first, last, weeks_apart, tuple(day for day in all_days if day not in wanted))


def _event(visit: CalendarVisit, rule: RepeatRule, uid: str, imprint: Imprint) -> Event:
    start = _moment(rule.first, visit.start_minute)
    event = Event()
    event.add("uid", f"{uid}@zorgarrangeur")
    event.add("dtstamp", imprint.made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", _moment(rule.first, visit.start_minute + visit.duration_minutes))
    event.add("summary", visit.summary)
    event.add("location", visit.place)
    if visit.note:
        event.add("description", visit.note)
    if rule.last > rule.first:
        until = datetime.combine(rule.last, start.timetz()).astimezone(UTC)
        event.add("rrule", {"freq": "weekly", "interval": rule.weeks_apart, "until": until})
    if rule.without:
        event.add("exdate", [_moment(day, visit.start_minute) for day in rule.without])
    return event


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(), WALL_CLOCK) + timedelta(minutes=minutes)
