"""A budget of a school in words: what it is for, how much of it is used, and what the plan costs."""

from __future__ import annotations

from fractions import Fraction

from zorgarrangeur_tui.desk.budgets import BudgetLine, Cost, SchoolBudgets
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.pots import pot_name
from zorgarrangeur_tui.insight.breakdown_words import euros_text

ALL_POTS = "alle zorg samen"
"""What a budget without a pot is for."""


def pot_words(pot: str) -> str:
    """Return what a budget is for."""
    return pot_name(pot) if pot else ALL_POTS


def money_words(line: BudgetLine) -> str:
    """Return what the plan costs over the period of a budget, against its amount; "" for a budget without an amount."""
    cents = line.record.cents
    if cents is None:
        return ""
    if line.cost is None:
        return "niet te vergelijken: vul de eerste en de laatste dag in"
    percent = f" ({_percent(line.cost, cents)})" if cents else ""
    rest = line.cost.minutes_without_tariff
    more = f"; daarbij komt {duration(rest)} zonder tarief" if rest else ""
    return f"{cost_words(line.cost) or '€ 0'} van {euros(cents)}{percent}{more}"


def cost_words(cost: Cost, weeks: int = 1) -> str:
    """Return what the part with a tariff costs, rounded as the pots ledger does: "€ 29", "€ 29-116"; "" for nothing.

    Args:
        cost: of so many weeks.
        weeks: how many that are; the words are about one.
    """
    return euros_text((Fraction(cost.cents, weeks), Fraction(cost.most_cents, weeks)))


def _percent(cost: Cost, cents: int) -> str:
    least, most = 100 * cost.cents // cents, 100 * cost.most_cents // cents
    return f"{least} %" if least == most else f"{least}-{most} %"


def used_words(found: SchoolBudgets, line: BudgetLine) -> str:
    """Return how much of a budget in force is used: of its hours when it has them, else of its amount; "" when not known."""
    record = line.record
    if not holds_on(record, found.day):
        return ""
    if record.minutes_per_week is not None:
        percent = found.budget_for(record.pot).used_percent(found.planned_for(record.pot))
        return "" if percent is None else f"{percent} %"
    if record.cents and line.cost is not None:
        at_least = "≥ " if line.cost.minutes_without_tariff else ""
        return f"{at_least}{_percent(line.cost, record.cents)}"
    return ""


def is_over(found: SchoolBudgets, line: BudgetLine) -> bool:
    """Tell whether the plan of now takes more than a budget in force allows, as far as that is known."""
    record = line.record
    if not holds_on(record, found.day):
        return False
    cost = line.cost or Cost()
    hours = record.minutes_per_week is not None and found.budget_for(record.pot).minutes_over(
        found.planned_for(record.pot)
    )
    return bool(hours) or (record.cents is not None and cost.cents > record.cents)
