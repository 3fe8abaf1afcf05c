"""Dates as people type them: 1-9-2026, 1/9, 1 sep, morgen, maandag, week 48.

What "today" is comes in as a callable, so that a frozen clock freezes the answers too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from widgets.parse_problem import ParseProblem, tidy

DATE_HINT: Final = "Typ een datum als 1-9-2026, 1/9, morgen of week 48."
WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS: Final = (
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

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_YEARS_TO_A_LEAP_DAY = 9
_YEARS_TO_A_WEEK_53 = 8
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?", re.ASCII)
_DAY_AND_NAME = re.compile(r"(?P<day>\d{1,2})[- ](?P<month>[a-z]{3,9})\.?(?:[- ](?P<year>\d{4}|\d{2}))?", re.ASCII)
_WEEK = re.compile(r"(?:week|wk|w) ?(?P<week>\d{1,2})(?:[ /-]+(?P<year>\d{4}))?", re.ASCII)
_ISO_WEEK = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d{1,2})", re.ASCII)
_NEAR_DAYS = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_SHORT_MONTHS = {"maa": 3, "mrt": 3, "sept": 9} | {name[:3]: number for number, name in enumerate(MONTHS, start=1)}


def parse_date(text: str, today: Callable[[], date] = date.today) -> date:
    """Return the date that `text` names.

    A day and month without a year, a weekday and a week number mean the first such day (or week not yet over) from today
    on. A week means its Monday (ISO 8601 week numbers).

    Args:
        text: what somebody typed.
        today: gives the day that "vandaag" is.

    Raises:
        ParseProblem: the text is no date, or a date that does not exist.
    """
    text = tidy(text).replace("'", "")
    now = today()
    try:
        if (away := _days_away(text, now)) is not None:
            return now + timedelta(days=away)
        if match := _WEEK.fullmatch(text) or _ISO_WEEK.fullmatch(text):
            return _monday(int(match["week"]), match["year"], now)
        if match := _ISO.fullmatch(text) or _DAY_AND_MONTH.fullmatch(text) or _DAY_AND_NAME.fullmatch(text):
            return _on(int(match["day"]), _month(match["month"]), match["year"], now)
    except OverflowError as problem:
        raise ParseProblem(f"Deze datum bestaat niet. {DATE_HINT}") from problem
    raise ParseProblem(DATE_HINT)


def date_text(day: date) -> str:
    """Return a date as a form shows it: "1-9-2026"."""
    return f"{day.day}-{day.month}-{day.year}"


def date_in_words(day: date) -> str:
    """Return a date in full: "dinsdag 1 september 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _days_away(text: str, today: date) -> int | None:
    """Return how many days from today a day lies that is named in relation to it, or None for other text."""
    if text in _NEAR_DAYS:
        return _NEAR_DAYS[text]
    if text == "volgende week":
        return 7 - today.weekday()
    weekdays = (number for number, name in enumerate(WEEKDAYS) if text in {name, name[:2]})
    weekday = next(weekdays, None)
    return None if weekday is None else (weekday - today.weekday()) % 7


def _month(text: str) -> int:
    """Return the number of a month written as digits, or as the first three letters of its name or more."""
    if text.isdecimal():
        return int(text)
    if text in _SHORT_MONTHS:
        return _SHORT_MONTHS[text]
    found = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(text)]
    if len(found) != 1:
        raise ParseProblem(f"Deze maand ken ik niet. {DATE_HINT}")
    return found[0]


def _year(text: str) -> int:
    """Return the year that two or four digits mean; two digits mean this century."""
    year = int(text) + (2000 if len(text) == 2 else 0)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ParseProblem(f"Het jaar ligt tussen {_EARLIEST_YEAR} en {_LATEST_YEAR}. {DATE_HINT}")
    return year


def _on(day: int, month: int, year: str | None, today: date) -> date:
    """Return that day of that month, in the given year or else the first one from today on."""
    if year is not None:
        return _first(date.min, [_year(year)], lambda y: date(y, month, day))
    return _first(today, range(today.year, today.year + _YEARS_TO_A_LEAP_DAY), lambda y: date(y, month, day))


def _monday(week: int, year: str | None, today: date) -> date:
    """Return the Monday of that ISO week, in the given year or else of the first such week that is not over."""
    if year is not None:
        return _first(date.min, [_year(year)], lambda y: date.fromisocalendar(y, week, 1))
    monday = today - timedelta(days=today.weekday())
    this_year = monday.isocalendar().year
    years = range(this_year, this_year + _YEARS_TO_A_WEEK_53)
    return _first(monday, years, lambda y: date.fromisocalendar(y, week, 1))


def _first(start: date, years: Iterable[int], make: Callable[[int], date]) -> date:
    """Return the first date that exists in one of the years and is not before `start`."""
    for year in years:
        try:
            day = make(year)
        except ValueError:
            continue
        if day >= start:
            return day
    raise ParseProblem(f"Deze datum bestaat niet. {DATE_HINT}")
