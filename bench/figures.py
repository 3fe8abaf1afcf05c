"""What a bench finds: figures, each with its baseline of the same run and with the goal that it should hold."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Size(StrEnum):
    """How much a bench does."""

    FULL = "full"
    QUICK = "quick"
    TINY = "tiny"
    """Just enough to see that the bench still works."""


AGAIN = ", again"
"""Ends the name of a figure that is of the second time; the one of the first time stands before it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured.

    Args:
        what: in a few words.
        value: the median, when it was measured more than once.
        unit: of the value, the high value and the baseline.
        high: the value below which 95 of 100 stay.
        beside: what the baseline is.
        baseline: its median in the same run.
        ratio: how many times the baseline; the median of the ratios of turns, when both took turns.
        most: the goal for the value.
        most_high: the goal for the high value.
        most_ratio: the goal for the ratio.
    """

    what: str
    value: float
    unit: str = "ms"
    high: float | None = None
    beside: str = ""
    baseline: float | None = None
    ratio: float | None = None
    most: float | None = None
    most_high: float | None = None
    most_ratio: float | None = None

    @property
    def goals(self) -> list[tuple[str, bool]]:
        """The goals in words, each with whether it holds."""
        asked = (
            (f"{{}} {self.unit}", self.most, self.value),
            (f"95 % {{}} {self.unit}", self.most_high, self.high),
            ("{} x", self.most_ratio, self.ratio),
        )
        return [
            (words.format(f"<= {most:,g}"), found <= most)
            for words, most, found in asked
            if most is not None and found is not None
        ]


def high_of(samples: Sequence[float]) -> float:
    """Return the value below which 95 of 100 samples stay."""
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * 0.95))]


def figure(
    what: str, ours: Sequence[float], baseline: Sequence[float] = (), *, beside: str = "", **rest: Any
) -> Figure:
    """Return the figure of samples and, when there are, of those of a baseline.

    Args:
        what: in a few words.
        ours: samples.
        baseline: of the same moments in the same order, or of another number.
        beside: what the baseline is.
        rest: unit and goals, as `Figure` knows them.
    """
    value, high = statistics.median(ours), high_of(ours) if len(ours) >= 5 else None
    if not baseline:
        return Figure(what, value, high=high, **rest)
    other = statistics.median(baseline)
    paired = len(ours) == len(baseline)
    ratio = statistics.median(own / one for own, one in zip(ours, baseline, strict=True)) if paired else value / other
    return Figure(what, value, high=high, beside=beside, baseline=other, ratio=ratio, **rest)


def number(value: float | None) -> str:
    """Return a number with as many digits as it deserves; nothing for none."""
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(figures: Sequence[Figure]) -> str:
    """Return figures as aligned lines."""
    width = max(len(one.what) for one in figures)
    lines = [f"{'':<{width}} {'median':>10} {'95 %':>9} {'unit':>4} {'baseline':>10} {'ratio':>7}  goal"]
    for one in figures:
        goals = ", ".join(f"{words}: {'holds' if holds else 'DOES NOT HOLD'}" for words, holds in one.goals)
        cells = f"{number(one.value):>10} {number(one.high):>9} {one.unit:>4} {number(one.baseline):>10}"
        beside = f"  ({one.beside})" if one.beside else ""
        lines.append(f"{one.what:<{width}} {cells} {number(one.ratio):>7}  {goals}{beside}".rstrip())
    return "\n".join(lines)
