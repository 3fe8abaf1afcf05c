"""Dates that are told from today: morgen, maandag, over 3 weken, volgende week dinsdag, eind maart.

Pure: what "today" is comes in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

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

_NEAR_DAYS = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_SHORT_MONTHS = {"maa": 3, "mrt": 3, "sept": 9} | {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "tien": 10}
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>dagen|dag|weken|week|wk|maanden|maand|mnd|jaar)"
_AHEAD = re.compile(rf"over {_COUNT} {_UNIT}", re.ASCII)
_AGO = re.compile(rf"{_COUNT} {_UNIT} geleden", re.ASCII)
_NEXT_WEEKDAY = re.compile(r"(?:volgende|komende) week (?P<weekday>[a-z]{2,9})", re.ASCII)
_COMING_WEEKDAY = re.compile(r"(?:aanstaande|aanst\.?|komende|a\.?s\.?) (?P<weekday>[a-z]{2,9})", re.ASCII)
_PART_OF_MONTH = re.compile(
    r"(?P<part>begin|half|midden|medio|eind|einde)(?: van)? (?P<month>(?:deze|de|volgende) maand|[a-z]{3,9}\.?)"
    r"(?: (?P<year>\d{4}))?",
    re.ASCII,
)
_END_OF_YEAR = re.compile(r"(?:eind|einde)(?: van)? (?:(?:dit|het) jaar|(?P<year>\d{4}))", re.ASCII)
_HALFWAY = 15
NEXT_WEEK: Final = frozenset({"volgende week", "komende week"})
"""What the whole week after this one is called."""


def month_number(text: str) -> int | None:
    """Return the number of a month by the first three letters of its name or more, or None for other text."""
    if text in _SHORT_MONTHS:
        return _SHORT_MONTHS[text]
    found = [number for number, name in enumerate(MONTHS, start=1) if len(text) > 2 and name.startswith(text)]
    return found[0] if len(found) == 1 else None


def weekday_number(text: str) -> int | None:
    """Return 0 for Monday and so on, by the whole name or its first two letters; None for other text."""
    return next((number for number, name in enumerate(WEEKDAYS) if text in {name, name[:2]}), None)


def relative_date(text: str, today: date) -> date | None:
    """Return the day that a text in small letters names from today on, or None for other text.

    "Begin" of a month is its first day, "half" its fifteenth, "eind" its last; the month is the first that is not over
    by then. "Volgende week" is its Monday.

    Raises:
        OverflowError, ValueError: the day is beyond what a calendar holds.
    """
    if text in _NEAR_DAYS:
        return today + timedelta(days=_NEAR_DAYS[text])
    if text == "volgende maand":
        return _months_on(today.replace(day=1), 1)
    if match := _AHEAD.fullmatch(text) or _AGO.fullmatch(text):
        count = _NUMBERS.get(match["count"]) or int(match["count"])
        return _shifted(today, -count if text.endswith("geleden") else count, match["unit"])
    return _by_weekday(text, today) or _part_of_a_period(text, today)


def _by_weekday(text: str, today: date) -> date | None:
    next_monday = today + timedelta(days=7 - today.weekday())
    if text in NEXT_WEEK:
        return next_monday
    next_week, coming = _NEXT_WEEKDAY.fullmatch(text), _COMING_WEEKDAY.fullmatch(text)
    match = next_week or coming
    weekday = weekday_number(match["weekday"] if match else text)
    if weekday is None:
        return None
    return (
        next_monday + timedelta(days=weekday) if next_week else today + timedelta(days=(weekday - today.weekday()) % 7)
    )


def _shifted(day: date, count: int, unit: str) -> date:
    if unit.startswith("d"):
        return day + timedelta(days=count)
    if unit.startswith("w"):
        return day + timedelta(weeks=count)
    return _months_on(day, count * 12 if unit == "jaar" else count)


def _months_on(day: date, count: int) -> date:
    """Return the same day so many months on; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _part_of_a_period(text: str, today: date) -> date | None:
    if match := _END_OF_YEAR.fullmatch(text):
        return date(int(match["year"] or today.year), 12, 31)
    match = _PART_OF_MONTH.fullmatch(text)
    if match is None:
        return None
    if match["month"].endswith("maand"):
        first = _months_on(today.replace(day=1), int(match["month"].startswith("volgende")))
        return _part(match["part"], first.year, first.month)
    month = month_number(match["month"].removesuffix("."))
    if month is None:
        return None
    if match["year"]:
        return _part(match["part"], int(match["year"]), month)
    this_year = _part(match["part"], today.year, month)
    return this_year if this_year >= today else _part(match["part"], today.year + 1, month)


def _part(part: str, year: int, month: int) -> date:
    if part == "begin":
        return date(year, month, 1)
    return date(year, month, monthrange(year, month)[1] if part.startswith("eind") else _HALFWAY)
