"""The budgets of a school in words: the top line, a line for each budget, and the plan against them. Pure."""

from __future__ import annotations

from storage.models import Budget
from widgets.detail_view import Section
from widgets.plain_text import fitted
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.budget_words import cost_words, is_over, money_words, pot_words, used_words
from zorgarrangeur_tui.desk.budgets import BudgetLine, PotUse, SchoolBudgets
from zorgarrangeur_tui.domain.budgets import NO_POT, divided, hours_words
from zorgarrangeur_tui.domain.clock import duration, dutch_date_short
from zorgarrangeur_tui.domain.dated_spans import last_day, period_words
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.pots import pot_name
from zorgarrangeur_tui.insight.ledger_words import SHARED_VISITS
from zorgarrangeur_tui.keys.act_text import ActText

COLUMNS = (
    Column("Potje", 14, weight=2),
    Column("Naam", 12, weight=2, priority=2),
    Column("Per week", 12, right=True),
    Column("Bedrag", 12, priority=1, right=True),
    Column("Gebruikt", 8, right=True),
    Column("Geldt", 16, weight=1, priority=3),
)
NOTHING = "Nog geen budget bij deze school. Druk op {NewBudget} om er een op te schrijven."
_UNKNOWN = "Nog niet toe te wijzen"
_FILL_IN_TITLES = (
    "Welk potje betaalt, volgt uit de titels die vandaag gelden. Wat nog niet toe te wijzen is, krijgt een potje zodra bij "
    "de zorgbehoefte staat wie betaalt."
)
_PER_PUPIL = "Bij zorg in een groep telt een tarief voor elke leerling de hele tijd."
_NO_TARIFFS = ActText(
    "Van deze zorg is geen tarief bekend: daarom alleen uren.", "Vul tarieven aan in Naslag ({Reference})."
)


def heading(found: SchoolBudgets, width: int) -> str:
    """Return the top line: the name of the school gives way to the hours."""
    state = hours_words(found.presence, found.budget)
    name = fitted(found.school.name, max(0, min(len(found.school.name), width - len(state) - 4)))
    return fitted(f" {name} · {state}", width)


def budget_row(found: SchoolBudgets, line: BudgetLine) -> Row:
    """Return a budget as a line; one that has ended is muted, one that is exceeded carries a sign."""
    record = line.record
    over = is_over(found, line)
    week = "" if record.minutes_per_week is None else duration(record.minutes_per_week)
    amount = "" if record.cents is None else euros(record.cents)
    cells = (pot_words(record.pot), record.name, week, amount, used_words(found, line))
    marks = ("muted",) if last_day(record) < found.day else ("warning",) if over else ()
    return Row(record.id, (*cells, period_words(record, found.day) or "geldt nu"), marks)


def budget_sections(found: SchoolBudgets, line: BudgetLine | None) -> list[Section]:
    """Return the budget under the cursor, and what is planned against all of them."""
    sections = [_line_section(line)] if line else []
    sections.append(_hours_section(found))
    sections.append(_cost_section(found))
    return sections


def _line_section(line: BudgetLine) -> Section:
    record = line.record
    lines = [
        ("Per week", "" if record.minutes_per_week is None else duration(record.minutes_per_week)),
        ("Kost nu", money_words(line)),
        ("Periode", _period(record)),
        ("Besloten", record.source),
        ("Notitie", record.note),
    ]
    title = " · ".join(filter(None, (pot_words(record.pot), record.name)))
    return Section(title[:1].upper() + title[1:], [one for one in lines if one[1]])


def _hours_section(found: SchoolBudgets) -> Section:
    over = found.budget.minutes_over(found.presence)
    lines = [(f"{'! ' if over else ''}Samen", hours_words(found.presence, found.budget))]
    shown = divided((found.presence + 1) // 2, [use.planned for use in found.pots])
    for use, minutes in zip(found.pots, shown, strict=True):
        if use.pot != NO_POT:
            mark = "! " if use.budget.minutes_over(use.planned) else ""
            lines.append((mark + pot_name(use.pot), _pot_hours(use, minutes)))
        elif use.planned:
            lines.append((_UNKNOWN, duration(minutes)))
    told = [f"Dat is {duration(over)} per week te veel. Maak bezoeken korter, of spreek meer af."] if over else []
    shared = (SHARED_VISITS,) if found.shares_time else ()
    return Section("Gepland in een gewone week", lines, (*told, *shared, _FILL_IN_TITLES))


def _pot_hours(use: PotUse, minutes: int) -> str:
    """Return "12 u van 15 u (80 %)", of so many minutes: those of all pots are together what stands above them."""
    if use.budget.minutes is None:
        return duration(minutes)
    percent = use.budget.used_percent(use.planned)
    return f"{duration(minutes)} van {duration(use.budget.minutes)}" + ("" if percent is None else f" ({percent} %)")


def _cost_section(found: SchoolBudgets) -> Section:
    lines = [(pot_name(use.pot) if use.pot else _UNKNOWN, _week_cost(use)) for use in found.pots if use.cost.most_cents]
    return Section("Kosten per week, volgens de tarieven", lines, (_PER_PUPIL if lines else _NO_TARIFFS,))


def _week_cost(use: PotUse) -> str:
    rest = use.cost.minutes_without_tariff
    return cost_words(use.cost, weeks=2) + (f", en {duration((rest + 1) // 2)} zonder tarief" if rest else "")


def _period(record: Budget) -> str:
    first = dutch_date_short(record.starts_on) if record.starts_on else "altijd"
    return f"{first} t/m {dutch_date_short(record.ends_on)}" if record.ends_on else f"vanaf {first}, zonder einde"
