"""A problem laid out as the search needs it: every list made once, before the first move."""

from __future__ import annotations

from collections.abc import Sequence

from zorgarrangeur_tui.planning.candidates import kilometres, presence_cents, unreachable_from
from zorgarrangeur_tui.planning.problem import BLOCKS, Problem
from zorgarrangeur_tui.planning.search_fortnight import fortnight_for, mask_of
from zorgarrangeur_tui.planning.search_lines import LineMaker
from zorgarrangeur_tui.planning.search_sheets import TEN_EUROS, UNLIMITED, LineSheet, PairSheet


class SearchModel:
    """A problem in the form of `search_sheets`.

    Attributes:
        problem: the problem itself.
        fortnight: how slots are laid out.
        lines: a sheet for every line.
        pairs: a sheet for every worker at a school where they may come.
        pair_at: for every school its workers, with their pair.
        school_lines: for every school its lines of which there is something to find.
        provider_of_post: the provider of a post.
        rooms: for every school how many workers can be there at once.
        caps: for every school how many providers without a fixed agreement may come; a very high number without a limit.
        bonded: the posts of providers with a fixed agreement, who never count for `caps`.
        budgets: for every school what it may spend, in sixtieths of a cent.
        unreachable: for a school those that nobody can also do on the same day.
        max_care: slots of care that a pupil has on one day at most.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.fortnight = fortnight_for(problem)
        self.pairs: list[PairSheet] = []
        self.pair_at: list[dict[int, int]] = [{} for _ in problem.schools]
        self.provider_of_post: list[int] = []
        self.bonded: list[bool] = []
        self._lay_out_pairs()
        self.rooms = [school.rooms for school in problem.schools]
        self.caps = [
            UNLIMITED if school.provider_cap is None else max(0, school.provider_cap - len(set(school.bonds)))
            for school in problem.schools
        ]
        self.budgets = [UNLIMITED if school.budget is None else school.budget * 6_000 for school in problem.schools]
        self.unreachable = unreachable_from(problem)
        self.max_care = problem.rules.max_care_day
        maker = LineMaker(problem, self.pairs, self.pair_at, self.fortnight)
        self.lines: list[LineSheet] = [maker.sheet(number) for number in range(len(problem.lines))]
        self.school_lines: list[list[int]] = [[] for _ in problem.schools]
        for number, sheet in enumerate(self.lines):
            if sheet.sessions > 0:
                self.school_lines[sheet.school].append(number)

    def _lay_out_pairs(self) -> None:
        """Make the sheets of workers at schools."""
        problem = self.problem
        posts: dict[tuple[int, int], int] = {}
        for number, worker in enumerate(problem.workers):
            available = set(worker.blocks)
            for school in dict.fromkeys(worker.schools):
                site = problem.schools[school]
                if site.providers is not None and worker.provider not in site.providers:
                    continue
                post = posts.setdefault((school, worker.provider), len(posts))
                if post == len(self.provider_of_post):
                    self.provider_of_post.append(worker.provider)
                    self.bonded.append(worker.provider in site.bonds)
                masks = [0] * len(BLOCKS)
                for block, opened in site.blocks.items():
                    if block in available:
                        own = worker.hours.get(block, opened)
                        masks[block] = mask_of((max(opened[0], own[0]), min(opened[1], own[1])))
                lengths = tuple(mask.bit_count() for mask in masks)
                slot_price = presence_cents(problem, number, 1)
                self.pair_at[school][number] = len(self.pairs)
                prices = tuple(length * slot_price for length in lengths)
                away = kilometres(problem, number, school)
                self.pairs.append(
                    PairSheet(
                        worker=number,
                        school=school,
                        post=post,
                        kilometres=away,
                        trip=problem.weights.kilometre * away,
                        spans=self._both_weeks(masks),
                        lengths=lengths,
                        prices=prices,
                        fees=(self._fees(prices, 4), self._fees(prices, 1)),
                        shortest=min((length for length in lengths if length), default=UNLIMITED),
                    )
                )

    def _both_weeks(self, masks: Sequence[int]) -> int:
        """Return slots of every half-day as slots of the fortnight, both weeks alike."""
        width = self.fortnight.width
        return sum((mask | mask << width) << 2 * width * block for block, mask in enumerate(masks))

    def _fees(self, prices: Sequence[int], part: int) -> tuple[tuple[int, ...], ...]:
        """Return what it weighs that somebody comes for no, one and both weeks of each half-day, with a part of the price."""
        presence = self.problem.weights.presence
        return tuple(
            tuple(weeks * presence + weeks * price // TEN_EUROS // part for price in prices) for weeks in range(3)
        )
