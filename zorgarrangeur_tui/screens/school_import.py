"""Reading in a school list on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.difference_list import DifferenceItem, FieldDifference
from zorgarrangeur_tui.desk.schools import import_schools, plan_school_import
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.importers.report_text import plan_summary
from zorgarrangeur_tui.importers.schools import SchoolChange, SchoolPlan
from zorgarrangeur_tui.screens.list_import import ListImport, choose_list, read_list

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.schools import SchoolsScreen

_TITLE = "Scholenlijst inlezen"


async def read_school_list(screen: SchoolsScreen) -> None:
    """Let the user read in a school list (see `list_import.read_list`).

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    path = await choose_list(screen, _TITLE)
    if path is not None:
        await read_list(
            screen,
            path,
            ListImport(_TITLE, plan_school_import, difference_items, import_schools, plan_summary, _done),
        )


def difference_items(plan: SchoolPlan) -> list[DifferenceItem]:
    """Return the schools that would be added or changed, each with its fields in words."""
    return [
        DifferenceItem(
            key=change.school_id,
            title=f"{change.name} ({change.site_code})",
            sign="+" if change.new else "~",
            lines=_lines(change),
        )
        for change in plan.changes
    ]


def _lines(change: SchoolChange) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(
            field_word("school", field),
            "" if change.new else value_word("school", field, before),
            value_word("school", field, after),
        )
        for field, (before, after) in change.fields.items()
    )


def _done(plan: SchoolPlan) -> str:
    """Return how many schools were added and changed."""
    added = f"{plan.new_count} nieuwe {'school' if plan.new_count == 1 else 'scholen'}"
    return f"Ingelezen: {added}{f', {plan.changed_count} gewijzigd' if plan.changed_count else ''}."
