"""By whom each line of an invented problem is served: first who is there already, then who is near, then somebody new."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from zorgarrangeur_tui.planning.practice.planting import Planting, Spot
from zorgarrangeur_tui.planning.practice.trades import MEDICAL_KINDS, draw_worker
from zorgarrangeur_tui.planning.problem import WEEKDAYS, WEEKS, NeedLine

REACH_KM = 10.0

_NEAREST_TRIED = 12
_SHARERS_TRIED = 25
_WORTH_A_TRIP = 20


@dataclass(slots=True)
class Placing:
    """Places lines one by one in a planting.

    Attributes:
        planting: what is planted so far.
        chance: from which every draw comes, in a fixed order.
        hire_below: somebody new comes while there are fewer workers than this.
    """

    planting: Planting
    chance: Random
    hire_below: float = 0.0

    def place(self, line: NeedLine, number: int) -> bool:
        """Plant all sessions of a line, or none; tell which."""
        weeks = self._draw_weeks(line)
        days = list(WEEKDAYS)
        self.chance.shuffle(days)
        if line.kind in MEDICAL_KINDS:
            days = list(line.days or ())
        here, others = self._here(line), self._others(line)
        if self._place_with_one(line, number, days, weeks, here, others):
            return True
        if line.kind in MEDICAL_KINDS:
            return self._place_shared(line, number, days, weeks, (here + others)[:_SHARERS_TRIED])
        if not self._may_hire():
            return False
        worker = self._hire(line)
        return self._all_or_nothing(line, number, worker, days, weeks, may_open=True)

    def place_most(self, line: NeedLine, number: int) -> NeedLine | None:
        """Plant a line with as many of its sessions as fit, and return it so; None when not one fits.

        Medical care is planted whole or not at all.
        """
        while not self.place(line, number):
            if line.kind in MEDICAL_KINDS or line.sessions == 1:
                return None
            line = replace(line, sessions=line.sessions - 1)
        return line

    def _draw_weeks(self, line: NeedLine) -> tuple[int, ...]:
        """Draw the weeks of a line that leaves the choice."""
        if line.weekly:
            return WEEKS
        return (self.chance.randint(0, 1) if line.week is None else line.week,)

    def _here(self, line: NeedLine) -> list[int]:
        """Return who comes at the school and can give it, a known face first."""
        known = self.planting.faces[line.pupil]
        able = [one for one in self.planting.at_school[line.school] if line.kind in self.planting.workers[one].skills]
        return sorted(able, key=lambda one: (one not in known, one))

    def _others(self, line: NeedLine) -> list[int]:
        """Return who could come from elsewhere, the nearest first."""
        school, here = self.planting.schools[line.school], set(self.planting.at_school[line.school])
        found = []
        for number, worker in enumerate(self.planting.workers):
            if (
                line.kind in worker.skills
                and number not in here
                and worker.provider in (school.providers or ())
                and self.planting.left[number] > _WORTH_A_TRIP
            ):
                distance = math.hypot(worker.x - school.x, worker.y - school.y)
                if distance < REACH_KM:
                    found.append((distance, number))
        return [number for _, number in sorted(found)]

    def _place_with_one(
        self, line: NeedLine, number: int, days: list[int], weeks: tuple[int, ...], here: list[int], others: list[int]
    ) -> bool:
        """Plant a line with one worker: in their half-days, in new ones, or with somebody from elsewhere."""
        return (
            any(self._all_or_nothing(line, number, one, days, weeks, may_open=False) for one in here)
            or any(self._all_or_nothing(line, number, one, days, weeks, may_open=True) for one in here)
            or any(
                self._all_or_nothing(line, number, one, days, weeks, may_open=True) for one in others[:_NEAREST_TRIED]
            )
        )

    def _all_or_nothing(
        self, line: NeedLine, number: int, worker: int, days: list[int], weeks: tuple[int, ...], *, may_open: bool
    ) -> bool:
        """Plant every session of a line with one worker if they fit; tell whether they did."""
        spots = self.planting.spots(line, worker, days, weeks, may_open)
        if len(spots) < line.sessions:
            return False
        self.planting.plant(line, number, worker, spots, weeks)
        return True

    def _place_shared(
        self, line: NeedLine, number: int, days: list[int], weeks: tuple[int, ...], candidates: list[int]
    ) -> bool:
        """Plant daily medical care over a few workers, each on days of their own."""
        todo, shares = list(days), list[tuple[int, list[Spot]]]()
        while todo and len(shares) < line.max_faces:
            if not candidates:
                one_day_a_face = len(shares) == line.max_faces - 1 and len(todo) > 3
                if one_day_a_face or not self._may_hire():
                    break
                candidates = [self._hire(line)]
            worker = candidates.pop(0)
            spots = self.planting.spots(line, worker, todo, weeks, may_open=True)
            if spots:
                shares.append((worker, spots))
                todo = [day for day in todo if day not in {spot.block // 2 for spot in spots}]
            elif worker == len(self.planting.workers) - 1:
                break
        if todo:
            return False
        for worker, spots in shares:
            self.planting.plant(line, number, worker, spots, weeks)
        return True

    def _may_hire(self) -> bool:
        """Tell whether somebody new may come."""
        return len(self.planting.workers) < self.hire_below

    def _hire(self, line: NeedLine) -> int:
        """Draw somebody new for a line, and return their number."""
        return self.planting.add_worker(draw_worker(self.chance, self.planting.schools[line.school], line.kind))
