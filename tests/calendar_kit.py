"""Reading a calendar file as a calendar does: by its repeat rules, without the days that are left out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


def moments_of(event: Event) -> list[datetime]:
    """Return every start of one entry, on the wall clock."""
    start = event.decoded("dtstart")
    rule = event.get("rrule")
    until = rule["UNTIL"][0] if rule else start
    step = timedelta(weeks=rule["INTERVAL"][0] if rule else 1)
    left_out = event.get("exdate")
    several = left_out if isinstance(left_out, list) else [left_out] if left_out else []
    without = {one.dt for part in several for one in part.dts}
    found = []
    while start <= until:
        if start not in without:
            found.append(start)
        start += step
    return found


def moments_in(data: bytes) -> list[datetime]:
    """Return every start that a calendar shows, from early to late."""
    return sorted(moment for event in Calendar.from_ical(data).walk("VEVENT") for moment in moments_of(event))


def days_in(data: bytes) -> list[date]:
    """Return the days of a calendar, from early to late."""
    return [moment.date() for moment in moments_in(data)]
