"""A visit on one day: where it stands then, why it does not take place, and in words what differs from usual. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.absences import Away, away_then
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.clock import MONTHS, duration, time_span, weekday
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence
from zorgarrangeur_tui.domain.words import word

UNMANNED = "afwezig, nog geen vervanger"
"""What is told of a visit while who comes is away."""

NameOf = Callable[[str], str]
"""Returns the name of a professional by id."""


def as_on_day(visit: BoardVisit, one: Occurrence) -> BoardVisit:
    """Return a visit that comes back as it is on one day: on that weekday, at that time, by who comes then."""
    change = one.change or DayChange()
    return replace(
        visit,
        weekday=one.day.weekday(),
        start_minute=visit.start_minute if change.start_minute is None else change.start_minute,
        duration_minutes=visit.duration_minutes if change.duration_minutes is None else change.duration_minutes,
        professional_id=change.professional_id or visit.professional_id,
    )


def why_not_words(one: Occurrence) -> str:
    """Return in Dutch why a visit does not take place on a day; "" when it does."""
    if one.change is not None and one.change.cancelled:
        return word(one.change.cause, CancellationCause)
    return one.reasons[0].words if one.reasons else ""


def lost_minutes(visit: BoardVisit, one: Occurrence) -> int:
    """Return how many minutes of a visit fall away on a day: all of them, or by how much it is shorter."""
    if not one.takes_place:
        return visit.duration_minutes
    return max(0, visit.duration_minutes - as_on_day(visit, one).duration_minutes)


def difference_words(visit: BoardVisit, one: Occurrence, name_of: NameOf) -> str:
    """Return in Dutch what was decided about a visit on a day, beside that it falls away; "" when it is as usual.

    Args:
        visit: as it comes back.
        one: the day.
        name_of: gives the name of a professional.
    """
    if one.change is None or one.change.cancelled:
        return ""
    now, parts = as_on_day(visit, one), []
    if one.day != one.due_day:
        parts.append(f"eigenlijk {day_words(one.due_day)} {time_span(visit.start_minute, visit.duration_minutes)}")
    elif now.start_minute != visit.start_minute:
        parts.append(f"eigenlijk {time_span(visit.start_minute, visit.duration_minutes)}")
    elif now.duration_minutes != visit.duration_minutes:
        parts.append(f"duurt {duration(now.duration_minutes)} in plaats van {duration(visit.duration_minutes)}")
    if now.professional_id != visit.professional_id:
        parts.append(f"{name_of(now.professional_id)} komt in plaats van {name_of(visit.professional_id)}")
    return "; ".join(parts)


def is_unmanned(visit: BoardVisit, one: Occurrence, away: Mapping[str, Sequence[Away]]) -> bool:
    """Tell whether a visit should take place on a day while who comes is away then.

    Args:
        visit: as it comes back.
        one: the day.
        away: when each professional is away, by id.
    """
    times = away.get((one.change.professional_id if one.change else "") or visit.professional_id)
    if not times or not one.takes_place:
        return False
    now = as_on_day(visit, one)
    return away_then(times, one.day, now.start_minute, now.end_minute) is not None


def day_words(day: date) -> str:
    """Return "maandag 23 november"."""
    return f"{weekday(day.weekday())} {day.day} {MONTHS[day.month - 1]}"
