"""Reading a calendar file as a calendar does: by its repeat rules, the days that are left out and those that are otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Shown:
    """One time that a calendar shows: its entry, when, and what it is called."""

    uid: str
    start: datetime
    end: datetime
    summary: str


def moments_of(event: Event) -> list[datetime]:
    """Return every start of one entry, on the wall clock."""
    start = event.decoded("dtstart")
    rule = event.get("rrule")
    left_out = event.get("exdate")
    several = left_out if isinstance(left_out, list) else [left_out] if left_out else []
    without = {one.dt for part in several for one in part.dts}
    found = rrulestr(rule.to_ical().decode(), dtstart=start) if rule else [start]
    return [moment for moment in found if moment not in without]


def shown_in(data: bytes) -> list[Shown]:
    """Return all that a calendar shows, from early to late. What is cancelled it shows no more."""
    entries: dict[str, list[Event]] = defaultdict(list)
    for event in Calendar.from_ical(data).walk("VEVENT"):
        entries[str(event["uid"])].append(event)
    found = []
    for uid, events in entries.items():
        master = next(event for event in events if "recurrence-id" not in event)
        instead = {event.decoded("recurrence-id"): event for event in events if "recurrence-id" in event}
        assert len(instead) == len(events) - 1, "each time is otherwise at most once"
        if str(master.get("status", "")) == "CANCELLED":
            continue
        moments = moments_of(master)
        assert set(instead) <= set(moments), "what is otherwise is a time of the rule"
        lasts = master.decoded("dtend") - master.decoded("dtstart")
        for moment in moments:
            other = instead.get(moment)
            if other is None:
                found.append(Shown(uid, moment, moment + lasts, str(master["summary"])))
            else:
                times = (other.decoded("dtstart"), other.decoded("dtend"))
                found.append(Shown(uid, *times, str(other["summary"])))
    return sorted(found, key=lambda one: (one.start, one.uid))


def moments_in(data: bytes) -> list[datetime]:
    """Return every start that a calendar shows, from early to late."""
    return [one.start for one in shown_in(data)]


def days_in(data: bytes) -> list[date]:
    """Return the days of a calendar, from early to late."""
    return [moment.date() for moment in moments_in(data)]
