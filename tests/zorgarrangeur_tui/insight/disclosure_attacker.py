"""A reader who tries to find hidden figures, by solving for the least and the most that each may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from zorgarrangeur_tui.insight.disclosure import Protected
from zorgarrangeur_tui.insight.disclosure_tables import Key, Place

_FAR = 100_000


class Attacker:
    """Knows the shown figures, by how much they may be off, that totals add up, and that all are whole and not negative.

    `known` are real figures that he has from elsewhere. With `rounding` he also knows that hidden figures were rounded with
    the rest: to a multiple of it, no further off than a shown figure, and so that totals add up. That holds within what was made
    together: in what was published `later`, a figure that was hidden before may have been rounded to the other side.
    """

    def __init__(
        self,
        published: Sequence[Protected],
        known: Mapping[Key, int] | None = None,
        *,
        rounding: int = 1,
        later: Sequence[Protected] = (),
    ) -> None:
        self.model = cp_model.CpModel()
        self.cells: dict[Key, cp_model.IntVar] = {}
        self.multiples: dict[tuple[bool, Key], cp_model.IntVar] = {}
        self.rounding = rounding
        for is_later, one in [*((False, one) for one in published), *((True, one) for one in later)]:
            for place in one.table.places:
                key = one.table.key(place)
                self._add(key, one.blur, is_later=is_later)
                if place in one.figures:
                    shown = one.figures[place]
                    off = one.blur if shown else 0
                    self.model.add_linear_constraint(self.cells[key], shown - off, shown + off)
                    if rounding > 1:
                        self.model.add(rounding * self.multiples[is_later, key] == shown)
            for rows, columns, turned in (
                (one.table.rows, one.table.columns, False),
                (one.table.columns, one.table.rows, True),
            ):
                for total, parts in rows.parts.items():
                    for other in columns.members:
                        self._adds_up(one, total, parts, other, turned=turned, is_later=is_later)
        for key, value in (known or {}).items():
            self.model.add(self.cells[key] == value)

    def _add(self, key: Key, blur: int, *, is_later: bool) -> None:
        if key not in self.cells:
            self.cells[key] = self.model.new_int_var(0, _FAR, "")
        if self.rounding > 1 and (is_later, key) not in self.multiples:
            multiple = self.multiples[is_later, key] = self.model.new_int_var(0, _FAR, "")
            self.model.add_linear_constraint(self.rounding * multiple - self.cells[key], -blur, blur)

    def _adds_up(
        self, one: Protected, total: str, parts: tuple[str, ...], other: str, *, turned: bool, is_later: bool
    ) -> None:
        def key(member: str) -> Key:
            place: Place = (other, member) if turned else (member, other)
            return one.table.key(place)

        self.model.add(sum(self.cells[key(part)] for part in parts) == self.cells[key(total)])
        if self.multiples:
            found = [self.multiples[is_later, key(part)] for part in parts]
            self.model.add(sum(found) == self.multiples[is_later, key(total)])

    def bounds(self, key: Key) -> tuple[int, int]:
        """Return the least and the most that a figure may be."""
        return self._end(key, least=True), self._end(key, least=False)

    def _end(self, key: Key, *, least: bool) -> int:
        if least:
            self.model.minimize(self.cells[key])
        else:
            self.model.maximize(self.cells[key])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(self.model) == cp_model.OPTIMAL
        return solver.value(self.cells[key])
