"""A month of the year as people type it: maart, mrt, 3 or 03."""

from __future__ import annotations

from zorgarrangeur_tui.domain.clock import MONTHS

MONTH_HINT = "Typ een maand als maart, mrt of 3."

_LEAST_LETTERS = 3
_SHORT = {"mrt": 3, "sept": 9}


def parse_month(text: str) -> int | None:
    """Return the number of a month, 1 to 12; None for an empty text. Three letters of a name are enough.

    Raises:
        ValueError: with a Dutch sentence that shows how to write it.
    """
    typed = text.strip().casefold().removesuffix(".")
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal() and len(typed) <= 2:
        if 1 <= int(typed) <= len(MONTHS):
            return int(typed)
        raise ValueError(f"Een jaar heeft twaalf maanden. {MONTH_HINT}")
    found = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(typed)]
    month = _SHORT.get(typed) or (found[0] if len(found) == 1 and len(typed) >= _LEAST_LETTERS else None)
    if month is None:
        raise ValueError(MONTH_HINT)
    return month


def month_text(month: int | None) -> str:
    """Return the name of a month; "" for none, and a number that is no month as it is."""
    if month is None:
        return ""
    return MONTHS[month - 1] if 1 <= month <= len(MONTHS) else str(month)
