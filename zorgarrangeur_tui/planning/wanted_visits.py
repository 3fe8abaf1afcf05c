"""From a proposal back to visits: what the board would show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage.models import VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.planning.current_plan import current_sessions
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


def as_wanted(visit: VisitPattern) -> WantedVisit:
    """Return a visit of today in the form of a wanted one."""
    return WantedVisit(
        visit.school_id,
        visit.weekday,
        visit.start_minute,
        visit.professional_id,
        visit.duration_minutes,
        visit.rhythm,
        tuple(sorted(set(visit.serves))),
    )


def wanted_visits(planned: PlannedRegion, proposal: Proposal) -> tuple[WantedVisit, ...]:
    """Return the visits of a proposal, without those that stay as they are.

    Pupils who share a session are in one visit. A session is as long as its need asks, also when its slots are longer, and a
    fixed moment is just at its minute. A
    visit that is alike in both weeks is weekly, however the proposal has it.
    """
    return tuple(sorted(visits_behind(planned, proposal)))


def visits_behind(planned: PlannedRegion, proposal: Proposal) -> dict[WantedVisit, tuple[Visit, ...]]:
    """Return every visit that a proposal wants (see `wanted_visits`), each with the sessions that it is made of."""
    found = _kept_whole(planned, set(proposal.visits))
    kept = {session for sessions in found.values() for session in sessions}
    together: dict[tuple[int, int, int, tuple[int, ...], int], list[Visit]] = defaultdict(list)
    for visit in proposal.visits:
        line = planned.problem.lines[visit.line]
        if planned.minutes[visit.line] and visit not in kept:
            alone = -1 if line.group_size > 1 else visit.line
            together[visit.worker, visit.block, visit.start, visit.weeks, alone].append(visit)
    for visits in together.values():
        found[_wanted(planned, visits)] += visits
    return {visit: tuple(sessions) for visit, sessions in _weekly(found).items()}


def _kept_whole(planned: PlannedRegion, visits: set[Visit]) -> dict[WantedVisit, list[Visit]]:
    """Return the visits of today, of pupils alone or one after another, that a plan has as they are, to the minute."""
    sessions = current_sessions(planned)
    found: dict[WantedVisit, list[Visit]] = defaultdict(list)
    for visit in planned.layout.free:
        theirs = sessions.get(visit.id, ())
        if theirs and visits.issuperset(theirs) and _is_all_of(planned, visit, theirs):
            found[as_wanted(visit)] += theirs
    return found


def _is_all_of(planned: PlannedRegion, visit: VisitPattern, sessions: Sequence[Visit]) -> bool:
    """Tell whether sessions are all that a visit is for, it lasts as long as they ask, and none must be at another minute."""
    lines = [planned.problem.lines[one.line] for one in sessions]
    starts = {planned.starts[one.line] for one in sessions} - {None}
    return (
        all(line.group_size == 1 for line in lines)
        and {line.key for line in lines} == set(visit.serves)
        and sum(planned.minutes[one.line] for one in sessions) <= visit.duration_minutes
        and (not starts or (len(sessions) == 1 and starts == {visit.start_minute}))
    )


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


def _weekly(visits: Mapping[WantedVisit, list[Visit]]) -> dict[WantedVisit, list[Visit]]:
    """Join a visit of the even weeks with the same one of the odd weeks."""
    by_rhythm: dict[WantedVisit, dict[str, list[Visit]]] = defaultdict(dict)
    for visit, sessions in visits.items():
        by_rhythm[replace(visit, rhythm="")][visit.rhythm] = sessions
    both = {Rhythm.EVEN.value, Rhythm.ODD.value}
    joined: dict[WantedVisit, list[Visit]] = {}
    for visit, rhythms in by_rhythm.items():
        if both <= rhythms.keys():
            joined[replace(visit, rhythm=Rhythm.WEEKLY.value)] = [one for theirs in rhythms.values() for one in theirs]
        else:
            joined |= {replace(visit, rhythm=rhythm): sessions for rhythm, sessions in rhythms.items()}
    return joined
