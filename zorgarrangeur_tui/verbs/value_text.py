"""A value of a field in words, for previews and lists of conflicts."""

from __future__ import annotations

from datetime import date

from storage.ops import OpValue
from zorgarrangeur_tui.desk.records import CODES
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day, weekday
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN

ABOUT_A_CHILD = frozenset({("pupil", "name"), ("pupil", "note"), ("care_need", "note")})
"""Fields (record type, name) that say who a child is, or tell about it. They are shown when somebody asks for names."""

HIDDEN = "(verborgen; vraag erom met --names)"
_EMPTY = "(leeg)"
_MINUTE_OF_DAY = frozenset({"start_minute", "moment_start", "moment_end"})
_DATES = frozenset({"starts_on", "ends_on", "opened_on", "deadline"})


def value_text(record_type: str, field: str, value: OpValue, *, names: bool) -> str:
    """Return a value as a Dutch reader writes it.

    Args:
        record_type: a name of `storage.models.RECORD_TYPES`.
        field: the field's name.
        value: as history holds it.
        names: whether fields that tell about a child may be shown.
    """
    if value is None or value in ("", []):
        return _EMPTY
    if not names and (record_type, field) in ABOUT_A_CHILD:
        return HIDDEN
    if isinstance(value, list):
        return ", ".join(_one(record_type, field, item) for item in value)
    return _one(record_type, field, value)


def _one(record_type: str, field: str, value: object) -> str:
    codes = CODES.get((record_type, field))
    if codes is not None:
        return word(str(value), codes)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int) and field in _MINUTE_OF_DAY:
        return time_of_day(value)
    if isinstance(value, int) and field in {"weekday", "moment_weekdays"}:
        return weekday(value)
    if isinstance(value, str) and field in _DATES:
        return dutch_date_short(date.fromisoformat(value))
    if isinstance(value, str) and (field == "serves" or field.endswith("_id")):
        return value[:ID_SHOWN]
    return str(value)
