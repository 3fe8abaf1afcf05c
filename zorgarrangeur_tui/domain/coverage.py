"""Which needs the planned visits cover, in minutes per fortnight.

The rules:

* A fortnight has an even and an odd week. A visit gives its duration in each week of its rhythm; weekly gives to both.
* Visits of a week are handled by weekday, start and id, so the same plan always gives the same answer.
* Within a visit the needs get time in the order of `serves`, most urgent first. An individual need takes what it still
  lacks that week, as far as the time of the visit goes.
* The group needs of a visit get their part together, at the place of the first of them: as long as the one that lacks
  most, as far as the time goes. Each gets that part at once, and none more than it lacks.
* No need is ever covered beyond its own minutes in a week; a full even week does not make up for an empty odd one.

From these follows that one more visit never makes any need worse off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of


@dataclass(frozen=True, slots=True)
class Need:
    """What a pupil needs. `kind` is a care kind's code; `pupil_id` is empty for a need of a group or school."""

    id: str
    pupil_id: str
    kind: str
    group: bool
    minutes_per_week: int


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A recurring visit. `rhythm` is a rhythm's code; `serves` holds ids of needs, most urgent first."""

    id: str
    professional_id: str
    weekday: int
    start_minute: int
    duration_minutes: int
    rhythm: str
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """How far one need is covered, in minutes per fortnight."""

    need: Need
    needed: int
    covered: int

    @property
    def uncovered(self) -> int:
        """Minutes per fortnight that nobody gives yet."""
        return self.needed - self.covered

    @property
    def uncovered_per_week(self) -> int:
        """Minutes per week that nobody gives yet, rounded up, so that a shortage never shows as nothing."""
        return (self.uncovered + 1) // 2


def coverage(needs: Iterable[Need], visits: Iterable[PlannedVisit]) -> list[NeedCoverage]:
    """Return the coverage of each need, in the order of `needs`. Ids of needs that are not given are skipped."""
    by_id = {need.id: need for need in needs}
    lacking, _ = _given(by_id, visits)
    return [_outcome(need, sum(lacking[week][need.id] for week in lacking)) for need in by_id.values()]


def lacking_per_week(needs: Iterable[Need], visits: Iterable[PlannedVisit]) -> dict[str, tuple[int, int]]:
    """Return by need the minutes that nobody gives in the even and in the odd week."""
    by_id = {need.id: need for need in needs}
    lacking, _ = _given(by_id, visits)
    return {key: (lacking[EVEN_WEEK][key], lacking[ODD_WEEK][key]) for key in by_id}


def unused_minutes(needs: Iterable[Need], visits: Iterable[PlannedVisit]) -> int:
    """Return the minutes of visits per fortnight in which no need lacks anything: the reserve."""
    return _given({need.id: need for need in needs}, visits)[1]


def shares(needs: Iterable[Need], visits: Iterable[PlannedVisit]) -> dict[str, dict[str, int]]:
    """Return, of the visits of one and the same week, how many minutes of each go to which need by these rules.

    What is left of a visit is under "". The rhythm of the visits does not matter: all are in this week.
    """
    by_id = {need.id: need for need in needs}
    lacking = {key: max(0, need.minutes_per_week) for key, need in by_id.items()}
    found: dict[str, dict[str, int]] = {}
    for visit in sorted(visits, key=_order):
        given: dict[str, int] = {}
        left = _give(visit, by_id, lacking, given)
        found[visit.id] = {**given, "": left} if left else given
    return found


def _order(visit: PlannedVisit) -> tuple[int, int, str]:
    return visit.weekday, visit.start_minute, visit.id


def _given(needs: Mapping[str, Need], visits: Iterable[PlannedVisit]) -> tuple[dict[int, dict[str, int]], int]:
    """Return what each need lacks in each week after all visits, and the time of visits that is left."""
    ordered = sorted(visits, key=_order)
    lacking = {
        week: {key: max(0, need.minutes_per_week) for key, need in needs.items()} for week in (EVEN_WEEK, ODD_WEEK)
    }
    left = sum(_give(visit, needs, lacking[week]) for visit in ordered for week in weeks_of(visit.rhythm))
    return lacking, left


def _outcome(need: Need, lacking: int) -> NeedCoverage:
    """Return the coverage of a need that lacks so many minutes in a fortnight."""
    needed = 2 * max(0, need.minutes_per_week)
    return NeedCoverage(need, needed, needed - lacking)


def _give(
    visit: PlannedVisit, needs: Mapping[str, Need], lacking: dict[str, int], told: dict[str, int] | None = None
) -> int:
    """Take what one visit gives in one week from what its needs lack, and return the time that is left.

    What each need gets goes into `told`, for who asks.
    """
    time = max(0, visit.duration_minutes)
    if len(visit.serves) == 1:
        # Most visits serve one need; the rules for several come to the same then, at three times the cost.
        return _give_one(visit.serves[0], time, lacking, told)
    group = {key for key in visit.serves if key in needs and needs[key].group}
    group_had_its_part = False
    for key in visit.serves:
        if key not in needs:
            continue
        if key not in group:
            given = min(time, lacking[key])
            lacking[key] -= given
            if told is not None:
                told[key] = told.get(key, 0) + given
        elif not group_had_its_part:
            group_had_its_part = True
            given = min(time, max(lacking[member] for member in group))
            for member in group:
                if told is not None:
                    told[member] = min(given, lacking[member])
                lacking[member] = max(0, lacking[member] - given)
        else:
            continue
        time -= given
    return time


def _give_one(key: str, time: int, lacking: dict[str, int], told: dict[str, int] | None) -> int:
    """Take the time of a visit for one need from what it lacks, and return the time that is left."""
    if key not in lacking:
        return time
    given = min(time, lacking[key])
    lacking[key] -= given
    if told is not None:
        told[key] = given
    return time - given
