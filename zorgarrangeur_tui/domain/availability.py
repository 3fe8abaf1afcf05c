"""When a professional can work, as one line of text: "ma 8:30-12:00, di, wo 8:30-15:00" or "werkdagen 9-17"."""

from __future__ import annotations

from collections.abc import Sequence

from zorgarrangeur_tui.domain.day_times import Window, day_times_text, is_window, parse_day_times

AVAILABILITY_HINT = "Schrijf ma 8:30-12:00, di, wo 8:30-15:00, of werkdagen 9-17."


def parse_availability(text: str) -> list[list[int]]:
    """Return windows as a record holds them: [weekday, first minute, last minute], by day and time, joined where they meet.

    An empty text gives [], which means that it is not known.

    Raises:
        ValueError: with a Dutch sentence that shows how to write it.
    """
    if not text.strip():
        return []
    windows = parse_day_times(text, AVAILABILITY_HINT)
    found = [[day, start, end] for day in sorted(windows) for start, end in joined(windows[day])]
    if not found:
        raise ValueError(f"Er is geen dag met tijden. Laat het veld leeg als u ze niet weet. {AVAILABILITY_HINT}")
    return found


def availability_text(availability: Sequence[Sequence[int]]) -> str:
    """Return windows in words; "" when they are not known. What is no window at all is left out."""
    windows: dict[int, list[Window]] = {}
    for window in availability:
        if len(window) == 3 and is_window(window[0], window[1], window[2]):
            windows.setdefault(window[0], []).append((window[1], window[2]))
    return day_times_text({day: joined(found) for day, found in windows.items()})


def joined(windows: Sequence[Window]) -> list[Window]:
    """Return the windows of one day, early first, as one where they touch or overlap."""
    result: list[Window] = []
    for start, end in sorted(windows):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
