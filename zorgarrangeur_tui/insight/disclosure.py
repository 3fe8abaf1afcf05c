"""The one door for tables that leave the store: what is too small is hidden, and cannot be found back.

`protect` hides what says too much by itself (`disclosure_rules`), what says too much beside an earlier publication
(`disclosure_differences`) and what would give a hidden figure away (`disclosure_totals`), and rounds counts so that totals
stay right (`disclosure_rounding`). The rules follow what is commonly known of the practice of CBS, whose tables about youth
care (StatLine 85100NED and 85102NED) are rounded to multiples of five; none of it was checked against its manuals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from zorgarrangeur_tui.insight.disclosure_differences import Earlier, EarlierFigures, differences
from zorgarrangeur_tui.insight.disclosure_rounding import rounded
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Reason, sensitive
from zorgarrangeur_tui.insight.disclosure_tables import FigureSystem, FigureTable, Key, Place, system_of
from zorgarrangeur_tui.insight.disclosure_totals import hide_for_totals

HIDDEN = "."
"""What stands in the place of a hidden figure, as in the tables of CBS."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A table that may be published: `rows` and `note`, and nothing else of it.

    Attributes:
        table: the real figures.
        hidden: which are hidden and why; the reasons are for who publishes, as they tell how small a figure is.
        figures: what is shown, rounded; a hidden figure has none.
        blur: by how much what is shown may differ from the real figure.
    """

    table: FigureTable
    hidden: Mapping[Place, Reason] = field(hash=False)
    figures: Mapping[Place, int] = field(hash=False)
    blur: int

    @property
    def measure(self) -> str:
        """What is counted and of whom."""
        return self.table.measure

    def to_compare(self) -> EarlierFigures:
        """Return its figures, for who protects a later table."""
        own = system_of((self.table,))
        return EarlierFigures(own.values, own.shares, frozenset(map(self.table.key, self.hidden)), self.blur)

    @property
    def headers(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return (self.table.rows.name, *self.table.columns.members)

    @property
    def rows(self) -> tuple[tuple[str | int, ...], ...]:
        """The table as it may be written, with a point for a hidden figure."""
        columns = self.table.columns.members
        return tuple(
            (row, *(self.figures.get((row, column), HIDDEN) for column in columns)) for row in self.table.rows.members
        )

    @property
    def note(self) -> str:
        """What belongs below the table, in Dutch."""
        point = "Een punt betekent: dit getal staat er niet, omdat het zelf of een ander getal anders naar een kind kan wijzen."
        exact = f"Elk aantal is afgerond en wijkt hoogstens {self.blur} af van het echte." if self.blur else ""
        return " ".join(filter(None, (point if self.hidden else "", exact)))

    @property
    def sentence(self) -> str:
        """What happened, for who publishes, in Dutch."""
        if not self.hidden:
            return f"Alle getallen staan in de tabel. {self._leave}"
        count = len(self.hidden)
        told = "staat 1 getal" if count == 1 else f"staan {count} getallen"
        reasons = Counter(self.hidden.values())
        why = "; ".join(f"{reasons[one]} omdat {one.value}" for one in Reason if reasons[one])
        return f"Van de {len(self.table.places)} getallen {told} niet in de tabel: {why}. {self._leave}"

    @property
    def _leave(self) -> str:
        return "De tabel kan zo naar buiten; een volgende tabel wordt ermee vergeleken."


def protect(table: FigureTable, rules: DisclosureRules, earlier: Iterable[Earlier] = ()) -> Protected:
    """Return a table that may leave the store.

    Args:
        table: the real figures.
        rules: those that hold for who will read it.
        earlier: what the same readers may have seen before.

    Raises:
        CannotProtect: when a hidden figure follows from what is shown, whatever else is hidden.
    """
    return protect_together((table,), rules, earlier)[0]


def protect_together(
    tables: Sequence[FigureTable], rules: DisclosureRules, earlier: Iterable[Earlier] = ()
) -> tuple[Protected, ...]:
    """Return several tables that may leave the store together: no hidden figure follows from all of them.

    Raises:
        CannotProtect: when a hidden figure follows from what is shown, whatever else is hidden.
        ValueError: when two tables do not agree about a figure that they share.
    """
    before = tuple(earlier)
    done: dict[int, Protected] = {}
    ordered = sorted(range(len(tables)), key=lambda number: tables[number].measure)
    for measure, group in groupby(ordered, key=lambda number: tables[number].measure):
        numbers = tuple(group)
        system = system_of([tables[number] for number in numbers])
        hidden = _hidden(system, rules, [one for one in before if one.measure == measure])
        base = rules.rounding if system.counts else 1
        shown, width = rounded(system, base)
        for number in numbers:
            done[number] = _protected(tables[number], hidden, shown, base * width - 1)
    return tuple(done[number] for number in range(len(tables)))


def _hidden(system: FigureSystem, rules: DisclosureRules, earlier: Sequence[Earlier]) -> dict[Key, Reason]:
    """Return which figures are hidden, and why.

    A small figure stays uncertain for who takes it that what was shown before did not change; a small difference only for
    who knows what is shown, as otherwise nothing would have changed at all. What was shown before and is the same now is
    hidden as well, but cannot be made uncertain any more.
    """
    past = differences(system, rules, [one.to_compare() for one in earlier])
    needs = sensitive(system, rules)
    found = {key: need.reason for key, need in (past.needs | needs).items()}
    found |= dict.fromkeys(past.hidden - found.keys(), Reason.BEFORE)
    small = {key: need for key, need in needs.items() if key not in past.known}
    found |= dict.fromkeys(hide_for_totals(system, small, found, past.known | system.sure), Reason.TOTALS)
    return found | dict.fromkeys(hide_for_totals(system, past.needs, found, system.sure), Reason.TOTALS)


def _protected(table: FigureTable, hidden: Mapping[Key, Reason], shown: Mapping[Key, int], blur: int) -> Protected:
    keys = {place: table.key(place) for place in table.places}
    return Protected(
        table=table,
        hidden={place: hidden[key] for place, key in keys.items() if key in hidden},
        figures={place: shown[key] for place, key in keys.items() if key not in hidden},
        blur=blur,
    )
