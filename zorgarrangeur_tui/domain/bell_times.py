"""The hours of a school as one line of text: "ma t/m vr 8:30-15:00", or "8:30-15:00, wo 8:30-12:30"."""

from __future__ import annotations

from collections.abc import Sequence

from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.domain.day_times import day_times_text, is_window, parse_day_times

BELL_TIMES_HINT = "Schrijf 8:30-15:00 voor alle dagen, of ma 8:30-15:00, wo 8:30-12:30."

_SCHOOL_DAYS = 5


def parse_bell_times(text: str) -> list[list[int]]:
    """Return a school's hours as a record holds them: per weekday from Monday [first, last] minute of the day, or [].

    At least Monday to Friday are in it; an empty text gives [], which means that they are not known.

    Raises:
        ValueError: with a Dutch sentence that shows how to write it.
    """
    if not text.strip():
        return []
    windows = parse_day_times(text, BELL_TIMES_HINT)
    twice = next((day for day, found in windows.items() if len(found) > 1), None)
    if twice is not None:
        raise ValueError(f"Bij {weekday(twice)} staan twee keer tijden; een school heeft er één. {BELL_TIMES_HINT}")
    open_days = [day for day, found in windows.items() if found]
    if not open_days:
        raise ValueError(f"Er is geen dag met tijden. Laat het veld leeg als u ze niet weet. {BELL_TIMES_HINT}")
    count = max(_SCHOOL_DAYS, max(open_days) + 1)
    return [list(windows[day][0]) if windows.get(day) else [] for day in range(count)]


def bell_times_text(bell_times: Sequence[Sequence[int]]) -> str:
    """Return a school's hours in words; "" when they are not known. What is no hours at all is left out."""
    return day_times_text(
        {
            day: [(hours[0], hours[1])]
            for day, hours in enumerate(bell_times)
            if len(hours) == 2 and is_window(day, hours[0], hours[1])
        }
    )
