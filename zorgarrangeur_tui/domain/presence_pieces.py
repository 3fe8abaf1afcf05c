"""When on the days of a week a need asks for care: where visits give it, and what nobody gives yet. Pure.

The rules are those of `presence_overlay`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from storage.models.codes import MomentRule, Rhythm
from zorgarrangeur_tui.domain.board_values import Span
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, shares
from zorgarrangeur_tui.domain.presence_values import AskedCare, OverlayDay
from zorgarrangeur_tui.domain.visit_check_values import DayVisit


@dataclass(frozen=True, slots=True)
class Piece:
    """Care on a day: how many minutes, spread over which time, and in which visit if there is one.

    `window` is when on that day it may be given.
    """

    asked: AskedCare
    day: date
    minutes: int
    span: Span
    window: Span
    visit: DayVisit | None = None

    def within(self, start: int, end: int) -> int:
        """Return how many of its minutes fall between two minutes of the day: parts of a day add up to all of them."""
        return self._before(end) - self._before(start)

    def _before(self, minute: int) -> int:
        first, last = self.span
        return self.minutes * (min(max(minute, first), last) - first) // (last - first)


def planned_minutes(asked: Iterable[AskedCare], visits: Iterable[DayVisit]) -> dict[str, list[tuple[DayVisit, int]]]:
    """Return in which visits each need gets how many minutes this week."""
    needs = [
        Need(one.need.id, one.need.pupil_id, one.need.kind, one.need.group, one.need.minutes_needed) for one in asked
    ]
    known = {f"{visit.id} {visit.day.isoformat()}": visit for visit in visits if visit.duration_minutes > 0}
    weekly = [
        PlannedVisit(
            key,
            visit.professional_id,
            visit.day.weekday(),
            visit.start_minute,
            visit.duration_minutes,
            Rhythm.WEEKLY,
            visit.serves,
        )
        for key, visit in known.items()
    ]
    found: dict[str, list[tuple[DayVisit, int]]] = defaultdict(list)
    for key, given in shares(needs, weekly).items():
        for need_id, minutes in given.items():
            if need_id and minutes:
                found[need_id].append((known[key], minutes))
    return found


def pieces_of(
    asked: AskedCare,
    days: Sequence[OverlayDay],
    planned: Sequence[tuple[DayVisit, int]],
    usual_days: Sequence[int],
) -> Iterator[Piece]:
    """Yield the care that a need asks at a certain time, and care at any time as far as visits give it."""
    if asked.is_on_call:
        return
    if asked.is_free:
        for visit, minutes in planned:
            span = (visit.start_minute, visit.end_minute)
            yield Piece(asked, visit.day, minutes, span, span, visit)
        return
    fixed = asked.rule == MomentRule.FIXED
    in_visits = [] if fixed else list(_in_visits(asked, days, planned))
    yield from in_visits
    left = asked.need.minutes_needed - sum(piece.minutes for piece in in_visits)
    for day in days:
        minutes = _on_day(asked, left, day.day.weekday(), usual_days)
        window = _window(asked, day, minutes)
        if window is None or day.closed or not minutes:
            continue
        inside = (
            one
            for one, _ in planned
            if fixed and one.day == day.day and one.start_minute < window[1] and window[0] < one.end_minute
        )
        yield Piece(asked, day.day, minutes, window, window, next(inside, None))


def _in_visits(
    asked: AskedCare, days: Sequence[OverlayDay], planned: Iterable[tuple[DayVisit, int]]
) -> Iterator[Piece]:
    """Yield what visits give of care in a window, as far as they do so on its days and within the window."""
    windows = {
        day.day: window
        for day in days
        if not day.closed
        and (not asked.weekdays or day.day.weekday() in asked.weekdays)
        and (window := _window(asked, day)) is not None
    }
    for visit, minutes in planned:
        window = windows.get(visit.day, (0, 0))
        first, last = max(window[0], visit.start_minute), min(window[1], visit.end_minute)
        if first < last:
            yield Piece(asked, visit.day, min(minutes, last - first), (first, last), window, visit)


def _on_day(asked: AskedCare, minutes: int, weekday: int, usual_days: Sequence[int]) -> int:
    """Return how many of a need's minutes fall on a weekday; what cannot be divided goes to the first days."""
    days = sorted(set(asked.weekdays) or set(usual_days))
    if weekday not in days:
        return 0
    whole, rest = divmod(max(0, minutes), len(days))
    return whole + (days.index(weekday) < rest)


def _window(asked: AskedCare, day: OverlayDay, minutes: int = 0) -> Span | None:
    """Return when on a day care may be given: a window, or from a fixed moment on for so many minutes."""
    if asked.rule == MomentRule.FIXED:
        start = asked.start or 0
        return (start, start + minutes) if minutes else None
    hours = day.hours or (asked.start or 0, asked.end or 0)
    first = hours[0] if asked.start is None else asked.start
    last = hours[1] if asked.end is None else asked.end
    return (first, last) if first < last else None
