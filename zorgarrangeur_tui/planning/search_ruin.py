"""Which part of a plan to take out next, so that it can be put together better."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from zorgarrangeur_tui.planning.search_state import SearchState

_LARGEST = 15
"""Lines that are taken out at once; more is rarely worth the time."""
_WHOLE_SCHOOL = 60
"""Lines of a school that is now and then taken out as a whole."""
_SHARE_FOR_SHORT, _LEAST_FOR_SHORT, _PATIENCE = 0.3, 0.03, 500
"""Of the moves while there are lines that nobody serves wholly; it halves after so many moves in vain."""
_SHORT_TOO = 3
"""Lines that are short and are tried along with others."""
_HOME_IN_PART, _HOME = 0.12, 0.18
"""Of the moves at a school that bring back who came in the last plan; fewer where other schools must stay as they are."""
_NEAREST = 20
"""Of how many workers, the nearest first, one is invited to a school."""


@dataclass(slots=True)
class Ruin:
    """A part of a plan.

    Attributes:
        lines: what is taken out.
        invited: workers who count as if they came to the school anyway.
        barred: a worker who does not come back; -1 is nobody.
        first: which of them are put in before all others.
    """

    lines: list[int]
    invited: dict[int, None] = field(default_factory=dict)
    barred: int = -1
    first: Collection[int] = ()


class Ruiner:
    """Chooses parts of a plan by chance.

    Attributes:
        short: the lines with sessions that nobody gives yet; the values mean nothing.
    """

    def __init__(self, state: SearchState, chance: Random) -> None:
        self.short: dict[int, None] = {}
        self._state = state
        self._model = state.model
        self._chance = chance
        self._lines_at: list[list[int]] = []
        self._schools: list[int] = []
        self._upto: list[int] = []
        self._foreign: set[int] = set()
        self._fewest_short = self._in_vain = 0
        self.work_on(range(len(state.model.school_lines)), set())

    def work_on(self, schools: Sequence[int], foreign: set[int]) -> None:
        """Look from now on only at some schools, and leave the sessions of foreign workers as they are."""
        state, model = self._state, self._model
        self._foreign = foreign
        self._lines_at = [[] for _ in model.school_lines]
        for school in schools:
            self._lines_at[school] = [
                line
                for line in model.school_lines[school]
                if not foreign or not any(visit.worker in foreign for visit in state.given[line])
            ]
        self._schools = [school for school in schools if self._lines_at[school]]
        self._upto = list(accumulate(len(self._lines_at[school]) for school in self._schools))
        self.look_again()

    def look_again(self) -> None:
        """Find the lines that are short anew."""
        missing = self._state.missing
        self.short = {line: None for school in self._schools for line in self._lines_at[school] if missing(line) > 0}
        self._fewest_short = len(self.short)

    @property
    def has_work(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self._schools)

    def choose(self) -> Ruin:
        """Return what to take out next, with some of the lines of its school that are short."""
        chance = self._chance
        if self.short and chance.random() < self._share_for_short():
            line = chance.choice(list(self.short))
            lines = self._lines_at[self._model.lines[line].school]
            ruin = self._for_short(line, lines)
        else:
            school = chance.choices(self._schools, cum_weights=self._upto)[0]
            lines = self._lines_at[school]
            ruin = self._of_school(school, lines)
        if self.short:
            had = set(ruin.lines)
            ruin.lines += self._some([line for line in lines if line in self.short and line not in had], _SHORT_TOO)
        return ruin

    def _share_for_short(self) -> float:
        """Return how many of the moves are for lines that are short: ever fewer while none of them helps."""
        if len(self.short) < self._fewest_short:
            self._fewest_short, self._in_vain = len(self.short), 0
        self._in_vain += 1
        return max(_LEAST_FOR_SHORT, _SHARE_FOR_SHORT * _PATIENCE / (_PATIENCE + self._in_vain))

    def _for_short(self, line: int, lines: list[int]) -> Ruin:
        """Return what one or two of those who could serve a line do, there or everywhere, and what else its pupil has."""
        chance, model = self._chance, self._model
        sheet = model.lines[line]
        able = [worker for worker in sheet.candidates if worker not in self._foreign][:_NEAREST]
        if not able:
            return Ruin([line])
        workers = {chance.choice(able) for _ in range(chance.randint(1, 2))}
        schools = {sheet.school}
        if chance.random() < 0.5:
            schools.update(school for worker in workers for school in model.problem.workers[worker].schools)
        in_the_way = self._served([other for school in sorted(schools) for other in self._lines_at[school]], workers)
        ruin = Ruin(self._few(in_the_way), first=(line,))
        of_pupil = [other for other in lines if model.lines[other].pupil == sheet.pupil]
        ruin.lines = list(dict.fromkeys([line, *of_pupil, *ruin.lines]))
        if chance.random() < 0.5:
            ruin.invited = dict.fromkeys(sorted(workers))
        return ruin

    def _of_school(self, school: int, lines: list[int]) -> Ruin:
        """Return a part of the plan of a school: what people do there, or else lines that have something in common."""
        chance = self._chance
        here = [worker for worker in self._state.here[school] if worker not in self._foreign]
        kind = chance.random()
        if kind < (_HOME_IN_PART if self._foreign else _HOME):
            return self._of_last_plan(chance.choice(lines), lines)
        if kind < 0.40 and here:
            return self._of_workers(lines, here)
        if kind < 0.48 and here:
            return self._of_worker_everywhere(chance.choice(here))
        return Ruin(self._alike(lines))

    def _alike(self, lines: list[int]) -> list[int]:
        """Return lines of a few pupils, of one kind of care, or any; now and then all of a school."""
        chance, model = self._chance, self._model
        kind = chance.random()
        if kind < 0.02 and len(lines) <= _WHOLE_SCHOOL:
            return list(lines)
        if kind < 0.36:
            pupils = {model.lines[chance.choice(lines)].pupil for _ in range(chance.randint(1, 4))}
            return [line for line in lines if model.lines[line].pupil in pupils]
        if kind < 0.64:
            sort = model.problem.lines[chance.choice(lines)].kind
            same = [line for line in lines if model.problem.lines[line].kind == sort]
            return self._some(same, chance.randint(2, _LARGEST))
        return self._some(lines, chance.randint(2, 10))

    def _of_workers(self, lines: list[int], here: list[int]) -> Ruin:
        """Return what one or two workers do at a school; sometimes one of them stays away, or another one is invited."""
        chance = self._chance
        workers = {chance.choice(here) for _ in range(1 if chance.random() < 0.7 else 2)}
        ruin = Ruin(self._few(self._served(lines, workers)))
        manner = chance.random()
        if manner < 0.4:
            ruin.barred = min(workers)
        if manner < 0.1 or manner > 0.8:
            wanted = list(self._model.lines[chance.choice(lines)].candidates)[:_NEAREST]
            ruin.invited = {chance.choice(wanted): None}
        return ruin

    def _of_last_plan(self, line: int, lines: list[int]) -> Ruin:
        """Return what somebody, or their whole provider, had in the last plan and has no longer, and invite them for it.

        One such line is never worth the price of somebody who comes anew; all of them together may be. Where every school is
        planned, what they do elsewhere for lines that were not theirs comes out too, and goes in after it: that is often what
        keeps them away.
        """
        model, given = self._model, self._state.given
        worker = model.lines[line].previous
        if worker < 0:
            return Ruin([line])
        school = model.lines[line].school
        pairs = model.pair_at[school]
        colleagues = {worker}
        if self._chance.random() < 0.5:
            post = model.pairs[pairs[worker]].post
            colleagues = {other for other, pair in pairs.items() if model.pairs[pair].post == post}
        lost = [
            other
            for other in lines
            if model.lines[other].previous in colleagues
            and all(visit[0] != model.lines[other].previous for visit in given[other])
        ]
        home, invited = self._few(lost) or [line], dict.fromkeys(sorted(colleagues))
        if self._foreign:
            return Ruin(home, invited)
        away = [
            other
            for place in sorted(
                {place for one in colleagues for place in model.problem.workers[one].schools} - {school}
            )
            for other in self._served(self._lines_at[place], colleagues)
            if model.lines[other].previous not in colleagues
        ]
        return Ruin(home + self._few(away), invited, first=frozenset(home))

    def _of_worker_everywhere(self, worker: int) -> Ruin:
        """Return what a worker does at every school."""
        here = self._state.here
        lines = [
            line
            for school in self._model.problem.workers[worker].schools
            if worker in here[school]
            for line in self._lines_at[school]
        ]
        return Ruin(self._few(self._served(lines, {worker})))

    def _served(self, lines: list[int], workers: set[int]) -> list[int]:
        """Return of some lines those of which some workers give a session."""
        given = self._state.given
        return list(dict.fromkeys([line for line in lines for visit in given[line] if visit[0] in workers]))

    def _few(self, lines: list[int]) -> list[int]:
        """Return most times no more lines than are worth the time."""
        return lines if self._chance.random() < 0.2 else self._some(lines, _LARGEST)

    def _some(self, lines: list[int], most: int) -> list[int]:
        """Return so many of some lines, or all when they are fewer."""
        return self._chance.sample(lines, most) if len(lines) > most else list(lines)
