"""What is to be planned, as plain values: schools, workers, pupils and what they need in a fortnight.

Every number that points at something is its place in a tuple of the `Problem`. A `key` is what the outside calls it (the id of
a record); the planner only hands it back. Time is counted in slots (`Rules.slot_minutes`) from the first slot of the day
(`Rules.first_minute`); a span is its first slot and the slot at which it ends. Blocks and weeks are those of `placements`.

All that has a default means, by that default, that there is no such wish or limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zorgarrangeur_tui.planning.placements import Presence, Visit

WEEKS = (0, 1)
WEEKDAYS = range(5)
"""The weekdays that are planned: what a school has on another day is left to people."""
BLOCKS = range(2 * len(WEEKDAYS))

Span = tuple[int, int]
"""First slot of the day, and the slot at which it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for the whole problem.

    Attributes:
        slot_minutes: length of a slot.
        first_minute: minute of the day at which slot 0 begins.
        group_slots: usual length of a session in a group; only makers of problems need it.
        max_care_day: slots of care that a pupil has on one day at most.
        max_faces: workers who may share a line of nursing or personal care; only readers of files need it, a line holds its own.
    """

    slot_minutes: int = 15
    first_minute: int = 480
    group_slots: int = 4
    max_care_day: int = 8
    max_faces: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one of each costs; a plan with a lower sum is a better plan.

    Attributes:
        fixed_moment: a visit at a fixed moment that nobody makes.
        slot: a slot of other care that nobody gives.
        provider_pair: a provider at a school.
        worker_pair: a worker at a school.
        change: a line that loses the worker whom it had.
        face: a worker whom a pupil meets.
        presence: a half-day of somebody at a school.
        kilometre: on a day of somebody at a school, once for each school.
        ten_euro: each ten euros, begun or whole, that a school goes over its budget.
        quiet: a slot of care in a quiet window.
        move: a visit of the published plan that is not in the new one exactly as it was.
    """

    fixed_moment: int = 20_000
    slot: int = 1_000
    provider_pair: int = 300
    worker_pair: int = 100
    change: int = 60
    face: int = 40
    presence: int = 5
    kilometre: int = 1
    ten_euro: int = 1
    quiet: int = 0
    move: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSite:
    """A school.

    Attributes:
        blocks: the half-days that it is open, each with its span.
        rooms: workers who can be there at once.
        x: kilometres east on a flat map.
        y: kilometres north on it.
        budget: euros a fortnight for presence; None is without a limit.
        providers: who may send workers; None is everybody.
        bonds: providers with a fixed agreement, who count for the cap even when none of theirs comes.
        provider_cap: providers at most, those of `bonds` and those who come together; None is without a limit. Where the bonds
            alone are more, only providers of a bond may come.
        quiet: spans a weekday in which rather no care is given.
        kind: the sort of school, for who reads the file.
        key: what the outside calls it.
    """

    blocks: Mapping[int, Span]
    rooms: int
    x: float = 0.0
    y: float = 0.0
    budget: int | None = None
    providers: tuple[int, ...] | None = None
    bonds: tuple[int, ...] = ()
    provider_cap: int | None = None
    quiet: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A professional.

    Attributes:
        provider: who sends them.
        skills: kinds of care that they may give.
        blocks: half-days on which they can work, both weeks alike.
        slots: slots of presence a fortnight at most.
        schools: where they may come.
        hourly_cents: euro-cents an hour of presence.
        x: kilometres east of where they start from, on the map of the schools.
        y: kilometres north of it.
        hours: a narrower span for some of `blocks`; their presence there counts, and lasts, no longer than that span.
        kilometres: to a school, where that is known better than by the map.
        profile: what they are by trade, for who reads the file.
        key: what the outside calls them.
    """

    provider: int
    skills: tuple[str, ...]
    blocks: tuple[int, ...]
    slots: int
    schools: tuple[int, ...]
    hourly_cents: int = 0
    x: float = 0.0
    y: float = 0.0
    hours: Mapping[int, Span] = field(default_factory=dict)
    kilometres: Mapping[int, int] = field(default_factory=dict)
    profile: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A pupil: nothing but a school and a key."""

    school: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """A kind of care that a pupil needs so many times.

    Attributes:
        pupil: who needs it.
        school: where it is given.
        kind: the kind of care; a worker needs it among their skills.
        duration: slots of one session.
        sessions: a week, or a fortnight when it is not `weekly`; on one day at most one.
        weekly: both weeks alike. If not, each session is in one week.
        week: the week of a line that is not weekly; None leaves the choice.
        days: weekdays on which it may be; None is every day.
        window: first and last slot at which a session may start; None is any time.
        group_size: pupils at most who share a session of the same kind, start and duration; 1 is alone.
        previous: the worker who had this line in the last plan; None when nobody did.
        fixed_moment: whether a missed session counts as a missed fixed moment rather than by its slots.
        max_faces: workers who may share the line.
        only: the workers who may serve it, if not all who can (a reserved act, a title with certain providers).
        law: from which the care is paid, for who reads the file.
        key: what the outside calls it.
    """

    pupil: int
    school: int
    kind: str
    duration: int
    sessions: int
    weekly: bool = True
    week: int | None = None
    days: tuple[int, ...] | None = None
    window: Span | None = None
    group_size: int = 1
    previous: int | None = None
    fixed_moment: bool = False
    max_faces: int = 1
    only: tuple[int, ...] | None = None
    law: str = ""
    key: str = ""

    @property
    def visits_asked(self) -> int:
        """Visits in a fortnight, each week of a weekly one counted."""
        return self.sessions * (len(WEEKS) if self.weekly else 1)

    @property
    def week_choices(self) -> tuple[tuple[int, ...], ...]:
        """The weeks that one session can have."""
        if self.weekly:
            return (WEEKS,)
        return tuple((week,) for week in WEEKS) if self.week is None else ((self.week,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that is to be planned together.

    Attributes:
        name: what the problem is called.
        schools: the schools.
        workers: the professionals.
        pupils: the pupils.
        lines: what they need.
        providers: a key for every provider.
        rules: what holds for all.
        weights: what is a better plan.
        unreachable: pairs of schools, the lower number first, that nobody can do on one day: the trip is too long, or an
            afternoon begins at one before a morning ends at the other.
        locked_presence: must be in every proposal.
        locked_visits: must be in every proposal, exactly so.
        published: visits of the last published plan, for `Weights.move`.
        seed: with which an invented problem was made.
    """

    name: str
    schools: tuple[SchoolSite, ...]
    workers: tuple[Worker, ...]
    pupils: tuple[Pupil, ...]
    lines: tuple[NeedLine, ...]
    providers: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    unreachable: frozenset[tuple[int, int]] = frozenset()
    locked_presence: tuple[Presence, ...] = ()
    locked_visits: tuple[Visit, ...] = ()
    published: tuple[Visit, ...] = ()
    seed: int | None = None
