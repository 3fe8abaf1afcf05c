"""The anonymous figures of a school year: the same children, each once, along several lines and by the laws that pay.

Every table has the same columns and each child stands in one row and one column of it. So all tables count the same thing, a
column comes to the same in each of them, and there is nothing that ties them together but these totals: protecting the totals
protects all of them together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.models.codes import CareKind, Law, SchoolKind
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown_words import OTHER_TOWNS
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.disclosure_tables import TOTAL, Dimension, FigureTable, Place
from zorgarrangeur_tui.insight.monitor_rules import MonitorRules, MonitorTable, TableRule

MEASURE = "children: each once, by law"
"""What all tables count, and behind the colon how. Tables of another measure never share a figure with these."""

ACROSS = "Wet"
HOW_COUNTED = (
    "Elk kind met zorg onder onderwijstijd telt in elke tabel één keer. Het staat onder de wet die zijn zorg betaalt. Betalen "
    "meer wetten, dan staat het onder Meer dan één wet; betaalt geen wet, dan onder Geen wet."
)
"""What a figure counts, for readers."""

SEVERAL_LAWS, NO_LAW, OTHER_LAW = "Meer dan één wet", "Geen wet", "Andere wet"
OTHER_KIND = "Andere soort, of niet bekend"
NO_SCHOOL, NO_PLACE = "Zorglocatie", "Niet bekend"
ALL_PAID, PART_PAID, NOT_PAID = "Alles", "Een deel", "Niets"
NOT_ASKED = "Niets aangevraagd"
ALONE, BOTH, IN_GROUP = "Alleen individueel", "Individueel en in een groep", "Alleen in een groep"

_MOST_NAME = 100


@dataclass(frozen=True, slots=True)
class MonitorPlaces:
    """What kind each place is: a `SchoolKind` value by id, "" for a care location. A place that is not here is not known."""

    kinds: Mapping[str, str]


def monitor_tables(
    lines: Iterable[CareLine], places: MonitorPlaces, rules: MonitorRules, least: int
) -> tuple[FigureTable, ...]:
    """Return the tables of a school year, in the order of the rules.

    Args:
        lines: the needs that are in force on the day; those of a group or a school without a child are passed over.
        places: what kind the places are.
        rules: which tables, and the bands of amounts.
        least: a gemeente with fewer children has no row of its own.
    """
    of_child = care_of_children(lines)
    towns = _towns(of_child, least)
    fillers: dict[MonitorTable, _Filler] = {
        MonitorTable.KIND: _Filler(_names(CareKind), _main_kind),
        MonitorTable.SCHOOL_KIND: _Filler(
            (*_names(SchoolKind), NO_SCHOOL, NO_PLACE), lambda care: _school_kind(care, places)
        ),
        MonitorTable.MUNICIPALITY: _Filler((*towns, OTHER_TOWNS), lambda care: _town(care, towns)),
        MonitorTable.MINUTES: _Filler(
            _bands(rules, MonitorTable.MINUTES),
            lambda care: rules.band(MonitorTable.MINUTES, sum(line.needed for line in care)),
        ),
        MonitorTable.PAID: _Filler((ALL_PAID, PART_PAID, NOT_PAID), _paid),
        MonitorTable.WAITING: _Filler(
            (NOT_ASKED, *_bands(rules, MonitorTable.WAITING)), lambda care: _waiting(care, rules)
        ),
        MonitorTable.FORM: _Filler((ALONE, BOTH, IN_GROUP), _form),
    }
    sure = {MonitorTable.SCHOOL_KIND: _never_at_school(rules), MonitorTable.PAID: _never_paid()}
    return tuple(
        _table(rule, fillers[table], of_child, sure.get(table, frozenset()))
        for rule in rules.tables
        for table in (MonitorTable(rule.id),)
    )


@dataclass(frozen=True, slots=True)
class _Filler:
    """The rows that a table always has, and in which one a child with this care stands."""

    members: tuple[str, ...]
    row_of: Callable[[Sequence[CareLine]], str]


def care_of_children(lines: Iterable[CareLine]) -> dict[str, list[CareLine]]:
    """Return the care of each child, in an order that does not change; that of a group without a child is passed over."""
    of_child: defaultdict[str, list[CareLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda one: one.need_id):
        if line.pupil_id:
            of_child[line.pupil_id].append(line)
    return dict(of_child)


def children_by_law(
    title: str,
    rows: Dimension,
    row_of: Callable[[Sequence[CareLine]], str],
    of_child: Mapping[str, Sequence[CareLine]],
    sure: frozenset[Place] = frozenset(),
) -> FigureTable:
    """Return a table in which each child stands once: in a row that is no total, under the law that pays.

    Args:
        title: what it is.
        rows: what the rows stand for.
        row_of: in which of them a child with this care stands.
        of_child: the care of each child.
        sure: where nothing can be, as every reader knows.
    """
    laws = {child: _law(care) for child, care in of_child.items()}
    amounts: defaultdict[Place, dict[str, int]] = defaultdict(dict)
    for child, care in of_child.items():
        amounts[row_of(care), laws[child]][child] = 1
    columns = Dimension.flat(ACROSS, dict.fromkeys((*_names(Law), SEVERAL_LAWS, NO_LAW, *sorted(laws.values()))))
    return FigureTable(title, MEASURE, rows, columns, amounts, sure=sure)


def _table(
    rule: TableRule, filler: _Filler, of_child: Mapping[str, Sequence[CareLine]], sure: frozenset[Place]
) -> FigureTable:
    filled = sorted({filler.row_of(care) for care in of_child.values()})
    rows = Dimension.flat(rule.rows, dict.fromkeys((*filler.members, *filled)))
    return children_by_law(rule.title, rows, filler.row_of, of_child, sure)


def _never_at_school(rules: MonitorRules) -> frozenset[Place]:
    return frozenset(
        (word(kind, SchoolKind), word(law, Law))
        for rule in rules.nothing
        for kind in rule.school_kinds
        for law in rule.laws
    )


def _never_paid() -> frozenset[Place]:
    """Return where nothing follows from the words: under a law stands only a child of whose care something is paid."""
    return frozenset((NOT_PAID, law) for law in (*_names(Law), SEVERAL_LAWS))


def _names(codes: type[CareKind | Law | SchoolKind]) -> tuple[str, ...]:
    return tuple(word(code, codes) for code in codes)


def _name(code: str, codes: type[CareKind | Law | SchoolKind], other: str) -> str:
    """Return what a code is called; of one that this version does not know, such as somebody's own, no letter leaves."""
    return word(code, codes) if code in set(codes) else other


def _bands(rules: MonitorRules, table: MonitorTable) -> tuple[str, ...]:
    return tuple(one.name for one in rules.bands[table])


def _law(care: Iterable[CareLine]) -> str:
    """Return under which law a child stands: that of all payments that name one."""
    laws = {payment.law for line in care for payment in line.payments if payment.law and payment.pays}
    if len(laws) > 1:
        return SEVERAL_LAWS
    return _name(laws.pop(), Law, OTHER_LAW) if laws else NO_LAW


def _main_kind(care: Iterable[CareLine]) -> str:
    minutes: Counter[str] = Counter()
    for line in care:
        minutes[line.kind] += line.needed
    return _name(min(minutes, key=lambda kind: (-minutes[kind], kind)), CareKind, OTHER_KIND)


def _school_kind(care: Sequence[CareLine], places: MonitorPlaces) -> str:
    kind = places.kinds.get(care[0].place_id)
    if kind is None:
        return NO_PLACE
    return _name(kind, SchoolKind, word(SchoolKind.OTHER, SchoolKind)) if kind else NO_SCHOOL


def _towns(of_child: Mapping[str, Sequence[CareLine]], least: int) -> tuple[str, ...]:
    """Return the gemeenten with so many children that each has a row, by name."""
    counts = Counter(_typed_town(care) for care in of_child.values())
    taken = ("", TOTAL, OTHER_TOWNS)
    return tuple(
        sorted(
            town for town, count in counts.items() if count >= least and town not in taken and len(town) <= _MOST_NAME
        )
    )


def _town(care: Sequence[CareLine], towns: Sequence[str]) -> str:
    town = _typed_town(care)
    return town if town in towns else OTHER_TOWNS


def _typed_town(care: Sequence[CareLine]) -> str:
    return " ".join(care[0].municipality.split())


def _paid(care: Iterable[CareLine]) -> str:
    parts = [line.paid for line in care]
    if all(part == 1 for part in parts):
        return ALL_PAID
    return PART_PAID if any(parts) else NOT_PAID


def _waiting(care: Iterable[CareLine], rules: MonitorRules) -> str:
    waited = [days for line in care for days in line.waiting_days]
    return rules.band(MonitorTable.WAITING, max(waited)) if waited else NOT_ASKED


def _form(care: Iterable[CareLine]) -> str:
    groups = {line.group for line in care}
    if len(groups) > 1:
        return BOTH
    return IN_GROUP if True in groups else ALONE
