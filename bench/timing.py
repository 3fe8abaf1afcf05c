"""How long a call takes, in turns with its baseline, so that a busy machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable


def milliseconds(call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long one call takes, by a clock in seconds."""
    began = clock()
    call()
    return (clock() - began) * 1000


def in_turn(
    times: int,
    ours: Callable[[int], object],
    bare: Callable[[int], object],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Measure a call and its baseline in turn; both are given the number of the turn.

    By `time.process_time` waiting for the disk does not count, nor for a busy machine.
    """
    figures: tuple[list[float], list[float]] = ([], [])
    for turn in range(times):
        for measured, call in zip(figures, (ours, bare), strict=True):
            measured.append(milliseconds(lambda call=call, turn=turn: call(turn), clock))  # type: ignore[misc]  # bound per turn
    return figures
