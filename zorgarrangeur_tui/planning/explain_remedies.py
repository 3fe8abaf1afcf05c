"""What would be needed to give a line that has too little: one thing at a time that is allowed for once, and planned again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from zorgarrangeur_tui.planning.candidates import is_eligible, kilometres, may_come, working_span
from zorgarrangeur_tui.planning.explain_crop import Part
from zorgarrangeur_tui.planning.explain_reasons import Obstacle, Place
from zorgarrangeur_tui.planning.explain_try import Attempt, Patience, attempt
from zorgarrangeur_tui.planning.explain_words import (
    Names,
    cost_sentence,
    half_day,
    length_words,
    listed,
    visit_words,
)
from zorgarrangeur_tui.planning.names import capitalised
from zorgarrangeur_tui.planning.problem import Problem

_ENOUGH_SLOTS = 400
_WIDER = (1, 2, 4, 8)
_MOST_OTHERS = 40
_MOST_STRANGERS = 10
_TRY_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that would help.

    Attributes:
        sentence: what it is, what comes of it and what that costs.
        visits_gained: visits in a fortnight that are given then and not now.
        cost: how much more, or less, all wishes together cost then; care that is given then is not counted in it.
    """

    sentence: str
    visits_gained: int
    cost: int


def nearest_strangers(problem: Problem, line: int) -> list[int]:
    """Return who have the skill for a line but may not come to its school: those who live nearest."""
    need = problem.lines[line]
    strangers = [
        worker
        for worker, who in enumerate(problem.workers)
        if need.kind in who.skills and not may_come(problem, worker, need.school)
    ]
    return sorted(strangers, key=lambda worker: (kilometres(problem, worker, need.school), worker))[:_MOST_STRANGERS]


class Remedies:
    """Looks for what would help one line."""

    def __init__(
        self,
        part: Part,
        line: int,
        places: list[Place],
        strangers: list[int],
        names: Names,
        end: float,
        stop: Callable[[], bool],
    ) -> None:
        self._problem, self._proposal = part.problem, part.proposal
        self._number, self._line = line, part.problem.lines[line]
        self._places, self._strangers = places, strangers
        self._names, self._end, self._stop = names, end, stop
        workers = range(len(self._problem.workers))
        self._eligible = [worker for worker in workers if is_eligible(self._problem, line, worker)]

    def found(self) -> Iterator[Remedy]:
        """Yield what helps, as long as there is time: what asks least of people first."""
        ways = (
            self._as_it_is,
            self._shifting,
            self._more_hours,
            self._another_half_day,
            self._wider_window,
            self._another_day,
            self._more_providers,
            self._more_room,
            self._another_skill,
            self._somebody_new,
        )
        for way in ways:
            if time.monotonic() >= self._end or self._stop():
                return
            remedy = way()
            if remedy is not None:
                yield remedy

    def _as_it_is(self) -> Remedy | None:
        """Change nothing else."""
        if all(place.obstacles for place in self._places):
            return None
        done = self._try(self._problem)
        return None if done is None else self._remedy("Dit past zonder iets te schuiven", done)

    def _shifting(self) -> Remedy | None:
        """Move other visits of the same people at the same school, each still by who gives it now."""
        if not all(place.obstacles for place in self._places):
            return None
        locked = {visit.line for visit in self._problem.locked_visits}
        others = {
            visit.line
            for visit in self._proposal.visits
            if visit.worker in self._eligible
            and self._problem.lines[visit.line].school == self._line.school
            and visit.line not in locked
        } - {self._number}
        if not others or len(others) > _MOST_OTHERS:
            return None
        done = self._try(self._problem, others=others)
        if done is None:
            return None
        moved = len(set(self._proposal.visits) - set(done.proposal.visits))
        what = f"Schuif met {moved} andere bezoeken" if moved > 1 else "Schuif met 1 ander bezoek"
        return self._remedy(what, done)

    def _more_hours(self) -> Remedy | None:
        """Let people work longer who could come but have no hours left."""
        if not self._stands(Obstacle.HOURS):
            return None
        done = self._try(
            self._with_workers(lambda worker: {"slots": self._problem.workers[worker].slots + _ENOUGH_SLOTS})
        )
        if done is None:
            return None
        worked: dict[int, int] = {}
        for one in done.proposal.presence:
            first, end = working_span(self._problem, one.worker, one.school, one.block) or (0, 0)
            worked[one.worker] = worked.get(one.worker, 0) + end - first
        more = {
            worker: worked.get(worker, 0) - self._problem.workers[worker].slots
            for worker in sorted({visit.worker for visit in done.new})
        }
        told = [
            f"{length_words(self._problem, slots)} in twee weken meer van {self._names.worker(worker)}"
            for worker, slots in more.items()
            if slots > 0
        ]
        return self._remedy(listed(told), done) if told else None

    def _another_half_day(self) -> Remedy | None:
        """Let people come on half-days on which they cannot now."""
        if not self._stands(Obstacle.AWAY):
            return None
        opened = self._problem.schools[self._line.school].blocks
        done = self._try(self._with_workers(lambda _: {"blocks": tuple(sorted(opened)), "hours": {}}))
        if done is None:
            return None
        told = dict.fromkeys(
            f"{self._names.worker(visit.worker)} ook op {half_day(visit.block)}"
            for visit in done.new
            if visit.block not in self._problem.workers[visit.worker].blocks
            or visit.block in self._problem.workers[visit.worker].hours
        )
        return self._remedy(f"Als {listed(told)} kan komen", done) if told else None

    def _wider_window(self) -> Remedy | None:
        """Let the session be a little earlier or later."""
        window = self._line.window
        if window is None:
            return None
        for slots in _WIDER:
            wider = replace(self._line, window=(window[0] - slots, window[1] + slots))
            done = self._try(self._with_line(wider))
            if done is not None:
                early = max((window[0] - visit.start for visit in done.new), default=0)
                late = max((visit.start - window[1] for visit in done.new), default=0)
                return self._remedy(
                    f"Een tijdvak dat {length_words(self._problem, max(early, late, 0))} ruimer is", done
                )
        return None

    def _another_day(self) -> Remedy | None:
        """Let the session be on other days."""
        if self._line.days is None:
            return None
        done = self._try(self._with_line(replace(self._line, days=None)))
        return None if done is None else self._remedy("Als het ook op een andere dag mag", done)

    def _more_providers(self) -> Remedy | None:
        """Let one provider more come than was agreed."""
        if not self._stands(Obstacle.CAP):
            return None
        site = self._problem.schools[self._line.school]
        done = self._try(self._with_site(provider_cap=len({*site.bonds, *self._coming()}) + 1))
        if done is None:
            return None
        providers = sorted({self._problem.workers[visit.worker].provider for visit in done.new})
        names = listed(map(self._names.provider, providers))
        return self._remedy(f"1 zorgaanbieder meer dan afgesproken ({names})", done)

    def _more_room(self) -> Remedy | None:
        """Let one more be there at once."""
        if not self._stands(Obstacle.ROOM):
            return None
        rooms = self._problem.schools[self._line.school].rooms
        done = self._try(self._with_site(rooms=rooms + 1))
        return None if done is None else self._remedy("1 ruimte meer op school", done)

    def _another_skill(self) -> Remedy | None:
        """Let people who come there already give this care too."""
        here = {one.worker for one in self._proposal.presence if one.school == self._line.school}
        able = sorted(
            worker for worker in here - set(self._eligible) if may_come(self._problem, worker, self._line.school)
        )
        done = self._try(self._able(able, self._problem.schools[self._line.school].providers), able) if able else None
        if done is None:
            return None
        workers = sorted({visit.worker for visit in done.new})
        names = listed(self._names.worker(worker) for worker in workers)
        return self._remedy(f"Als {names} deze zorg ook {'mag' if len(workers) == 1 else 'mogen'} geven", done)

    def _somebody_new(self) -> Remedy | None:
        """Let people with the skill come who may not come to this school now."""
        able = self._strangers
        done = self._try(self._able(able, None), able) if able else None
        if done is None:
            return None
        names = listed(self._names.worker(worker) for worker in sorted({visit.worker for visit in done.new}))
        return self._remedy(f"Als {names} naar deze school mag komen", done)

    def _able(self, able: list[int], providers: tuple[int, ...] | None) -> Problem:
        """Return the problem with some people able to serve the line."""
        workers = list(self._problem.workers)
        for worker in able:
            who = workers[worker]
            workers[worker] = replace(
                who, skills=(*who.skills, self._line.kind), schools=tuple(sorted({*who.schools, self._line.school}))
            )
        line = replace(self._line, only=None if self._line.only is None else (*self._line.only, *able))
        problem = replace(self._with_line(line), workers=tuple(workers))
        sites = list(problem.schools)
        sites[self._line.school] = replace(sites[self._line.school], providers=providers)
        return replace(problem, schools=tuple(sites))

    def _stands(self, obstacle: Obstacle) -> bool:
        """Tell whether some place has this obstacle."""
        return any(obstacle in place.obstacles for place in self._places)

    def _coming(self) -> set[int]:
        school = self._line.school
        return {self._problem.workers[one.worker].provider for one in self._proposal.presence if one.school == school}

    def _with_line(self, line: object) -> Problem:
        lines = list(self._problem.lines)
        lines[self._number] = line  # type: ignore[call-overload]  # a line
        return replace(self._problem, lines=tuple(lines))

    def _with_site(self, **fields: object) -> Problem:
        sites = list(self._problem.schools)
        sites[self._line.school] = replace(sites[self._line.school], **fields)  # type: ignore[arg-type]  # checked by who calls
        return replace(self._problem, schools=tuple(sites))

    def _with_workers(self, fields: Callable[[int], dict[str, object]]) -> Problem:
        workers = list(self._problem.workers)
        for worker in self._eligible:
            workers[worker] = replace(workers[worker], **fields(worker))  # type: ignore[arg-type]  # as above
        return replace(self._problem, workers=tuple(workers))

    def _try(
        self, problem: Problem, workers: list[int] | None = None, others: set[int] | None = None
    ) -> Attempt | None:
        left = self._end - time.monotonic()
        patience = Patience(min(_TRY_SECONDS, left), self._stop)
        return attempt(problem, self._proposal, self._number, workers or self._eligible, patience, others=others or ())

    def _remedy(self, what: str, done: Attempt) -> Remedy:
        gained = done.after.visits_done - done.before.visits_done
        weights = self._problem.weights
        care = replace(weights, fixed_moment=0, slot=0)
        visits = listed(visit_words(self._problem, self._names, visit) for visit in done.new[:3])
        sentence = f"{capitalised(what)}: {visits}. {cost_sentence(self._problem, done.before, done.after)}"
        return Remedy(sentence, gained, done.after.cost(care) - done.before.cost(care))
