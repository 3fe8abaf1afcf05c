"""Dates as people type them: 1-9-2026, 1/9, 1 sep, morgen, maandag, week 48, over 3 weken, eind maart.

What "today" is comes in as a callable, so that a frozen clock freezes the answers too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from widgets.parse_problem import ParseProblem, tidy
from widgets.relative_dates import MONTHS, NEXT_WEEK, WEEKDAYS, month_number, relative_date, weekday_number

DATE_HINT: Final = "Typ een datum als 1-9-2026, 1/9, morgen of week 48."
LAST_DAY_HINT: Final = "Typ een datum als 1-9-2026, 1/9 of week 48; van een week telt de zondag."
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_YEAR_PROBLEM = f"Het jaar ligt tussen {_EARLIEST_YEAR} en {_LATEST_YEAR}. {DATE_HINT}"
_TO_SUNDAY = timedelta(days=6)
_YEARS_TO_A_LEAP_DAY = 9
_YEARS_TO_A_WEEK_53 = 8
_A_LEAP_YEAR = 2000
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?", re.ASCII)
_DAY_AND_NAME = re.compile(r"(?P<day>\d{1,2})[- ](?P<month>[a-z]{3,9})\.?(?:[- ](?P<year>\d{4}|\d{2}))?", re.ASCII)
_WEEK = re.compile(r"(?:week|wk|w) ?(?P<week>\d{1,2})(?:[ /-]+(?P<year>\d{4}))?", re.ASCII)
_ISO_WEEK = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d{1,2})", re.ASCII)
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[a-z]{2,9})\.?,? (?P<rest>.*\d.*)", re.ASCII)


def parse_date(text: str, today: Callable[[], date] = date.today, *, week_ends: bool = False) -> date:
    """Return the date that `text` names.

    A day and month without a year, a weekday and a week number mean the first such day (or week not yet over) from today
    on. A week means its Monday (ISO 8601 week numbers), or its Sunday when that is asked. A weekday before a date must be the right one.

    Args:
        text: what somebody typed.
        today: gives the day that "vandaag" is.
        week_ends: whether it is about a last day: a week then means its Sunday.

    Raises:
        ParseProblem: the text is no date, or a date that does not exist.
    """
    text = tidy(text).replace("'", "")
    now = today()
    try:
        day = _named(text, now)
        if week_ends and _is_week(text):
            day += _TO_SUNDAY
    except (OverflowError, ValueError) as problem:
        if isinstance(problem, ParseProblem):
            raise
        raise ParseProblem(f"Deze datum bestaat niet. {DATE_HINT}") from problem
    if not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        raise ParseProblem(_YEAR_PROBLEM)
    return day


def date_text(day: date) -> str:
    """Return a date as a form shows it: "1-9-2026"."""
    return f"{day.day}-{day.month}-{day.year}"


def date_in_words(day: date) -> str:
    """Return a date in full: "dinsdag 1 september 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _is_week(text: str) -> bool:
    """Tell whether a tidied text names a whole week."""
    return text in NEXT_WEEK or bool(_WEEK.fullmatch(text) or _ISO_WEEK.fullmatch(text))


def _named(text: str, today: date) -> date:
    """Return the day that a tidied text names."""
    told = relative_date(text, today)
    if told is not None:
        return told
    if match := _WEEK.fullmatch(text) or _ISO_WEEK.fullmatch(text):
        return _monday(int(match["week"]), match["year"], today)
    if match := _ISO.fullmatch(text) or _DAY_AND_MONTH.fullmatch(text) or _DAY_AND_NAME.fullmatch(text):
        return _on(int(match["day"]), _month(match["month"]), match["year"], today)
    match = _WITH_WEEKDAY.fullmatch(text)
    weekday = weekday_number(match["weekday"]) if match else None
    if match is None or weekday is None:
        raise ParseProblem(DATE_HINT)
    day = _named(match["rest"], today)
    if day.weekday() != weekday:
        raise ParseProblem(f"Dit is geen {WEEKDAYS[weekday]}, maar {date_in_words(day)}. {DATE_HINT}")
    return day


def _month(text: str) -> int:
    """Return the number of a month written as digits, or as the first three letters of its name or more."""
    month = int(text) if text.isdecimal() else month_number(text)
    if month is None:
        raise ParseProblem(f"Deze maand ken ik niet. {DATE_HINT}")
    return month


def _year(text: str) -> int:
    """Return the year that two or four digits mean; two digits mean this century."""
    year = int(text) + (2000 if len(text) == 2 else 0)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ParseProblem(_YEAR_PROBLEM)
    return year


def _on(day: int, month: int, year: str | None, today: date) -> date:
    """Return that day of that month, in the given year or else the first one from today on."""
    known = _year(year) if year is not None else None
    years = range(today.year, today.year + _YEARS_TO_A_LEAP_DAY) if known is None else [known]
    found = _first(today if known is None else date.min, years, lambda y: date(y, month, day))
    if found is not None:
        return found
    raise ParseProblem(f"Deze datum bestaat niet{_why_no_day(day, month, known)}. {DATE_HINT}")


def _why_no_day(day: int, month: int, year: int | None) -> str:
    """Return what is wrong with a day that does not exist, as the end of a sentence."""
    if not 1 <= month <= len(MONTHS):
        return ": een jaar heeft twaalf maanden"
    if day < 1:
        return ""
    name = MONTHS[month - 1] + (f" {year}" if year is not None and month == 2 else "")
    return f": {name} heeft {monthrange(year or _A_LEAP_YEAR, month)[1]} dagen"


def _monday(week: int, year: str | None, today: date) -> date:
    """Return the Monday of that ISO week, in the given year or else of the first such week that is not over."""
    monday = today - timedelta(days=today.weekday())
    this_year = monday.isocalendar().year
    known = _year(year) if year is not None else None
    years = range(this_year, this_year + _YEARS_TO_A_WEEK_53) if known is None else [known]
    found = _first(monday if known is None else date.min, years, lambda y: date.fromisocalendar(y, week, 1))
    if found is not None:
        return found
    most = f"{known} heeft er 52" if known is not None and week == 53 else "een jaar heeft er hoogstens 53"
    raise ParseProblem(f"Deze week bestaat niet: {most}. {DATE_HINT}")


def _first(start: date, years: Iterable[int], make: Callable[[int], date]) -> date | None:
    """Return the first date that exists in one of the years and is not before `start`."""
    for year in years:
        try:
            day = make(year)
        except ValueError:
            continue
        if day >= start:
            return day
    return None
