"""When to lock without being asked: nobody touched a key for a while, or the computer slept.

Pure: the watch takes its clocks as arguments and is asked at every tick and before every key.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_SLEPT_SECONDS = 30.0
"""A tick comes every second. A gap of this size is sleep, or a program that was stopped, not a slow computer."""


class LockCause(StrEnum):
    """Why the app locks or ends, as the access log has it."""

    KEY = "key"
    IDLE = "idle"
    SUSPEND = "suspend"
    TERMINATED = "sigterm"
    HUNG_UP = "sighup"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Two clocks in seconds: one that only runs forward, and that on the wall, which somebody may set."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time


class IdleWatch:
    """Remembers when the user last did something, and when it last looked.

    Args:
        clocks: where time comes from.
        idle_seconds: how long nothing may happen.
    """

    def __init__(self, clocks: Clocks, idle_seconds: float) -> None:
        self.idle_seconds = idle_seconds
        self._clocks = clocks
        self._active = self._looked = clocks.monotonic()
        self._wall = clocks.wall()

    def touch(self) -> None:
        """The user did something."""
        self._active = self._clocks.monotonic()

    def look(self) -> LockCause | None:
        """Tell why to lock now, or None.

        While a computer sleeps the wall clock runs on. The other clock stands still on Linux and macOS and runs on under
        Windows, where the gap between two looks tells. A wall clock that was set back says nothing.
        """
        now, wall = self._clocks.monotonic(), self._clocks.wall()
        gap, wall_gap = now - self._looked, wall - self._wall
        self._looked, self._wall = now, wall
        if gap > _SLEPT_SECONDS or wall_gap - gap > _SLEPT_SECONDS:
            return LockCause.SUSPEND
        if now - self._active >= self.idle_seconds:
            return LockCause.IDLE
        return None
