"""A plan under way: who is where, what is taken, and what it costs, kept up to date with every session put in or taken out."""

from __future__ import annotations

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_sheets import (
    CELLS,
    PUPIL_DAYS,
    TEN_EUROS,
    WEEKS_OF_RHYTHM,
    SearchVisit,
    group_key,
    rhythm_of,
)

_NOBODY = -1

Plan = list[tuple[SearchVisit, ...]]
"""For every line its sessions, without those that are locked."""


class SearchState:
    """A plan under way.

    Attributes:
        model: the problem.
        cost: what the plan costs, missed care among it. Costs that no plan can escape are left out.
        given: for every line the sessions that the search found; what is locked is not among them.
        where: for every cell of a worker the school where they are, or -1.
        busy: for every cell of a worker the slots of their sessions.
        pupil_busy: for every day of a pupil the slots of their care.
        left: for every worker the slots of presence that they can still do.
        present: for every cell of a school the workers who are there.
        here: for every school its workers, with their pair.
        pair_blocks: for every pair its half-days.
        post_workers: for every post its workers.
        strangers: for every school its providers without a fixed agreement.
        spent: for every school what its presence costs.
        faces: for every pupil the workers whom they meet, each with a count of sessions.
        groups: for every cell of a worker the shared sessions: by group and start the lines in them.
    """

    def __init__(self, model: SearchModel) -> None:
        self.model = model
        problem = model.problem
        schools, workers = len(problem.schools), len(problem.workers)
        self.given: Plan = [()] * len(problem.lines)
        self.where = [_NOBODY] * (CELLS * workers)
        self.busy = [0] * (CELLS * workers)
        self.pupil_busy = [0] * (PUPIL_DAYS * len(problem.pupils))
        self.left = [worker.slots for worker in problem.workers]
        self.present = [0] * (CELLS * schools)
        self.here: list[dict[int, int]] = [{} for _ in range(schools)]
        self.pair_blocks = [0] * len(model.pairs)
        self.post_workers = [0] * len(model.provider_of_post)
        self.strangers = [0] * schools
        self.spent = [0] * schools
        self.faces: list[dict[int, int]] = [{} for _ in problem.pupils]
        self.groups: list[dict[int, list[int]]] = [{} for _ in range(CELLS * workers)]
        self._sessions = [0] * (CELLS * workers)
        self._weights = weights = problem.weights
        self.cost = sum(
            sheet.missed * sheet.sessions
            + (weights.change if sheet.previous >= 0 else 0)
            + weights.move * len(sheet.published)
            for sheet in model.lines
        )
        self._hold_locks()

    def put(self, line: int, visit: SearchVisit) -> None:
        """Put in a session of a line. It must fit."""
        self._add(line, visit)
        sheet, weights = self.model.lines[line], self._weights
        before = self.given[line]
        cost = -sheet.missed
        if visit.worker == sheet.previous and all(other.worker != sheet.previous for other in before):
            cost -= weights.change
        if sheet.published and (visit.worker, visit.block, visit.start, visit.rhythm) in sheet.published:
            cost -= weights.move
        self.cost += cost
        self.given[line] = (*before, visit)

    def take(self, line: int) -> None:
        """Take out every session of a line."""
        visits = self.given[line]
        if not visits:
            return
        self.given[line] = ()
        model = self.model
        sheet, weights = model.lines[line], self._weights
        busy, sessions, pupil_busy = self.busy, self._sessions, self.pupil_busy
        faces = self.faces[sheet.pupil]
        pupil_days = PUPIL_DAYS * sheet.pupil
        cost = len(visits) * sheet.missed
        kept = False
        for worker, pair, block, start, rhythm in visits:
            mask = ((1 << sheet.duration) - 1) << start
            first = CELLS * worker + 2 * block
            day = pupil_days + (block & ~1)
            kept = kept or worker == sheet.previous
            for week in WEEKS_OF_RHYTHM[rhythm]:
                cell = first + week
                pupil_busy[day + week] ^= mask
                if sheet.group < 0 or self._leave_group(cell, line, start):
                    busy[cell] ^= mask
                sessions[cell] -= 1
                if not sessions[cell]:
                    cost += self._go(pair, cell, block, week)
            faces[worker] -= 1
            if not faces[worker]:
                del faces[worker]
                cost -= weights.face
            if sheet.quiet:
                cost -= weights.quiet * sheet.weight * (mask & sheet.quiet[block]).bit_count()
            if sheet.published and (worker, block, start, rhythm) in sheet.published:
                cost += weights.move
        if kept:
            cost += weights.change
        self.cost += cost

    def missing(self, line: int) -> int:
        """Return how many sessions of a line are still to find."""
        return self.model.lines[line].sessions - len(self.given[line])

    def _add(self, line: int, visit: SearchVisit) -> None:
        """Make room for a session everywhere, and count all but what the line itself gains."""
        worker, pair, block, start, rhythm = visit
        model = self.model
        sheet, weights = model.lines[line], self._weights
        mask = ((1 << sheet.duration) - 1) << start
        first = CELLS * worker + 2 * block
        day = PUPIL_DAYS * sheet.pupil + (block & ~1)
        cost = 0
        for week in WEEKS_OF_RHYTHM[rhythm]:
            cell = first + week
            if self.where[cell] < 0:
                cost += self._come(pair, cell, block, week)
            self.busy[cell] |= mask
            self._sessions[cell] += 1
            self.pupil_busy[day + week] |= mask
            if sheet.group >= 0:
                self.groups[cell].setdefault(group_key(sheet.group, start), []).append(line)
        faces = self.faces[sheet.pupil]
        if worker in faces:
            faces[worker] += 1
        else:
            faces[worker] = 1
            cost += weights.face
        if sheet.quiet:
            cost += weights.quiet * sheet.weight * (mask & sheet.quiet[block]).bit_count()
        self.cost += cost

    def _leave_group(self, cell: int, line: int, start: int) -> bool:
        """Take a line out of a shared session and tell whether that session has ended."""
        key = group_key(self.model.lines[line].group, start)
        members = self.groups[cell][key]
        members.remove(line)
        if members:
            return False
        del self.groups[cell][key]
        return True

    def _come(self, pair: int, cell: int, block: int, week: int) -> int:
        """Send a worker to a school for a half-day of a week, and return what that costs."""
        worker, school, post, kilometres, _, lengths, prices = self.model.pairs[pair]
        weights = self._weights
        cost = weights.presence
        self.where[cell] = school
        self.left[worker] -= lengths[block]
        self.present[CELLS * school + 2 * block + week] += 1
        if not self.pair_blocks[pair]:
            cost += weights.worker_pair
            self.here[school][worker] = pair
            if not self.post_workers[post]:
                cost += weights.provider_pair
                self.strangers[school] += not self.model.bonded[post]
            self.post_workers[post] += 1
        self.pair_blocks[pair] += 1
        if self.where[cell ^ 2] != school:
            cost += weights.kilometre * kilometres
        return cost + self._spend(school, prices[block])

    def _go(self, pair: int, cell: int, block: int, week: int) -> int:
        """Take back `_come`, and return what that costs (less than nothing)."""
        worker, school, post, kilometres, _, lengths, prices = self.model.pairs[pair]
        weights = self._weights
        cost = -weights.presence
        self.where[cell] = _NOBODY
        self.left[worker] += lengths[block]
        self.present[CELLS * school + 2 * block + week] -= 1
        self.pair_blocks[pair] -= 1
        if not self.pair_blocks[pair]:
            cost -= weights.worker_pair
            del self.here[school][worker]
            self.post_workers[post] -= 1
            if not self.post_workers[post]:
                cost -= weights.provider_pair
                self.strangers[school] -= not self.model.bonded[post]
        if self.where[cell ^ 2] != school:
            cost -= weights.kilometre * kilometres
        return cost + self._spend(school, -prices[block])

    def _spend(self, school: int, price: int) -> int:
        """Spend on presence, and return what that costs for going over the budget."""
        budget, before = self.model.budgets[school], self.spent[school]
        after = before + price
        self.spent[school] = after
        if before <= budget and after <= budget:
            return 0
        over = max(0, -((budget - after) // TEN_EUROS)) - max(0, -((budget - before) // TEN_EUROS))
        return self._weights.ten_euro * over

    def _hold_locks(self) -> None:
        """Put in all that is locked; one session more in each of its cells keeps it open whatever else is taken out."""
        problem = self.model.problem
        for worker, school, block, week in dict.fromkeys(problem.locked_presence):
            cell = CELLS * worker + 2 * block + week
            if self.where[cell] < 0:
                self.cost += self._come(self.model.pair_at[school][worker], cell, block, week)
            self._sessions[cell] += 1
        for visit in dict.fromkeys(problem.locked_visits):
            pair = self.model.pair_at[problem.lines[visit.line].school][visit.worker]
            self._add(visit.line, as_search_visit(visit, pair))


def proposal_of(problem: Problem, plan: Plan) -> Proposal:
    """Return a plan as the world knows it; people are where their sessions or their locks are, and nowhere else."""
    found = [visit.as_visit(line) for line, visits in enumerate(plan) for visit in visits]
    visits = (*dict.fromkeys(problem.locked_visits), *found)
    presence = set(problem.locked_presence)
    for visit in visits:
        school = problem.lines[visit.line].school
        presence.update(Presence(visit.worker, school, visit.block, week) for week in visit.weeks)
    return Proposal(tuple(sorted(presence)), visits)


def as_search_visit(visit: Visit, pair: int) -> SearchVisit:
    """Return a visit of the world as the search knows it."""
    return SearchVisit(visit.worker, pair, visit.block, visit.start, rhythm_of(visit.weeks))
