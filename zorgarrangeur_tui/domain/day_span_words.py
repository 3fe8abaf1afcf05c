"""A first and a last day in Dutch, without repeating what they share."""

from __future__ import annotations

from datetime import date

from zorgarrangeur_tui.domain.clock import MONTHS, dutch_date


def day_span(first: date, last: date) -> str:
    """Return "17 t/m 25 oktober 2026", "26 oktober t/m 3 november 2026" or, for one day, "17 mei 2027"."""
    if first == last:
        return dutch_date(first)
    if first.year != last.year:
        return f"{dutch_date(first)} t/m {dutch_date(last)}"
    begin = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin} t/m {dutch_date(last)}"
