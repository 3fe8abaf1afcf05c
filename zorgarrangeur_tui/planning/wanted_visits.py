"""From a proposal back to visits: what the board would show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage.models.codes import Rhythm
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import WEEKS
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.region_problem import PlannedRegion
from zorgarrangeur_tui.planning.slots import minute_of

RHYTHM_OF: dict[tuple[int, ...], str] = {
    WEEKS: Rhythm.WEEKLY.value,
    (0,): Rhythm.EVEN.value,
    (1,): Rhythm.ODD.value,
}


@dataclass(frozen=True, slots=True, order=True)
class WantedVisit:
    """A recurring visit as a proposal wants it. Ids are those of records; `serves` has needs, in order of id."""

    school_id: str
    weekday: int
    start_minute: int
    professional_id: str
    duration_minutes: int
    rhythm: str
    serves: tuple[str, ...]


def wanted_visits(planned: PlannedRegion, proposal: Proposal) -> tuple[WantedVisit, ...]:
    """Return the visits of a proposal, without those that stay as they are.

    Pupils who share a session are in one visit. A session is as long as its need asks, also when its slots are longer, and a
    fixed moment is just at its minute. A
    visit that is alike in both weeks is weekly, however the proposal has it.
    """
    together: dict[tuple[int, int, int, tuple[int, ...], int], list[Visit]] = defaultdict(list)
    for visit in proposal.visits:
        line = planned.problem.lines[visit.line]
        if planned.minutes[visit.line]:
            alone = -1 if line.group_size > 1 else visit.line
            together[visit.worker, visit.block, visit.start, visit.weeks, alone].append(visit)
    found = (_wanted(planned, visits) for visits in together.values())
    return tuple(sorted(_weekly(found)))


def _wanted(planned: PlannedRegion, visits: list[Visit]) -> WantedVisit:
    lines = [planned.problem.lines[visit.line] for visit in visits]
    first = visits[0]
    exact = planned.starts[first.line]
    return WantedVisit(
        planned.problem.schools[lines[0].school].key,
        first.weekday,
        minute_of(first.start) if exact is None else exact,
        planned.problem.workers[first.worker].key,
        max(planned.minutes[visit.line] for visit in visits),
        RHYTHM_OF[first.weeks],
        tuple(sorted({line.key for line in lines})),
    )


def _weekly(visits: Iterable[WantedVisit]) -> list[WantedVisit]:
    """Join a visit of the even weeks with the same one of the odd weeks."""
    found: dict[WantedVisit, set[str]] = defaultdict(set)
    for visit in visits:
        found[replace(visit, rhythm="")].add(visit.rhythm)
    both = {Rhythm.EVEN.value, Rhythm.ODD.value}
    joined = []
    for visit, rhythms in found.items():
        names = {Rhythm.WEEKLY.value} if both <= rhythms else rhythms
        joined += [replace(visit, rhythm=rhythm) for rhythm in names]
    return joined
