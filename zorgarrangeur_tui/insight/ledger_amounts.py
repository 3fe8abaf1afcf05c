"""What visits take from pots: the parts of visits added up, exactly, in time and money. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeAlias

Span: TypeAlias = tuple[Fraction, Fraction]
"""The least and the most that something may be."""

_ZERO = Fraction()
_NOTHING: Span = (_ZERO, _ZERO)
_HOUR = 60


@dataclass(frozen=True, slots=True)
class PaidPart:
    """Which part of a visit a pot pays, and what an hour of it may cost in euro-cents; None when no tariff fits.

    `tariff_weight` is the part that a tariff counts: in a group every pupil counts for the whole time.
    """

    pot: str
    weight: Fraction
    tariff_weight: Fraction
    price: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class VisitTime:
    """Visits for the same care in a year, in minutes.

    Attributes:
        place_id: the school or care location.
        parts: who pays; the weights are 1 together.
        planned: in the whole year, as the plan is now.
        given: as far as it was ticked off.
        declared: as far as that was filled in.
        open: planned, and not known what came of it: what is not ticked off, and what is to come.
        shared: whether several needs share their time.
    """

    place_id: str
    parts: tuple[PaidPart, ...]
    planned: int = 0
    given: int = 0
    declared: int = 0
    open: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """Some time and what it may cost: minutes, euro-cents, and the minutes that no tariff fits."""

    minutes: Fraction = _ZERO
    cents: Span = _NOTHING
    unpriced: Fraction = _ZERO

    def __add__(self, other: Amount) -> Amount:
        """Return both together."""
        if self is NO_AMOUNT or other is NO_AMOUNT:
            return other if self is NO_AMOUNT else self
        cents = (self.cents[0] + other.cents[0], self.cents[1] + other.cents[1])
        return Amount(self.minutes + other.minutes, cents, self.unpriced + other.unpriced)

    def times(self, rate: Fraction) -> Amount:
        """Return a part or a multiple of it."""
        if rate == 1 or self is NO_AMOUNT:
            return self
        return Amount(self.minutes * rate, (self.cents[0] * rate, self.cents[1] * rate), self.unpriced * rate)


NO_AMOUNT = Amount()
"""Nothing; one and the same object, for there are very many of it."""


@dataclass(frozen=True, slots=True)
class Used:
    """What is planned, was given and declared so far, and is expected."""

    planned: Amount = NO_AMOUNT
    given: Amount = NO_AMOUNT
    declared: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT


def used_by_pot(visits: Iterable[VisitTime], rate: Fraction) -> dict[str, Used]:
    """Return what the visits of one place take, by pot."""
    sums: defaultdict[str, _Sums] = defaultdict(_Sums)
    for visit in visits:
        times = (visit.planned, visit.given, visit.declared, visit.open)
        if any(times):
            for part in visit.parts:
                sums[part.pot].add(part, times)
    return {pot: one.used(rate) for pot, one in sums.items()}


class _Sums:
    """Adds parts of visits up: per denominator in whole numbers, which is many times quicker than `Fraction` is."""

    def __init__(self) -> None:
        self._minutes, self._unpriced = _Numbers(), _Numbers()
        self._low, self._high = _Numbers(), _Numbers()

    def add(self, part: PaidPart, times: tuple[int, int, int, int]) -> None:
        self._minutes.add(times, part.weight)
        if part.price is None:
            self._unpriced.add(times, part.tariff_weight)
        else:
            self._low.add(times, part.tariff_weight, part.price[0])
            self._high.add(times, part.tariff_weight, part.price[1])

    def used(self, rate: Fraction) -> Used:
        values = (self._minutes.values, self._low.values, self._high.values, self._unpriced.values)
        planned, given, declared, still_open = (
            Amount(minutes, (low / _HOUR, high / _HOUR), unpriced) if minutes else NO_AMOUNT
            for minutes, low, high, unpriced in zip(*values, strict=True)
        )
        return Used(planned, given, declared, given + still_open.times(rate))


def _four() -> list[int]:
    return [0, 0, 0, 0]


class _Numbers:
    """Four numbers that are added to again and again, each time times a weight."""

    def __init__(self) -> None:
        self._tops: defaultdict[int, list[int]] = defaultdict(_four)

    def add(self, times: tuple[int, int, int, int], weight: Fraction, each: int = 1) -> None:
        row, top = self._tops[weight.denominator], weight.numerator * each
        row[0] += times[0] * top
        row[1] += times[1] * top
        row[2] += times[2] * top
        row[3] += times[3] * top

    @property
    def values(self) -> list[Fraction]:
        common = lcm(*self._tops)
        found = [0, 0, 0, 0]
        for bottom, row in self._tops.items():
            found = [one + top * (common // bottom) for one, top in zip(found, row, strict=True)]
        return [Fraction(top, common) if top else _ZERO for top in found]


def used_together(used: Iterable[Used]) -> Used:
    """Return what several pots take together."""
    every = list(used)
    return Used(
        amounts_together(one.planned for one in every),
        amounts_together(one.given for one in every),
        amounts_together(one.declared for one in every),
        amounts_together(one.forecast for one in every),
    )


def amounts_together(amounts: Iterable[Amount]) -> Amount:
    """Return amounts together."""
    return sum(amounts, NO_AMOUNT)
