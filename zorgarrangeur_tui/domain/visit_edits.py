"""What a change of a visit comes down to, on one day or from a day on. Pure: nothing is read or written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from storage.field_values import field_names
from storage.models import VisitPattern
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.clock import time_of_day, weekday, weekday_short
from zorgarrangeur_tui.domain.coverage import PlannedVisit
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence

SHORTEST_VISIT = 15
"""Minutes that a visit lasts at least when it is made shorter on the board."""

MINUTES_OF_A_DAY = 24 * 60
_LAST_WEEKDAY = 6
UNTIL_MIDNIGHT = "Zo duurt het bezoek tot na middernacht. Maak het korter, of laat het eerder beginnen."
_AS_USUAL: dict[str, Any] = {
    "moved_to": None,
    "start_minute": None,
    "duration_minutes": None,
    "professional_id": "",
    "note": "",
}
"""What each field of an exception holds when the visit is as usual."""


def day_problems(visit: VisitPattern, due_day: date, values: Mapping[str, Any]) -> dict[str, str]:
    """Return in Dutch, per field, why something cannot be decided about a visit on one day."""
    problems: dict[str, str] = {}
    if not is_in_period(visit, due_day):
        problems["day"] = _not_due(visit)
    if values.get("kind") == ExceptionKind.CANCELLED:
        if not values.get("cause"):
            problems["cause"] = "Kies waarom het bezoek vervalt."
        return problems
    start = values.get("start_minute")
    length = values.get("duration_minutes")
    begins = visit.start_minute if start is None else start
    lasts = visit.duration_minutes if length is None else length
    if length is not None and length <= 0:
        problems["duration_minutes"] = "Zo duurt het bezoek niets. Vul minuten in, of laat het vervallen."
    elif (start is not None or length is not None) and begins + lasts > MINUTES_OF_A_DAY:
        problems["duration_minutes"] = UNTIL_MIDNIGHT
    return problems


def day_values(visit: VisitPattern, due_day: date, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what an exception holds, without what is as usual already; None when the visit is wholly as usual.

    A visit that falls away keeps nothing of another time or person: it has none.
    """
    rest = {name: value for name, value in values.items() if name not in _AS_USUAL and name not in {"kind", "cause"}}
    if values.get("kind") == ExceptionKind.CANCELLED:
        cancelled = {"kind": ExceptionKind.CANCELLED.value, "cause": values.get("cause", "")}
        return {**rest, **cancelled, "note": values.get("note", "")}
    usual = {
        "moved_to": due_day,
        "start_minute": visit.start_minute,
        "duration_minutes": visit.duration_minutes,
        "professional_id": visit.professional_id,
    }
    changed = {
        name: values[name]
        for name, empty in _AS_USUAL.items()
        if name in values and values[name] not in (empty, usual.get(name, empty))
    }
    return {**rest, "kind": ExceptionKind.CHANGED.value, "cause": "", **changed} if changed else None


def as_on(visit: VisitPattern, one: Occurrence) -> VisitPattern:
    """Return a visit as it is on one day: with that day's time, length and professional. It is no record of the store."""
    change = one.change
    if one.due is None and change is None:
        return visit
    values = {"weekday": one.day.weekday()}
    if change is not None and change.start_minute is not None:
        values["start_minute"] = change.start_minute
    if change is not None and change.duration_minutes is not None:
        values["duration_minutes"] = change.duration_minutes
    other = {"professional_id": change.professional_id} if change is not None and change.professional_id else {}
    return changed_copy(visit, {**values, **other})


def planned_on(visit: PlannedVisit, one: Occurrence) -> PlannedVisit:
    """Return a visit as it is on one day, as `as_on` does for a record."""
    change = one.change
    if one.due is None and change is None:
        return visit
    change = change or DayChange()
    return replace(
        visit,
        weekday=one.day.weekday(),
        start_minute=visit.start_minute if change.start_minute is None else change.start_minute,
        duration_minutes=visit.duration_minutes if change.duration_minutes is None else change.duration_minutes,
        professional_id=change.professional_id or visit.professional_id,
    )


def changed_copy(visit: VisitPattern, values: Mapping[str, Any]) -> VisitPattern:
    """Return a visit with other values and the same id. It is no record of the store."""
    kept = {name: getattr(visit, name) for name in field_names(VisitPattern)}
    return VisitPattern(**{"id": visit.id, **kept, **values})


def place_problems(visit: VisitPattern, days: int, minutes: int) -> dict[str, str]:
    """Return in Dutch why a visit cannot go so many days and minutes later: outside the week, or outside the day."""
    if not 0 <= visit.weekday + days <= _LAST_WEEKDAY:
        return {"weekday": f"Dan valt {called(visit)} in een andere week. Er is niets gewijzigd."}
    start = visit.start_minute + minutes
    if start < 0 or start + visit.duration_minutes > MINUTES_OF_A_DAY:
        return {"start_minute": f"Dan valt {called(visit)} niet meer binnen de dag. Er is niets gewijzigd."}
    return {}


def called(visit: VisitPattern) -> str:
    """Return how a sentence names a visit: "het bezoek van ma 9:00"."""
    return f"het bezoek van {weekday_short(visit.weekday)} {time_of_day(visit.start_minute)}"


def is_in_period(visit: VisitPattern, day: date) -> bool:
    """Tell whether a day has the weekday of a visit and lies within its period. The weeks of its rhythm are not looked at."""
    begun = visit.starts_on is None or visit.starts_on <= day
    return day.weekday() == visit.weekday and begun and (visit.ends_on is None or day <= visit.ends_on)


def _not_due(visit: VisitPattern) -> str:
    return f"Op die dag is dit bezoek er niet. Kies een {weekday(visit.weekday)} waarop het er wel is."
