"""What a coordinator watches over a whole region, put in order: what needs attention comes first. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zorgarrangeur_tui.domain.caps import Bond, CapUse, providers_over_cap
from zorgarrangeur_tui.insight.care_lines import CareLine


@dataclass(frozen=True, slots=True)
class Presence:
    """A provider at a place: whether it is fixed there today, and how many minutes a week it comes by the fixed plan."""

    fixed: bool
    minutes: Fraction = Fraction()


@dataclass(frozen=True, slots=True)
class RegionPlace:
    """A place with what is in force there.

    Attributes:
        id: school or care location.
        name: "" when it is not known.
        cap: providers at most; None when none was agreed.
        bonds: of all times.
        minutes: a week, per provider that comes; "" for people of whom the provider is not known.
        uncovered: minutes a week that nobody gives yet.
        owners: whose cases are here, by fingerprint, and how many; "" for cases of nobody.
    """

    id: str
    name: str
    cap: int | None = None
    bonds: Sequence[Bond] = ()
    minutes: Mapping[str, Fraction] = field(default_factory=dict)
    uncovered: int = 0
    owners: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as a row of the matrix of places and providers."""

    place: RegionPlace
    use: CapUse
    cells: Mapping[str, Presence]

    @property
    def unexplained(self) -> bool:
        """Whether there are too many fixed providers, and nobody wrote down why."""
        return self.use.over > 0 and not self.use.reasons

    @property
    def order(self) -> tuple[bool, int, int, str, str]:
        """Too many providers without a reason first, then most too many, then most uncovered, then by name."""
        return not self.unexplained, -self.use.over, -self.place.uncovered, self.place.name, self.place.id


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who is where: rows that need attention first; providers in the order in which these rows name them, unknown last.

    So the providers of what needs attention stand beside each other, at the left.
    """

    provider_ids: tuple[str, ...]
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class BarrierFact:
    """A place where law stands in the way, as it was written down."""

    id: str
    case_id: str
    place_id: str
    law: str
    article: str
    title: str
    effect: str
    pupils_hit: int | None
    seen_on: date | None
    reported_to: str
    reported_on: date | None
    solved_on: date | None

    @property
    def reported(self) -> bool:
        """Whether somebody was told."""
        return bool(self.reported_to.strip()) or self.reported_on is not None

    @property
    def order(self) -> tuple[bool, bool, int, str, str]:
        """What is not solved first, then what nobody was told, then what hits most children."""
        return self.solved_on is not None, self.reported, -(self.pupils_hit or 0), self.title, self.id


@dataclass(frozen=True, slots=True)
class LawBarriers:
    """What stands in the way of one law ("" for those without). `open` counts those that are not solved."""

    law: str
    barriers: tuple[BarrierFact, ...]

    @property
    def open(self) -> int:
        """How many are not solved."""
        return sum(one.solved_on is None for one in self.barriers)

    @property
    def pupils_hit(self) -> int:
        """Children whom the unsolved ones hit, as far as that was written down; a child may be counted for each of them."""
        return sum(one.pupils_hit or 0 for one in self.barriers if one.solved_on is None)


def matrix(places: Iterable[RegionPlace], today: date) -> Matrix:
    """Return who is where: a provider is at a place when it is fixed there today or when somebody of it comes."""
    rows = []
    for place in places:
        use = providers_over_cap(place.bonds, place.cap, today)
        fixed = set(use.provider_ids)
        known = [key for key in (*use.provider_ids, *place.minutes) if key in fixed or place.minutes.get(key)]
        cells = {key: Presence(key in fixed, place.minutes.get(key, Fraction())) for key in dict.fromkeys(known)}
        rows.append(PlaceRow(place, use, cells))
    rows.sort(key=lambda row: row.order)
    found = dict.fromkeys(
        provider for row in rows for provider in sorted(row.cells, key=lambda key: _cell_order(row, key))
    )
    return Matrix(tuple(sorted(found, key=lambda provider: not provider)), tuple(rows))


def _cell_order(row: PlaceRow, provider: str) -> tuple[bool, Fraction, str]:
    """Order the providers of a place: fixed ones first, then who comes most."""
    cell = row.cells[provider]
    return not cell.fixed, -cell.minutes, provider


def barriers_by_law(barriers: Iterable[BarrierFact]) -> list[LawBarriers]:
    """Return barriers by law: laws that hit most children first; within a law by `BarrierFact.order`.

    Laws that differ only in capitals or blanks are one, under the name that comes first in the alphabet.
    """
    found: defaultdict[str, list[BarrierFact]] = defaultdict(list)
    for one in barriers:
        found[" ".join(one.law.split()).casefold()].append(one)
    groups = [
        LawBarriers(
            min(" ".join(one.law.split()) for one in known),
            tuple(sorted(known, key=lambda one: one.order)),
        )
        for known in found.values()
    ]
    return sorted(groups, key=lambda group: (-group.pupils_hit, -group.open, not group.law, group.law.casefold()))


def unpaid(lines: Iterable[CareLine]) -> list[tuple[CareLine, Fraction]]:
    """Return the care that nobody pays with its minutes a week: first needs that nobody pays at all, then most minutes."""
    found = [(line, line.needed * (1 - line.paid)) for line in lines]
    return sorted(
        ((line, minutes) for line, minutes in found if minutes > 0),
        key=lambda pair: (pair[1] < pair[0].needed, -pair[1], pair[0].need_id),
    )
