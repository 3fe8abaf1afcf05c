"""Costs that go on (doorlopende kosten): time that was agreed and could not be declared, because the pupil was not there.

Per title and week: agreed minus declared minutes, of weeks in which the pupil was absent at least once. A week of which
something is not ticked off or declared yet is not reckoned at all. Money is in whole euros: agreed minutes are no finer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.cancellation_causes import StandingCostRule, standing_cost_rule
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.tick_totals import NeedWeek

_HOUR = 60
_EURO = 100


@dataclass(frozen=True, slots=True)
class CostTitle:
    """A title under a law, for one need.

    Attributes:
        id: of the title.
        need_id: the need that it pays.
        law: a `Law` value.
    """

    id: str
    need_id: str
    law: str


@dataclass(frozen=True, slots=True)
class StandingCost:
    """What was agreed and not declared under one title, in weeks with an absent pupil.

    Attributes:
        title: the title.
        weeks: Mondays of the weeks that are reckoned.
        agreed, declared: minutes in those weeks.
        minutes: agreed minus declared, week by week and never below 0.
        minutes_in_scheme: those of `minutes` in weeks in which the scheme held.
        open_weeks: weeks with an absent pupil that cannot be reckoned yet.
        without_agreement: whether nothing was agreed, so that nothing can be reckoned.
        euros: what it is worth, in whole euros; None when no one tariff is known for all of it.
    """

    title: CostTitle
    weeks: tuple[date, ...] = ()
    agreed: int = 0
    declared: int = 0
    minutes: int = 0
    minutes_in_scheme: int = 0
    open_weeks: int = 0
    without_agreement: bool = False
    euros: int | None = None


def standing_costs(
    weeks: Iterable[NeedWeek],
    titles_on: Callable[[str, date], CostTitle | None],
    cents_on: Callable[[CostTitle, date], int | None],
) -> tuple[StandingCost, ...]:
    """Return the costs that went on, by title; only titles with a week in which the pupil was absent.

    Args:
        weeks: the care of weeks.
        titles_on: returns the title that pays a need in the week of a Monday; None when there is none with a scheme.
        cents_on: returns what an hour under a title costs in the week of a Monday; None when that is not known.
    """
    found: dict[str, list[tuple[CostTitle, NeedWeek]]] = defaultdict(list)
    for week in weeks:
        title = titles_on(week.need_id, week.monday) if week.absent else None
        if title is not None:
            found[f"{title.id} {title.need_id}"].append((title, week))
    return tuple(_cost(pairs[0][0], [week for _, week in pairs], cents_on) for _, pairs in sorted(found.items()))


def scheme_words(rule: StandingCostRule, day: date) -> str:
    """Return in Dutch whether a scheme holds on a day, and what to do when it does not."""
    if rule.holds_on(day):
        return "De regeling geldt nu."
    if rule.first_day_without is not None and rule.first_day_without <= day:
        return f"Deze regeling liep tot {dutch_date_short(rule.first_day_without)}; ga na wat nu geldt."
    return f"Deze regeling begint op {dutch_date_short(rule.valid_from)}."


def _cost(title: CostTitle, weeks: list[NeedWeek], cents_on: Callable[[CostTitle, date], int | None]) -> StandingCost:
    settled = [week for week in weeks if not week.minutes.open and not week.minutes.undeclared]
    sums = [
        (week, week.agreed, max(0, week.agreed - week.minutes.declared)) for week in settled if week.agreed is not None
    ]
    prices = [(cents_on(title, week.monday), minutes) for week, _, minutes in sums if minutes]
    known = all(cents is not None for cents, _ in prices)
    worth = sum((cents or 0) * minutes for cents, minutes in prices)
    return StandingCost(
        title=title,
        weeks=tuple(week.monday for week, _, _ in sums),
        agreed=sum(agreed for _, agreed, _ in sums),
        declared=sum(week.minutes.declared for week, _, _ in sums),
        minutes=sum(minutes for _, _, minutes in sums),
        minutes_in_scheme=sum(minutes for week, _, minutes in sums if _in_scheme(title, week.monday)),
        open_weeks=len(weeks) - len(settled),
        without_agreement=any(week.agreed is None for week in weeks),
        euros=_rounded(worth, _HOUR * _EURO) if known and sums else None,
    )


def _in_scheme(title: CostTitle, monday: date) -> bool:
    rule = standing_cost_rule(title.law, monday)
    return rule is not None and rule.holds_on(monday)


def _rounded(amount: int, unit: int) -> int:
    """Return how many units an amount is, a half counted up."""
    return (2 * amount + unit) // (2 * unit)
