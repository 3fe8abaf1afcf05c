"""Figures as Dutch readers write them."""

from __future__ import annotations

from fractions import Fraction


def fraction_text(number: Fraction | float) -> str:
    """Return a number with at most one decimal, halves away from zero: "7", "6,5"."""
    sign = "-" if number < 0 else ""
    whole, tenth = divmod(int(abs(Fraction(number)) * 10 + Fraction(1, 2)), 10)
    return f"{sign}{whole},{tenth}" if tenth else f"{sign}{whole}"


def percent_text(percent: int | None) -> str:
    """Return "83 %"; "–" when there is nothing to take a part of."""
    return "–" if percent is None else f"{percent} %"
