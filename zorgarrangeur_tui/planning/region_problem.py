"""From a region to a problem: everything that the planner needs to know, and what it must leave to people.

What a need still asks for is what no kept visit gives. The providers that may come to a school are its fixed ones, and those
who come there now: to fix another is a decision of people, not of a planner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zorgarrangeur_tui.planning.layout import Layout, layout_of, pupil_key
from zorgarrangeur_tui.planning.placements import Presence
from zorgarrangeur_tui.planning.plan_lines import Lines, lines_of
from zorgarrangeur_tui.planning.plan_people import unreachable_pairs, workers_of
from zorgarrangeur_tui.planning.plan_schools import schools_of_providers, sites_of
from zorgarrangeur_tui.planning.problem import NeedLine, Problem, Pupil, Rules, Span, Weights, Worker
from zorgarrangeur_tui.planning.region import LeftOut, Region
from zorgarrangeur_tui.planning.repairs import Repair
from zorgarrangeur_tui.planning.slots import DAY_RULES


@dataclass(frozen=True, slots=True)
class PlannedRegion:
    """A region as a problem, and what is needed for the way back.

    Attributes:
        layout: what takes part.
        problem: the problem.
        minutes: by line those of one session; 0 for a visit that stays.
        starts: by line the minute of the day of a fixed moment; None when the planner chooses.
        left_out: what the planner does not plan, and why.
        repairs: by id the visits of today that cannot go on, as far as they are planned anew for that.
    """

    layout: Layout
    problem: Problem
    minutes: tuple[int, ...]
    starts: tuple[int | None, ...]
    left_out: tuple[LeftOut, ...] = ()
    repairs: Mapping[str, Repair] = field(default_factory=dict)


def planned_region(
    region: Region, weights: Weights | None = None, may_change: frozenset[str] | None = None
) -> PlannedRegion:
    """Return the problem of a region.

    Args:
        region: all that matters.
        weights: what is a better plan; the planner's own when None.
        may_change: ids of the visits that may be planned anew; None for all but those of care that is left to people. One that
            is locked never is.
    """
    layout, left_out = layout_of(region, may_change)
    lines = lines_of(layout)
    schools, people = layout.school_number, layout.person_number
    presence = {
        Presence(people[one.record.professional_id], schools[one.record.school_id], one.block, week)
        for one in layout.fixed.standing
        for week in one.weeks
    }
    provider_numbers = {key: number for number, key in enumerate(layout.providers)}
    workers = workers_of(
        region,
        layout.people,
        provider_numbers,
        schools_of_providers(layout, layout.providers),
        layout.fixed.times(),
        layout.fixed.taken(),
    )
    at = {
        **{pupil_key(need): schools.get(region.school_of.get(need.case_id, ""), 0) for need in region.needs},
        **{key: schools[school] for key, school in layout.fixed.extra_pupils().items()},
    }
    problem = Problem(
        name="planbord",
        schools=sites_of(layout),
        workers=_staying(workers, lines, presence, layout.blocks),
        pupils=tuple(Pupil(school=at[key], key=key) for key in layout.pupils),
        lines=tuple(lines.lines),
        providers=layout.providers,
        rules=Rules(first_minute=DAY_RULES.first_minute, max_care_day=_most_care(lines.lines)),
        weights=weights or Weights(),
        unreachable=_reachable(unreachable_pairs(layout.schools, layout.blocks, region), presence),
        locked_presence=tuple(sorted(presence)),
        locked_visits=tuple(lines.locked),
    )
    return PlannedRegion(layout, problem, tuple(lines.minutes), tuple(lines.starts), left_out)


def _staying(
    workers: Sequence[Worker], lines: Lines, presence: set[Presence], blocks: Sequence[Mapping[int, Span]]
) -> tuple[Worker, ...]:
    """Return workers for whom all that stays is possible: they can do it, may come there, and have the hours."""
    held: dict[int, list[Presence]] = defaultdict(list)
    for one in presence:
        held[one.worker].append(one)
    found = []
    for number, worker in enumerate(workers):
        there = held[number]
        spans = [_narrowed(blocks[one.school][one.block], worker.hours.get(one.block)) for one in there]
        found.append(
            replace(
                worker,
                skills=(*worker.skills, *lines.extra_skills.get(number, ())),
                blocks=tuple(sorted({*worker.blocks, *(one.block for one in there)})),
                schools=tuple(sorted({*worker.schools, *(one.school for one in there)})),
                slots=max(worker.slots, sum(end - first for first, end in spans)),
            )
        )
    return tuple(found)


def _narrowed(opened: Span, hours: Span | None) -> Span:
    return opened if hours is None else (max(opened[0], hours[0]), min(opened[1], hours[1]))


def _most_care(lines: Sequence[NeedLine]) -> int:
    """Return the slots of care a day that a pupil may have: never less than what its fixed moments and stays ask together."""
    asked: dict[tuple[int, int], int] = defaultdict(int)
    for line in lines:
        for day in line.days or ():
            asked[line.pupil, day] += line.duration
    longest = max((line.duration for line in lines), default=0)
    return max(Rules().max_care_day, longest, *asked.values(), 0)


def _reachable(pairs: frozenset[tuple[int, int]], presence: set[Presence]) -> frozenset[tuple[int, int]]:
    """Return the unreachable pairs, without those that somebody does already in visits that stay."""
    on_day: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for one in presence:
        on_day[one.worker, one.block // 2, one.week].add(one.school)
    done = {(one, other) for schools in on_day.values() for one in schools for other in schools if one < other}
    return pairs - done
