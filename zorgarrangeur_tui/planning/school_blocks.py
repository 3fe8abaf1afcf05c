"""The half-days of a school: where its day is divided, so that nothing that is fixed runs over the division."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zorgarrangeur_tui.planning.problem import WEEKDAYS, Span
from zorgarrangeur_tui.planning.slots import minute_of, slots_around, whole_slots_within

_NOON = 12 * 60
_EARLIEST, _LATEST = 11 * 60 + 30, 12 * 60 + 45
_SHORT_DAY = 13 * 60
"""A day that ends by this minute is one half-day."""


def half_days(
    bell_times: Sequence[Sequence[int]], breaks: Sequence[Sequence[int]], fixed: Mapping[int, Iterable[Span]]
) -> dict[int, Span]:
    """Return the half-days that a school is open, each with its slots.

    A morning is block `2 * weekday`, an afternoon the next; a short day, and one that cannot be divided, is a morning only. The
    day is divided around noon where nothing runs that is fixed: by a break, which then belongs to neither half, else at the
    quarter of an hour nearest to noon.

    Args:
        bell_times: first and last minute per weekday from Monday; anything else is a day without school.
        breaks: weekday, first and last minute.
        fixed: by weekday the minutes, first and end, of visits and moments that stay where they are.
    """
    found: dict[int, Span] = {}
    for weekday, hours in zip(WEEKDAYS, bell_times, strict=False):
        span = whole_slots_within(hours[0], hours[1]) if len(hours) == 2 else None
        if span is None:
            continue
        pauses = [(one[1], one[2]) for one in breaks if len(one) == 3 and one[0] == weekday]
        middle = None if hours[1] <= _SHORT_DAY else _division(tuple(fixed.get(weekday, ())), pauses)
        if middle is None or not (span[0] < middle[0] and middle[1] < span[1]):
            found[2 * weekday] = span
        else:
            found[2 * weekday], found[2 * weekday + 1] = (span[0], middle[0]), (middle[1], span[1])
    return found


def block_at(blocks: Mapping[int, Span], weekday: int, span: Span) -> int | None:
    """Return the half-day of a weekday in which slots lie wholly; None when there is none."""
    for block in (2 * weekday, 2 * weekday + 1):
        opened = blocks.get(block)
        if opened is not None and opened[0] <= span[0] and span[1] <= opened[1]:
            return block
    return None


def _division(fixed: Sequence[Span], pauses: Sequence[Span]) -> Span | None:
    """Return the slot at which the morning ends and that at which the afternoon begins; None when noon is taken."""
    around_noon = [one for one in pauses if _EARLIEST <= one[0] < one[1] and one[0] <= _LATEST]
    for first, end in sorted(around_noon, key=lambda one: one[0] - one[1]):
        if not any(start < end and first < stop for start, stop in fixed):
            return slots_around(first, end)
    first_slot, last_slot = slots_around(_EARLIEST, _LATEST)
    free = [
        slot
        for slot in range(first_slot, last_slot + 1)
        if not any(start < minute_of(slot) < end for start, end in fixed)
    ]
    middle = min(free, key=lambda slot: (abs(minute_of(slot) - _NOON), slot), default=None)
    return None if middle is None else (middle, middle)
