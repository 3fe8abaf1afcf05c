"""The visits that stay as they are: what they take of rooms, professionals and pupils, and what they already give.

Each becomes a line of its own that only its professional can serve, at its own time; so the planner works around it and counts
its faces and presence like any other. One that cannot stand in a problem, as on a time at which the school is closed, beside
another of the same professional, or at a second school in one half-day, is passed over with all that this professional does in
that half-day; then nothing else is planned for them there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.models import VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.planning.problem import Span
from zorgarrangeur_tui.planning.school_blocks import block_at
from zorgarrangeur_tui.planning.slots import slots_around

_NOON = 12 * 60

WEEKS_OF: Mapping[str, tuple[int, ...]] = {Rhythm.WEEKLY: (0, 1), Rhythm.EVEN: (0,), Rhythm.ODD: (1,)}
"""The weeks of a fortnight in which a visit is."""


@dataclass(frozen=True, slots=True)
class FixedTime:
    """A span of a half-day in which a professional is at a school whatever happens."""

    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class FixedVisit:
    """A visit that stays, as the planner sees it."""

    record: VisitPattern
    block: int
    span: Span
    weeks: tuple[int, ...]
    pupils: tuple[str, ...]


@dataclass(slots=True)
class FixedVisits:
    """The visits that stay, and what could not be taken along."""

    standing: list[FixedVisit] = field(default_factory=list)
    passed_over: list[VisitPattern] = field(default_factory=list)

    def extra_pupils(self) -> dict[str, str]:
        """Return who stands for the pupils of visits that serve nobody the planner knows of, with their school."""
        return {
            pupil: one.record.school_id
            for one in self.standing
            for pupil in one.pupils
            if pupil == unserved(one.record)
        }

    def times(self) -> dict[str, list[FixedTime]]:
        """Return by professional when they are at a school because of them."""
        found: dict[str, list[FixedTime]] = defaultdict(list)
        for one in self.standing:
            found[one.record.professional_id].append(FixedTime(one.block, one.span))
        return found

    def taken(self) -> dict[str, list[int]]:
        """Return by professional the half-days of what was passed over."""
        found: dict[str, list[int]] = defaultdict(list)
        for visit in self.passed_over:
            found[visit.professional_id] += half_days_touched(visit)
        return found


def half_days_touched(visit: VisitPattern) -> list[int]:
    """Return the half-days that a visit takes, with noon as the division of the day."""
    morning = visit.start_minute < _NOON
    afternoon = visit.start_minute + visit.duration_minutes > _NOON
    return [2 * visit.weekday] * morning + [2 * visit.weekday + 1] * afternoon


def fixed_visits(
    visits: Iterable[VisitPattern],
    blocks: Mapping[str, Mapping[int, Span]],
    pupils: Mapping[str, str],
    known: Iterable[str],
) -> FixedVisits:
    """Sort out the visits that stay.

    Args:
        visits: those that stay, at schools that are planned.
        blocks: by school its half-days.
        pupils: by need the pupil.
        known: ids of the professionals in the problem.
    """
    found, people = FixedVisits(), set(known)
    taken = _TakenSlots()
    for visit in sorted(visits, key=lambda one: (one.weekday, one.start_minute, one.id)):
        served = tuple(dict.fromkeys(pupils[need] for need in visit.serves if need in pupils)) or (unserved(visit),)
        weeks = WEEKS_OF.get(visit.rhythm, ())
        place = _place(visit, blocks.get(visit.school_id, {}), taken.free_from(visit, weeks, served))
        if place is None or not weeks or visit.professional_id not in people or taken.meets(visit, weeks, served):
            found.passed_over.append(visit)
            continue
        found.standing.append(FixedVisit(visit, place[0], place[1], weeks, served))
        taken.add(visit, weeks, served, place[1][1])
    return _without_split_half_days(found)


def unserved(visit: VisitPattern) -> str:
    """Return who stands for the pupils of a visit that serves nobody the planner knows of: it still takes time."""
    return f"bezoek {visit.id}"


class _TakenSlots:
    """When professionals and pupils are busy with visits that stay, by week and weekday."""

    def __init__(self) -> None:
        self._visits: dict[tuple[str, int, int], list[VisitPattern]] = defaultdict(list)
        self._ends: dict[tuple[str, int, int], int] = {}

    def free_from(self, visit: VisitPattern, weeks: Sequence[int], pupils: Sequence[str]) -> int:
        """Return the slot from which the professional and the pupils of a visit have time on its day.

        A visit that ends within a slot takes all of it, so the next one, which may follow at once, begins a slot later.
        """
        keys = [(who, week, visit.weekday) for who in (visit.professional_id, *pupils) for week in weeks]
        return max((self._ends.get(key, 0) for key in keys), default=0)

    def meets(self, visit: VisitPattern, weeks: Sequence[int], pupils: Sequence[str]) -> bool:
        """Tell whether the professional or a pupil is somewhere else in a minute of a visit."""
        keys = [(who, week, visit.weekday) for who in (visit.professional_id, *pupils) for week in weeks]
        ends = visit.start_minute + visit.duration_minutes
        return any(
            other.start_minute < ends and visit.start_minute < other.start_minute + other.duration_minutes
            for key in keys
            for other in self._visits[key]
        )

    def add(self, visit: VisitPattern, weeks: Sequence[int], pupils: Sequence[str], end: int) -> None:
        """Take the time of a visit that lasts until a slot."""
        for week in weeks:
            for who in (visit.professional_id, *pupils):
                self._visits[who, week, visit.weekday].append(visit)
                self._ends[who, week, visit.weekday] = end


def _without_split_half_days(found: FixedVisits) -> FixedVisits:
    """Pass over the half-days of a professional of which a part was passed over, or that are at more than one school."""
    schools: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for one in found.standing:
        for week in one.weeks:
            schools[one.record.professional_id, one.block, week].add(one.record.school_id)
    split = {(person, block) for (person, block, _), at in schools.items() if len(at) > 1}
    split |= {(visit.professional_id, block) for visit in found.passed_over for block in half_days_touched(visit)}
    lost = [one for one in found.standing if (one.record.professional_id, one.block) in split]
    if not lost:
        return found
    standing = [one for one in found.standing if one not in lost]
    return _without_split_half_days(FixedVisits(standing, [*found.passed_over, *(one.record for one in lost)]))


def _place(visit: VisitPattern, blocks: Mapping[int, Span], free_from: int) -> tuple[int, Span] | None:
    """Return the half-day and the slots that a visit takes; the edge of a school's day may cut off a part of a slot."""
    first, end = slots_around(visit.start_minute, visit.start_minute + visit.duration_minutes)
    first = max(first, free_from)
    end = max(end, first + 1)
    tries = ((first, end), (first + 1, end), (first, end - 1), (first + 1, end - 1))
    for span in tries:
        block = block_at(blocks, visit.weekday, span) if span[0] < span[1] else None
        if block is not None:
            return block, span
    return None
