"""Reading in a list of school holidays: choose the file, look at what would change, decide, and hear what was done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.dialogs import MessageDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.holiday_import import import_holidays, plan_holiday_import
from zorgarrangeur_tui.importers.holiday_report import holiday_days, holiday_summary, holiday_title, school_changes
from zorgarrangeur_tui.importers.holidays import HolidayPlan
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.preview import PreviewScreen

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.school_calendar import SchoolCalendarScreen

_TITLE = "Vakantielijst inlezen"


async def read_holiday_list(screen: SchoolCalendarScreen) -> None:
    """Let the user read in a list. Until the user confirms, and when anything is refused, nothing changes.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    path = await screen.app.push_screen_wait(FileDialog(_TITLE, endings=(".csv",)))
    if path is None:
        return
    try:
        with screen.busy_with(f" {path.name} wordt gelezen. U kunt gewoon verder werken."):
            data, plan = await asyncio.to_thread(_look, screen.store, path)
        items, summary = difference_items(plan), holiday_summary(plan)
        if not items:
            await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", [path.name, *summary]))
            return
        preview = PreviewScreen(f"{_TITLE}: {path.name}", summary, items, confirm_label="Inlezen")
        if not await screen.app.push_screen_wait(preview):
            return
        with screen.busy_with(f" {path.name} wordt ingelezen. U kunt gewoon verder werken."):
            done = await asyncio.to_thread(import_holidays, screen.store, path.name, data)
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Deze lijst is niet te gebruiken", [refused.sentence]))
        return
    tell(screen.app, f"{_done(done)} Met u maakt u dit ongedaan.", seconds=12)


def difference_items(plan: HolidayPlan) -> list[DifferenceItem]:
    """Return the holidays that would be added or get other days."""
    items = []
    for change in school_changes(plan):
        before, after = holiday_days(change)
        title = holiday_title(change)
        line = FieldDifference("Dagen", before, after)
        items.append(DifferenceItem(key=title, title=title, sign="~" if before else "+", lines=(line,)))
    return items


def _look(store: Store, path: Path) -> tuple[bytes, HolidayPlan]:
    """Return the bytes of a file and what reading it in would do. Runs in a thread."""
    data = read_input(path, MAX_FILE_BYTES)
    return data, plan_holiday_import(store, path.name, data)


def _done(plan: HolidayPlan) -> str:
    """Return what was written, and how many lines were not used."""
    changes = school_changes(plan)
    new = sum(change.before is None for change in changes)
    told = f"Ingelezen: {new} nieuwe {'vakantie' if new == 1 else 'vakanties'}, {len(changes) - new} gewijzigd."
    refused = plan.refused_count
    return f"{told} {refused} {'regel' if refused == 1 else 'regels'} niet gebruikt." if refused else told
