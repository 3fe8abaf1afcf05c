"""Waiting after wrong passphrases: longer each time, never for good."""

from __future__ import annotations

import math
from collections.abc import Callable

_SECONDS = (0, 0, 0, 1, 2, 4, 8, 16, 30)
"""After the first, second, third… wrong try. Nobody is ever locked out: a user in a hurry mistypes too."""


class EntryDelay:
    """Counts the wrong tries of this process and tells how long to wait.

    Whoever starts the program anew still pays for every key derivation.

    Args:
        monotonic: gives seconds that only run forward.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._wrong = 0
        self._until = monotonic()

    def wrong(self) -> None:
        """A try was wrong."""
        self._until = self._monotonic() + _SECONDS[min(self._wrong, len(_SECONDS) - 1)]
        self._wrong += 1

    def seconds_left(self) -> int:
        """Return how many whole seconds are still to wait; 0 when a try may be made."""
        return max(0, math.ceil(self._until - self._monotonic()))

    def sentence(self) -> str:
        """Return what to tell while waiting."""
        left = self.seconds_left()
        return f"Nog {left} {'seconde' if left == 1 else 'seconden'} wachten. Daarna kunt u het opnieuw proberen."
