"""A fortnight as one number, so that the search looks at all half-days of somebody in one step.

A fortnight has 20 *cells*: half-day `block` of week `week` is cell `2 * block + week`, and its sibling, the other half of the same
day, is `cell ^ 2`. Cells as a mask are a number of 20 bits. Slots of a fortnight are a number with a *lane* of bits for every
cell: slot t of a cell is bit `cell * width + t`. A lane has a bit more than the longest day has slots; it is never set in what
people can work, so no run of slots goes from one lane into the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKDAYS, Problem

CELLS = 2 * len(BLOCKS)
CELLS_OF_RHYTHM = (0b01, 0b10, 0b11)
"""By rhythm (0 the even week, 1 the odd week, 2 both), the cells of the first half-day; shift by `2 * block` for another."""
WEEKS_OF_RHYTHM = ((0,), (1,), (0, 1))
WEEKS_OF_MASK = ((), (0,), (1,), (0, 1))
"""By weeks as a mask of two bits."""
_MORNINGS = 0x33333
"""As cells."""


class Fortnight(NamedTuple):
    """How a fortnight is laid out.

    Attributes:
        width: bits of a lane.
        lanes: for every cell all bits of its lane.
        lanes_of: the lanes of the cells (as a mask) of each half-day, in one week or in both.
        days: for every day of both weeks its two lanes.
        mornings: the lanes of all mornings.
        whole: all bits.
    """

    width: int
    lanes: tuple[int, ...]
    lanes_of: Mapping[int, int]
    days: tuple[int, ...]
    mornings: int
    whole: int

    def other_halves(self, slots: int) -> int:
        """Return the same slots of the other halves of their days."""
        distance = 2 * self.width
        return (slots & self.mornings) << distance | slots >> distance & self.mornings


def fortnight_for(problem: Problem) -> Fortnight:
    """Return a layout that is wide enough for all half-days of a problem."""
    width = 1 + max((end for school in problem.schools for _, end in school.blocks.values()), default=0)
    lanes = tuple(((1 << width) - 1) << width * cell for cell in range(CELLS))
    days = tuple(lanes[4 * weekday + week] | lanes[4 * weekday + 2 + week] for weekday in WEEKDAYS for week in range(2))
    lanes_of = {
        weeks << 2 * block: sum(lanes[2 * block + week] for week in WEEKS_OF_MASK[weeks])
        for block in BLOCKS
        for weeks in CELLS_OF_RHYTHM
    }
    mornings = sum(lane for cell, lane in enumerate(lanes) if _MORNINGS >> cell & 1)
    return Fortnight(width, lanes, lanes_of, days, mornings, (1 << width * CELLS) - 1)


def siblings(cells: int) -> int:
    """Return the other halves of the days of some cells."""
    return (cells & _MORNINGS) << 2 | cells >> 2 & _MORNINGS


def first_cell(block: int, rhythm: int) -> int:
    """Return the first cell of a session."""
    return 2 * block + (rhythm == 1)


def mask_of(span: tuple[int, int]) -> int:
    """Return the slots of a span as a mask, counted from the first slot of the day."""
    return (1 << span[1]) - (1 << span[0]) if span[0] < span[1] else 0


def steps_for(duration: int) -> tuple[int, ...]:
    """Return the shifts k for which `free &= free >> k`, in turn, leaves the starts of runs of a duration.

    One step more, of a whole lane, leaves those of sessions that are the same in both weeks.
    """
    steps, reached = [], 1
    while reached < duration:
        step = min(reached, duration - reached)
        steps.append(step)
        reached += step
    return tuple(steps)


def rhythm_of(weeks: tuple[int, ...]) -> int:
    """Return the rhythm of weeks."""
    return 2 if len(weeks) == 2 else weeks[0]
