"""Invents a problem together with a plan for it that covers everything.

The plan is planted first and the problem is written around it, so that every problem is known to have a plan of known cost: a
planner that does worse has something to explain. A size and a seed always give the same problem.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from zorgarrangeur_tui.planning.placements import Presence
from zorgarrangeur_tui.planning.practice.placing import REACH_KM, Placing
from zorgarrangeur_tui.planning.practice.planting import Planting
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.practice.towns import draw_pupil_counts, draw_schools, provider_count, with_rooms
from zorgarrangeur_tui.planning.practice.trades import KINDS, draw_worker
from zorgarrangeur_tui.planning.practice.wishes import draw_line, draw_wishes, simple_line
from zorgarrangeur_tui.planning.problem import NeedLine, Problem, Pupil, Rules, SchoolSite, Worker
from zorgarrangeur_tui.planning.proposal import Proposal

_BUDGET_SHARE = 1.05
_KEEPS_WORKER = 0.75
_HAD_ANOTHER = 0.90


@dataclass(frozen=True, slots=True)
class Practice:
    """An invented problem, and the plan that was planted in it."""

    problem: Problem
    planted: Proposal


def invent(size: Size, seed: int, name: str = "oefening") -> Practice:
    """Return the problem of a size and a seed, with its planted plan."""
    chance = Random(seed)  # noqa: S311  invented data must be repeatable, not secret
    rules = Rules()
    schools = draw_schools(chance, size)
    counts = draw_pupil_counts(chance, schools, size.pupils)
    schools = [with_rooms(school, count) for school, count in zip(schools, counts, strict=True)]
    planting = Planting(schools, rules)
    placing = Placing(planting, chance)
    pupils, lines = _plant_schools(placing, counts, size)
    while len(planting.workers) < size.workers:
        planting.add_worker(draw_worker(chance, chance.choice(schools), chance.choice(KINDS)))
    lines += _plant_forgotten(placing, pupils, lines)
    workers = tuple(_with_reach(planting, number) for number in range(len(planting.workers)))
    presence = planting.presence()
    problem = Problem(
        name=name,
        schools=tuple(_with_budgets(schools, workers, presence, rules)),
        workers=workers,
        pupils=tuple(pupils),
        lines=tuple(_with_previous(chance, lines, planting, workers)),
        providers=("",) * provider_count(size),
        rules=rules,
        seed=seed,
    )
    return Practice(problem, Proposal(presence, tuple(planting.visits)))


def _plant_schools(placing: Placing, counts: Sequence[int], size: Size) -> tuple[list[Pupil], list[NeedLine]]:
    """Plant what the pupils of each school need, school by school in a drawn order."""
    planting, chance = placing.planting, placing.chance
    order = list(range(len(counts)))
    chance.shuffle(order)
    pupils: list[Pupil] = []
    lines: list[NeedLine] = []
    for number in order:
        first = len(pupils)
        pupils += [Pupil(school=number)] * counts[number]
        placing.hire_below = min(size.workers, size.workers * len(pupils) / size.pupils + 1)
        school = planting.schools[number]
        for wish in draw_wishes(chance, school, range(first, len(pupils)), planting.rules):
            line = draw_line(chance, wish, number, school, planting.rules)
            planted = placing.place_most(line, len(lines)) if line else None
            lines += [planted] if planted else []
    return pupils, lines


def _plant_forgotten(placing: Placing, pupils: Sequence[Pupil], lines: Sequence[NeedLine]) -> list[NeedLine]:
    """Plant something simple for pupils for whom nothing could be planned; who still has nothing keeps nothing."""
    served = {line.pupil for line in lines}
    found: list[NeedLine] = []
    for number, pupil in enumerate(pupils):
        line = simple_line(number, pupil.school)
        if number not in served and placing.place(line, len(lines) + len(found)):
            found.append(line)
    return found


def _with_reach(planting: Planting, number: int) -> Worker:
    """Return a worker with the schools where they may come: those within reach that take their provider."""
    worker = planting.workers[number]
    near = (
        school
        for school, site in enumerate(planting.schools)
        if number in planting.at_school[school]
        or (worker.provider in (site.providers or ()) and math.hypot(worker.x - site.x, worker.y - site.y) <= REACH_KM)
    )
    return replace(worker, schools=tuple(near))


def _with_budgets(
    schools: Sequence[SchoolSite], workers: Sequence[Worker], presence: Sequence[Presence], rules: Rules
) -> Iterator[SchoolSite]:
    """Yield the schools with a budget that is a little more than the planted plan costs."""
    spent: dict[int, float] = defaultdict(float)
    for one in presence:
        start, end = schools[one.school].blocks[one.block]
        spent[one.school] += (end - start) * rules.slot_minutes / 60 * workers[one.worker].hourly_cents / 100
    for number, school in enumerate(schools):
        yield replace(school, budget=round(spent[number] * _BUDGET_SHARE))


def _with_previous(
    chance: Random, lines: Sequence[NeedLine], planting: Planting, workers: Sequence[Worker]
) -> Iterator[NeedLine]:
    """Yield the lines with the worker of a last plan: mostly the one who is planted, sometimes another or nobody."""
    planted: dict[int, list[int]] = defaultdict(list)
    for visit in planting.visits:
        planted[visit.line].append(visit.worker)
    for number, line in enumerate(lines):
        served_by = planted[number]
        most = max(set(served_by), key=served_by.count)
        draw = chance.random()
        if draw < _KEEPS_WORKER:
            yield replace(line, previous=most)
        elif draw < _HAD_ANOTHER:
            able = [
                one
                for one, worker in enumerate(workers)
                if line.kind in worker.skills and line.school in worker.schools
            ]
            yield replace(line, previous=chance.choice(able))
        else:
            yield line
