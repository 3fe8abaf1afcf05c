"""How large an invented problem is."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """How many there are of each; never fewer pupils than schools."""

    schools: int
    workers: int
    pupils: int


SIZES = {
    "S1": Size(1, 5, 20),
    "S2": Size(10, 30, 200),
    "S3": Size(50, 200, 1_000),
    "S4": Size(300, 1_000, 6_000),
}
"""From one school to a whole youth region."""
