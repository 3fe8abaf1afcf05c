"""One value of a field as users read it: codes as words, minutes as hours, dates in Dutch."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models.field_codes import FIELD_CODES
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.words import word

_DURATIONS = frozenset(
    {"minutes_needed", "minutes_granted", "minutes_agreed", "duration_minutes", "capacity_minutes", "max_minutes"}
)
_TIMES = frozenset({"moment_start", "moment_end", "start_minute"})
_DATES = frozenset({"starts_on", "ends_on", "opened_on", "deadline", "closed_on"})
_WEEKDAYS = frozenset({"weekday", "moment_weekdays"})
_NUMBERS = ((_DURATIONS, duration), (_TIMES, time_of_day), (_WEEKDAYS, weekday))
"""Which numbers are a length, a time of the day or a day of the week, and how each is written."""


def value_word(record_type: str, field: str, value: Any) -> str:
    """Return a value as text; "" when there is none.

    Args:
        record_type: the kind of record, such as "case".
        field: the field's name.
        value: as a record or an operation holds it; a date may be ISO text.
    """
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return ", ".join(value_word(record_type, field, part) for part in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _plain(record_type, field, value)


def _plain(record_type: str, field: str, value: Any) -> str:
    codes = FIELD_CODES.get((record_type, field))
    if codes is not None:
        return word(str(value), codes)
    if isinstance(value, date):
        return dutch_date(value)
    if field in _DATES:
        return _date(str(value))
    for fields, words in _NUMBERS:
        if field in fields and isinstance(value, int):
            return words(value)
    return str(value)


def _date(text: str) -> str:
    try:
        return dutch_date(date.fromisoformat(text))
    except ValueError:
        return text
