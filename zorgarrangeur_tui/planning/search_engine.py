"""One move of the search after another: take a part of the plan out, put it together again, and keep what is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_insert import Inserter
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_ruin import Ruin, Ruiner
from zorgarrangeur_tui.planning.search_sheets import SearchVisit
from zorgarrangeur_tui.planning.search_state import Plan, SearchState, proposal_of
from zorgarrangeur_tui.planning.search_watch import PlaceWatch

_SHUFFLES = (0.0, 1.0, None)
"""How far the order of lines is left to chance; None is wholly."""
_NOISES = (0.0, 0.2, 0.8)
"""How far what is cheapest is left to chance, in pairs of a worker and a school."""


class SearchEngine:
    """A plan that gets better, and the best that it ever was.

    Attributes:
        model: the problem.
        state: the plan under way.
        inserter: what puts lines into it.
        best: the best plan so far.
        best_cost: what that costs.
        news: the lines in which `best` is no longer as it was when somebody last emptied this; the values mean nothing.
    """

    def __init__(self, model: SearchModel, seed: int) -> None:
        self.model = model
        self.state = SearchState(model)
        self._chance = Random(seed)  # noqa: S311 - nothing secret is drawn
        self.inserter = Inserter(self.state, self._chance)
        self._ruiner = Ruiner(self.state, self._chance)
        weights = model.problem.weights
        self._noise, self._face = weights.worker_pair, weights.face
        self._worth = [
            sheet.missed * sheet.sessions
            + (weights.change if sheet.previous >= 0 else 0)
            + weights.move * len(sheet.published)
            for sheet in model.lines
        ]
        self.best: Plan = []
        self.best_cost = 0
        self.news: dict[int, None] = {}
        self._changed: dict[int, None] = {}
        self._watch: PlaceWatch | None = None
        self.begin()

    @property
    def has_work(self) -> bool:
        """Whether there is anything that could be planned otherwise."""
        return self._ruiner.has_work

    @property
    def is_short(self) -> bool:
        """Whether some line where it may search has sessions that nobody gives."""
        return bool(self._ruiner.short)

    def begin(
        self,
        schools: Sequence[int] | None = None,
        foreign: set[int] | None = None,
        watch: PlaceWatch | None = None,
    ) -> None:
        """Count the plan as it is now for the best, and go on from it: at some schools, without some workers, or with all.

        Every move that is kept is shown to a watch, when there is one.
        """
        self._watch = watch
        if watch is not None:
            watch.begin()
        every = range(len(self.model.school_lines))
        self.inserter.barred = set() if foreign is None else foreign
        self._ruiner.work_on(every if schools is None else schools, self.inserter.barred)
        self.best, self.best_cost = list(self.state.given), self.state.cost
        self._changed.clear()
        self.news.clear()

    def move(self, heat: float) -> bool:
        """Make one move and return whether the plan is now the best; the hotter, the more a plan may be worse than before."""
        state = self.state
        ruin = self._ruiner.choose()
        before = [state.given[line] for line in ruin.lines]
        cost = state.cost
        limit = cost + heat * _patience(self._chance.random())
        tried = self._rebuild(ruin, limit)
        if state.cost > limit or tried < len(ruin.lines):
            self.restore(ruin.lines, before)
            return False
        short = self._ruiner.short
        for line in ruin.lines:
            self._changed[line] = None
            if state.missing(line) > 0:
                short[line] = None
            else:
                short.pop(line, None)
        if self._watch is not None:
            self._watch.follow(state, ruin.lines, cost - state.cost, heat)
        if state.cost >= self.best_cost:
            return False
        for line in self._changed:
            self.best[line] = state.given[line]
        self.news.update(self._changed)
        self._changed.clear()
        self.best_cost = state.cost
        return True

    def return_to_best(self) -> None:
        """Make the best plan the plan under way."""
        lines = [line for line in self._changed if self.state.given[line] != self.best[line]]
        self.restore(lines, [self.best[line] for line in lines])
        self._changed.clear()
        self._ruiner.look_again()
        if self._watch is not None:
            self._watch.begin()

    def best_proposal(self) -> Proposal:
        """Return the best plan as the world knows it."""
        return proposal_of(self.model.problem, self.best)

    def restore(self, lines: Sequence[int], plan: Sequence[tuple[SearchVisit, ...]]) -> None:
        """Give lines the sessions of another plan. Together they must fit."""
        state = self.state
        changed = [one for one in zip(lines, plan, strict=True) if state.given[one[0]] != one[1]]
        for line, _ in changed:
            state.take(line)
        for line, visits in changed:
            for visit in visits:
                state.put(line, visit)

    def _rebuild(self, ruin: Ruin, limit: float) -> int:
        """Take out a part and put it in again; stop once it costs too much, and return how many lines were put in."""
        state, inserter, worth, sheets = self.state, self.inserter, self._worth, self.model.lines
        for line in ruin.lines:
            state.take(line)
        chance = self._chance
        shuffle, noise = chance.choice(_SHUFFLES), chance.choice(_NOISES) * self._noise
        pupils = self._without_a_face(ruin.lines)
        hopes = sum(worth[line] for line in ruin.lines) - self._face * len(pupils)
        inserter.favourites = ruin.invited
        barring = ruin.barred >= 0 and ruin.barred not in inserter.barred
        if barring:
            inserter.barred.add(ruin.barred)
        tried = 0
        for line in self._ordered(ruin, shuffle):
            inserter.insert(line, noise)
            tried += 1
            hopes -= worth[line]
            if sheets[line].pupil in pupils:
                pupils.discard(sheets[line].pupil)
                hopes += self._face
            if state.cost - hopes > limit:
                break
        if barring:
            inserter.barred.discard(ruin.barred)
        inserter.favourites = {}
        return tried

    def _without_a_face(self, lines: Sequence[int]) -> set[int]:
        """Return the pupils of lines who meet nobody now: whoever serves them costs at least a face."""
        faces, sheets = self.state.faces, self.model.lines
        return {sheets[line].pupil for line in lines if not faces[sheets[line].pupil]}

    def _ordered(self, ruin: Ruin, shuffle: float | None) -> list[int]:
        """Return the lines of a part with the hardest to place first, or more by chance."""
        sheets, random = self.model.lines, self._chance.random
        ordered = list(ruin.lines)
        if shuffle is None:
            self._chance.shuffle(ordered)
        else:
            keys = {line: (sheets[line].order[0] + random() * shuffle, sheets[line].order, line) for line in ordered}
            ordered.sort(key=keys.__getitem__)
        if ruin.first:
            ordered.sort(key=lambda line: line not in ruin.first)
        return ordered


def _patience(chance: float) -> float:
    """Return how much worse a plan may be at heat 1: `-log(1 - chance)` without its tail.

    It is a fraction because logarithms differ in their last bit from one machine to another, and plans must not.
    """
    return chance * (6.0 - chance) / (6.0 - 4.0 * chance)
