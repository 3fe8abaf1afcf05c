"""How the schools and the workers of a problem are divided over processes that search at the same time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.search_state import Plan

_GOLDEN_ANGLE = 2.399963
"""Turns in such steps never come near an earlier one."""
_FEWEST = 20
"""Schools that are worth dividing. With fewer, too many workers come to both parts; then every process has all."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one process may change: sessions at its schools by workers who are not foreign."""

    schools: tuple[int, ...]
    foreign: frozenset[int]


class Splitter:
    """Divides a problem along a line over the map that turns, so that who were apart in one round are together in another."""

    def __init__(self, problem: Problem, parts: int) -> None:
        self._problem = problem
        self._parts = parts
        self._sizes = [0] * len(problem.schools)
        for line in problem.lines:
            self._sizes[line.school] += 1
        self._busy = [school for school, size in enumerate(self._sizes) if size]

    @property
    def divides(self) -> bool:
        """Whether the parts differ; if not, every process searches in all and the best one counts."""
        return len(self._busy) >= _FEWEST

    def parts(self, turn: int, plan: Plan) -> list[Part]:
        """Return the parts of a round."""
        if not self.divides:
            return [Part(tuple(self._busy), frozenset())] * self._parts
        of_school = self._divided_schools(turn)
        of_worker = self._divided_workers(of_school, plan)
        return [
            Part(
                tuple(school for school in self._busy if of_school[school] == part),
                frozenset(worker for worker, home in enumerate(of_worker) if home != part),
            )
            for part in range(self._parts)
        ]

    def _divided_schools(self, turn: int) -> dict[int, int]:
        """Return the part of every school with lines: as many lines in each, on one side of a line over the map."""
        east, north = math.cos(turn * _GOLDEN_ANGLE), math.sin(turn * _GOLDEN_ANGLE)
        schools = self._problem.schools
        ordered = sorted(self._busy, key=lambda school: (schools[school].x * east + schools[school].y * north, school))
        total, reached = sum(self._sizes), 0
        of_school = {}
        for school in ordered:
            of_school[school] = reached * self._parts // total
            reached += self._sizes[school]
        return of_school

    def _divided_workers(self, of_school: dict[int, int], plan: Plan) -> Sequence[int]:
        """Return the part of every worker: where they do most, or else where most schools in their reach are."""
        visits = [[0] * self._parts for _ in self._problem.workers]
        for line, given in enumerate(plan):
            for visit in given:
                visits[visit.worker][of_school[self._problem.lines[line].school]] += 1
        homes = []
        for worker, counts in zip(self._problem.workers, visits, strict=True):
            ranked = counts
            if not any(counts):
                ranked = [0] * self._parts
                for school in worker.schools:
                    if school in of_school:
                        ranked[of_school[school]] += 1
            homes.append(ranked.index(max(ranked)))
        return homes
