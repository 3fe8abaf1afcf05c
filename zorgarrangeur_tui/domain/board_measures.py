"""How good the plan of one school is, in measures that users understand.

Of the fixed plan they are counted over a fortnight, whatever the holidays. Of one week they are as if both weeks of a
fortnight were like that week (see `week_visits`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zorgarrangeur_tui.domain.board_values import BoardVisit, planned_of
from zorgarrangeur_tui.domain.budgets import fortnight_minutes
from zorgarrangeur_tui.domain.coverage import Need, coverage, unused_minutes
from zorgarrangeur_tui.domain.plan_changes import SincePublished
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.domain.travel import Place, travel_rule

_BOTH_WEEKS = (EVEN_WEEK, ODD_WEEK)


@dataclass(frozen=True, slots=True)
class BoardMeasures:
    """The measures of one school.

    Attributes:
        needed, covered: minutes a fortnight.
        pupil_faces: of each pupil who gets care, how many professionals it meets, from few to many.
        school_faces: how many professionals come.
        entries: of each school day of the fortnight, how often somebody comes in, as ((week, weekday), count).
        travel_minutes, travel_km: of the trips to and from other schools, a fortnight.
        reserve: minutes a fortnight that somebody is there without care to give.
        presence: minutes a fortnight of all visits.
        since_published: how much differs from the last published plan; None when nothing was published.
        no_school: whether it is about a week in which the school is closed, so that nothing is needed.
    """

    needed: int = 0
    covered: int = 0
    pupil_faces: tuple[int, ...] = ()
    school_faces: int = 0
    entries: tuple[tuple[tuple[int, int], int], ...] = ()
    travel_minutes: int = 0
    travel_km: float = 0.0
    reserve: int = 0
    presence: int = 0
    since_published: SincePublished | None = None
    no_school: bool = False

    @property
    def coverage_percent(self) -> int | None:
        """Covered minutes in whole percent, rounded down; None when nothing is needed."""
        return None if not self.needed else 100 * self.covered // self.needed

    @property
    def mean_faces(self) -> float:
        """Professionals a pupil, on average."""
        return sum(self.pupil_faces) / len(self.pupil_faces) if self.pupil_faces else 0.0

    @property
    def mean_entries(self) -> float:
        """Entries a school day, on average."""
        return sum(count for _, count in self.entries) / len(self.entries) if self.entries else 0.0

    @property
    def busiest_day(self) -> tuple[tuple[int, int], int] | None:
        """The day with most entries, the first of the fortnight when there are more; None without any day."""
        return max(self.entries, key=lambda one: one[1], default=None)


def board_measures(
    school_id: str,
    visits: Iterable[BoardVisit],
    needs: Iterable[Need],
    open_days: Collection[int],
    places: Mapping[str, Place],
    day: date,
) -> BoardMeasures:
    """Return the measures of a school.

    Args:
        school_id: the school.
        visits: those of the school, and what its professionals do elsewhere.
        needs: of the school.
        open_days: its weekdays, 0 is Monday; a visit on another day never takes place and counts for nothing.
        places: where schools are, by id; what is not known costs no travel.
        day: on which the assumptions about travel hold.
    """
    known = [visit for visit in visits if visit.school_id != school_id or visit.weekday in open_days]
    own = [visit for visit in known if visit.school_id == school_id and visit.professional_id]
    asked = list(needs)
    planned = [planned_of(visit) for visit in known if visit.school_id == school_id]
    covered = coverage(asked, planned)
    faces: dict[str, set[str]] = defaultdict(set)
    pupils = {need.id: need.pupil_id for need in asked if need.pupil_id}
    for visit in own:
        for need_id in visit.serves:
            if need_id in pupils:
                faces[pupils[need_id]].add(visit.professional_id)
    routes = list(_routes(known))
    minutes, kilometres = _travel(school_id, routes, places, day)
    return BoardMeasures(
        needed=sum(one.needed for one in covered),
        covered=sum(one.covered for one in covered),
        pupil_faces=tuple(sorted(map(len, faces.values()))),
        school_faces=len({visit.professional_id for visit in own}),
        entries=_entries(school_id, routes, open_days),
        travel_minutes=minutes,
        travel_km=kilometres,
        reserve=unused_minutes(asked, planned),
        presence=fortnight_minutes(visit for visit in known if visit.school_id == school_id),
    )


def _routes(visits: Iterable[BoardVisit]) -> Iterator[tuple[tuple[int, int], list[BoardVisit]]]:
    """Yield the visits of one professional on one day of the fortnight, in order of time."""
    days: dict[tuple[str, int, int], list[BoardVisit]] = defaultdict(list)
    for visit in visits:
        for week in weeks_of(visit.rhythm) if visit.professional_id else ():
            days[visit.professional_id, week, visit.weekday].append(visit)
    for (_, week, weekday), route in days.items():
        yield (week, weekday), sorted(route, key=lambda visit: (visit.start_minute, visit.id))


def _entries(
    school_id: str, routes: Iterable[tuple[tuple[int, int], list[BoardVisit]]], open_days: Collection[int]
) -> tuple[tuple[tuple[int, int], int], ...]:
    """Count who comes in; whoever has several visits without one elsewhere in between comes in once."""
    counts = {(week, weekday): 0 for week in _BOTH_WEEKS for weekday in sorted(open_days)}
    for when, route in routes:
        before = ""
        for visit in route:
            if visit.school_id == school_id != before:
                counts[when] = counts.get(when, 0) + 1
            before = visit.school_id
    return tuple(sorted(counts.items()))


def _travel(
    school_id: str,
    routes: Iterable[tuple[tuple[int, int], list[BoardVisit]]],
    places: Mapping[str, Place],
    day: date,
) -> tuple[int, float]:
    """Return the minutes and kilometres of the trips that begin or end at a school."""
    rule = travel_rule(day)
    minutes, kilometres = 0, 0.0
    for _, route in routes:
        for earlier, later in pairwise(route):
            ends = {earlier.school_id, later.school_id}
            origin, target = places.get(earlier.school_id), places.get(later.school_id)
            if len(ends) == 2 and school_id in ends and origin and target:
                minutes += rule.minutes(origin, target)
                kilometres += rule.road_km(origin, target)
    return minutes, kilometres
