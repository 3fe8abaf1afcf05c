"""The tables of a report that others may read: children by law, each once, of a region or of one school.

They count what the figures of a school year count (`monitor_tables`), so what leaves in one is held against what left in the
other. A school or gemeente with too few children stands with others of its kind in one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.disclosure_tables import TOTAL, Dimension, FigureTable, Place
from zorgarrangeur_tui.insight.monitor_rules import MonitorRules, MonitorTable
from zorgarrangeur_tui.insight.monitor_tables import (
    MonitorPlaces,
    care_of_children,
    children_by_law,
    monitor_tables,
)
from zorgarrangeur_tui.insight.publishable import numbered
from zorgarrangeur_tui.insight.region_desk import BarrierFact

PLACE = "School of zorglocatie"
BARRIERS = "barriers"
"""What the table of barriers counts."""
TOLD, NOT_TOLD = "Gemeld", "Nog niet gemeld"
OTHER_BARRIER = "Andere wet, of geen wet genoemd"

_REST = "Andere, of niet bekend"
_PLACE_TITLE = "Kinderen met zorg, naar school en wet"
_PLACE_WORDS = (
    "Scholen en zorglocaties met te weinig kinderen staan samen in één rij, of per samenwerkingsverband in één."
)
_PLACE_SOURCE = "Zorgbehoeften in deze opslag die vandaag gelden."
_OWN_TOWN_WORDS = "De gemeente is die volgens het woonplaatsbeginsel betaalt. Gemeenten met te weinig kinderen staan samen in één rij, per jeugdregio als er meer zijn."


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table before it is made safe, with how was counted and where it comes from."""

    table: FigureTable
    words: str
    source: str


def region_tables(
    lines: Sequence[CareLine], names: Mapping[str, str], kinds: MonitorPlaces, rules: MonitorRules, least: int
) -> tuple[ReportTable, ...]:
    """Return the tables of a region.

    Args:
        lines: the needs that are in force.
        names: of places by id, each of its own (`own_names`).
        kinds: what kind the places are.
        rules: which tables a monitor has.
        least: a place or gemeente with fewer children has no row of its own.
    """
    of_child = care_of_children(lines)
    others = [one for one in _of_monitor(lines, kinds, rules, least) if one.table.rows.name != _town_rows(rules)]
    places = _grouped_table(
        _PLACE_TITLE,
        PLACE,
        of_child,
        least,
        lambda care: names.get(care[0].place_id, ""),
        lambda care: care[0].alliance,
    )
    town_rule = next(rule for rule in rules.tables if rule.id == MonitorTable.MUNICIPALITY)
    towns = _grouped_table(
        town_rule.title,
        town_rule.rows,
        of_child,
        least,
        lambda care: _one_line(care[0].municipality),
        lambda care: care[0].youth_region,
    )
    return (
        ReportTable(places, _PLACE_WORDS, _PLACE_SOURCE),
        ReportTable(towns, _OWN_TOWN_WORDS, town_rule.source),
        *others,
    )


def school_tables(lines: Sequence[CareLine], name: str, rules: MonitorRules, least: int) -> tuple[ReportTable, ...]:
    """Return the tables of one school, within the figures of its region.

    Args:
        lines: the needs that are in force there.
        name: of the school, as in `region_tables`.
        rules: which tables a monitor has.
        least: a gemeente with fewer children has no row of its own.
    """
    found = _of_monitor(lines, MonitorPlaces({}), rules, least)
    within = frozenset({(PLACE, name)})
    return tuple(
        replace(one, table=replace(one.table, within=within))
        for one, rule in zip(found, rules.tables, strict=True)
        if rule.id != MonitorTable.SCHOOL_KIND
    )


def barrier_table(barriers: Iterable[BarrierFact], least: int) -> FigureTable:
    """Return how many barriers that are not solved there are per law, and whether somebody was told.

    A law is what somebody typed: one that is named fewer than `least` times has no row of its own.
    """
    still = sorted((one for one in barriers if one.solved_on is None), key=lambda one: one.id)
    laws = {one.id: " ".join(one.law.split()) for one in still}
    own = _with_enough(Counter(laws.values()), least, {OTHER_BARRIER})
    amounts: defaultdict[Place, dict[str, int]] = defaultdict(dict)
    for one in still:
        row = laws[one.id] if laws[one.id] in own else OTHER_BARRIER
        amounts[row, TOLD if one.reported else NOT_TOLD][one.id] = 1
    return FigureTable(
        "Grenzen die niet zijn opgelost, naar wet",
        BARRIERS,
        Dimension.flat("Wet die in de weg zit", (*sorted(own), OTHER_BARRIER)),
        Dimension.flat("Melding", (TOLD, NOT_TOLD)),
        amounts,
    )


def own_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, each of its own: the second of the same name has a number, in an order that does not change."""
    found: dict[str, str] = {}
    taken = {"", TOTAL}
    for one in sorted(names):
        found[one] = next(name for name in numbered(names[one] or "plek niet bekend") if name not in taken)
        taken.add(found[one])
    return found


def _town_rows(rules: MonitorRules) -> str:
    return next(rule.rows for rule in rules.tables if rule.id == MonitorTable.MUNICIPALITY)


def _of_monitor(lines: Sequence[CareLine], kinds: MonitorPlaces, rules: MonitorRules, least: int) -> list[ReportTable]:
    found = monitor_tables(lines, kinds, rules, least)
    return [ReportTable(table, rule.words, rule.source) for rule, table in zip(rules.tables, found, strict=True)]


def _grouped_table(
    title: str,
    name: str,
    of_child: Mapping[str, Sequence[CareLine]],
    least: int,
    member_of: Callable[[Sequence[CareLine]], str],
    group_of: Callable[[Sequence[CareLine]], str],
) -> FigureTable:
    """Return children by members, of each group those with enough children and the others together in one row.

    A group with too few children is not named.
    """
    sizes = Counter(_one_line(group_of(care)) for care in of_child.values())
    known = {group for group, children in sizes.items() if children >= least}
    groups = {
        member_of(care): group if (group := _one_line(group_of(care))) in known else "" for care in of_child.values()
    }
    several = len(set(groups.values())) > 1
    totals = {group: f"Alles in {group or 'de rest van de regio'}" for group in groups.values()}
    rests = {group: f"Andere in {group or 'de rest van de regio'}" for group in groups.values()}
    own = _with_enough(Counter(map(member_of, of_child.values())), least, {*totals.values(), *rests.values(), _REST})

    def row_of(care: Sequence[CareLine]) -> str:
        member = member_of(care)
        if member in own:
            return member
        return rests[groups[member]] if several else _REST

    rows = {
        group: (*sorted(one for one in own if groups[one] == group), rests[group])
        for group in sorted(set(groups.values()))
    }
    dimension = (
        Dimension.nested(name, {totals[group]: members for group, members in rows.items()})
        if several
        else Dimension.flat(name, (*sorted(own), _REST))
    )
    return children_by_law(title, dimension, row_of, of_child)


def _with_enough(counts: Mapping[str, int], least: int, taken: Collection[str]) -> set[str]:
    """Return members with so many children that each has a row; never one that is called as another row."""
    return {one for one, count in counts.items() if count >= least and one not in {"", TOTAL, *taken}}


def _one_line(text: str) -> str:
    return " ".join(text.split())
