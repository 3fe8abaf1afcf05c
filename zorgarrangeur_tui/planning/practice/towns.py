"""The schools of an invented problem: where they are, when they are open, who may come, and how many pupils need care."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem import WEEKDAYS, SchoolSite, Span

SPECIAL = "so"
MAINSTREAM = "regulier"

_WEDNESDAY = 2
_MORNING = (2, 15)
_EVEN_AFTERNOON = (15, 24)
_LONG_AFTERNOON = (15, 28)
_SHORT_WEDNESDAY = (2, 18)


class _Office(NamedTuple):
    """Where a provider is."""

    x: float
    y: float


def draw_schools(chance: Random, size: Size) -> list[SchoolSite]:
    """Draw the schools, still without rooms and budget, each with the providers that are more or less near.

    Every draw is made in a fixed order, so that a seed always gives the same problem.
    """
    side = max(4.0, 2.4 * math.sqrt(size.schools)) if size.schools > 1 else 4.0
    offices = [_Office(chance.uniform(0, side), chance.uniform(0, side)) for _ in range(provider_count(size))]
    return [_draw_school(chance, size, side, offices) for _ in range(size.schools)]


def provider_count(size: Size) -> int:
    """Return how many providers there are."""
    return max(3, size.workers // 40)


def draw_pupil_counts(chance: Random, schools: Sequence[SchoolSite], pupils: int) -> list[int]:
    """Draw how many pupils need care at each school: at least one, and more at schools for special education."""
    shares = [chance.uniform(3, 6) if school.kind == SPECIAL else chance.uniform(0.5, 1.6) for school in schools]
    counts = [1] * len(schools)
    for _ in range(pupils - len(schools)):
        counts[chance.choices(range(len(schools)), shares)[0]] += 1
    return counts


def with_rooms(school: SchoolSite, pupils: int) -> SchoolSite:
    """Return a school with room for who must care for that many pupils."""
    return replace(school, rooms=max(3, math.ceil(pupils / 7)))


def _draw_school(chance: Random, size: Size, side: float, offices: Sequence[_Office]) -> SchoolSite:
    """Draw one school."""
    special = chance.random() < 0.2 or size.schools == 1
    x, y = round(chance.uniform(0, side), 2), round(chance.uniform(0, side), 2)
    equal_days = chance.choice([True, True, True, False, False])
    distances = [math.hypot(office.x - x, office.y - y) + chance.uniform(0, side * 0.5) for office in offices]
    nearest = sorted(range(len(offices)), key=distances.__getitem__)
    return SchoolSite(
        x=x,
        y=y,
        blocks=_equal_blocks() if equal_days else _traditional_blocks(),
        rooms=0,
        providers=tuple(sorted(nearest[: min(len(offices), chance.randint(4, 6))])),
        kind=SPECIAL if special else MAINSTREAM,
    )


def _equal_blocks() -> dict[int, Span]:
    """Return five equal days, 8:30 to 14:00."""
    return {2 * day + half: (_MORNING, _EVEN_AFTERNOON)[half] for day in WEEKDAYS for half in (0, 1)}


def _traditional_blocks() -> dict[int, Span]:
    """Return days from 8:30 to 15:00 with Wednesday till 12:30."""
    blocks = {2 * day + half: (_MORNING, _LONG_AFTERNOON)[half] for day in WEEKDAYS for half in (0, 1)}
    del blocks[2 * _WEDNESDAY + 1]
    return blocks | {2 * _WEDNESDAY: _SHORT_WEDNESDAY}
