"""What an own day of a school, and a school holiday, must have before it says something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage.models.codes import OwnDayKind

CALENDAR_TYPES = ("own_day", "school_holiday")
"""The record types that these rules are about."""

OWN_HOURS = ("kind", "start_minute", "end_minute")
"""The fields of an own day that only mean something together."""

_LONGEST = 100
"""Days of the longest own period that anybody can mean; a summer holiday has 44."""
_OPENS = (OwnDayKind.OPEN, OwnDayKind.OTHER_HOURS)


def calendar_problems(record_type: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Return a Dutch sentence for each field that makes an own day or a holiday say nothing.

    Args:
        record_type: one of `CALENDAR_TYPES`.
        values: those that the record will have; a field that is not among them is not checked.
    """
    problems: dict[str, str] = {}
    if "first_day" in values and values["first_day"] is None:
        problems["first_day"] = "Vul de eerste dag in."
    first, last = values.get("first_day"), values.get("last_day")
    if first and last and (last - first).days >= _LONGEST:
        problems["last_day"] = f"Dat zijn meer dan {_LONGEST} dagen. Kijk de laatste dag na."
    if record_type == "school_holiday" and "last_day" in values and last is None:
        problems["last_day"] = "Vul de laatste dag in."
    return {**problems, **_hours_problems(values)} if record_type == "own_day" else problems


def _hours_problems(values: Mapping[str, Any]) -> dict[str, str]:
    start, end = values.get("start_minute"), values.get("end_minute")
    if start is None and end is None:
        if values.get("kind") == OwnDayKind.OTHER_HOURS and "start_minute" in values:
            return {"start_minute": "Vul in van hoe laat tot hoe laat er dan school is."}
        return {}
    if "kind" in values and values["kind"] not in _OPENS:
        return {
            "start_minute": "De school is dan dicht. Laat de tijden leeg, of kies School open of Andere schooltijden."
        }
    if start is None or end is None:
        return {"end_minute" if end is None else "start_minute": "Vul begin en einde allebei in, of geen van beide."}
    return {"end_minute": "De school eindigt dan voor zij begint."} if end <= start else {}
