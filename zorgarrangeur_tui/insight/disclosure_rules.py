"""Which figures say too much by themselves: primary suppression.

Counts below a threshold are hidden, as CBS shields small counts in tables about youth care; the thresholds are choices of
this app that a region may change. Amounts are hidden by the p% rule and the (n, k) dominance rule of statistical disclosure
control. That CBS uses such rules is common knowledge; with which numbers was not looked up, and CBS does not tell.

A count of nothing is shown. That all children of a school are in one column is not seen as disclosure: that is a fact about
the school, and hiding it asks for another rule (group disclosure), which is not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on
from zorgarrangeur_tui.domain.thresholds import (
    ROUNDING,
    SUPPRESSION_OUTSIDE,
    SUPPRESSION_REGION,
    OwnThreshold,
    threshold_on,
)
from zorgarrangeur_tui.insight.disclosure_tables import FigureSystem, Key


class Reason(Enum):
    """Why a figure is hidden; for who publishes, never for who reads: it tells how small a figure is."""

    SMALL = "het om te weinig kinderen of anderen gaat"
    DOMINANT = "één of enkele bijna het hele getal bepalen"
    DIFFERENCE = "het verschil met een eerder overzicht te klein is"
    BEFORE = "het in een eerder overzicht ook niet stond en bijna gelijk bleef"
    TOTALS = "een verborgen getal er anders uit volgt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DominanceRule(DatedRule):
    """A rule for amounts.

    Attributes:
        count: of how many of the largest contributors together.
        percent: how much of the amount, or how close an estimate, is too much.
    """

    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """What holds for a publication.

    Attributes:
        least: of fewer contributors than this a figure is hidden.
        rounding: counts are multiples of this; 1 for exact.
        close: an estimate within so many percent is too close.
        largest, share: when so many together bring more than so many percent, the figure is hidden.
    """

    least: int
    rounding: int = 1
    close: int = 10
    largest: int = 2
    share: int = 85

    def __post_init__(self) -> None:
        """Refuse rules that hide nothing or mean nothing."""
        if self.least < 1 or self.rounding < 1 or self.largest < 1 or self.close < 1 or not 1 <= self.share <= 100:
            raise ValueError("these rules protect nothing")

    @property
    def width(self) -> int:
        """Within how many percent of itself nobody may come to know a hidden amount: what both rules ask, and more."""
        return max(self.close, -(-10_000 // self.share) - 100)

    @property
    def blur(self) -> int:
        """By how much a count that is shown may differ from the real one, at least as far as a reader is told."""
        return self.rounding - 1


@dataclass(frozen=True, slots=True)
class Need:
    """How uncertain a hidden figure has to stay: for a reader it may be as low as `least`, and as high as `most`."""

    reason: Reason
    least: int
    most: int

    def __or__(self, other: Need) -> Need:
        """Return what satisfies both; the reason is that of the first."""
        return Need(self.reason, min(self.least, other.least), max(self.most, other.most))


@cache
def all_dominance_rules() -> tuple[DominanceRule, ...]:
    """Return the rules for amounts in the app's data, of all times."""
    return load_rules("disclosure.toml", "disclosure", DominanceRule)


def disclosure_rules(
    day: date, *, leaves_region: bool, own: Mapping[str, Iterable[OwnThreshold]] | None = None
) -> DisclosureRules:
    """Return the rules that hold on a day, for a reader in the region or outside it.

    Args:
        day: the day of publication.
        leaves_region: whether anybody outside the region may read it.
        own: what users wrote down, by the name of the threshold.
    """
    written = own or {}

    def number(name: str) -> int:
        return threshold_on(name, day, written.get(name, ())).value

    dominance = needed_rule_on(all_dominance_rules(), "dominance", day)
    return DisclosureRules(
        least=max(1, number(SUPPRESSION_OUTSIDE if leaves_region else SUPPRESSION_REGION)),
        rounding=max(1, number(ROUNDING)),
        close=needed_rule_on(all_dominance_rules(), "p_percent", day).percent,
        largest=dominance.count,
        share=dominance.percent,
    )


def sensitive(system: FigureSystem, rules: DisclosureRules) -> dict[Key, Need]:
    """Return which figures say too much by themselves, and how uncertain they have to stay."""
    found: dict[Key, Need] = {}
    for key, value in system.values.items():
        shares = system.shares[key]
        if not value:
            continue
        if 0 < len(shares) < rules.least:
            span = (1, max(rules.least - 1, value)) if system.counts else span_around(value, rules)
            found[key] = Need(Reason.SMALL, *span)
        elif not system.counts and _dominated(shares, rules):
            found[key] = Need(Reason.DOMINANT, *span_around(value, rules))
    return found


def span_around(value: int, rules: DisclosureRules) -> tuple[int, int]:
    """Return between which amounts a hidden one has to stay possible."""
    width = max(1, -(-value * rules.width // 100))
    return max(0, value - width), value + width


def _dominated(shares: Counter[str], rules: DisclosureRules) -> bool:
    """Tell whether the largest contributors bring too much of it (n, k), or the second could estimate the first (p%)."""
    ordered = sorted(shares.values(), reverse=True)
    total = sum(ordered)
    rest = total - sum(ordered[:2])
    return 100 * sum(ordered[: rules.largest]) > rules.share * total or 100 * rest < rules.close * ordered[0]
