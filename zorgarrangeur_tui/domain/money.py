"""Amounts of money: kept as whole euro-cents, written and read as people do here."""

from __future__ import annotations

import re

EUROS_HINT = "Typ een bedrag in euro, zoals 78, 78,50 of 1.250,00."

_EUROS = re.compile(r"(?:€ ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}|-))?", re.ASCII)
_MOST_DIGITS = 12


def euros(cents: int) -> str:
    """Return an amount of euro-cents as "€ 1.250,50"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}€ {whole:,}".replace(",", ".") + f",{rest:02}"


def parse_euros(text: str) -> int | None:
    """Return the euro-cents that a text means; None for an empty text.

    Raises:
        ValueError: with a Dutch sentence that says how to write it.
    """
    tidy = " ".join(text.split()).casefold().removesuffix(" euro").removeprefix("eur ")
    if not tidy:
        return None
    match = _EUROS.fullmatch(tidy)
    if match is None or len(tidy) > _MOST_DIGITS + 6:
        raise ValueError(EUROS_HINT)
    rest = (match[2] or "0").replace("-", "0")
    return int(match[1].replace(".", "")) * 100 + int(rest.ljust(2, "0"))
