"""What a user does with the budgets of a school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import Budget
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, CommandClass, Leave
from zorgarrangeur_tui.desk.budgets import add_budget
from zorgarrangeur_tui.domain.school_years import school_year_of
from zorgarrangeur_tui.screens.planning_paths import AtRest
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.budgets import BudgetsScreen
    from zorgarrangeur_tui.screens.planning import PlanningScreen


class NewBudget(Command):
    """Schrijf een budget van deze school op: uren per week, een bedrag, of allebei, uit één potje."""

    key = "n"
    label = "Nieuw"
    footer = True

    @classmethod
    async def run(cls, actor: BudgetsScreen) -> None:
        """Show the form, with the school year of today as its period."""
        year = school_year_of(actor.user.today)
        budget = await ask(
            actor,
            "Nieuw budget",
            Budget,
            forms.BUDGET,
            lambda values: add_budget(actor.store, actor.school_id, values),
            values={"starts_on": year.first_day, "ends_on": year.last_day},
            about=(actor.school_id,),
        )
        if budget is not None:
            actor.select_later(budget.id)


class _OnBudget(Command):
    """An act on the budget under the cursor."""

    needs = "Er is nog geen budget om te veranderen. Schrijf er een op met {NewBudget}."

    @classmethod
    def available(cls, actor: BudgetsScreen) -> bool:
        """Only with a budget under the cursor."""
        return actor.line_at_cursor() is not None


class ChangeBudget(_OnBudget):
    """Verander het budget onder de cursor."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: BudgetsScreen) -> None:
        """Show the form."""
        line = actor.line_at_cursor()
        if line is not None:
            await ask_change(actor, "Budget wijzigen", line.record, forms.BUDGET, "Budget gewijzigd")


class RemoveBudget(_OnBudget):
    """Haal het budget onder de cursor weg."""

    key = "delete"
    label = "Weghalen"
    footer = True

    @classmethod
    async def run(cls, actor: BudgetsScreen) -> None:
        """Ask whether it is sure."""
        line = actor.line_at_cursor()
        if line is not None:
            lines = [
                actor.words(
                    "Het rooster blijft zoals het is. Loopt het af? Vul dan met {ChangeBudget} de laatste dag in."
                )
            ]
            await ask_removal(actor, "Dit budget weghalen?", lines, line.record, "Budget weggehaald")


class LeaveBudgets(Leave):
    """Ga terug naar waar u vandaan kwam."""


BUDGET_ACTS: tuple[CommandClass, ...] = (NewBudget, ChangeBudget, RemoveBudget, LeaveBudgets)


class ShowBudgets(AtRest):
    """Bekijk de budgetten van deze school: wat er mag, en wat er nu gepland is."""

    key = "B"
    label = "Budget"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open their screen."""
        from zorgarrangeur_tui.screens.budgets import BudgetsScreen  # noqa: PLC0415 - opened now and then

        if actor.board is not None:
            await actor.app.push_screen(BudgetsScreen(actor.board.school.id))
