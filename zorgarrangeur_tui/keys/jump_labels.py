"""The letters of jump mode."""

from __future__ import annotations

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The easiest first."""


def jump_labels(count: int) -> list[str]:
    """Return labels for so many places, in order: one letter each, and from the last places on two where that is not enough.

    No label begins with another, so that each is complete as soon as it is typed.

    Raises:
        ValueError: there are more places than two letters can tell apart.
    """
    if count > len(LETTERS) ** 2:
        raise ValueError(count)
    doubled = 0
    while len(LETTERS) - doubled + doubled * len(LETTERS) < count:
        doubled += 1
    single = len(LETTERS) - doubled
    pairs = [first + second for first in LETTERS[single:] for second in LETTERS]
    return [*LETTERS[:single], *pairs][:count]
