"""A table of figures that may be published: what is counted, by rows and columns that add up to totals.

A total is always the sum of its parts. A number of different children over kinds of care is no such sum, as a child may have
two kinds: there a child counts once per kind, or that number gets a table of its own. How many children a total is about is
judged by the different ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TypeAlias

TOTAL = "Totaal"

Place: TypeAlias = tuple[str, str]
"""A row and a column."""

Key: TypeAlias = tuple[str, frozenset[tuple[str, str]]]
"""What a cell is about, whatever table it stands in: the measure, and the members of dimensions that are no whole."""

Sum: TypeAlias = tuple[Key, tuple[Key, ...]]
"""A total and its parts."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the rows or the columns of a table stand for.

    Attributes:
        name: such as "School". Members with the same name, of dimensions with the same name, are the same.
        members: in the order in which they are shown, totals among them.
        inside: of each member that counts in a total, which total; a gemeente in a region, a school in a gemeente.

    Raises:
        ValueError: when it does not come together in one total.
    """

    name: str
    members: tuple[str, ...]
    inside: Mapping[str, str] = field(hash=False)

    def __post_init__(self) -> None:
        """Refuse what does not come together in one total."""
        known = set(self.members)
        tops = known - set(self.inside)
        if len(known) < len(self.members) or len(tops) != 1 or not {*self.inside, *self.inside.values()} <= known:
            raise ValueError(f"the dimension {self.name!r} has no single total")
        if any(self.whole not in self.path(member) for member in self.members):
            raise ValueError(f"the dimension {self.name!r} goes round in a circle")

    @classmethod
    def flat(cls, name: str, members: Iterable[str], total: str = TOTAL) -> Dimension:
        """Return members with one total below them."""
        parts = tuple(members)
        return cls(name, (*parts, total), dict.fromkeys(parts, total))

    @classmethod
    def nested(cls, name: str, groups: Mapping[str, Iterable[str]], total: str = TOTAL) -> Dimension:
        """Return groups, each with its members above it, with one total below them all."""
        inside: dict[str, str] = {}
        members: list[str] = []
        for group, parts in groups.items():
            for part in parts:
                inside[part] = group
                members.append(part)
            inside[group] = total
            members.append(group)
        return cls(name, (*members, total), inside)

    @property
    def whole(self) -> str:
        """The member in which all others count."""
        return next(member for member in self.members if member not in self.inside)

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Of each total the members that add up to it."""
        found: dict[str, list[str]] = {}
        for member, total in self.inside.items():
            found.setdefault(total, []).append(member)
        return {total: tuple(members) for total, members in found.items()}

    def path(self, member: str) -> tuple[str, ...]:
        """Return a member and every total in which it counts, until the whole or until it goes round."""
        found = [member]
        while (total := self.inside.get(found[-1])) is not None and total not in found:
            found.append(total)
        return tuple(found)

    def mark(self, member: str) -> frozenset[tuple[str, str]]:
        """Return by what a cell is recognised: nothing for the whole."""
        return frozenset() if member == self.whole else frozenset({(self.name, member)})


@dataclass(frozen=True)
class FigureTable:
    """Whole numbers by two dimensions.

    Attributes:
        title: what it is, in Dutch.
        measure: what is counted and of whom. Cells of two tables with the same measure and the same members are the same.
        rows, columns: the dimensions.
        amounts: per row and column that is no total, how much each contributor brings: 1 each where children are counted,
            minutes or cents otherwise. What is left out is 0.
        counts: whether it counts; False for minutes and cents.
        sure: where nothing can be, as every reader knows; nothing is hidden behind such a cell. One that has something after
            all is passed over.
        within: of which part of the whole the table is: names of dimensions with a member. The total of a table within one
            school is the same cell as the row of that school in a table of all schools.

    Raises:
        ValueError: when an amount is negative, is no 1 in a table that counts, or stands at a total.
    """

    title: str
    measure: str
    rows: Dimension
    columns: Dimension
    amounts: Mapping[Place, Mapping[str, int]]
    counts: bool = True
    sure: frozenset[Place] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what the rules cannot judge."""
        inner = set(
            product(set(self.rows.members) - set(self.rows.parts), set(self.columns.members) - set(self.columns.parts))
        )
        if not set(self.amounts) <= inner:
            raise ValueError("amounts belong to rows and columns of the table that are no totals")
        brought = {amount for shares in self.amounts.values() for amount in shares.values()}
        if any(amount < 0 for amount in brought) or (self.counts and not brought <= {1}):
            raise ValueError("every contributor counts once, or brings an amount of nothing or more")

    @classmethod
    def of_counts(
        cls, title: str, measure: str, rows: Dimension, columns: Dimension, counts: Mapping[Place, int]
    ) -> FigureTable:
        """Return a table of numbers of which it is not known who they are."""
        amounts = {place: {f"{place} {number}": 1 for number in range(count)} for place, count in counts.items()}
        return cls(title, measure, rows, columns, amounts)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every row and column, row by row."""
        return tuple(product(self.rows.members, self.columns.members))

    @cached_property
    def shares(self) -> dict[Place, Counter[str]]:
        """What each contributor brings to each cell, totals among them."""
        found = {place: Counter[str]() for place in self.places}
        for (row, column), brought in self.amounts.items():
            for place in product(self.rows.path(row), self.columns.path(column)):
                found[place].update({name: amount for name, amount in brought.items() if amount})
        return found

    @cached_property
    def values(self) -> dict[Place, int]:
        """What each cell comes to, totals among them."""
        return {place: shares.total() for place, shares in self.shares.items()}

    def key(self, place: Place) -> Key:
        """Return what a cell is about."""
        return self.measure, self.within | self.rows.mark(place[0]) | self.columns.mark(place[1])

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Every total with its parts."""
        by_row = (
            ((total, column), [(part, column) for part in parts])
            for total, parts in self.rows.parts.items()
            for column in self.columns.members
        )
        by_column = (
            ((row, total), [(row, part) for part in parts])
            for total, parts in self.columns.parts.items()
            for row in self.rows.members
        )
        return tuple((self.key(total), tuple(map(self.key, parts))) for total, parts in (*by_row, *by_column))


@dataclass(frozen=True, slots=True)
class FigureSystem:
    """All that is published together of one measure: its cells, and which are the sum of which.

    Attributes:
        values: what each cell comes to.
        shares: what each contributor brings to it.
        sums: every total with its parts.
        counts: whether it counts.
        sure: cells of nothing of which every reader knows that nothing can be there.
    """

    values: dict[Key, int] = field(hash=False)
    shares: dict[Key, Counter[str]] = field(hash=False)
    sums: tuple[Sum, ...]
    counts: bool
    sure: frozenset[Key] = frozenset()


def system_of(tables: Sequence[FigureTable]) -> FigureSystem:
    """Return tables of one measure as one system.

    Raises:
        ValueError: when they do not count the same thing: a cell that they share differs.
    """
    values: dict[Key, int] = {}
    shares: dict[Key, Counter[str]] = {}
    for table in tables:
        for place, value in table.values.items():
            key = table.key(place)
            if values.setdefault(key, value) != value or table.counts != tables[0].counts:
                raise ValueError(f"two tables of {table.measure!r} contradict each other")
            shares.setdefault(key, table.shares[place])
    sums = dict.fromkeys(one for table in tables for one in table.sums)
    sure = frozenset(table.key(place) for table in tables for place in table.sure if not table.values[place])
    return FigureSystem(values, shares, tuple(sums), tables[0].counts, sure)
