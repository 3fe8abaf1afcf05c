"""What the app told in the corner, to read again: only in memory, and gone with the program."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

_MOST = 50
_USUAL_WORDS = 12
"""Words that anybody reads in the time of a usual message."""


@dataclass(frozen=True, slots=True)
class Told:
    """One message: when (in UTC), whether it asks attention, and the sentence."""

    at: datetime
    severity: str
    sentence: str


class ToldMessages:
    """The last messages."""

    def __init__(self) -> None:
        self._told: deque[Told] = deque(maxlen=_MOST)

    def add(self, told: Told) -> None:
        """Remember one."""
        self._told.append(told)

    def __iter__(self) -> Iterator[Told]:
        """Return them, the newest first."""
        return iter(reversed(self._told))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._told)


def seconds_to_read(sentence: str, usual: float) -> float:
    """Return how long a message must stay to be read at leisure, when a usual one stays `usual` seconds."""
    return usual * max(1.0, len(sentence.split()) / _USUAL_WORDS)
