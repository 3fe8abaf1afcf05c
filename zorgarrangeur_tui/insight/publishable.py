"""Care as tables that may be published once they are protected: children or minutes, by two cuts.

A child counts once in each row and column in which it has care, so in a total once for each of them. Minutes of a need that
several pay or give are shared over them in whole minutes that stay its minutes together. A gemeente that pays for too few
children, or its jeugdregio, has no row of its own: a row alone would tell that a child lives there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import count

from zorgarrangeur_tui.insight.breakdown import Cut, weights_of
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS, OTHER_REGIONS, OTHER_TOWNS, part_name
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.disclosure_tables import TOTAL, Dimension, FigureTable, Place


class Counted(StrEnum):
    """What a table counts."""

    CHILDREN = "children"
    MINUTES = "minutes"


SHARED = frozenset({Cut.LAW, Cut.POT, Cut.PROVIDER})
"""Cuts of which one need may be in several parts."""

ACROSS = (Cut.KIND, Cut.LAW, Cut.POT)
"""Cuts with so few parts that they fit side by side."""

TITLES = {Counted.CHILDREN: "Kinderen met zorg", Counted.MINUTES: "Minuten zorg nodig per week"}


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What places and providers are called, and where places lie.

    Attributes:
        names: by id.
        municipalities: the gemeente in which a place lies, by id of the place.
        youth_regions: the jeugdregio of a gemeente, by its name.
    """

    names: Mapping[str, str] = field(hash=False)
    municipalities: Mapping[str, str] = field(default_factory=dict, hash=False)
    youth_regions: Mapping[str, str] = field(default_factory=dict, hash=False)


def across(rows: Cut) -> tuple[Cut, ...]:
    """Return which cuts may stand side by side above the parts of another, the usual one first.

    Of two by which a need is shared it is not known which part of the one is which part of the other.
    """
    return tuple(one for one in ACROSS if one is not rows and not {one, rows} <= SHARED)


def care_table(
    lines: Sequence[CareLine], rows: Cut, columns: Cut, counted: Counted, places: PlaceNames, least: int = 1
) -> FigureTable:
    """Return care by two cuts.

    Args:
        lines: the needs that are in force.
        rows: what stands below each other.
        columns: what stands side by side: one of `across(rows)`.
        counted: children, or the minutes a week that they need; a need of a group or a school has no children.
        places: what everything is called.
        least: of fewer children a gemeente or jeugdregio has no row of its own.
    """
    row_names = _names(rows, lines, places, least)
    column_names = _names(columns, lines, places, least)
    found: dict[Place, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for place, minutes in _cells(line, rows, columns):
            cell = (row_names[place[0]], column_names[place[1]])
            if counted is Counted.MINUTES:
                found[cell][line.pupil_id or line.need_id] += minutes
            elif line.pupil_id:
                found[cell][line.pupil_id] = 1
    return FigureTable(
        f"{TITLES[counted]}, naar {CUT_WORDS[rows].lower()} en {CUT_WORDS[columns].lower()}",
        _measure(rows, columns, counted),
        _dimension(rows, row_names, places),
        Dimension.flat(CUT_WORDS[columns], dict.fromkeys(column_names.values())),
        found,
        counts=counted is Counted.CHILDREN,
    )


def _measure(rows: Cut, columns: Cut, counted: Counted) -> str:
    """Return what is counted: minutes are the same by whatever cuts, children count once per row and column."""
    return counted if counted is Counted.MINUTES else f"{counted}: {', '.join(sorted((rows, columns)))}"


def _cells(line: CareLine, rows: Cut, columns: Cut) -> Iterable[tuple[Place, int]]:
    """Return in which row and column how many whole minutes of a need are."""
    parts = [
        ((row, column), row_weight * column_weight)
        for row, row_weight in _weights(line, rows)
        for column, column_weight in _weights(line, columns)
    ]
    return zip((place for place, _ in parts), shared([weight for _, weight in parts], line.needed), strict=True)


def _weights(line: CareLine, cut: Cut) -> list[tuple[str, Fraction]]:
    return sorted((code, weight) for code, weight, _ in weights_of(line, cut))


def shared(weights: Sequence[Fraction], minutes: int) -> list[int]:
    """Return whole minutes by weights that are 1 together: what is left after rounding down goes to the largest rests."""
    exact = [weight * minutes for weight in weights]
    whole = [int(amount) for amount in exact]
    by_rest = sorted(range(len(exact)), key=lambda number: (whole[number] - exact[number], number))
    for number in by_rest[: minutes - sum(whole)]:
        whole[number] += 1
    return whole


_LIVE_IN = {Cut.MUNICIPALITY: OTHER_TOWNS, Cut.YOUTH_REGION: OTHER_REGIONS}
"""Cuts by where children live, with what those together are called of which there are too few."""


def _names(cut: Cut, lines: Iterable[CareLine], places: PlaceNames, least: int) -> dict[str, str]:
    """Return what each part is called: with a number where two have the same name, and one name for those of too few children."""
    found: dict[str, str] = {}
    taken = {TOTAL, *_LIVE_IN.values(), *map(_town_name, ("", *places.municipalities.values()))}
    taken |= set(map(_region_name, ("", *places.youth_regions.values())))
    children: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for code, _, _ in weights_of(line, cut):
            children[code] |= {line.pupil_id} - {""}
    for code in sorted(children):
        if cut in _LIVE_IN and (not code or len(children[code]) < least):
            found[code] = _LIVE_IN[cut]
            continue
        name = part_name(cut, code, dict(places.names))
        found[code] = next(one for one in numbered(name) if one not in taken)
        taken.add(found[code])
    last = {"", *(code for code, name in found.items() if name in _LIVE_IN.values())}
    return dict(sorted(found.items(), key=lambda pair: (pair[0] in last, pair[1].casefold())))


def numbered(name: str) -> Iterable[str]:
    """Return a name, and the same with 2, 3, ... behind it: of two with the same name the second gets a number."""
    return (name if number == 1 else f"{name} ({number})" for number in count(1))


def _town_name(town: str) -> str:
    return f"Gemeente: {town or 'niet bekend'}"


def _region_name(region: str) -> str:
    return f"Jeugdregio: {region or 'niet bekend'}"


def _dimension(cut: Cut, names: Mapping[str, str], places: PlaceNames) -> Dimension:
    """Return the parts of a cut: places within the gemeente where they lie and its jeugdregio, as far as there are several."""
    if cut is not Cut.PLACE:
        return Dimension.flat(CUT_WORDS[cut], dict.fromkeys(names.values()))
    towns = {code: places.municipalities.get(code, "") for code in names}
    regions = {town: places.youth_regions.get(town, "") for town in towns.values()}
    inside: dict[str, str] = {}
    members: list[str] = []
    several_towns, several_regions = len(regions) > 1, len(set(regions.values())) > 1
    for region in sorted(set(regions.values())):
        region_name = _region_name(region)
        for town in sorted(town for town in regions if regions[town] == region):
            town_name = _town_name(town)
            here = [names[code] for code in names if towns[code] == town]
            above = region_name if several_regions else TOTAL
            inside |= dict.fromkeys(here, town_name if several_towns else TOTAL)
            members += here
            if several_towns:
                inside[town_name] = above
                members.append(town_name)
        if several_regions:
            inside[region_name] = TOTAL
            members.append(region_name)
    return Dimension(CUT_WORDS[cut], (*members, TOTAL), inside)
