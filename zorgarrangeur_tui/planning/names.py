"""What a sentence calls the parts of a problem: by the key that the outside gave, else by number."""

from __future__ import annotations

from zorgarrangeur_tui.domain.clock import time_of_day, weekday
from zorgarrangeur_tui.planning.problem import Problem

_WEEKS = ("de even week", "de oneven week")
_HALVES = ("ochtend", "middag")


def school_name(problem: Problem, school: int) -> str:
    """Return what a school is called."""
    return _called("school", school, problem.schools[school].key)


def worker_name(problem: Problem, worker: int) -> str:
    """Return what a worker is called."""
    return _called("professional", worker, problem.workers[worker].key)


def provider_name(problem: Problem, provider: int) -> str:
    """Return what a provider is called."""
    return _called("zorgaanbieder", provider, problem.providers[provider] if provider < len(problem.providers) else "")


def pupil_name(problem: Problem, pupil: int) -> str:
    """Return what a pupil is called: never by a name, unless a key is one."""
    return _called("leerling", pupil, problem.pupils[pupil].key)


def line_name(problem: Problem, line: int) -> str:
    """Return what a need line is called."""
    return _called("zorgvraag", line, problem.lines[line].key)


def block_name(block: int) -> str:
    """Return "woensdagochtend" for 4."""
    return f"{weekday(block // 2)}{_HALVES[block % 2]}"


def week_name(week: int) -> str:
    """Return "de even week" for 0."""
    return _WEEKS[week]


def slot_time(problem: Problem, slot: int) -> str:
    """Return the time of day at which a slot begins, as "9:15"."""
    return time_of_day(problem.rules.first_minute + slot * problem.rules.slot_minutes)


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital; all else stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def _called(sort: str, number: int, key: str) -> str:
    """Return the sort with its key or, without one, its number."""
    return f"{sort} {key or number}"
