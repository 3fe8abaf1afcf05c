"""Who could serve what, and when: what a solver derives from a problem before it begins.

The checker counts all this again in its own words, so that a fault here never hides there.
"""

from __future__ import annotations

import math

from zorgarrangeur_tui.planning.problem import NeedLine, Problem, Span

_SIXTIETHS_A_EURO = 6_000


def eligible_workers(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return for every line the workers who may serve it, whenever they can."""
    at_school: list[list[int]] = [[] for _ in problem.schools]
    for number, worker in enumerate(problem.workers):
        for school in worker.schools:
            if may_come(problem, number, school):
                at_school[school].append(number)
    return tuple(
        tuple(worker for worker in at_school[line.school] if _may_serve(problem, line, worker))
        for line in problem.lines
    )


def is_eligible(problem: Problem, line: int, worker: int) -> bool:
    """Tell whether a worker may serve a line, whenever they can."""
    need = problem.lines[line]
    return may_come(problem, worker, need.school) and _may_serve(problem, need, worker)


def may_come(problem: Problem, worker: int, school: int) -> bool:
    """Tell whether a worker may be at a school at all."""
    allowed = problem.schools[school].providers
    who = problem.workers[worker]
    return school in who.schools and (allowed is None or who.provider in allowed)


def working_span(problem: Problem, worker: int, school: int, block: int) -> Span | None:
    """Return when a worker can be at a school in a half-day; None when they cannot.

    That span is what their presence costs in slots and money, and every visit of theirs lies in it.
    """
    if block not in problem.workers[worker].blocks or not may_come(problem, worker, school):
        return None
    return span_there(problem, worker, school, block)


def span_there(problem: Problem, worker: int, school: int, block: int) -> Span | None:
    """Return when a worker would be at a school in a half-day, may they or not: a lock may have put them where they cannot be."""
    opened = problem.schools[school].blocks.get(block)
    if opened is None:
        return None
    own = problem.workers[worker].hours.get(block, opened)
    start, end = max(opened[0], own[0]), min(opened[1], own[1])
    return (start, end) if start < end else None


def starts_in(line: NeedLine, block: int, span: Span) -> range:
    """Return the slots of a half-day at which a session can start in a span; an empty range when there is none."""
    if line.days is not None and block // 2 not in line.days:
        return range(0)
    first, last = span[0], span[1] - line.duration
    if line.window is not None:
        first, last = max(first, line.window[0]), min(last, line.window[1])
    return range(first, last + 1)


def kilometres(problem: Problem, worker: int, school: int) -> int:
    """Return the whole kilometres from where a worker starts to a school, as a day there counts them."""
    who, site = problem.workers[worker], problem.schools[school]
    known = who.kilometres.get(school)
    return round(math.hypot(who.x - site.x, who.y - site.y)) if known is None else known


def presence_cents(problem: Problem, worker: int, slots: int) -> int:
    """Return what slots of presence cost, in sixtieths of a cent so that no fraction is lost."""
    return slots * problem.rules.slot_minutes * problem.workers[worker].hourly_cents


def ten_euros_over(spent: int, budget: int | None) -> int:
    """Return the tens of euros, begun or whole, over a budget in euros; `spent` is a sum of `presence_cents`."""
    return 0 if budget is None else max(0, -((budget * _SIXTIETHS_A_EURO - spent) // (10 * _SIXTIETHS_A_EURO)))


def quiet_slots(problem: Problem, line: NeedLine, block: int, start: int) -> int:
    """Return the slots of one session, in one week, that fall in quiet windows of its school."""
    windows = problem.schools[line.school].quiet.get(block // 2, ())
    slots = range(start, start + line.duration)
    return sum(any(first <= slot < end for first, end in windows) for slot in slots)


def unreachable_from(problem: Problem) -> dict[int, frozenset[int]]:
    """Return for every school that has them the schools that nobody can also do on the same day."""
    found: dict[int, set[int]] = {}
    for one, other in problem.unreachable:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {school: frozenset(others) for school, others in found.items()}


def _may_serve(problem: Problem, line: NeedLine, worker: int) -> bool:
    """Tell whether a worker has the skill, and is one of those to whom the line is kept."""
    return line.kind in problem.workers[worker].skills and (line.only is None or worker in line.only)
