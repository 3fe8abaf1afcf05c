"""The visits of one school or one professional as a calendar file. Nothing of a pupil is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
class OtherDay:
    """One time that a visit is otherwise than usual.

    Attributes:
        instead_of: the day of the rule that it replaces.
        day: on which it is.
        start_minute, duration_minutes: when, on the wall clock.
        summary: what its entry is called.
    """

    instead_of: date
    day: date
    start_minute: int
    duration_minutes: int
    summary: str


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """A visit that comes back.

    Attributes:
        id: of the record.
        summary: what its entry is called.
        place: where it is.
        start_minute, duration_minutes: when, on the wall clock.
        days: every day on which it takes place, from early to late, all on one weekday; also those that are otherwise.
        note: anything else that whoever reads the calendar should know.
        others: the times that it is otherwise.
        single: the day on which a visit is due that stands in the calendar by itself; None for one that comes back.
        sequence: the number of the published plan in which it stands; 0 when it was not published.
        changed_on: the day on which that was; None: today.
        cancelled: whether it stood in an earlier plan and takes place no more.
    """

    id: str
    summary: str
    place: str
    start_minute: int
    duration_minutes: int
    days: tuple[date, ...]
    note: str = ""
    others: tuple[OtherDay, ...] = ()
    single: date | None = None
    sequence: int = 0
    changed_on: date | None = None
    cancelled: bool = False

    def uid(self, year: SchoolYear) -> str:
        """The name of its entry in a school year, the same in every export."""
        part = f"{year.begins_in}-1" if self.single is None else f"{self.single:%Y%m%d}"
        return f"{self.id}-{part}@zorgarrangeur"


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """What a calendar can say of days: from the first to the last, every so many weeks, but not on some of them."""

    first: date
    last: date
    weeks_apart: int
    without: tuple[date, ...]


def visit_calendar(
    name: str, visits: Iterable[CalendarVisit], year: SchoolYear, imprint: Imprint, *, about: str = ""
) -> bytes:
    """Return the visits of a school year as iCalendar.

    An entry keeps its UID from export to export, so that a calendar replaces it and does not show it twice. What it says of a
    single day carries the day of the rule that it replaces, and what is over is told as cancelled.

    Args:
        name: of the calendar.
        visits: what is in it.
        year: the school year.
        imprint: of this export.
        about: of which plan it is, in a sentence; "" for nothing.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    if about:
        calendar.add("x-wr-caldesc", vText(about))
    calendar.add("x-wr-timezone", WALL_CLOCK.key)
    calendar.add("x-zorgarrangeur-export", imprint.export_id)
    for visit in visits:
        for event in _events(visit, year, imprint) if visit.days else ():
            calendar.add_component(event)
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


def _events(visit: CalendarVisit, year: SchoolYear, imprint: Imprint) -> Iterator[Event]:
    """Yield the entry of a visit, and then one for each time that it is otherwise."""
    event = _event(visit, visit.days[0], visit.start_minute, visit.duration_minutes, visit.summary, year, imprint)
    if visit.cancelled:
        event.add("status", "CANCELLED")
        yield event
        return
    _repeat(event, repeat_rule(visit.days), visit.start_minute)
    yield event
    for other in visit.others:
        times = (other.day, other.start_minute, other.duration_minutes)
        event = _event(visit, *times, other.summary, year, imprint)
        event.add("recurrence-id", _moment(other.instead_of, visit.start_minute))
        yield event


def _event(
    visit: CalendarVisit,
    day: date,
    start_minute: int,
    duration_minutes: int,
    summary: str,
    year: SchoolYear,
    imprint: Imprint,
) -> Event:
    event = Event()
    made_at = imprint.made_at.astimezone(UTC).replace(microsecond=0)
    changed_at = made_at if visit.changed_on is None else _moment(visit.changed_on, 0).astimezone(UTC)
    event.add("uid", visit.uid(year))
    event.add("sequence", visit.sequence)
    event.add("dtstamp", made_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", _moment(day, start_minute))
    event.add("dtend", _moment(day, start_minute + duration_minutes))
    event.add("summary", summary)
    event.add("location", visit.place)
    if visit.note:
        event.add("description", visit.note)
    return event


def _repeat(event: Event, rule: RepeatRule, start_minute: int) -> None:
    start = _moment(rule.first, start_minute)
    if rule.last > rule.first:
        until = datetime.combine(rule.last, start.timetz()).astimezone(UTC)
        event.add("rrule", {"freq": "weekly", "interval": rule.weeks_apart, "until": until})
    if rule.without:
        event.add("exdate", [_moment(day, start_minute) for day in rule.without])


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(), WALL_CLOCK) + timedelta(minutes=minutes)
