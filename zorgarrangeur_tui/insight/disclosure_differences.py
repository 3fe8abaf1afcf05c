"""What two publications say together: a small difference between them is about a few children.

A reader who subtracts an earlier table from this one may not learn that a few came or went, and nobody who takes it that
nothing changed may find what was hidden before. Where both tables are rounded widely enough, a small difference drowns in the
rounding and nothing more has to be hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Need, Reason
from zorgarrangeur_tui.insight.disclosure_tables import FigureSystem, Key


@dataclass(frozen=True, slots=True)
class EarlierFigures:
    """What was published before, of one measure.

    Attributes:
        values: what each cell really came to.
        shares: what each contributor brought.
        hidden: which cells were hidden.
        blur: by how much what was shown may differ from the real value.
    """

    values: dict[Key, int] = field(hash=False)
    shares: dict[Key, Counter[str]] = field(hash=False)
    hidden: frozenset[Key]
    blur: int


class Earlier(Protocol):
    """A table that was published before."""

    @property
    def measure(self) -> str:
        """What was counted and of whom."""

    def to_compare(self) -> EarlierFigures:
        """Return its figures, for who protects a later table."""


@dataclass(slots=True)
class Differences:
    """What earlier publications ask of this one.

    Attributes:
        needs: figures that have to be hidden and stay uncertain.
        hidden: figures that stay hidden, and of which nothing more is asked.
        known: figures that readers know already, so that hiding them protects nothing.
    """

    needs: dict[Key, Need]
    hidden: set[Key]
    known: set[Key]

    def ask(self, key: Key, need: Need) -> None:
        """Ask that a figure is hidden, beside what was asked of it."""
        self.needs[key] = self.needs[key] | need if key in self.needs else need


def differences(system: FigureSystem, rules: DisclosureRules, earlier: Iterable[EarlierFigures]) -> Differences:
    """Return what earlier publications ask of this one."""
    found = Differences({}, set(), set())
    for before in earlier:
        blur = before.blur + (rules.blur if system.counts else 0)
        drowned = 2 * blur >= rules.least - 1
        for key in system.values.keys() & before.values.keys():
            _compare(system, rules, before, key, found, drowned=system.counts and drowned)
    return found


def _compare(
    system: FigureSystem, rules: DisclosureRules, before: EarlierFigures, key: Key, found: Differences, *, drowned: bool
) -> None:
    """Add what one figure of one earlier publication asks."""
    now, then = system.values[key], before.values[key]
    few = _few_changed(system, rules, before, key)
    if key not in before.hidden and now == then:
        found.known.add(key)
    elif drowned or not few:
        return
    elif now == then:
        found.hidden.add(key)
    elif system.counts:
        reason = Reason.BEFORE if key in before.hidden else Reason.DIFFERENCE
        near, far = (1, rules.least - 1) if now > then else (1 - rules.least, -1)
        found.ask(key, Need(reason, max(0, then + near), then + far))
    else:
        width = max(1, -(-abs(now - then) * rules.width // 100))
        found.ask(key, Need(Reason.DIFFERENCE, max(0, now - width), now + width))


def _few_changed(system: FigureSystem, rules: DisclosureRules, before: EarlierFigures, key: Key) -> bool:
    """Tell whether the difference is about fewer than may be shown: of counts the net difference, else who changed."""
    if system.counts:
        return abs(system.values[key] - before.values[key]) < rules.least
    now, then = system.shares[key], before.shares[key]
    return sum(now[name] != then[name] for name in now.keys() | then.keys()) < rules.least
