"""Care broken down along one cut: per place, gemeente, jeugdregio, samenwerkingsverband, law, pot, provider or kind of care.

Minutes and money of a need are shared over the parts of a cut by the weights in its line, so the parts add up to the total,
exactly. What was granted belongs to who pays: it is shared over the parts that pay, as long as anybody does. Children do not: one with care from two pots counts in both, and once in the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import TypeAlias

from storage.models.codes import CountsAsCare
from zorgarrangeur_tui.insight.care_lines import CareLine

Span: TypeAlias = tuple[Fraction, Fraction]
"""The least and the most that something may be."""

_HOUR = 60
_ALL, _ZERO = Fraction(1), Fraction()


class Cut(StrEnum):
    """Along what care is broken down."""

    PLACE = "place"
    MUNICIPALITY = "municipality"
    YOUTH_REGION = "youth_region"
    ALLIANCE = "alliance"
    LAW = "law"
    POT = "pot"
    PROVIDER = "provider"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class CareFigures:
    """What some care amounts to. Minutes are a week, money is euro-cents a week at the tariffs of today.

    Attributes:
        pupils: different children with a need.
        needs: how many needs count here, each once.
        grey: how many of those may or may not count as care in school hours.
        needed, planned: minutes; known of every need.
        granted, agreed, realised, declared: minutes, of the needs of which it is known.
        granted_of, agreed_of, realised_of, declared_of: minutes needed of exactly those needs, to hold the sums against.
        unfunded: minutes needed that nobody pays.
        cents: the least and the most that the minutes needed may cost, of those with a tariff.
        unpriced: minutes needed without a tariff.
        unfunded_cents: what of `cents` nobody pays.
        waited: days that titles took, or take so far, shortest first.
        waiting: how many needs have a title that is not decided on yet.
    """

    pupils: int = 0
    needs: int = 0
    grey: int = 0
    needed: Fraction = Fraction()
    planned: Fraction = Fraction()
    granted: Fraction = Fraction()
    granted_of: Fraction = Fraction()
    agreed: Fraction = Fraction()
    agreed_of: Fraction = Fraction()
    realised: Fraction = Fraction()
    realised_of: Fraction = Fraction()
    declared: Fraction = Fraction()
    declared_of: Fraction = Fraction()
    unfunded: Fraction = Fraction()
    cents: Span = (Fraction(), Fraction())
    unpriced: Fraction = Fraction()
    unfunded_cents: Span = (Fraction(), Fraction())
    waited: tuple[int, ...] = ()
    waiting: int = 0

    @property
    def waiting_days(self) -> Fraction | None:
        """The middle one of the waiting times, in days; None when nothing was asked for."""
        return Fraction(median(self.waited)) if self.waited else None

    @property
    def unplanned(self) -> Fraction:
        """Minutes needed that are not planned."""
        return max(self.needed - self.planned, Fraction())


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Care along one cut: per code of a part its figures, most minutes needed first, and all of it together."""

    cut: Cut
    parts: tuple[tuple[str, CareFigures], ...]
    total: CareFigures


def breakdown(lines: Sequence[CareLine], cut: Cut) -> Breakdown:
    """Return care broken down along a cut. The code "" is what is not known, or nobody."""
    weights, whole, by_payer = _WEIGHTS[cut], cut in _WHOLE_CUTS, cut in _PAYER_CUTS
    sums: defaultdict[str, _Sum] = defaultdict(_Sum)
    total = _Sum()
    for line in lines:
        if not whole:
            total.add(line, _ALL, line.paid, _ALL)
        for code, weight, paid in weights(line):
            granted = paid / line.paid if by_payer and paid else _ZERO if by_payer and line.paid else weight
            sums[code].add(line, weight, paid, granted)
    if whole:
        for one in sums.values():
            total.merge(one)
    parts = sorted(
        ((code, one.figures()) for code, one in sums.items()), key=lambda part: (-part[1].needed, not part[0], part[0])
    )
    return Breakdown(cut, tuple(parts), total.figures())


def weights_of(line: CareLine, cut: Cut) -> Iterable[tuple[str, Fraction, Fraction]]:
    """Return in which parts of a cut a need is: per part its code, how much of the need, and how much that somebody pays."""
    return _WEIGHTS[cut](line)


_Weighted = Iterable[tuple[str, Fraction, Fraction]]
"""Per part: its code, which part of the need is in it, and which part of the need is in it and paid."""


def _whole(field: str) -> Callable[[CareLine], _Weighted]:
    def weights(line: CareLine) -> _Weighted:
        yield getattr(line, field), _ALL, line.paid

    return weights


def _paid_by(field: str) -> Callable[[CareLine], _Weighted]:
    def weights(line: CareLine) -> _Weighted:
        found: defaultdict[str, list[Fraction]] = defaultdict(lambda: [Fraction(), Fraction()])
        for payment in line.payments:
            sums = found[getattr(payment, field)]
            sums[0] += payment.weight
            sums[1] += payment.weight if payment.pays else 0
        return ((code, weight, paid) for code, (weight, paid) in found.items())

    return weights


def _given_by(line: CareLine) -> _Weighted:
    paid = line.paid
    return ((giver.provider_id, giver.weight, giver.weight * paid) for giver in line.givers)


_WEIGHTS: dict[Cut, Callable[[CareLine], _Weighted]] = {
    Cut.PLACE: _whole("place_id"),
    Cut.MUNICIPALITY: _whole("municipality"),
    Cut.YOUTH_REGION: _whole("youth_region"),
    Cut.ALLIANCE: _whole("alliance"),
    Cut.LAW: _paid_by("law"),
    Cut.POT: _paid_by("pot"),
    Cut.PROVIDER: _given_by,
    Cut.KIND: _whole("kind"),
}


_WHOLE_CUTS = frozenset({Cut.PLACE, Cut.MUNICIPALITY, Cut.YOUTH_REGION, Cut.ALLIANCE, Cut.KIND})
"""Cuts in which each need is wholly in one part, so that the parts together are the total."""

_PAYER_CUTS = frozenset({Cut.LAW, Cut.POT})
"""Cuts in which what was granted goes to who pays, and not over all parts as the need itself."""


class _Exact:
    """Adds up products of fractions: per denominator in whole numbers, which is many times quicker than `Fraction` is."""

    def __init__(self) -> None:
        self._numerators: defaultdict[int, int] = defaultdict(int)

    def add(self, amount: int | Fraction, weight: Fraction) -> None:
        self._numerators[amount.denominator * weight.denominator] += amount.numerator * weight.numerator

    def merge(self, other: _Exact) -> None:
        for bottom, top in other._numerators.items():
            self._numerators[bottom] += top

    @property
    def value(self) -> Fraction:
        return sum((Fraction(top, bottom) for bottom, top in self._numerators.items()), Fraction())


class _Sum:
    """Adds lines up."""

    def __init__(self) -> None:
        self._pupils: set[str] = set()
        self._needs = self._grey = self._waiting = 0
        self._waited: list[int] = []
        self._minutes: dict[str, _Exact] = {name: _Exact() for name in _ADDED}
        self._worth, self._unfunded_worth = (_Exact(), _Exact()), (_Exact(), _Exact())

    def add(self, line: CareLine, weight: Fraction, paid: Fraction, granted_weight: Fraction) -> None:
        """Add a line: how much of the need, how much of it that is paid, and how much of what was granted."""
        minutes, unpaid = self._minutes, weight - paid if paid else weight
        if line.pupil_id:
            self._pupils.add(line.pupil_id)
        self._needs += 1
        self._grey += line.counts == CountsAsCare.GREY
        self._waiting += line.waits
        self._waited += line.waiting_days
        minutes["needed"].add(line.needed, weight)
        minutes["planned"].add(line.planned, weight)
        minutes["unfunded"].add(line.needed, unpaid)
        if line.price is None:
            minutes["unpriced"].add(line.needed, weight)
        else:
            for cents, worth, unfunded in zip(line.price, self._worth, self._unfunded_worth, strict=True):
                worth.add(line.needed * cents, weight)
                unfunded.add(line.needed * cents, unpaid)
        for name in _SOMETIMES_KNOWN:
            known = getattr(line, name)
            if known is not None:
                share = granted_weight if name == "granted" else weight
                minutes[name].add(known, share)
                minutes[f"{name}_of"].add(line.needed, share)

    def merge(self, other: _Sum) -> None:
        """Add all that another sum holds."""
        self._pupils |= other._pupils
        self._needs += other._needs
        self._grey += other._grey
        self._waiting += other._waiting
        self._waited += other._waited
        for name, sums in self._minutes.items():
            sums.merge(other._minutes[name])
        for own, others in ((self._worth, other._worth), (self._unfunded_worth, other._unfunded_worth)):
            for one, added in zip(own, others, strict=True):
                one.merge(added)

    def figures(self) -> CareFigures:
        return CareFigures(
            pupils=len(self._pupils),
            needs=self._needs,
            grey=self._grey,
            cents=_per_hour(self._worth),
            unfunded_cents=_per_hour(self._unfunded_worth),
            waited=tuple(sorted(self._waited)),
            waiting=self._waiting,
            **{name: sums.value for name, sums in self._minutes.items()},
        )


def _per_hour(worth: tuple[_Exact, _Exact]) -> Span:
    return worth[0].value / _HOUR, worth[1].value / _HOUR


_SOMETIMES_KNOWN = ("granted", "agreed", "realised", "declared")
_ADDED = (
    "needed",
    "planned",
    "unfunded",
    "unpriced",
    *_SOMETIMES_KNOWN,
    *(f"{name}_of" for name in _SOMETIMES_KNOWN),
)
