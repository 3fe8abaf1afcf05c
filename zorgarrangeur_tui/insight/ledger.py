"""The pots ledger: per school and pot what may be spent in a year, what the plan takes, what came of it, and what it will be.

Everything is exact. A visit is shared over pots as `domain.budgets.portion_weights` says. Money of one pot never makes up for
another: what is over and what is short are added up apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from zorgarrangeur_tui.domain.school_years import school_year_of
from zorgarrangeur_tui.insight.ledger_amounts import (
    NO_AMOUNT,
    Amount,
    Span,
    Used,
    VisitTime,
    amounts_together,
    used_by_pot,
    used_together,
)

WHOLE_PLACE = "whole"
"""In place of a pot: a budget for all care of a school together, held against all of it."""

_ZERO = Fraction()


class LedgerYear(StrEnum):
    """Over which year the ledger runs."""

    SCHOOL = "school"
    CALENDAR = "calendar"

    def days(self, today: date) -> tuple[date, date]:
        """Return its first and last day."""
        if self is LedgerYear.SCHOOL:
            year = school_year_of(today)
            return year.first_day, year.last_day
        return date(today.year, 1, 1), date(today.year, 12, 31)


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """What a budget or agreement gives a pot in a year; None is not told or not to be divided over years."""

    place_id: str
    pot: str
    cents: Fraction | None = None
    minutes: int | None = None
    agreed_cents: Fraction | None = None
    undated: int = 0

    @property
    def is_budget(self) -> bool:
        """Whether it says what may be spent, in money or time."""
        return self.cents is not None or self.minutes is not None


@dataclass(frozen=True, slots=True)
class Barrier:
    """How many needs at a place run into one partition between pots ("schot")."""

    place_id: str
    rule_id: str
    pots: tuple[str, ...]
    needs: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One pot at one place, or several together.

    Attributes:
        cents, minutes: what the budgets allow in the year; None when none of them says so.
        agreed_cents: what agreements about the school put in, beside the budgets; None for nothing.
        planned, given, declared, forecast: what the plan of now takes, what was given and declared so far, what it will be.
        over, short: euro-cents that the forecast leaves or lacks of the budgets, pot by pot; None without an amount.
        minutes_over, minutes_short: the same in time.
        outside: the forecast of pots without any budget.
        undated: budgets and agreements of which the amount cannot be divided over years.
    """

    cents: Fraction | None = None
    minutes: int | None = None
    agreed_cents: Fraction | None = None
    planned: Amount = NO_AMOUNT
    given: Amount = NO_AMOUNT
    declared: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT
    over: Span | None = None
    short: Span | None = None
    minutes_over: Fraction | None = None
    minutes_short: Fraction | None = None
    outside: Amount = NO_AMOUNT
    undated: int = 0

    @property
    def is_short(self) -> bool:
        """Whether some pot certainly lacks money or time."""
        return bool(self.minutes_short or (self.short and self.short[0]))


@dataclass(frozen=True, slots=True)
class Ledger:
    """A year of pots and places.

    Attributes:
        days: the first and last day.
        lines: by place and pot; `NO_POT` is what nobody pays, `WHOLE_PLACE` a budget for all care of a school.
        rates: by place, which part of what was ticked off this school year was given; only where anything was.
        barriers: partitions between pots that needs run into.
        shared_places: where a visit for several needs is in the figures.
    """

    days: tuple[date, date]
    lines: Mapping[tuple[str, str], LedgerLine]
    rates: Mapping[str, Fraction]
    barriers: tuple[Barrier, ...] = ()
    shared_places: frozenset[str] = frozenset()
    _known: dict[object, Mapping[str, LedgerLine]] = field(default_factory=dict, compare=False, repr=False)

    def shares_time(self, place_id: str | None = None) -> bool:
        """Tell whether a visit for several needs is in the figures of one place, or of any."""
        return bool(self.shared_places) if place_id is None else place_id in self.shared_places

    def per_pot(self, place_id: str | None = None) -> Mapping[str, LedgerLine]:
        """Return the lines by pot, at one place or everywhere."""
        return self._by(("pot", place_id), lambda place, pot: pot if place_id in (None, place) else None)

    def per_place(self, pot: str | None = None) -> Mapping[str, LedgerLine]:
        """Return the lines by place, of one pot or of all."""
        return self._by(("place", pot), lambda place, code: place if pot in (None, code) else None)

    def total(self, place_id: str | None = None, pot: str | None = None) -> LedgerLine:
        """Return all of it together, at one place or everywhere, of one pot or of all."""
        found = self._by(
            ("total", place_id, pot),
            lambda place, code: "" if place_id in (None, place) and pot in (None, code) else None,
        )
        return found.get("", LedgerLine())

    def barriers_at(self, place_id: str | None = None, pot: str | None = None) -> dict[str, int]:
        """Return by partition how many needs run into it, at one place or everywhere, with one pot or any."""
        found: defaultdict[str, int] = defaultdict(int)
        for one in self.barriers:
            if place_id in (None, one.place_id) and (pot is None or pot in one.pots):
                found[one.rule_id] += one.needs
        return dict(found)

    def _by(self, what: object, key_of: Callable[[str, str], str | None]) -> Mapping[str, LedgerLine]:
        if what in self._known:
            return self._known[what]
        groups: defaultdict[str, list[tuple[str, LedgerLine]]] = defaultdict(list)
        for (place, pot), line in self.lines.items():
            key = key_of(place, pot)
            if key is not None:
                groups[key].append((pot, line))
        self._known[what] = {key: together(group) for key, group in groups.items()}
        return self._known[what]


def share_of_year(
    amount: int, starts_on: date | None, ends_on: date | None, days: tuple[date, date]
) -> Fraction | None:
    """Return which part of an amount for a whole period falls in a year, by the day; None when the period is open."""
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    shared = (min(ends_on, days[1]) - max(starts_on, days[0])).days + 1
    return Fraction(amount * max(shared, 0), (ends_on - starts_on).days + 1)


def ledger(
    visits: Iterable[VisitTime],
    budgets: Iterable[BudgetPart],
    barriers: Iterable[Barrier],
    rates: Mapping[str, Fraction],
    days: tuple[date, date],
) -> Ledger:
    """Return the ledger of a year.

    Args:
        visits: all visits; those for the same care at a place may stand together.
        budgets: every budget and agreement, as far as it is about the year.
        barriers: partitions between pots that needs run into.
        rates: by place, which part of what was ticked off was given; a place without ticks is taken to give what is planned.
        days: the first and last day of the year.
    """
    at_place: defaultdict[str, list[VisitTime]] = defaultdict(list)
    for visit in visits:
        at_place[visit.place_id].append(visit)
    used = {
        (place, pot): one
        for place, own in at_place.items()
        for pot, one in used_by_pot(own, rates.get(place, Fraction(1))).items()
    }
    allowed = _allowed(budgets)
    for place in {place for place, pot in allowed if pot == WHOLE_PLACE}:
        used[place, WHOLE_PLACE] = used_together(one for (where, _), one in used.items() if where == place)
    in_whole = {place for (place, pot), one in allowed.items() if pot == WHOLE_PLACE and one.is_budget}
    lines = {
        key: _line(allowed.get(key), used.get(key, Used()), in_budget=key[1] == WHOLE_PLACE or key[0] in in_whole)
        for key in {**allowed, **used}
    }
    shared = frozenset(
        place
        for place, own in at_place.items()
        if any(one.shared and (one.planned or one.given or one.declared) for one in own)
    )
    return Ledger(days, lines, rates, tuple(barriers), shared)


def together(lines: Iterable[tuple[str, LedgerLine]]) -> LedgerLine:
    """Return lines together, each with its pot.

    The care under a budget for a whole school stands with its pots already: it counts only when nothing else does.
    """
    known = list(lines)
    pots = [line for pot, line in known if pot != WHOLE_PLACE] or [line for _, line in known]
    every = [line for _, line in known]
    return LedgerLine(
        cents=_known(line.cents for line in every),
        minutes=_known(line.minutes for line in every),
        agreed_cents=_known(line.agreed_cents for line in every),
        planned=amounts_together(line.planned for line in pots),
        given=amounts_together(line.given for line in pots),
        declared=amounts_together(line.declared for line in pots),
        forecast=amounts_together(line.forecast for line in pots),
        over=_spans(line.over for line in every),
        short=_spans(line.short for line in every),
        minutes_over=_known(line.minutes_over for line in every),
        minutes_short=_known(line.minutes_short for line in every),
        outside=amounts_together(line.outside for line in pots),
        undated=sum(line.undated for line in every),
    )


def _allowed(budgets: Iterable[BudgetPart]) -> dict[tuple[str, str], BudgetPart]:
    found: dict[tuple[str, str], BudgetPart] = {}
    for one in budgets:
        before = found.get((one.place_id, one.pot), BudgetPart(one.place_id, one.pot))
        found[one.place_id, one.pot] = BudgetPart(
            one.place_id,
            one.pot,
            _known((before.cents, one.cents)),
            _known((before.minutes, one.minutes)),
            _known((before.agreed_cents, one.agreed_cents)),
            before.undated + one.undated,
        )
    return found


def _line(budget: BudgetPart | None, used: Used, *, in_budget: bool) -> LedgerLine:
    budget = budget or BudgetPart("", "")
    cents, minutes, forecast = budget.cents, budget.minutes, used.forecast
    over = short = minutes_over = minutes_short = None
    if cents is not None:
        over = (max(cents - forecast.cents[1], _ZERO), max(cents - forecast.cents[0], _ZERO))
        short = (max(forecast.cents[0] - cents, _ZERO), max(forecast.cents[1] - cents, _ZERO))
    if minutes is not None:
        minutes_over = max(minutes - forecast.minutes, _ZERO)
        minutes_short = max(forecast.minutes - minutes, _ZERO)
    return LedgerLine(
        cents=cents,
        minutes=minutes,
        agreed_cents=budget.agreed_cents,
        planned=used.planned,
        given=used.given,
        declared=used.declared,
        forecast=forecast,
        over=over,
        short=short,
        minutes_over=minutes_over,
        minutes_short=minutes_short,
        outside=NO_AMOUNT if in_budget or budget.is_budget else forecast,
        undated=budget.undated,
    )


def _spans(spans: Iterable[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    return (sum((low for low, _ in known), _ZERO), sum((high for _, high in known), _ZERO)) if known else None


_Number = TypeVar("_Number", int, Fraction)


def _known(numbers: Iterable[_Number | None]) -> _Number | None:
    """Return the sum of the numbers that are known; None when none is."""
    found: _Number | None = None
    for one in numbers:
        if one is not None:
            found = one if found is None else found + one
    return found
