"""Individual against collective care of many places together: what each place gives, added up. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zorgarrangeur_tui.insight.breakdown import Span
from zorgarrangeur_tui.insight.collective import Comparison, Swing


@dataclass(frozen=True, slots=True)
class Together:
    """Both ways of all places together; hours and cents a week, savings a year.

    Amounts of places are added up from least to least and from most to most: where tariffs are not known, they are not known
    in the same direction everywhere. Faces and entries are averages over places, for the same professional may come at several.

    Attributes:
        places: how many.
        hours, cents, decisions, faces, entries: (each child apart, together).
        yearly_saving, yearly_balance: see `Comparison`.
        cheaper, dearer: places where care alone costs less, or more, a year for sure.
        either: places where it can be less or more.
        untold: places where no care has a tariff, so that nothing can be told in money.
        unpriced: minutes needed a week without a tariff.
    """

    places: int
    hours: tuple[Fraction, Fraction]
    cents: tuple[Span, Span]
    decisions: tuple[int, int]
    faces: tuple[Fraction, Fraction]
    entries: tuple[Fraction, Fraction]
    yearly_saving: Span
    yearly_balance: Span
    cheaper: int
    dearer: int
    either: int
    untold: int
    unpriced: int


def together(places: Sequence[Comparison]) -> Together:
    """Return the places added up.

    Raises:
        ValueError: there are none.
    """
    if not places:
        raise ValueError("no places to add up")
    ways = [(one.individual, one.collective) for one in places]
    savings = [one.yearly_saving for one in places if one.individual.cents[1]]
    cheaper = sum(low >= 0 and high > 0 for low, high in savings)
    dearer = sum(high <= 0 and low < 0 for low, high in savings)
    return Together(
        places=len(places),
        hours=(_sum(now.hours for now, _ in ways), _sum(team.hours for _, team in ways)),
        cents=(_spans(now.cents for now, _ in ways), _spans(team.cents for _, team in ways)),
        decisions=(sum(now.decisions for now, _ in ways), sum(team.decisions for _, team in ways)),
        faces=(_mean([now.rest.faces for now, _ in ways]), _mean([team.rest.faces for _, team in ways])),
        entries=(_mean([now.rest.entries for now, _ in ways]), _mean([team.rest.entries for _, team in ways])),
        yearly_saving=_spans(one.yearly_saving for one in places),
        yearly_balance=_spans(one.yearly_balance for one in places),
        cheaper=cheaper,
        dearer=dearer,
        either=len(savings) - cheaper - dearer,
        untold=len(places) - len(savings),
        unpriced=sum(one.unpriced for one in places),
    )


def swings_together(places: Iterable[Iterable[Swing]]) -> tuple[Swing, ...]:
    """Return what each assumption does to the balance of all places together, the one that matters most first."""
    low: defaultdict[str, list[Span]] = defaultdict(list)
    high: defaultdict[str, list[Span]] = defaultdict(list)
    for swings in places:
        for one in swings:
            low[one.name].append(one.at_low)
            high[one.name].append(one.at_high)
    found = [Swing(name, _spans(low[name]), _spans(high[name])) for name in low]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.name)))


def _sum(amounts: Iterable[Fraction]) -> Fraction:
    return sum(amounts, Fraction())


def _mean(amounts: Sequence[Fraction]) -> Fraction:
    return _sum(amounts) / len(amounts)


def _spans(spans: Iterable[Span]) -> Span:
    known = list(spans)
    return _sum(low for low, _ in known), _sum(high for _, high in known)
