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


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its word: "1 bundel", "3 bundels"."""
    return f"{number} {one if number == 1 else more}"


def size_words(count: int) -> str:
    """Return the size of a file: "900 B", "12 kB", "3 MB"."""
    if count < 1000:
        return f"{count} B"
    return f"{count // 1000} kB" if count < 1_000_000 else f"{count // 1_000_000} MB"
