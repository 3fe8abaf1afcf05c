"""The visits that stay as they are: what they take of rooms, professionals and pupils, and what they already give.

Each becomes a line of its own that only its professional can serve, at its own time; so the planner works around it and counts
its faces and presence like any other. One that cannot stand in a problem, as on a time at which the school is closed or beside
another of the same professional, is passed over; then nothing else is planned for that professional on that half-day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.models import VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.rhythms import rhythms_meet
from zorgarrangeur_tui.planning.plan_people import FixedTime
from zorgarrangeur_tui.planning.problem import Span
from zorgarrangeur_tui.planning.school_blocks import block_at
from zorgarrangeur_tui.planning.slots import slots_around

WEEKS_OF: Mapping[str, tuple[int, ...]] = {Rhythm.WEEKLY: (0, 1), Rhythm.EVEN: (0,), Rhythm.ODD: (1,)}
"""The weeks of a fortnight in which a visit is."""


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
            found[visit.professional_id] += [2 * visit.weekday, 2 * visit.weekday + 1]
        return found


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
    of_person: dict[str, list[VisitPattern]] = defaultdict(list)
    of_pupil: dict[str, list[VisitPattern]] = defaultdict(list)
    for visit in sorted(visits, key=lambda one: (one.weekday, one.start_minute, one.id)):
        served = tuple(dict.fromkeys(pupils[need] for need in visit.serves if need in pupils))
        beside = [*of_person[visit.professional_id], *(other for pupil in served for other in of_pupil[pupil])]
        span = _span(visit, blocks.get(visit.school_id, {}))
        weeks = WEEKS_OF.get(visit.rhythm)
        if span is None or weeks is None or visit.professional_id not in people or _meets(visit, beside):
            found.passed_over.append(visit)
            continue
        found.standing.append(FixedVisit(visit, span[0], span[1], weeks, served))
        of_person[visit.professional_id].append(visit)
        for pupil in served:
            of_pupil[pupil].append(visit)
    return found


def _span(visit: VisitPattern, blocks: Mapping[int, Span]) -> tuple[int, Span] | None:
    """Return the half-day and the slots that a visit takes; the edge of a school's day may cut off a part of a slot."""
    first, end = slots_around(visit.start_minute, visit.start_minute + visit.duration_minutes)
    tries = ((first, end), (first + 1, end), (first, end - 1), (first + 1, end - 1))
    for span in tries:
        block = block_at(blocks, visit.weekday, span) if span[0] < span[1] else None
        if block is not None:
            return block, span
    return None


def _meets(visit: VisitPattern, others: Sequence[VisitPattern]) -> bool:
    """Tell whether a visit takes a slot that one of the others takes too."""
    first, end = slots_around(visit.start_minute, visit.start_minute + visit.duration_minutes)
    for other in others:
        start, stop = slots_around(other.start_minute, other.start_minute + other.duration_minutes)
        same_day = other.weekday == visit.weekday and rhythms_meet(other.rhythm, visit.rhythm)
        if same_day and start < end and first < stop:
            return True
    return False
