"""What the search knows of a line, a worker at a school and a session: plain numbers and bit masks for slots.

A *cell* is one half-day of one week of somebody: `20 * number + 2 * block + week`. Its sibling, the other half of the same day,
is `cell ^ 2`. A pupil's day is `10 * pupil + 2 * weekday + week`. In a mask, bit t is slot t. A *pair* is a worker at a school
where they may come; a *post* is a provider at a school. A session has one of three *rhythms*: 0 the even week, 1 the odd week,
2 both.
"""

from __future__ import annotations

from typing import NamedTuple

from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKDAYS

CELLS = 2 * len(BLOCKS)
PUPIL_DAYS = 2 * len(WEEKDAYS)
TEN_EUROS = 60_000
"""In sixtieths of a cent."""
UNLIMITED = 1 << 60
START_BITS = 10

WEEKS_OF_RHYTHM = ((0,), (1,), (0, 1))


class Place(NamedTuple):
    """Where in the fortnight a session of a line could be, whoever gives it.

    Attributes:
        turn: which of the line's day-and-rhythm it is; a line has at most one session in each.
        block: the half-day.
        rhythm: the weeks.
        cell: its first cell, counted from the first cell of whoever gives it.
        day: its first pupil's day, counted from the first of the pupil.
        starts: the slots at which it can start.
    """

    turn: int
    block: int
    rhythm: int
    cell: int
    day: int
    starts: int


class SearchVisit(NamedTuple):
    """One session in a plan under way."""

    worker: int
    pair: int
    block: int
    start: int
    rhythm: int

    def as_visit(self, line: int) -> Visit:
        """Return it as the world knows it."""
        return Visit(line, self.worker, self.block, self.start, WEEKS_OF_RHYTHM[self.rhythm])


class PairSheet(NamedTuple):
    """What never changes about a worker at a school.

    Attributes:
        worker: who.
        school: where.
        post: their provider at this school.
        kilometres: of a day there.
        spans: for every block the slots in which they can be there; 0 when they cannot.
        lengths: for every block those slots counted.
        prices: for every block what it costs, in sixtieths of a cent.
    """

    worker: int
    school: int
    post: int
    kilometres: int
    spans: tuple[int, ...]
    lengths: tuple[int, ...]
    prices: tuple[int, ...]


class LineSheet(NamedTuple):
    """What never changes about a line.

    Attributes:
        school: where it is.
        pupil: who needs it.
        sessions: how many sessions the search must find; those that are locked are not among them.
        weight: visits that one session is: 2 when weekly.
        duration: slots of one session.
        steps: shifts that turn free slots into slots at which so long a session can start.
        rotations: its places in every order of days, for no day to be everybody's first choice.
        candidates: who may serve it, with their pair; the nearest first.
        faces: workers who may share what the search must find.
        previous: whose absence from the line costs a change; -1 when nobody's does.
        missed: what a session that nobody gives costs.
        group_size: pupils at most in a session; 1 is alone.
        group: what lines that can share a session have in common; -1 when it is alone.
        quiet: for every block the quiet slots as a mask; empty when they cost nothing here.
        published: sessions of the last published plan that are worth keeping.
        order: lower is harder to place.
    """

    school: int
    pupil: int
    sessions: int
    weight: int
    duration: int
    steps: tuple[int, ...]
    rotations: tuple[tuple[Place, ...], ...]
    candidates: dict[int, int]
    faces: int
    previous: int
    missed: int
    group_size: int
    group: int
    quiet: tuple[int, ...]
    published: frozenset[tuple[int, int, int, int]]
    order: tuple[int, int, int]


def mask_of(span: tuple[int, int]) -> int:
    """Return the slots of a span as a mask."""
    return (1 << span[1]) - (1 << span[0]) if span[0] < span[1] else 0


def group_key(group: int, start: int) -> int:
    """Return what a shared session is found by among those of a half-day."""
    return group << START_BITS | start


def steps_for(duration: int) -> tuple[int, ...]:
    """Return the shifts k for which `free &= free >> k`, in turn, leaves the starts of runs of a duration."""
    steps, reached = [], 1
    while reached < duration:
        step = min(reached, duration - reached)
        steps.append(step)
        reached += step
    return tuple(steps)


def rhythm_of(weeks: tuple[int, ...]) -> int:
    """Return the rhythm of weeks."""
    return 2 if len(weeks) == 2 else weeks[0]
