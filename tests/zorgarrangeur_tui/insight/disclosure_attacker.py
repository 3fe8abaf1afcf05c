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
    the rest: to a multiple of it, no further off than a shown figure, and so that totals add up.
    """

    def __init__(
        self, published: Sequence[Protected], known: Mapping[Key, int] | None = None, *, rounding: int = 1
    ) -> None:
        self.model = cp_model.CpModel()
        self.cells: dict[Key, cp_model.IntVar] = {}
        self.multiples: dict[Key, cp_model.IntVar] = {}
        self.rounding = rounding
        for one in published:
            for place in one.table.places:
                key = one.table.key(place)
                if key not in self.cells:
                    self._add(key, one.blur)
                if place in one.figures:
                    shown = one.figures[place]
                    off = one.blur if shown else 0
                    self.model.add_linear_constraint(self.cells[key], shown - off, shown + off)
                    if rounding > 1:
                        self.model.add(rounding * self.multiples[key] == shown)
            for rows, columns, turned in (
                (one.table.rows, one.table.columns, False),
                (one.table.columns, one.table.rows, True),
            ):
                for total, parts in rows.parts.items():
                    for other in columns.members:
                        self._adds_up(one, total, parts, other, turned=turned)
        for key, value in (known or {}).items():
            self.model.add(self.cells[key] == value)

    def _add(self, key: Key, blur: int) -> None:
        self.cells[key] = self.model.new_int_var(0, _FAR, "")
        if self.rounding > 1:
            self.multiples[key] = self.model.new_int_var(0, _FAR, "")
            self.model.add_linear_constraint(self.rounding * self.multiples[key] - self.cells[key], -blur, blur)

    def _adds_up(self, one: Protected, total: str, parts: tuple[str, ...], other: str, *, turned: bool) -> None:
        def key(member: str) -> Key:
            place: Place = (other, member) if turned else (member, other)
            return one.table.key(place)

        for cells in (self.cells, self.multiples) if self.multiples else (self.cells,):
            self.model.add(sum(cells[key(part)] for part in parts) == cells[key(total)])

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
