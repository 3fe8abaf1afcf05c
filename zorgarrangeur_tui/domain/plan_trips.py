"""The trips of professionals between two places on one day, and the visits that cannot both be. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.plan_view_values import PlanFacts, PlanVisit, Trip


def trips(visits: Iterable[PlanVisit], facts: PlanFacts) -> tuple[Trip, ...]:
    """Return the trips between visits that follow each other at two places, by professional, day and time.

    A trip goes from the visit that was over last. Visits at the same time are no trip; nor is a way between places of which
    one is not known, or that are one place.
    """
    days: dict[tuple[str, int], list[PlanVisit]] = defaultdict(list)
    for one in visits:
        days[one.visit.professional_id, one.visit.weekday].append(one)
    found: list[Trip] = []
    for _, day in sorted(days.items()):
        found += _trips_of_day(sorted(day, key=lambda one: one.order), facts)
    return tuple(found)


def meeting_ids(visits: Iterable[PlanVisit]) -> frozenset[str]:
    """Return the ids of the visits that take place at the same time as another one of them."""
    days: dict[int, list[PlanVisit]] = defaultdict(list)
    for one in visits:
        days[one.visit.weekday].append(one)
    pairs = (pair for day in days.values() for pair in combinations(day, 2))
    return frozenset(one.visit.id for pair in pairs if pair[0].meets(pair[1]) for one in pair)


def _trips_of_day(day: list[PlanVisit], facts: PlanFacts) -> list[Trip]:
    """Return the trips of one professional on one weekday, in all weeks that are shown."""
    weeks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for week in range(len(facts.weeks)):
        for earlier, later in _following([one.visit for one in day if week in one.weeks]):
            weeks[earlier.id, later.id].append(week)
    by_id = {one.visit.id: one.visit for one in day}
    found = []
    for (earlier_id, later_id), when in weeks.items():
        earlier, later = by_id[earlier_id], by_id[later_id]
        needed = _minutes(earlier, later, facts)
        if needed:
            rhythm = Rhythm.WEEKLY if len(when) == len(facts.weeks) else facts.weeks[when[0]]
            found.append(Trip(earlier, later, needed, rhythm))
    return sorted(found, key=lambda trip: (trip.later.start_minute, trip.key))


def _following(day: list[BoardVisit]) -> Iterable[tuple[BoardVisit, BoardVisit]]:
    """Yield each visit with those that were over last before it."""
    for later in day:
        before = [one for one in day if one is not later and one.end_minute <= later.start_minute]
        latest = max((one.end_minute for one in before), default=None)
        yield from ((one, later) for one in before if one.end_minute == latest)


def _minutes(earlier: BoardVisit, later: BoardVisit, facts: PlanFacts) -> int:
    """Return how long a trip takes; 0 for none, or when a place is not known."""
    origin, target = facts.places.get(earlier.school_id), facts.places.get(later.school_id)
    if earlier.school_id == later.school_id or origin is None or target is None:
        return 0
    return facts.rule.minutes(origin, target)
