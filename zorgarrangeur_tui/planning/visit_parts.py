"""The visits of today by need: one that serves several pupils one after another is for each of them a part of its own.

How long each part is follows from the rules of coverage: the needs of a visit get their time in the order in which it serves them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from storage.models import VisitPattern
from storage.models.codes import CareForm, Rhythm
from zorgarrangeur_tui.domain.coverage import shares
from zorgarrangeur_tui.domain.record_values import need_value, planned_visit
from zorgarrangeur_tui.planning.fixed_visits import WEEKS_OF
from zorgarrangeur_tui.planning.layout import Layout
from zorgarrangeur_tui.planning.slots import DAY_RULES

Shares = Mapping[str, Mapping[str, int]]
"""By visit how many of its minutes each need gets."""


def serving_visits(layout: Layout) -> dict[str, list[VisitPattern]]:
    """Return by need the visits that serve it and may be planned anew, by weekday and time; a part keeps the id of its visit.

    A visit that cannot be divided, such as that of a group, is there as it is for each of its needs.
    """
    given = _shares(layout)
    alone = {need.id for need in layout.needs if need.form != CareForm.GROUP}
    found: dict[str, list[VisitPattern]] = defaultdict(list)
    for visit in sorted(layout.free, key=lambda one: (one.weekday, one.start_minute, one.id)):
        if visit.rhythm in WEEKS_OF:
            parts = dict(_parts(visit, given)) if len(visit.serves) > 1 and alone.issuperset(visit.serves) else {}
            for need in visit.serves:
                found[need].append(parts.get(need, visit))
    return found


def _shares(layout: Layout) -> Shares:
    """Return how the visits of each week give their time, for those that do so alike in both weeks."""
    needs = [need_value(need) for need in layout.needs]
    weeks = [
        [planned_visit(visit) for visit in layout.region.here if visit.rhythm in {Rhythm.WEEKLY, week}]
        for week in (Rhythm.EVEN, Rhythm.ODD)
    ]
    even, odd = (shares(needs, visits) for visits in weeks)
    return {key: even[key] for key in even.keys() & odd.keys() if even[key] == odd[key]}


def _parts(visit: VisitPattern, given: Shares) -> Iterator[tuple[str, VisitPattern]]:
    """Yield the part of each need; nothing when one gets no time, or when two would share a slot of the planner."""
    minutes = [given.get(visit.id, {}).get(need, 0) for need in visit.serves]
    starts = [visit.start_minute + sum(minutes[:place]) for place in range(len(minutes))]
    if min(minutes) <= 0 or any(start % DAY_RULES.slot_minutes for start in starts[1:]):
        return
    for need, start, length in zip(visit.serves, starts, minutes, strict=True):
        yield (
            need,
            VisitPattern(
                id=visit.id,
                school_id=visit.school_id,
                professional_id=visit.professional_id,
                weekday=visit.weekday,
                start_minute=start,
                duration_minutes=length,
                rhythm=visit.rhythm,
                serves=[need],
            ),
        )
