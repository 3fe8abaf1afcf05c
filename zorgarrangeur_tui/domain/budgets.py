"""What may be given at a school against what is planned there: minutes a week, in all and per pot. Pure.

Which pot pays a visit follows from the titles of the needs that it serves:

* The time of a visit is divided over its needs as much as each asks, and of each need over the pots that pay it.
* What no title or pot is known for belongs to no pot. So the pots and that rest together are always the whole time.
* A tariff for care in a group is per pupil: there every pupil counts for the whole time of the visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.rhythms import weeks_of

NO_POT = ""
"""In place of a pot, when no title or pot is known that pays."""

_ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class BudgetValue:
    """What may be spent from one pot at a school in a period.

    Attributes:
        id: of the record.
        pot: a `FundingSource` value; "" when it is not told.
        minutes_per_week: presence a week in school weeks; None when no time was agreed.
        cents: euro-cents for the whole period; None when no amount was agreed.
        starts_on, ends_on: first and last day; None is open.
    """

    id: str
    pot: str = NO_POT
    minutes_per_week: int | None = None
    cents: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class WeekBudget:
    """How much time a week the budgets in force on a day allow together.

    Attributes:
        minutes: their sum; None when none of them has a time.
        whole: whether every budget in force has a time. When one has only an amount, the sum is not all that may be given.
    """

    minutes: int | None
    whole: bool = True

    def minutes_over(self, presence: int) -> int:
        """Return how many minutes a week a presence is too much, rounded up; 0 when that is not known.

        Args:
            presence: minutes a fortnight.
        """
        if self.minutes is None or not self.whole:
            return 0
        return max(0, -(-(presence - 2 * self.minutes) // 2))

    def used_percent(self, presence: int) -> int | None:
        """Return a presence (minutes a fortnight) as a percentage of the budget, rounded down; None when there is none."""
        return 100 * presence // (2 * self.minutes) if self.minutes else None


@dataclass(frozen=True, slots=True)
class PaidNeed:
    """A need and which pots pay it.

    Attributes:
        id: of the record.
        minutes: that it asks a week.
        group: whether it is care in a group.
        pots: (pot, weight) pairs, each pot once; () when no pot is known.
    """

    id: str
    minutes: int = 0
    group: bool = False
    pots: tuple[tuple[str, int | Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class PortionWeight:
    """Which part of the time of a visit one pot pays for one need. `need_id` is "" when the visit serves no known need.

    `tariff_weight` is the part that a tariff counts: for care in a group that of every pupil, otherwise `weight`.
    """

    need_id: str
    pot: str
    weight: Fraction
    tariff_weight: Fraction


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of the time of a visit that one pot pays for one need. `need_id` is "" when the visit serves no known need.

    `tariff_minutes` is the time that a tariff counts: for care in a group that of every pupil, otherwise `minutes`.
    """

    visit_id: str
    need_id: str
    pot: str
    minutes: int
    tariff_minutes: int


def week_budget(budgets: Iterable[BudgetValue], day: date) -> WeekBudget:
    """Return how much time a week the budgets allow that are in force on a day."""
    now = [one for one in budgets if holds_on(one, day)]
    times = [one.minutes_per_week for one in now if one.minutes_per_week is not None]
    return WeekBudget(sum(times) if times else None, len(times) == len(now))


def fortnight_minutes(visits: Iterable[BoardVisit]) -> int:
    """Return the minutes of visits in a fortnight, whatever the holidays."""
    return sum(visit_minutes(visit) for visit in visits)


def visit_minutes(visit: BoardVisit) -> int:
    """Return the minutes of one visit in a fortnight."""
    return max(0, visit.duration_minutes) * len(weeks_of(visit.rhythm))


def hours_words(presence: int, budget: WeekBudget) -> str:
    """Return "41 u van 45 u per week (91 %)"; without a budget that there is none.

    Args:
        presence: minutes a fortnight.
        budget: what may be given a week.
    """
    planned = duration((presence + 1) // 2)
    if budget.minutes is None:
        return f"{planned} per week, " + ("geen budget" if budget.whole else "budget alleen in euro")
    percent = budget.used_percent(presence)
    used = "" if percent is None else f" ({percent} %)"
    more = "" if budget.whole else ", en een budget in euro"
    return f"{planned} van {duration(budget.minutes)} per week{used}{more}"


def portion_weights(serves: Iterable[str], needs: Mapping[str, PaidNeed]) -> tuple[PortionWeight, ...]:
    """Return which part of the time of a visit goes to which need and pot; the parts together are exactly 1.

    Args:
        serves: ids of the needs of the visit.
        needs: by id; one that is not among them gets nothing.
    """
    served = [needs[key] for key in dict.fromkeys(serves) if key in needs]
    if not served:
        return (PortionWeight("", NO_POT, _ALL, _ALL),)
    found = []
    for need, part in zip(served, _parts(tuple(one.minutes for one in served)), strict=True):
        pots = need.pots or ((NO_POT, 1),)
        for (pot, _), share in zip(pots, _parts(tuple(weight for _, weight in pots)), strict=True):
            own = part if share is _ALL else part * share
            found.append(PortionWeight(need.id, pot, own, share if need.group else own))
    return tuple(found)


def portions(
    minutes: Mapping[str, int], serves: Mapping[str, Sequence[str]], needs: Mapping[str, PaidNeed]
) -> list[Portion]:
    """Divide the time of visits over needs and pots, in whole minutes (see `portion_weights`).

    Args:
        minutes: by visit, over whatever period.
        serves: by visit, ids of its needs.
        needs: by id; one that is not among them gets nothing.

    Returns:
        Portions of which the minutes together are exactly those of the visits.
    """
    found: list[Portion] = []
    for visit_id, time in minutes.items():
        weights = portion_weights(serves.get(visit_id, ()), needs)
        own = iter(divided(time, [one.weight for one in weights]))
        for key, parts in groupby(weights, key=lambda one: one.need_id):
            of_need = list(parts)
            minutes_of_need = [next(own) for _ in of_need]
            group = key in needs and needs[key].group
            counted = divided(time, [one.tariff_weight for one in of_need]) if group else minutes_of_need
            for one, part, by_tariff in zip(of_need, minutes_of_need, counted, strict=True):
                found.append(Portion(visit_id, key, one.pot, part, by_tariff))
    return found


@lru_cache(maxsize=4096)
def _parts(weights: tuple[int | Fraction, ...]) -> tuple[Fraction, ...]:
    """Return weights as parts of 1; equal parts when nothing weighs. In a region the same weights come back all the time."""
    if len(weights) == 1:
        return (_ALL,)
    known = [max(0, weight) for weight in weights]
    whole = sum(known)
    return tuple(Fraction(weight, whole) if whole else Fraction(1, len(known)) for weight in known)


def divided(total: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Divide a whole number by weights into whole parts that together are exactly it; equal parts when nothing weighs.

    What is left over by rounding goes to the parts that lost most by it, of equal ones the first.
    """
    known = [max(0, weight) for weight in weights]
    if not any(known):
        known = [1] * len(known)
    whole = sum(known)
    parts = [int(total * weight // whole) for weight in known]
    lost = sorted(range(len(known)), key=lambda place: -(total * known[place] % whole))
    for place in lost[: total - sum(parts)]:
        parts[place] += 1
    return parts
