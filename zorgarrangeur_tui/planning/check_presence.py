"""Whether everybody can be where a proposal puts them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.planning.names import (
    block_name,
    capitalised,
    provider_name,
    school_name,
    week_name,
    worker_name,
)
from zorgarrangeur_tui.planning.placements import Presence
from zorgarrangeur_tui.planning.problem import Problem


def presence_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield a sentence for each rule of presence that is broken."""
    yield from _twice_errors(problem, presence)
    yield from _place_errors(problem, presence)
    yield from _contract_errors(problem, presence)
    yield from _room_errors(problem, presence)
    yield from _cap_errors(problem, presence)
    yield from _trip_errors(problem, presence)


def present_slots(problem: Problem, one: Presence) -> range:
    """Return the slots of a presence: those in which the school is open and the worker is there."""
    opened = problem.schools[one.school].blocks.get(one.block, (0, 0))
    own = problem.workers[one.worker].hours.get(one.block, opened)
    return range(max(opened[0], own[0]), min(opened[1], own[1]))


def _twice_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield who is in two places, or twice in one, in the same half-day."""
    for (worker, block, week), count in Counter((one.worker, one.block, one.week) for one in presence).items():
        if count > 1:
            yield (
                f"{capitalised(worker_name(problem, worker))} staat op {block_name(block)} in {week_name(week)} "
                f"{count} keer ingedeeld; dat kan 1 keer."
            )


def _place_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield who is where they may not be, or when they or the school are not there."""
    for one in presence:
        worker, school = problem.workers[one.worker], problem.schools[one.school]
        who, where = capitalised(worker_name(problem, one.worker)), school_name(problem, one.school)
        if one.school not in worker.schools:
            yield f"{who} kan niet naar {where}."
        if school.providers is not None and worker.provider not in school.providers:
            provider = provider_name(problem, worker.provider)
            yield f"{who} komt van {provider}; die is niet toegestaan bij {where}."
        if one.block not in worker.blocks:
            yield f"{who} is niet beschikbaar op {block_name(one.block)}."
        elif one.block not in school.blocks:
            yield f"{capitalised(where)} is dicht op {block_name(one.block)}, en daar staat {who[:1].lower() + who[1:]}."
        elif not present_slots(problem, one):
            yield f"{who} is op {block_name(one.block)} niet beschikbaar in de tijd dat {where} open is."


def _contract_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield who works more than they can."""
    worked: Counter[int] = Counter()
    for one in presence:
        worked[one.worker] += len(present_slots(problem, one))
    for worker, slots in worked.items():
        if slots > problem.workers[worker].slots:
            yield (
                f"{capitalised(worker_name(problem, worker))} werkt {slots} blokjes in twee weken; "
                f"{problem.workers[worker].slots} is het meeste."
            )


def _room_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield where more people are than there are rooms."""
    for (school, block, week), count in Counter((one.school, one.block, one.week) for one in presence).items():
        if count > problem.schools[school].rooms:
            yield (
                f"Bij {school_name(problem, school)} zijn op {block_name(block)} in {week_name(week)} {count} professionals "
                f"tegelijk, en er is plaats voor {problem.schools[school].rooms}."
            )


def _cap_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield where a provider comes that makes more of them than was agreed."""
    coming: dict[int, set[int]] = defaultdict(set)
    for one in presence:
        coming[one.school].add(problem.workers[one.worker].provider)
    for school, providers in coming.items():
        cap, bonds = problem.schools[school].provider_cap, set(problem.schools[school].bonds)
        together = providers | bonds
        if cap is not None and len(together) > cap and providers - bonds:
            yield (
                f"Bij {school_name(problem, school)} komen met dit voorstel {len(together)} zorgaanbieders; "
                f"ten hoogste {cap} is afgesproken."
            )


def _trip_errors(problem: Problem, presence: Sequence[Presence]) -> Iterator[str]:
    """Yield who is on one day at two schools that nobody can do on one day."""
    days: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for one in presence:
        days[one.worker, one.block // 2, one.week].add(one.school)
    for (worker, day, week), schools in days.items():
        for pair in combinations(sorted(schools), 2):
            if pair in problem.unreachable:
                yield (
                    f"{capitalised(worker_name(problem, worker))} kan op {weekday(day)} in {week_name(week)} niet zowel naar "
                    f"{school_name(problem, pair[0])} als naar {school_name(problem, pair[1])}."
                )
