"""Reading in a list of school holidays on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.difference_list import DifferenceItem, FieldDifference
from zorgarrangeur_tui.desk.holiday_import import import_holidays, plan_holiday_import
from zorgarrangeur_tui.importers.holiday_report import holiday_days, holiday_summary, holiday_title, school_changes
from zorgarrangeur_tui.importers.holidays import HolidayPlan
from zorgarrangeur_tui.screens.list_import import ListImport, choose_list, read_list

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.school_calendar import SchoolCalendarScreen

_TITLE = "Vakantielijst inlezen"


async def read_holiday_list(screen: SchoolCalendarScreen) -> None:
    """Let the user read in a list of school holidays (see `list_import.read_list`).

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    path = await choose_list(screen, _TITLE)
    if path is not None:
        await read_list(
            screen,
            path,
            ListImport(_TITLE, plan_holiday_import, difference_items, import_holidays, holiday_summary, _done),
        )


def difference_items(plan: HolidayPlan) -> list[DifferenceItem]:
    """Return the holidays that would be added or get other days."""
    items = []
    for change in school_changes(plan):
        before, after = holiday_days(change)
        title = holiday_title(change)
        line = FieldDifference("Dagen", before, after)
        items.append(DifferenceItem(key=title, title=title, sign="~" if before else "+", lines=(line,)))
    return items


def _done(plan: HolidayPlan) -> str:
    """Return what was written, and how many lines were not used."""
    changes = school_changes(plan)
    new = sum(change.before is None for change in changes)
    told = f"Ingelezen: {new} nieuwe {'vakantie' if new == 1 else 'vakanties'}, {len(changes) - new} gewijzigd."
    refused = plan.refused_count
    return f"{told} {refused} {'regel' if refused == 1 else 'regels'} niet gebruikt." if refused else told
