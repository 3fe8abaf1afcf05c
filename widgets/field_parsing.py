"""What people type in a form, read forgivingly: dates, whole numbers, minutes and times of the day.

Dates have their own module, `date_parsing`; its names are here too. Every reader is pure. It returns a value or raises
`ParseProblem`, whose sentence shows how to write it instead. For every reader there is a writer, and reading what was
written gives the value back.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from widgets.date_parsing import DATE_HINT, LAST_DAY_HINT, date_in_words, date_text, parse_date
from widgets.parse_problem import ParseProblem, tidy

__all__ = [
    "DATE_HINT",
    "INTEGER_HINT",
    "LAST_DAY_HINT",
    "MINUTES_HINT",
    "TIME_HINT",
    "ParseProblem",
    "date_in_words",
    "date_text",
    "minutes_in_words",
    "minutes_text",
    "parse_date",
    "parse_integer",
    "parse_minutes",
    "parse_time",
    "time_text",
]

INTEGER_HINT: Final = "Typ een heel getal, bijvoorbeeld 12."
MINUTES_HINT: Final = "Typ minuten als 90, 1u30, 1:30 of 1,5 uur."
TIME_HINT: Final = "Typ een tijd als 9:15, 915 of 9u15."

_MOST_DIGITS = 15
_INTEGER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+)", re.ASCII)
_PLAIN_MINUTES = re.compile(r"(\d+) ?(?:m|min|minuut|minuten)?\.?", re.ASCII)
_HOURS_COLON_MINUTES = re.compile(r"(\d+):(\d{2})", re.ASCII)
_HOURS_AND_MINUTES = re.compile(r"(\d+) ?(?:u|uur|h)(?: ?(?:en )?(\d{1,2}) ?(?:m|min|minuut|minuten)?\.?)?", re.ASCII)
_BROKEN_HOURS = re.compile(r"(\d+)[,.](\d+) ?(?:u|uur|uren|h)", re.ASCII)
_WHOLE_HOURS = re.compile(r"(\d+) ?uren", re.ASCII)
_SPOKEN_MINUTES = {
    "kwartier": 15,
    "een kwartier": 15,
    "half uur": 30,
    "een half uur": 30,
    "drie kwartier": 45,
    "driekwartier": 45,
    "een uur": 60,
    "één uur": 60,
    "vijf kwartier": 75,
    "anderhalf uur": 90,
    "twee uur": 120,
    "tweeënhalf uur": 150,
    "twee en een half uur": 150,
    "drie uur": 180,
}
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}
_FRACTION = re.compile(r"(\d*)([½¼¾])", re.ASCII)
_PER_WEEK = re.compile(r" ?(?:per week|p/w|/ ?week|in de week)", re.ASCII)
_TIMES = re.compile(r"(\d{1,2}) ?(?:x|×|keer|maal) ?(\S.*)", re.ASCII)
_BROKEN_NUMBER = re.compile(r"\d+[,.]\d+", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}) ?(?::|\.|u|uur|h) ?(\d{2})?(?: uur)?", re.ASCII)
_BARE_CLOCK = re.compile(r"(\d{1,2}?)(\d{2})?", re.ASCII)


def _number(digits: str, hint: str) -> int:
    """Return digits as a number, refusing numbers that no calendar or care plan holds."""
    if len(digits) > _MOST_DIGITS:
        raise ParseProblem(f"Dit getal is te groot. {hint}")
    return int(digits)


def parse_integer(text: str) -> int:
    """Return the whole number in `text`; "1.200" and "1 200" are twelve hundred.

    Raises:
        ParseProblem: `text` is not a whole number, or has more than fifteen digits.
    """
    text = tidy(text)
    if not _INTEGER.fullmatch(text):
        why = "Cijfers achter de komma passen hier niet. " if _BROKEN_NUMBER.fullmatch(text) else ""
        raise ParseProblem(f"{why}{INTEGER_HINT}")
    amount = _number(re.sub(r"[^0-9]", "", text), INTEGER_HINT)
    return -amount if text.startswith("-") else amount


def parse_minutes(text: str) -> int:
    """Return the minutes in `text`, written as 90, 90m, 1u30, 1:30, 1,5 uur, anderhalf uur or 3x30m.

    Raises:
        ParseProblem: the text is no duration, or not a whole number of minutes.
    """
    text = _PER_WEEK.sub("", tidy(text))
    text = _FRACTION.sub(lambda match: f"{match[1] or 0}{_FRACTIONS[match[2]]}", text)
    if match := _TIMES.fullmatch(text):
        return int(match[1]) * _one_duration(match[2])
    return _one_duration(text)


def _one_duration(text: str) -> int:
    """Return the minutes of one stretch of time, tidied."""
    if text in _SPOKEN_MINUTES:
        return _SPOKEN_MINUTES[text]
    if match := _PLAIN_MINUTES.fullmatch(text):
        return _number(match[1], MINUTES_HINT)
    if match := _WHOLE_HOURS.fullmatch(text):
        return _number(match[1], MINUTES_HINT) * 60
    if match := _BROKEN_HOURS.fullmatch(text):
        minutes = Fraction(_number(match[1] + match[2], MINUTES_HINT) * 60, 10 ** len(match[2]))
        if minutes.denominator != 1:
            raise ParseProblem(
                f"Dit zijn geen hele minuten; {minutes_text(round(minutes))} komt er het dichtst bij. {MINUTES_HINT}"
            )
        return minutes.numerator
    if match := _HOURS_COLON_MINUTES.fullmatch(text) or _HOURS_AND_MINUTES.fullmatch(text):
        rest = int(match[2] or 0)
        if rest >= 60:
            raise ParseProblem(f"Na de uren komen hoogstens 59 minuten. {MINUTES_HINT}")
        return _number(match[1], MINUTES_HINT) * 60 + rest
    if _BROKEN_NUMBER.fullmatch(text):
        raise ParseProblem(
            f"Een getal zonder meer zijn minuten. Bedoelt u uren, schrijf er dan uur achter. {MINUTES_HINT}"
        )
    raise ParseProblem(MINUTES_HINT)


def parse_time(text: str) -> int:
    """Return the minute of the day (0..1439) in `text`, written as 9:15, 9.15, 9u15, 915, 0915 or 9.

    Raises:
        ParseProblem: the text is no time of the day.
    """
    text = tidy(text)
    match = _CLOCK.fullmatch(text) or _BARE_CLOCK.fullmatch(text)
    if not match or text.endswith((":", ".")):
        raise ParseProblem(TIME_HINT)
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour >= 24 or minute >= 60:
        raise ParseProblem(f"Deze tijd bestaat niet: de dag loopt van 0:00 tot en met 23:59. {TIME_HINT}")
    return hour * 60 + minute


def minutes_text(minutes: int) -> str:
    """Return minutes as a form shows them: "90 min"."""
    return f"{minutes} min"


def minutes_in_words(minutes: int) -> str:
    """Return minutes as hours and minutes: "1 uur en 30 minuten"; durations below an hour stay minutes."""
    hours, rest = divmod(minutes, 60)
    rest_text = "1 minuut" if rest == 1 else f"{rest} minuten"
    if not hours:
        return rest_text
    return f"{hours} uur en {rest_text}" if rest else f"{hours} uur"


def time_text(minute_of_day: int) -> str:
    """Return a minute of the day as a form shows it: "9:15"."""
    hour, minute = divmod(minute_of_day, 60)
    return f"{hour}:{minute:02d}"
