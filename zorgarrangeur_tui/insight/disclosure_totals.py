"""Hiding so much more that no hidden figure follows from the totals: secondary suppression.

For every figure that has to stay uncertain, both ends of its span are proven possible by a whole other table with the same
shown figures. Where no such table exists yet, the fewest and least useful figures are hidden that make one (the "attacker's
subproblem" of statistical disclosure control, in whole numbers). What is proven holds for every reader who knows the shown
figures, that all figures are whole numbers of nothing or more, and that totals add up; so for any number of tables together,
and for totals within totals. A figure of nothing may be hidden too, so that a hidden figure is not known to be more.

Not covered: a reader who knows a hidden figure from elsewhere, such as a school that is the only contributor to one; and one
who reasons from how the solver chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.errors import StorageError
from zorgarrangeur_tui.insight.disclosure_rules import Need
from zorgarrangeur_tui.insight.disclosure_tables import FigureSystem, Key
from zorgarrangeur_tui.planning.cpsat import CpModel, Verdict

_EFFORT = 20
_JOINT_EFFORT = 2
_PER_LEVEL = 20
_AT_ONCE = 20


class CannotProtect(StorageError):
    """A hidden figure would follow from what is shown, whatever else is hidden."""

    sentence = (
        "Deze tabel kan niet naar buiten: een klein getal is af te leiden uit wat al eerder naar buiten ging. Er is niets "
        "geschreven. Neem grotere groepen, zoals gemeenten in plaats van scholen, of laat een kolom weg."
    )


class TooLarge(CannotProtect):
    """It was not found out in time what else to hide."""

    sentence = (
        "Deze tabel is te groot om de kleine getallen erin zeker te verbergen. Er is niets geschreven. Maak een tabel met "
        "minder rijen of kolommen, zoals één gemeente tegelijk."
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure, and by how much it has to be able to differ at least, down or up."""

    key: Key
    amount: int

    def shown_by(self, table: Mapping[Key, int]) -> bool:
        """Tell whether another table, as differences with the real one, has the figure that far off."""
        change = table.get(self.key, 0)
        return change <= self.amount if self.amount < 0 else change >= self.amount


def hide_for_totals(
    system: FigureSystem, needs: Mapping[Key, Need], hidden: Iterable[Key], known: Iterable[Key] = ()
) -> frozenset[Key]:
    """Return which figures to hide beside those that are hidden already.

    Args:
        system: all that is published together.
        needs: the figures that have to stay uncertain.
        hidden: what is hidden anyway.
        known: what readers know from elsewhere: it is not used to hide behind.

    Raises:
        CannotProtect: when that is not possible.
    """
    first = {*hidden, *needs}
    fixed = set(known) - needs.keys()
    now = first - fixed
    waiting = [change for key, need in needs.items() for change in _changes(key, system.values[key], need)]
    waiting.sort(key=lambda change: (-abs(change.amount), str(sorted(change.key[1]))))
    while len(rest := _shown_together(system, now, waiting)) < len(waiting):
        waiting = rest
    while waiting:
        downward = waiting[0].amount < 0
        table = _other_table(system, now, fixed, [one for one in waiting if (one.amount < 0) == downward][:_AT_ONCE])
        now |= table.keys()
        waiting = [change for change in waiting if not change.shown_by(table)]
    return frozenset(now - first)


def _changes(key: Key, value: int, need: Need) -> list[_Change]:
    return [_Change(key, end - value) for end in (need.least, need.most) if end != value]


def _shown_together(system: FigureSystem, hidden: set[Key], waiting: list[_Change]) -> list[_Change]:
    """Return which changes are left when other tables are looked for that show many at once, downward and upward."""
    rest: list[_Change] = []
    for downward in (True, False):
        asked = [change for change in waiting if (change.amount < 0) == downward]
        rest += _left_by_one_table(system, hidden, asked) if asked else []
    return rest


def _left_by_one_table(system: FigureSystem, hidden: set[Key], asked: list[_Change]) -> list[_Change]:
    """Return which changes are left after looking for one table with as many of them as possible."""
    room = sum(abs(change.amount) for change in asked)
    model = CpModel()
    variables = {key: model.number(-system.values[key], room) for key in sorted(hidden, key=_order)}
    _adds_up(model, system, variables)
    for change in asked:
        flag = model.flag(cost=-1)
        if change.amount < 0:
            model.at_most([(variables[change.key], 1)], change.amount, when=flag)
        else:
            model.at_least([(variables[change.key], 1)], change.amount, when=flag)
    values = model.solve(seconds=_JOINT_EFFORT, steady=True).values
    table = {key: values[variable] for key, variable in variables.items()} if values else {}
    return [change for change in asked if not change.shown_by(table)]


def _other_table(system: FigureSystem, hidden: set[Key], fixed: set[Key], changes: list[_Change]) -> dict[Key, int]:
    """Return a table that has figures so far off, as differences, where as little as possible is newly hidden.

    All figures at once when such a table exists, else the first alone.
    """
    most = sum(abs(change.amount) for change in changes)
    model = CpModel()
    variables: dict[Key, int] = {}
    levels = _levels(system)
    for key in sorted(system.values.keys() - fixed, key=_order):
        value = system.values[key]
        variables[key] = one = model.number(-min(value, most), most)
        if key not in hidden:
            size = model.number(0, most, cost=1 + value.bit_length() + _PER_LEVEL * levels[key])
            model.at_most([(one, 1), (size, -1)], 0)
            model.at_least([(one, 1), (size, 1)], 0)
    _adds_up(model, system, variables)
    for change in changes:
        if change.amount < 0:
            model.at_most([(variables[change.key], 1)], change.amount)
        else:
            model.at_least([(variables[change.key], 1)], change.amount)
    outcome = model.solve(seconds=_EFFORT, steady=True)
    values = outcome.values
    if not values and len(changes) > 1:
        return _other_table(system, hidden, fixed, changes[:1])
    if not values:
        raise CannotProtect if outcome.verdict is Verdict.IMPOSSIBLE else TooLarge
    return {key: values[variable] for key, variable in variables.items() if values[variable]}


def _adds_up(model: CpModel, system: FigureSystem, variables: Mapping[Key, int]) -> None:
    """Ask that the differences of parts make the difference of their total; who is no variable does not differ."""
    for total, parts in system.sums:
        terms = [(variables[part], 1) for part in parts if part in variables]
        if total in variables:
            terms.append((variables[total], -1))
        if terms:
            model.equal(terms, 0)


def _levels(system: FigureSystem) -> dict[Key, int]:
    """Return of how many sums each figure is the total: hiding such a one costs a reader more."""
    found = dict.fromkeys(system.values, 0)
    for total, _ in system.sums:
        found[total] += 1
    return found


def _order(key: Key) -> tuple[str, list[tuple[str, str]]]:
    return key[0], sorted(key[1])
