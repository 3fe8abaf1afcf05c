"""One value of a field as users read it: codes as words, minutes as hours, dates in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from storage.models import RECORD_TYPES
from storage.models.field_codes import FIELD_CODES
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.bell_times import bell_times_text
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.pot_shares import shares_text
from zorgarrangeur_tui.domain.words import word

DURATIONS = frozenset(
    {
        "minutes_needed",
        "minutes_granted",
        "minutes_agreed",
        "minutes_planned",
        "minutes_realised",
        "minutes_declared",
        "minutes_per_week",
        "remote_minutes",
        "programme_minutes",
        "attended_before",
        "attended_after",
        "from_minutes",
        "to_minutes",
        "duration_minutes",
        "planned_minutes",
        "realised_minutes",
        "declared_minutes",
        "capacity_minutes",
        "max_minutes",
    }
)
"""Fields that hold a number of minutes."""

TIMES = frozenset({"moment_start", "moment_end", "start_minute", "end_minute"})
"""Fields that hold a minute of the day."""

MONEY = frozenset({"budget_cents", "granted_cents", "cents"})
"""Fields that hold euro-cents."""

_DATES = frozenset(
    {
        name
        for model in RECORD_TYPES.values()
        for name, field in model.model_fields.items()
        if date in get_args(field.annotation)
    }
)
_WEEKDAYS = frozenset({"weekday", "moment_weekdays"})
_NUMBERS = ((DURATIONS, duration), (TIMES, time_of_day), (_WEEKDAYS, weekday), (MONEY, euros))
"""Which numbers are a length, a time of the day, a day of the week or money, and how each is written."""


def _rows(value: Any) -> str:
    """Return how many rows a table within a field has; each row is for programs."""
    return "1 regel" if len(value) == 1 else f"{len(value)} regels"


_WHOLE_LISTS: dict[str, Callable[[Any], str]] = {
    "availability": availability_text,
    "attendance": availability_text,
    "windows": availability_text,
    "breaks": availability_text,
    "quiet_windows": availability_text,
    "bell_times": bell_times_text,
    "shares": shares_text,
    "visits": _rows,
    "exceptions": _rows,
}
"""Lists that are written as a whole, and how."""


def value_word(record_type: str, field: str, value: Any) -> str:
    """Return a value as text; "" when there is none.

    Args:
        record_type: the kind of record, such as "case".
        field: the field's name.
        value: as a record or an operation holds it; a date may be ISO text.
    """
    if value is None or value in ("", []):
        return ""
    whole = _WHOLE_LISTS.get(field)
    if whole is not None and isinstance(value, list):
        # A bundle of another version may hold parts of another kind; those are no windows and no pots.
        return whole([part for part in value if isinstance(part, str if field == "shares" else list)])
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
