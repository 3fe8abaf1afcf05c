"""Times and dates as Dutch readers write them, and the number of a week.

Minutes of the day are on the wall clock of Europe/Amsterdam; 0 is midnight. Weekdays count from 0, Monday.
"""

from __future__ import annotations

import re
from datetime import date

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_UNKNOWN_DAY = "onbekende dag"
_ISO_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


def time_of_day(minute: int) -> str:
    """Return a minute of the day as "9:15". A minute below 0 shows with a minus, so that a wrong record is seen."""
    sign = "-" if minute < 0 else ""
    hours, minutes = divmod(abs(minute), 60)
    return f"{sign}{hours}:{minutes:02d}"


def time_span(start_minute: int, duration_minutes: int) -> str:
    """Return "9:15-10:00" for a start and a length."""
    return f"{time_of_day(start_minute)}-{time_of_day(start_minute + duration_minutes)}"


def duration(minutes: int) -> str:
    """Return a length as "1 u 30 min", "45 min" or "2 u"; nothing at all is "0 min"."""
    sign = "-" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return f"{sign}{rest} min"
    return f"{sign}{hours} u {rest} min" if rest else f"{sign}{hours} u"


def weekday(number: int) -> str:
    """Return "maandag" for 0. A number that is no weekday shows as "onbekende dag"."""
    return WEEKDAYS[number] if 0 <= number < len(WEEKDAYS) else _UNKNOWN_DAY


def weekday_short(number: int) -> str:
    """Return "ma" for 0; "?" for a number that is no weekday."""
    return WEEKDAYS[number][:2] if 0 <= number < len(WEEKDAYS) else "?"


def dutch_date(day: date) -> str:
    """Return "1 september 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dutch_date_short(day: date) -> str:
    """Return "1-9-2026"."""
    return f"{day.day}-{day.month}-{day.year}"


def day_and_month(day: date) -> str:
    """Return "1-9": a day of which the year is clear."""
    return f"{day.day}-{day.month}"


def iso_week(day: date) -> str:
    """Return the ISO 8601 week of a day, such as "2026-W48". The year is the year of the week, not of the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def parse_iso_week(text: str) -> date:
    """Return the Monday of a week written as "2026-W48".

    Raises:
        ValueError: with a Dutch sentence, when the text has another form or the year has no such week.
    """
    match = _ISO_WEEK.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError("Schrijf een week als 2026-W48: het jaar, een streepje, de letter W en twee cijfers.")
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise ValueError("Deze week bestaat niet. Een jaar heeft 52 weken, en soms 53.") from None


def week_is_even(day: date) -> bool:
    """Tell whether a day falls in an even week, by ISO week number: the number that calendars print.

    After a year with 53 weeks two odd weeks follow each other (2026-W53, 2027-W01), so an even/odd rhythm stutters there.
    """
    return day.isocalendar().week % 2 == 0
