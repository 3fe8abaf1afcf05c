"""Chance that can be repeated: the same seed draws the same region, on every machine."""

from __future__ import annotations

from math import log
from random import Random

from storage.text_rules import holds_citizen_number

_SPREAD = 0.45
QUARTER = 15
"""Minutes: amounts of care are drawn in quarters of an hour."""


def stream(seed: int, subject: str) -> Random:
    """Return the chance of one subject. Each subject has its own, so that more of one does not change another."""
    return Random(f"{seed} {subject}")  # noqa: S311  invented data must be repeatable, not secret


def drawn_id(random: Random) -> str:
    """Return a 128-bit id in hex, as `storage.models.new_id` does, but repeatable.

    One in two hundred would hold nine digits that pass for a BSN; those are drawn again, so that no check on text refuses
    a reference.
    """
    while True:
        drawn = f"{random.getrandbits(128):032x}"
        if not holds_citizen_number(drawn):
            return drawn


def drawn_minutes(random: Random, median: int, lowest: int, highest: int) -> int:
    """Return minutes a week around a median in minutes, lognormal, in quarters of an hour between two bounds."""
    drawn = random.lognormvariate(log(median), _SPREAD)
    return max(lowest, min(highest, QUARTER * round(drawn / QUARTER)))


def in_quarters(minutes: float) -> int:
    """Return minutes rounded down to whole quarters of an hour."""
    return QUARTER * int(minutes // QUARTER)
