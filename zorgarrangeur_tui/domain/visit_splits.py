"""Making two visits of one: at a minute of the day, or from a day on. Pure: nothing is read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from storage.field_values import field_names
from storage.models import VisitPattern
from zorgarrangeur_tui.domain.visit_edits import MINUTES_OF_A_DAY, UNTIL_MIDNIGHT, changed_copy, is_in_period

Meets = Callable[[str, date], bool]
"""Tells whether a rhythm has a visit in the week of a day, as the school counts its weeks."""

_OWN = frozenset({"owner", "deleted"})


@dataclass(frozen=True, slots=True)
class DateSplit:
    """What a change from a day on comes down to.

    Attributes:
        before: what changes in the visit itself: its last day, or, when it begins no earlier, all that was asked.
        after: all fields of the visit that takes over; None when the visit itself does.
        kept: the days with an exception that go along.
        dropped: the days with an exception on which there is no visit any more.
    """

    before: dict[str, Any]
    after: dict[str, Any] | None
    kept: tuple[date, ...] = ()
    dropped: tuple[date, ...] = ()


def fields_of(visit: VisitPattern) -> dict[str, Any]:
    """Return all that a copy of a visit takes over."""
    return {name: getattr(visit, name) for name in field_names(VisitPattern) if name not in _OWN}


def from_day_problems(visit: VisitPattern, day: date | None, values: Mapping[str, Any]) -> dict[str, str]:
    """Return in Dutch, per field, why a visit cannot be different from a day on."""
    if day is None:
        return {"starts_on": "Vul in vanaf welke dag."}
    if visit.ends_on is not None and day > visit.ends_on:
        return {"starts_on": "Dan is dit bezoek al voorbij. Kies een eerdere dag."}
    ends_on = values.get("ends_on", visit.ends_on)
    if ends_on is not None and ends_on < day:
        return {"ends_on": "De laatste dag ligt voor de dag waarop het anders wordt."}
    if values.get("start_minute", 0) + values.get("duration_minutes", 0) > MINUTES_OF_A_DAY:
        return {"duration_minutes": UNTIL_MIDNIGHT}
    return {}


def from_day(
    visit: VisitPattern, day: date, values: Mapping[str, Any], decided: Iterable[date], meets: Meets
) -> DateSplit:
    """Return what a visit becomes when it is different from a day on.

    Args:
        visit: as it is.
        day: the first day on which it is different.
        values: the fields that are different from then on.
        decided: the days of the visit that have an exception.
        meets: of its school.
    """
    later = sorted(one for one in decided if one >= day)
    if visit.starts_on is not None and day <= visit.starts_on:
        changed = changed_copy(visit, values)
        before, after = dict(values), None
    else:
        changed = changed_copy(visit, {**values, "starts_on": day})
        before, after = {"ends_on": day - timedelta(days=1)}, fields_of(changed)
    still = tuple(one for one in later if is_in_period(changed, one) and meets(changed.rhythm, one))
    return DateSplit(before, after, still, tuple(one for one in later if one not in still))


def split_problems(visit: VisitPattern, minute: int | None) -> dict[str, str]:
    """Return in Dutch why a visit cannot be split at a minute of the day."""
    if minute is None or not visit.start_minute < minute < visit.start_minute + visit.duration_minutes:
        return {"start_minute": "Kies een tijd tussen het begin en het einde van het bezoek."}
    return {}


def split_at(
    visit: VisitPattern, minute: int, first: Sequence[str], second: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what changes in a visit that ends at a minute, and all fields of the one that begins then.

    Args:
        visit: as it is.
        minute: of the day.
        first: ids of the needs that the first part serves.
        second: ids of those of the second.
    """
    length = minute - visit.start_minute
    rest = {"start_minute": minute, "duration_minutes": visit.duration_minutes - length, "serves": list(second)}
    return {"duration_minutes": length, "serves": list(first)}, {**fields_of(visit), **rest}


def day_of_second_part(values: Mapping[str, Any], later_by: int) -> dict[str, Any]:
    """Return what is decided about a day of the second part, when this was decided about the whole visit.

    Args:
        values: what was decided.
        later_by: so many minutes after the first part it begins.
    """
    start = values.get("start_minute")
    return {**values, "start_minute": None if start is None else start + later_by, "duration_minutes": None}
