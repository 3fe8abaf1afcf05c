"""What a plan amounts to, counted in the plainest way."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from zorgarrangeur_tui.planning.check_presence import present_slots
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem


def count_measures(problem: Problem, presence: Sequence[Presence], visits: Sequence[Visit]) -> Measures:
    """Return the measures of a plan. What it points at must exist."""
    made: Counter[int] = Counter()
    for visit in visits:
        made[visit.line] += len(visit.weeks)
    missed = [max(0, line.visits_asked - made[number]) for number, line in enumerate(problem.lines)]
    moments = sum(missing for missing, line in zip(missed, problem.lines, strict=True) if line.fixed_moment)
    slots = sum(
        missing * line.duration for missing, line in zip(missed, problem.lines, strict=True) if not line.fixed_moment
    )
    asked = sum(line.visits_asked for line in problem.lines)
    return Measures(
        missed_fixed_moments=moments,
        missed_slots=slots,
        provider_pairs=len({(problem.workers[one.worker].provider, one.school) for one in presence}),
        worker_pairs=len({(one.worker, one.school) for one in presence}),
        changes=_changes(problem, visits),
        faces=len({(problem.lines[visit.line].pupil, visit.worker) for visit in visits}),
        presence=len(presence),
        kilometres=_kilometres(problem, presence),
        ten_euros_over=_ten_euros_over(problem, presence),
        quiet_slots=sum(_quiet_slots(problem, visit) for visit in visits),
        moves=len(set(problem.published) - set(visits)),
        visits_asked=asked,
        visits_done=asked - sum(missed),
    )


def _changes(problem: Problem, visits: Sequence[Visit]) -> int:
    """Count the lines whose worker of the last plan no longer comes."""
    kept = {(visit.line, visit.worker) for visit in visits}
    return sum(
        line.previous is not None and (number, line.previous) not in kept for number, line in enumerate(problem.lines)
    )


def _kilometres(problem: Problem, presence: Sequence[Presence]) -> int:
    """Count the kilometres from home to each school of a day; whole kilometres for each trip."""
    total = 0
    for worker, school, _, _ in {(one.worker, one.school, one.block // 2, one.week) for one in presence}:
        who, site = problem.workers[worker], problem.schools[school]
        known = who.kilometres.get(school)
        total += round(math.hypot(who.x - site.x, who.y - site.y)) if known is None else known
    return total


def _ten_euros_over(problem: Problem, presence: Sequence[Presence]) -> int:
    """Count the tens of euros, begun or whole, by which schools spend too much."""
    cent_minutes: dict[int, int] = defaultdict(int)
    for one in presence:
        minutes = len(present_slots(problem, one)) * problem.rules.slot_minutes
        cent_minutes[one.school] += minutes * problem.workers[one.worker].hourly_cents
    total = 0
    for school, spent in cent_minutes.items():
        budget = problem.schools[school].budget
        if budget is not None:
            over = spent - budget * 100 * 60
            tens, rest = divmod(over, 10 * 100 * 60)
            total += max(0, tens + (rest > 0))
    return total


def _quiet_slots(problem: Problem, visit: Visit) -> int:
    """Count the slots of a visit in quiet windows, in each of its weeks."""
    line = problem.lines[visit.line]
    windows = problem.schools[line.school].quiet.get(visit.weekday, ())
    quiet = {slot for first, end in windows for slot in range(first, end)}
    return len(quiet & set(range(visit.start, visit.start + line.duration))) * len(visit.weeks)
