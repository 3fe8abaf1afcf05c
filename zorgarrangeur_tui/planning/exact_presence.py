"""What an exact model asks of presence: what it costs that somebody comes, and that people, rooms and budgets allow it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, product

from zorgarrangeur_tui.planning.bounds_sheets import room_in
from zorgarrangeur_tui.planning.candidates import kilometres, presence_cents, working_span
from zorgarrangeur_tui.planning.cpsat import CpModel, Term
from zorgarrangeur_tui.planning.exact_standing import Cell, Standing
from zorgarrangeur_tui.planning.placements import Presence

_TEN_EUROS = 60_000


def add_presence_rules(
    model: CpModel,
    standing: Standing,
    presence: Mapping[Presence, int],
    load: Mapping[Cell, Sequence[Term]],
    schools: Collection[int],
) -> None:
    """Add all that holds for who is where.

    Args:
        model: the model.
        standing: what stays as it is.
        presence: the flags of who could come.
        load: by worker, half-day and week the sessions that could be given, by their slots.
        schools: those that are planned.
    """
    rules = _PresenceRules(model, standing, presence, schools)
    rules.add_costs()
    rules.add_limits(load)
    rules.add_standing_costs()


class _PresenceRules:
    """Adds them, one subject at a time."""

    def __init__(
        self, model: CpModel, standing: Standing, presence: Mapping[Presence, int], schools: Collection[int]
    ) -> None:
        self._model, self._standing, self._presence = model, standing, presence
        self._problem, self._weights = standing.problem, standing.problem.weights
        self._schools = schools

    def add_costs(self) -> None:
        """Add what it costs that somebody comes: to be there, to travel, one more worker, one more provider."""
        model, weights, standing = self._model, self._weights, self._standing
        comes: dict[tuple[int, int], int] = {}
        sends: dict[tuple[int, int], int] = {}
        trips: dict[tuple[int, int, int, int], int] = {}
        charges: Counter[int] = Counter()
        for one, flag in self._presence.items():
            charges[flag] += weights.presence
            day = one.worker, one.school, one.block // 2, one.week
            if one.school not in standing.days[one.worker, one.block // 2, one.week]:
                if day not in trips:
                    trips[day] = model.flag(weights.kilometre * kilometres(self._problem, one.worker, one.school))
                model.implies(flag, trips[day])
            pair = one.worker, one.school
            if pair not in standing.pairs:
                if pair not in comes:
                    comes[pair] = model.flag(weights.worker_pair)
                model.implies(flag, comes[pair])
            post = self._problem.workers[one.worker].provider, one.school
            if post[0] not in standing.providers(one.school):
                if post not in sends:
                    sends[post] = model.flag(weights.provider_pair)
                model.implies(flag, sends[post])
                if pair in comes:
                    model.implies(comes[pair], sends[post])
        for flag, cost in charges.items():
            model.charge(flag, cost)
        self._add_caps(sends)

    def add_limits(self, load: Mapping[Cell, Sequence[Term]]) -> None:
        """Ask that people have the hours, are in one place, and that there is room; and add what goes over a budget."""
        model, problem, standing = self._model, self._problem, self._standing
        hours: dict[int, list[Term]] = defaultdict(list)
        rooms: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
        spent: dict[int, list[Term]] = defaultdict(list)
        places: dict[Cell, list[Term]] = defaultdict(list)
        days: dict[tuple[int, int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one, flag in self._presence.items():
            first, end = working_span(problem, one.worker, one.school, one.block) or (0, 0)
            hours[one.worker].append((flag, end - first))
            rooms[one.school, one.block, one.week].append((flag, 1))
            spent[one.school].append((flag, presence_cents(problem, one.worker, end - first)))
            cell = one.worker, one.block, one.week
            lengths = {length for _, length in load.get(cell, ())}
            places[cell].append((flag, -room_in(end - first, sorted(lengths))))
            days[one.worker, one.block // 2, one.week][one.school].append(flag)
        for worker, terms in hours.items():
            model.at_most(terms, problem.workers[worker].slots - standing.slots[worker])
        for key, terms in rooms.items():
            model.at_most(terms, problem.schools[key[0]].rooms - standing.present[key])
        for cell, there in places.items():
            model.at_most_one(flag for flag, _ in there)
            model.at_most([*load.get(cell, ()), *there], 0)
        for by_school in days.values():
            for pair in combinations(sorted(by_school), 2):
                if pair in problem.unreachable:
                    for flags in product(by_school[pair[0]], by_school[pair[1]]):
                        model.at_most_one(flags)
        for school in self._schools:
            self._add_budget(school, spent[school])

    def add_standing_costs(self) -> None:
        """Add what the presence that stays costs."""
        model, weights, standing = self._model, self._weights, self._standing
        model.constant += weights.presence * len(standing.where)
        model.constant += weights.worker_pair * len(standing.pairs)
        posts = {(self._problem.workers[worker].provider, school) for worker, school in standing.pairs}
        model.constant += weights.provider_pair * len(posts)
        for (worker, _, _), schools in standing.days.items():
            far = sum(kilometres(self._problem, worker, school) for school in schools)
            model.constant += weights.kilometre * far

    def _add_caps(self, sends: Mapping[tuple[int, int], int]) -> None:
        """Ask that no more providers come than was agreed."""
        for school in self._schools:
            site = self._problem.schools[school]
            if site.provider_cap is None:
                continue
            strangers = self._standing.providers(school) - set(site.bonds)
            limit = max(0, site.provider_cap - len(set(site.bonds)) - len(strangers))
            flags = [
                (flag, 1) for (provider, where), flag in sends.items() if where == school and provider not in site.bonds
            ]
            self._model.at_most(flags, limit)

    def _add_budget(self, school: int, spent: Sequence[Term]) -> None:
        """Add the tens of euros, begun or whole, that presence costs above the budget."""
        budget, standing = self._problem.schools[school].budget, self._standing.spent[school]
        if budget is None:
            return
        most = standing + sum(cents for _, cents in spent)
        over = self._model.number(0, most // _TEN_EUROS + 1, self._weights.ten_euro)
        self._model.at_most([*spent, (over, -_TEN_EUROS)], budget * _TEN_EUROS // 10 - standing)
