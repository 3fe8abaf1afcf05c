"""The computer's own time. Light to import: the wall clock, which needs the zones of the world, is in `storage.clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def system_clock() -> datetime:
    """Return the computer's own time in UTC."""
    return datetime.now(UTC)
