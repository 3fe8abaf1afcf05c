"""Whether nobody is in two sessions at once, and no pupil has too much on one day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.planning.names import (
    block_name,
    capitalised,
    line_name,
    pupil_name,
    slot_time,
    week_name,
    worker_name,
)
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import Problem


def duplicate_errors(problem: Problem, visits: Sequence[Visit]) -> Iterator[str]:
    """Yield the lines with more than one session on a day."""
    counts = Counter((visit.line, visit.weekday, week) for visit in visits for week in visit.weeks)
    for (line, day, week), count in counts.items():
        if count > 1:
            yield (
                f"{capitalised(line_name(problem, line))} heeft op {weekday(day)} in {week_name(week)} {count} bezoeken; "
                "op een dag mag er 1."
            )


def day_errors(problem: Problem, visits: Sequence[Visit]) -> Iterator[str]:
    """Yield the pupils who are in two sessions at once, and those with too much care on one day."""
    days: dict[tuple[int, int, int], Counter[int]] = defaultdict(Counter)
    for visit in visits:
        line = problem.lines[visit.line]
        for week in visit.weeks:
            days[line.pupil, visit.weekday, week].update(range(visit.start, visit.start + line.duration))
    for (pupil, day, week), slots in days.items():
        who, when = capitalised(pupil_name(problem, pupil)), f"op {weekday(day)} in {week_name(week)}"
        double = min((slot for slot, count in slots.items() if count > 1), default=None)
        if double is not None:
            yield f"{who} heeft {when} om {slot_time(problem, double)} twee keer zorg tegelijk."
        if slots.total() > problem.rules.max_care_day:
            yield f"{who} heeft {when} {slots.total()} blokjes zorg; {problem.rules.max_care_day} is het meeste."


def shared_time_errors(problem: Problem, visits: Sequence[Visit]) -> Iterator[str]:
    """Yield the workers who give two sessions at once, and the groups that are too large.

    Pupils share a session when their lines allow a group and are of the same kind, start and duration; a line that allows no
    group is a session of its own.
    """
    sessions: dict[tuple[int, int, int], dict[tuple[int, int, str, int], list[int]]] = defaultdict(dict)
    for visit in visits:
        line = problem.lines[visit.line]
        alone = visit.line if line.group_size == 1 else -1
        for week in visit.weeks:
            of_worker = sessions[visit.worker, visit.block, week]
            of_worker.setdefault((visit.start, line.duration, line.kind, alone), []).append(visit.line)
    for (worker, block, week), of_worker in sessions.items():
        who, when = capitalised(worker_name(problem, worker)), f"op {block_name(block)} in {week_name(week)}"
        taken: Counter[int] = Counter()
        for (start, duration, _, alone), lines in of_worker.items():
            taken.update(range(start, start + duration))
            smallest = min(problem.lines[line].group_size for line in lines)
            if alone < 0 and len(lines) > smallest:
                yield (
                    f"{who} heeft {when} om {slot_time(problem, start)} een groep van {len(lines)}; "
                    f"ten hoogste {smallest} mag."
                )
        double = min((slot for slot, count in taken.items() if count > 1), default=None)
        if double is not None:
            yield f"{who} heeft {when} om {slot_time(problem, double)} twee bezoeken tegelijk."
