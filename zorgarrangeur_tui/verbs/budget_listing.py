"""The budgets of schools as a list for the command line."""

from __future__ import annotations

from typing import Any

from storage.models import Budget, School
from storage.store import Store
from zorgarrangeur_tui.desk.budget_words import is_over, money_words, pot_words, used_words
from zorgarrangeur_tui.desk.budgets import BudgetLine, SchoolBudgets, school_budgets
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.dated_spans import period_words
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import Listing

_HEADERS = ("Kenmerk", "School", "Potje", "Per week", "Bedrag", "Gebruikt", "Kost nu", "Geldt")
_NOTHING = "Er zijn geen budgetten."


def budgets(store: Store, school: School | None) -> Listing:
    """Return the budgets of one school or of all, with what the plan of now takes from each."""
    ids = [school.id] if school else {one.school_id for one in living(store, Budget)}
    known = {key: one for key, one in by_ids(store, School, ids).items() if not one.deleted}
    read = [school_budgets(store, key) for key in sorted(known, key=lambda key: (known[key].name.casefold(), key))]
    pairs = [(found, line) for found in read for line in found.lines]
    return Listing(
        _HEADERS,
        [_row(found, line) for found, line in pairs],
        [_values(found, line) for found, line in pairs],
        _NOTHING,
    )


def _row(found: SchoolBudgets, line: BudgetLine) -> tuple[str, ...]:
    record = line.record
    return (
        record.id[:ID_SHOWN],
        found.school.name,
        pot_words(record.pot),
        "" if record.minutes_per_week is None else duration(record.minutes_per_week),
        "" if record.cents is None else euros(record.cents),
        f"{'! ' if is_over(found, line) else ''}{used_words(found, line)}",
        money_words(line),
        period_words(record, found.day) or "geldt nu",
    )


def _values(found: SchoolBudgets, line: BudgetLine) -> dict[str, Any]:
    record = line.record
    return {
        "id": record.id,
        "school": {"id": found.school.id, "site_code": found.school.site_code, "name": found.school.name},
        "pot": record.pot or None,
        "name": record.name,
        "minutes_per_week": record.minutes_per_week,
        "cents": record.cents,
        "starts_on": record.starts_on,
        "ends_on": record.ends_on,
        "source": record.source,
        "planned_minutes_per_fortnight": found.planned_for(record.pot),
        "school_minutes_per_fortnight": found.presence,
        "period_cost_cents": line.cost.cents if line.cost else None,
        "period_most_cost_cents": line.cost.most_cents if line.cost else None,
        "period_minutes_without_tariff": line.cost.minutes_without_tariff if line.cost else None,
        "exceeded": is_over(found, line),
    }
