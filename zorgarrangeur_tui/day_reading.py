"""Days as people type them, for what may not know the widgets: the lines of a visit note, on screen and in a verb."""

from __future__ import annotations

from datetime import date

from widgets.date_parsing import parse_date
from widgets.parse_problem import ParseProblem


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text names ("morgen", "week 48", "1/9"), or None."""
    try:
        return parse_date(text, lambda: today)
    except ParseProblem:
        return None
