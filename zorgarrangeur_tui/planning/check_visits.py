"""Whether each session is what its need line asks, and whether all that is locked is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.planning.check_presence import present_slots
from zorgarrangeur_tui.planning.names import (
    block_name,
    capitalised,
    line_name,
    school_name,
    slot_time,
    week_name,
    worker_name,
)
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem


def visit_errors(problem: Problem, presence: Sequence[Presence], visits: Sequence[Visit]) -> Iterator[str]:
    """Yield a sentence for each visit that by itself is not as it should be."""
    present = set(presence)
    for visit in visits:
        line = problem.lines[visit.line]
        yield from _worker_errors(problem, visit, line)
        yield from _moment_errors(problem, visit, line)
        yield from _week_errors(problem, visit, line)
        for week in visit.weeks:
            if Presence(visit.worker, line.school, visit.block, week) not in present:
                yield (
                    f"{_what(problem, visit)} op {block_name(visit.block)} in {week_name(week)} is van "
                    f"{worker_name(problem, visit.worker)}, die dan niet bij {school_name(problem, line.school)} is."
                )


def line_errors(problem: Problem, visits: Sequence[Visit]) -> Iterator[str]:
    """Yield a sentence for each line with more visits or more faces than it asks for."""
    by_line: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_line[visit.line].append(visit)
    for number, of_line in by_line.items():
        line, name = problem.lines[number], capitalised(line_name(problem, number))
        made = sum(len(visit.weeks) for visit in of_line)
        if made > line.visits_asked:
            yield f"{name} heeft {made} bezoeken in twee weken; gevraagd is {line.visits_asked}."
        faces = len({visit.worker for visit in of_line})
        if faces > line.max_faces:
            yield f"{name} wordt verdeeld over {faces} professionals; ten hoogste {line.max_faces} mag."


def lock_errors(problem: Problem, presence: Sequence[Presence], visits: Sequence[Visit]) -> Iterator[str]:
    """Yield a sentence for all that is locked and is not there as it was."""
    here, given = set(presence), set(visits)
    for locked in problem.locked_presence:
        if locked not in here:
            yield (
                f"{capitalised(worker_name(problem, locked.worker))} staat vast bij {school_name(problem, locked.school)} op "
                f"{block_name(locked.block)} in {week_name(locked.week)}, en is daar in dit voorstel niet."
            )
    for visit in problem.locked_visits:
        if visit not in given:
            yield (
                f"Het vaste bezoek van {worker_name(problem, visit.worker)} voor {line_name(problem, visit.line)} op "
                f"{block_name(visit.block)} om {slot_time(problem, visit.start)} staat niet zo in dit voorstel."
            )


def _worker_errors(problem: Problem, visit: Visit, line: NeedLine) -> Iterator[str]:
    """Yield what makes a worker the wrong one for a line."""
    who = capitalised(worker_name(problem, visit.worker))
    if line.kind not in problem.workers[visit.worker].skills:
        yield f"{who} geeft niet de soort zorg van {line_name(problem, visit.line)}."
    if line.only is not None and visit.worker not in line.only:
        yield f"{who} hoort niet bij wie {line_name(problem, visit.line)} mag doen."


def _moment_errors(problem: Problem, visit: Visit, line: NeedLine) -> Iterator[str]:
    """Yield what makes the day or the time the wrong one for a line."""
    what, at = _what(problem, visit), slot_time(problem, visit.start)
    open_slots = present_slots(problem, Presence(visit.worker, line.school, visit.block, visit.weeks[0]))
    if any(slot not in open_slots for slot in range(visit.start, visit.start + line.duration)):
        yield (
            f"{what} op {block_name(visit.block)} om {at} valt buiten de tijd dat {school_name(problem, line.school)} open "
            f"en {worker_name(problem, visit.worker)} er is."
        )
    if line.window is not None and not line.window[0] <= visit.start <= line.window[1]:
        first, last = (slot_time(problem, slot) for slot in line.window)
        yield f"{what} begint op {block_name(visit.block)} om {at}, en dat moet tussen {first} en {last} zijn."
    if line.days is not None and visit.weekday not in line.days:
        yield f"{what} is op {weekday(visit.weekday)}, en die dag is niet gevraagd."


def _week_errors(problem: Problem, visit: Visit, line: NeedLine) -> Iterator[str]:
    """Yield what makes the weeks the wrong ones for a line."""
    what = f"{_what(problem, visit)} op {block_name(visit.block)}"
    if line.weekly and len(visit.weeks) != 2:
        yield f"{what} is alleen in {week_name(visit.weeks[0])}, en moet elke week."
    if not line.weekly and len(visit.weeks) != 1:
        yield f"{what} is elke week, en hoort in een van de twee weken."
    elif line.week is not None and not line.weekly and visit.weeks != (line.week,):
        yield f"{what} is in {week_name(visit.weeks[0])}, en hoort in {week_name(line.week)}."


def _what(problem: Problem, visit: Visit) -> str:
    """Return what a visit is called at the beginning of a sentence."""
    return f"Het bezoek voor {line_name(problem, visit.line)}"
