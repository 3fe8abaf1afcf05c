"""The visits of one school or one professional as a calendar file. Nothing of a pupil is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from storage.clock import WALL_CLOCK
from zorgarrangeur_tui.domain.clock import week_is_even
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.reports.imprint import Imprint

Span = tuple[date, date]
"""First and last day, both included."""

_WEEK = timedelta(days=7)
_FIRST_MONTH = 8
_PRODUCT = "-//Zorgarrangeur//bezoeken//NL"
_NO_HOLIDAYS = "Schoolvakanties en vrije dagen zijn niet weggelaten."


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """A recurring visit: what its entry is called, where it is, and when it comes back."""

    id: str
    summary: str
    place: str
    weekday: int
    start_minute: int
    duration_minutes: int
    rhythm: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Days that lie one or two weeks apart, the same all the way: what one repeat rule can say."""

    first: date
    last: date
    weeks_apart: int


def school_year(day: date) -> Span:
    """Return the first and the last day of the school year (1 August to 31 July) in which a day falls."""
    year = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return date(year, _FIRST_MONTH, 1), date(year + 1, _FIRST_MONTH, 1) - timedelta(days=1)


def visit_calendar(name: str, visits: Iterable[CalendarVisit], imprint: Imprint) -> bytes:
    """Return the visits of the school year in which the imprint was made, as iCalendar.

    An entry keeps its UID from export to export, so that a calendar replaces it and does not show it twice.
    """
    year = school_year(imprint.made_on)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", WALL_CLOCK.key)
    calendar.add("x-zorgarrangeur-export", imprint.export_id)
    for visit in visits:
        for number, run in enumerate(runs(visit_days(visit, year), _weeks_apart(visit.rhythm)), 1):
            calendar.add_component(_event(visit, run, f"{visit.id}-{year[0].year}-{number}", imprint))
    calendar.add_missing_timezones(first_date=year[0] - timedelta(days=366), last_date=year[1] + timedelta(days=366))
    data: bytes = calendar.to_ical()
    return data


def visit_days(visit: CalendarVisit, span: Span) -> list[date]:
    """Return the days within a span on which a visit takes place, by the numbers of the ISO weeks."""
    first = max(span[0], visit.starts_on or span[0])
    last = min(span[1], visit.ends_on or span[1])
    if not 0 <= visit.weekday <= 6:
        return []
    day = first + timedelta(days=(visit.weekday - first.weekday()) % 7)
    days = []
    while day <= last:
        if (EVEN_WEEK if week_is_even(day) else ODD_WEEK) in weeks_of(visit.rhythm):
            days.append(day)
        day += _WEEK
    return days


def runs(days: Sequence[date], weeks_apart: int) -> Iterator[Run]:
    """Yield the days as runs in which each lies so many weeks after the one before.

    A step of two weeks breaks after week 53: week 1 follows, so that two odd weeks are neighbours there, and two even ones
    lie three weeks apart.
    """
    start = 0
    for end, day in enumerate(days, 1):
        if end == len(days) or days[end] - day != weeks_apart * _WEEK:
            yield Run(days[start], day, weeks_apart)
            start = end


def _event(visit: CalendarVisit, run: Run, uid: str, imprint: Imprint) -> Event:
    start, end = (
        datetime.combine(run.first, time(), WALL_CLOCK) + timedelta(minutes=minutes)
        for minutes in (visit.start_minute, visit.start_minute + visit.duration_minutes)
    )
    event = Event()
    event.add("uid", f"{uid}@zorgarrangeur")
    event.add("dtstamp", imprint.made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", visit.summary)
    event.add("location", visit.place)
    event.add("description", _NO_HOLIDAYS)
    if run.last > run.first:
        until = datetime.combine(run.last, start.timetz()).astimezone(UTC)
        event.add("rrule", {"freq": "weekly", "interval": run.weeks_apart, "until": until})
    return event


def _weeks_apart(rhythm: str) -> int:
    return 1 if len(weeks_of(rhythm)) == 2 else 2
