"""What a proposal changes on the board: line by line, so that each can be taken or left.

A visit that stays alike is no line. A wanted visit that serves a need which a visit of today serves takes the place of that
visit, so that its record, its entry in calendars and its history go on; what is left over is new, or falls away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from storage.models import VisitPattern
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit, as_wanted


class ProposedKind(StrEnum):
    """What a line of the difference does."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One line of the difference.

    Attributes:
        kind: what it does.
        before: the visit of today; None for a new one.
        after: as it would be; None when it falls away.
    """

    kind: ProposedKind
    before: VisitPattern | None = None
    after: WantedVisit | None = None

    @property
    def school_id(self) -> str:
        """The school that it is about."""
        return self.after.school_id if self.after else (self.before.school_id if self.before else "")

    @property
    def serves(self) -> frozenset[str]:
        """The needs that it is about."""
        before = self.before.serves if self.before else ()
        return frozenset((*before, *(self.after.serves if self.after else ())))


def plan_difference(current: Iterable[VisitPattern], wanted: Iterable[WantedVisit]) -> tuple[ProposedChange, ...]:
    """Return what changes from the visits of today to those that are wanted, by school, weekday and time.

    Args:
        current: the visits that may be planned anew.
        wanted: those of a proposal.
    """
    now = {visit.id: visit for visit in current}
    visits = dict(now)
    asked = set(wanted)
    for key, visit in list(now.items()):
        same = as_wanted(visit)
        if same in asked:
            asked.discard(same)
            del now[key]
    pairs = _pairs(now, asked)
    for before, after in pairs:
        del now[before]
        asked.discard(after)
    found = [ProposedChange(ProposedKind.CHANGE, visits[before], after) for before, after in pairs]
    found += [ProposedChange(ProposedKind.ADD, None, after) for after in asked]
    found += [ProposedChange(ProposedKind.REMOVE, before) for before in now.values()]
    return tuple(sorted(found, key=_order))


def as_record(wanted: WantedVisit, before: VisitPattern | None = None) -> dict[str, Any]:
    """Return a wanted visit as the values of a record. Needs that the visit of today has too keep their order."""
    held = before.serves if before else []
    kept = [need for need in held if need in wanted.serves]
    return {
        "school_id": wanted.school_id,
        "professional_id": wanted.professional_id,
        "weekday": wanted.weekday,
        "start_minute": wanted.start_minute,
        "duration_minutes": wanted.duration_minutes,
        "rhythm": wanted.rhythm,
        "serves": [*kept, *(need for need in wanted.serves if need not in kept)],
    }


def _pairs(now: dict[str, VisitPattern], asked: set[WantedVisit]) -> list[tuple[str, WantedVisit]]:
    """Return which wanted visit takes the place of which visit of today: the most alike first, each once."""
    by_need: dict[str, list[VisitPattern]] = defaultdict(list)
    for visit in now.values():
        for need in visit.serves:
            by_need[need].append(visit)
    scored = []
    for after in asked:
        near = {
            visit.id: visit for need in after.serves for visit in by_need[need] if visit.school_id == after.school_id
        }
        scored += [(-_likeness(visit, after), key, after) for key, visit in near.items()]
    scored.sort()
    pairs: list[tuple[str, WantedVisit]] = []
    used_before, used_after = set(), set()
    for _, before, after in scored:
        if before not in used_before and after not in used_after:
            used_before.add(before)
            used_after.add(after)
            pairs.append((before, after))
    return pairs


def _likeness(visit: VisitPattern, after: WantedVisit) -> int:
    """Return how much a wanted visit is like one of today: whom it serves first, then who comes, the day and the time."""
    shared = len(set(visit.serves) & set(after.serves))
    return (
        8 * shared
        + 4 * (visit.professional_id == after.professional_id)
        + 2 * (visit.weekday == after.weekday)
        + (visit.start_minute == after.start_minute)
        + (visit.rhythm == after.rhythm)
    )


def _order(change: ProposedChange) -> tuple[str, int, int, str, str]:
    if change.after is not None:
        after = change.after
        return after.school_id, after.weekday, after.start_minute, after.professional_id, ",".join(after.serves)
    assert change.before is not None
    before = change.before
    return before.school_id, before.weekday, before.start_minute, before.professional_id, before.id
