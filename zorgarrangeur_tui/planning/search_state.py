"""A plan under way: who is where, what is taken, and what it costs, kept up to date with every session put in or taken out."""

from __future__ import annotations

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_fortnight import (
    CELLS,
    CELLS_OF_RHYTHM,
    WEEKS_OF_MASK,
    WEEKS_OF_RHYTHM,
    first_cell,
    rhythm_of,
    siblings,
)
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_sheets import TEN_EUROS, LineSheet, SearchVisit

Plan = list[tuple[SearchVisit, ...]]
"""For every line its sessions, without those that are locked."""


class SearchState:
    """A plan under way.

    Slots are taken and freed by turning bits over (`^`), so a session must fit when it is put in, and what is locked must have
    been checked (`search_start.refuse_clashing_locks`): a second one in the same slots would free them.

    Attributes:
        model: the problem.
        cost: what the plan costs, missed care among it. Costs that no plan can escape are left out.
        given: for every line the sessions that the search found; what is locked is not among them.
        idle: for every worker the lanes of the cells in which they are nowhere.
        there: for every pair the cells in which the worker is at the school.
        open: for every pair the slots in which the worker is at the school and has no session.
        pupil_busy: for every pupil the slots of care.
        left: for every worker the slots of presence that they can still do.
        present: for every cell of a school the workers who are there.
        full: for every school the cells without room for one more.
        here: for every school its workers, with their pair.
        post_workers: for every post its workers.
        strangers: for every school its providers without a fixed agreement.
        spent: for every school what its presence costs.
        faces: for every pupil the workers whom they meet, each with a count of sessions.
        groups: by pair and group the slots at which shared sessions start.
        members: by pair, group and such a slot the lines in that session.
    """

    def __init__(self, model: SearchModel) -> None:
        self.model = model
        problem = model.problem
        schools, workers = len(problem.schools), len(problem.workers)
        self.given: Plan = [()] * len(problem.lines)
        self.idle = [model.fortnight.whole] * workers
        self.there = [0] * len(model.pairs)
        self.open = [0] * len(model.pairs)
        self.pupil_busy = [0] * len(problem.pupils)
        self.left = [worker.slots for worker in problem.workers]
        self.present = [0] * (CELLS * schools)
        self.full = [0 if rooms > 0 else (1 << CELLS) - 1 for rooms in model.rooms]
        self.here: list[dict[int, int]] = [{} for _ in range(schools)]
        self.post_workers = [0] * len(model.provider_of_post)
        self.strangers = [0] * schools
        self.spent = [0] * schools
        self.faces: list[dict[int, int]] = [{} for _ in problem.pupils]
        self.groups: dict[tuple[int, int], int] = {}
        self.members: dict[tuple[int, int, int], list[int]] = {}
        self._sessions = [0] * (CELLS * workers)
        self._lines, self._pairs, self._lanes_of = model.lines, model.pairs, model.fortnight.lanes_of
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
        sheet, weights = self._lines[line], self._weights
        before = self.given[line]
        cost = -sheet.missed
        if visit.worker == sheet.previous and not (before and any(other.worker == visit.worker for other in before)):
            cost -= weights.change
        self.cost += cost
        self.given[line] = (*before, visit)

    def take(self, line: int) -> None:
        """Take out every session of a line."""
        visits = self.given[line]
        if not visits:
            return
        self.given[line] = ()
        sheet, weights, sessions = self._lines[line], self._weights, self._sessions
        pupil, group, previous = sheet.pupil, sheet.group, sheet.previous
        faces = self.faces[pupil]
        cost = len(visits) * sheet.missed
        kept = False
        for visit in visits:
            worker, pair, block, _, rhythm, slots = visit
            self.pupil_busy[pupil] ^= slots
            if group < 0:
                self.open[pair] ^= slots
            else:
                self._leave_group(sheet, line, visit)
            cell, ended = CELLS * worker + 2 * block, 0
            for week in WEEKS_OF_RHYTHM[rhythm]:
                left = sessions[cell + week] = sessions[cell + week] - 1
                if not left:
                    ended |= 1 << week
            if ended:
                cost += self._go(pair, block, ended)
            kept = kept or worker == previous
            left = faces[worker] = faces[worker] - 1
            if not left:
                del faces[worker]
                cost -= weights.face
            if sheet.weighed:
                cost -= self._wishes(sheet, visit)
        if kept:
            cost += weights.change
        self.cost += cost

    def missing(self, line: int) -> int:
        """Return how many sessions of a line are still to find."""
        return self._lines[line].sessions - len(self.given[line])

    def _add(self, line: int, visit: SearchVisit) -> None:
        """Make room for a session everywhere, and count all but what the line itself gains."""
        worker, pair, block, _, rhythm, slots = visit
        sheet, sessions = self._lines[line], self._sessions
        coming = CELLS_OF_RHYTHM[rhythm] & ~(self.there[pair] >> 2 * block)
        cost = self._come(pair, block, coming) if coming else 0
        cell = CELLS * worker + 2 * block
        for week in WEEKS_OF_RHYTHM[rhythm]:
            sessions[cell + week] += 1
        if sheet.group < 0:
            self.open[pair] ^= slots
        else:
            self._join_group(sheet, line, visit)
        self.pupil_busy[sheet.pupil] ^= slots
        faces = self.faces[sheet.pupil]
        if worker in faces:
            faces[worker] += 1
        else:
            faces[worker] = 1
            cost += self._weights.face
        if sheet.weighed:
            cost += self._wishes(sheet, visit)
        self.cost += cost

    def _wishes(self, sheet: LineSheet, visit: SearchVisit) -> int:
        """Return what a session costs for the quiet slots in it, less what it saves when it was published."""
        weights, cost = self._weights, 0
        if sheet.quiet:
            disturbed = (sheet.slots[0] << visit.start & sheet.quiet[visit.block]).bit_count()
            cost = weights.quiet * sheet.weight * disturbed
        return cost - weights.move if visit.moment in sheet.published else cost

    def _join_group(self, sheet: LineSheet, line: int, visit: SearchVisit) -> None:
        """Put a line in a shared session, which begins with its first line."""
        pair, group = visit.pair, sheet.group
        for week in WEEKS_OF_RHYTHM[visit.rhythm]:
            slot = self.model.fortnight.width * (2 * visit.block + week) + visit.start
            members = self.members.get((pair, group, slot))
            if members is None:
                self.members[pair, group, slot] = [line]
                self.groups[pair, group] = self.groups.get((pair, group), 0) | 1 << slot
                self.open[pair] ^= sheet.slots[0] << slot
            else:
                members.append(line)

    def _leave_group(self, sheet: LineSheet, line: int, visit: SearchVisit) -> None:
        """Take a line out of a shared session, which ends with its last line."""
        pair, group = visit.pair, sheet.group
        for week in WEEKS_OF_RHYTHM[visit.rhythm]:
            slot = self.model.fortnight.width * (2 * visit.block + week) + visit.start
            members = self.members[pair, group, slot]
            members.remove(line)
            if not members:
                del self.members[pair, group, slot]
                self.groups[pair, group] ^= 1 << slot
                self.open[pair] ^= sheet.slots[0] << slot

    def _come(self, pair: int, block: int, weeks: int) -> int:
        """Send a worker to a school for a half-day of some weeks (a mask), and return what that costs."""
        model, weights, who = self.model, self._weights, self._pairs[pair]
        worker, school, cells, count = who.worker, who.school, weeks << 2 * block, weeks.bit_count()
        lanes = self._lanes_of[cells]
        self.idle[worker] ^= lanes
        self.open[pair] |= who.spans & lanes
        self.left[worker] -= count * who.lengths[block]
        first, rooms = CELLS * school + 2 * block, model.rooms[school]
        for week in WEEKS_OF_MASK[weeks]:
            present = self.present[first + week] = self.present[first + week] + 1
            if present >= rooms:
                self.full[school] |= 1 << 2 * block + week
        there = self.there[pair]
        cost = count * weights.presence
        if not there:
            cost += weights.worker_pair
            self.here[school][worker] = pair
            post = who.post
            if not self.post_workers[post]:
                cost += weights.provider_pair
                self.strangers[school] += not model.bonded[post]
            self.post_workers[post] += 1
        self.there[pair] = there | cells
        cost += (cells & ~siblings(there)).bit_count() * who.trip
        return cost + self._spend(school, count * who.prices[block])

    def _go(self, pair: int, block: int, weeks: int) -> int:
        """Take back `_come`, and return what that costs (less than nothing)."""
        model, weights, who = self.model, self._weights, self._pairs[pair]
        worker, school, cells, count = who.worker, who.school, weeks << 2 * block, weeks.bit_count()
        lanes = self._lanes_of[cells]
        self.idle[worker] ^= lanes
        self.open[pair] ^= who.spans & lanes
        self.left[worker] += count * who.lengths[block]
        first, rooms = CELLS * school + 2 * block, model.rooms[school]
        for week in WEEKS_OF_MASK[weeks]:
            present = self.present[first + week] = self.present[first + week] - 1
            if present < rooms:
                self.full[school] &= ~(1 << 2 * block + week)
        there = self.there[pair] = self.there[pair] ^ cells
        cost = -count * weights.presence
        if not there:
            cost -= weights.worker_pair
            del self.here[school][worker]
            post = who.post
            self.post_workers[post] -= 1
            if not self.post_workers[post]:
                cost -= weights.provider_pair
                self.strangers[school] -= not model.bonded[post]
        cost -= (cells & ~siblings(there)).bit_count() * who.trip
        return cost + self._spend(school, -count * who.prices[block])

    def _spend(self, school: int, price: int) -> int:
        """Spend on presence, and return what that costs for going over the budget."""
        budget, before = self.model.budgets[school], self.spent[school]
        after = self.spent[school] = before + price
        if before <= budget and after <= budget:
            return 0
        over = max(0, -((budget - after) // TEN_EUROS)) - max(0, -((budget - before) // TEN_EUROS))
        return self._weights.ten_euro * over

    def _hold_locks(self) -> None:
        """Put in all that is locked; one session more in each of its cells keeps it open whatever else is taken out."""
        problem = self.model.problem
        for worker, school, block, week in dict.fromkeys(problem.locked_presence):
            pair, cell = self.model.pair_at[school][worker], 2 * block + week
            if not self.there[pair] >> cell & 1:
                self.cost += self._come(pair, block, 1 << week)
            self._sessions[CELLS * worker + cell] += 1
        for visit in dict.fromkeys(problem.locked_visits):
            pair = self.model.pair_at[problem.lines[visit.line].school][visit.worker]
            self._add(visit.line, search_visit(self.model, visit, pair))


def proposal_of(problem: Problem, plan: Plan) -> Proposal:
    """Return a plan as the world knows it; people are where their sessions or their locks are, and nowhere else."""
    found = [visit.as_visit(line) for line, visits in enumerate(plan) for visit in visits]
    visits = (*dict.fromkeys(problem.locked_visits), *found)
    presence = set(problem.locked_presence)
    for visit in visits:
        school = problem.lines[visit.line].school
        presence.update(Presence(visit.worker, school, visit.block, week) for week in visit.weeks)
    return Proposal(tuple(sorted(presence)), visits)


def search_visit(model: SearchModel, visit: Visit, pair: int) -> SearchVisit:
    """Return a visit of the world as the search knows it."""
    rhythm = rhythm_of(visit.weeks)
    first = model.fortnight.width * first_cell(visit.block, rhythm) + visit.start
    return SearchVisit(
        visit.worker, pair, visit.block, visit.start, rhythm, model.lines[visit.line].slots[rhythm] << first
    )
