"""What the search knows of a line, a worker at a school and a session: plain numbers, with slots as in `search_fortnight`.

A *pair* is a worker at a school where they may come; a *post* is a provider at a school. A session has one of three *rhythms*:
0 the even week, 1 the odd week, 2 both.
"""

from __future__ import annotations

from typing import NamedTuple

from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.search_fortnight import WEEKS_OF_RHYTHM

TEN_EUROS = 60_000
"""In sixtieths of a cent."""
UNLIMITED = 1 << 60


_Fees = tuple[tuple[int, ...], ...]


class Place(NamedTuple):
    """Where in the fortnight a session of a line could be, whoever gives it.

    Attributes:
        turn: which of the line's day-and-rhythm it is; a line has at most one session in each.
        block: the half-day.
        rhythm: the weeks.
        cells: its cells as a mask.
        lane: the lane of its first cell.
        shift: the first bit of that lane.
    """

    turn: int
    block: int
    rhythm: int
    cells: int
    lane: int
    shift: int


class Newcomer(NamedTuple):
    """Somebody who could come to a school.

    Attributes:
        worker: who.
        pair: of the worker with the school.
        post: their provider at this school.
        visit: what it costs at least that they come once.
    """

    worker: int
    pair: int
    post: int
    visit: int


class SearchVisit(NamedTuple):
    """One session in a plan under way.

    Attributes:
        worker: who gives it.
        pair: of the worker with the school.
        block: the half-day.
        start: the slot of the day.
        rhythm: the weeks.
        slots: all its slots in the fortnight.
    """

    worker: int
    pair: int
    block: int
    start: int
    rhythm: int
    slots: int

    @property
    def moment(self) -> tuple[int, int, int, int]:
        """Who and when, as in `LineSheet.published`."""
        return self.worker, self.block, self.start, self.rhythm

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
        trip: what these cost.
        spans: the slots of the fortnight in which they can be there.
        lengths: for every block those slots of one week counted.
        prices: for every block what it costs, in sixtieths of a cent.
        fees: what it weighs that they come, within the budget of the school and over it: for no, one and both weeks, by block.
        shortest: the least of `lengths` of the blocks on which they can be there.
    """

    worker: int
    school: int
    post: int
    kilometres: int
    trip: int
    spans: int
    lengths: tuple[int, ...]
    prices: tuple[int, ...]
    fees: tuple[_Fees, _Fees]
    shortest: int


class LineSheet(NamedTuple):
    """What never changes about a line.

    Attributes:
        school: where it is.
        pupil: who needs it.
        sessions: how many sessions the search must find; those that are locked are not among them.
        weight: visits that one session is: 2 when weekly.
        duration: slots of one session.
        slots: for every rhythm the slots of a session at the start of the fortnight.
        steps: shifts that turn free slots into slots at which a session can start, in every week that it has.
        starts: the slots at which a session could start, in the lane of its first cell.
        rotations: its places in every order of days, for no day to be everybody's first choice. Those of one turn are together.
        candidates: who may serve it, with their pair; the nearest first.
        newcomers: the same people with what it costs that they come.
        least: what somebody new to the school costs at least.
        faces: workers who may share what the search must find.
        previous: whose absence from the line costs a change; -1 when nobody's does.
        missed: what a session that nobody gives costs.
        group_size: pupils at most in a session; 1 is alone.
        group: what lines that can share a session have in common; -1 when it is alone.
        quiet: for every block the quiet slots as a mask; empty when they cost nothing here.
        published: sessions of the last published plan that are worth keeping.
        moves: what keeping all of these saves.
        crowds: whether all lines of the pupil together can be too much care for one day.
        weighed: whether one start can be better than another.
        order: lower is harder to place.
    """

    school: int
    pupil: int
    sessions: int
    weight: int
    duration: int
    slots: tuple[int, int, int]
    steps: tuple[int, ...]
    starts: int
    rotations: tuple[tuple[Place, ...], ...]
    candidates: dict[int, int]
    newcomers: tuple[Newcomer, ...]
    least: int
    faces: int
    previous: int
    missed: int
    group_size: int
    group: int
    quiet: tuple[int, ...]
    published: frozenset[tuple[int, int, int, int]]
    moves: int
    crowds: bool
    weighed: bool
    order: tuple[int, int, int]
