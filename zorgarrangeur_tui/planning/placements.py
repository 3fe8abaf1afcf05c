"""The two things that a plan is made of: somebody is at a school, and somebody gives a session.

Blocks count half-days: `2 * weekday` is a morning and `2 * weekday + 1` an afternoon, with 0 for Monday. Week 0 is the even week
of a fortnight and week 1 the odd one. Workers, schools and lines are numbers: their place in the `Problem`.
"""

from __future__ import annotations

from typing import NamedTuple


class Presence(NamedTuple):
    """A worker is at a school for one half-day of the fortnight."""

    worker: int
    school: int
    block: int
    week: int


class Visit(NamedTuple):
    """One session of a need line: who gives it, when it starts (in slots) and in which weeks of the fortnight."""

    line: int
    worker: int
    block: int
    start: int
    weeks: tuple[int, ...]

    @property
    def weekday(self) -> int:
        """The day of the week, 0 is Monday."""
        return self.block // 2
