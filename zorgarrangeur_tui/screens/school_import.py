"""Reading in a school list: choose the file, look at what would change, decide, and hear what was done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.dialogs import MessageDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.schools import import_schools, plan_school_import
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.report_text import plan_summary
from zorgarrangeur_tui.importers.schools import SchoolChange, SchoolPlan
from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.preview import PreviewScreen

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.schools import SchoolsScreen

_TITLE = "Scholenlijst inlezen"


async def read_school_list(screen: SchoolsScreen) -> None:
    """Let the user read in a school list. Until the user confirms, and when anything is refused, nothing changes.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    path = await screen.app.push_screen_wait(FileDialog(_TITLE, endings=(".csv",)))
    if path is None:
        return
    try:
        with screen.busy_with(f"{path.name} wordt gelezen. U kunt gewoon verder werken."):
            data, plan, items = await asyncio.to_thread(_look, screen.store, path)
        summary = plan_summary(plan)
        if not items:
            await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", [path.name, *summary]))
            return
        preview = PreviewScreen(f"{_TITLE}: {path.name}", summary, items, confirm_label="Inlezen")
        if not await screen.app.push_screen_wait(preview):
            return
        with screen.busy_with(f"{path.name} wordt ingelezen. U kunt gewoon verder werken."):
            done = await asyncio.to_thread(import_schools, screen.store, path.name, data)
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Deze lijst is niet te gebruiken", [refused.sentence]))
        return
    tell(screen.app, f"Ingelezen: {_counted(done)}. Met u maakt u dit ongedaan.", seconds=12)


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


def _look(store: Store, path: Path) -> tuple[bytes, SchoolPlan, list[DifferenceItem]]:
    """Return the bytes of a file, what reading it in would do, and that in words. Runs in a thread."""
    data = read_input(path, MAX_FILE_BYTES)
    plan = plan_school_import(store, path.name, data)
    return data, plan, difference_items(plan)


def _lines(change: SchoolChange) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(
            field_word("school", field),
            "" if change.new else value_word("school", field, before),
            value_word("school", field, after),
        )
        for field, (before, after) in change.fields.items()
    )


def _counted(plan: SchoolPlan) -> str:
    """Return how many schools were added and changed."""
    added = f"{plan.new_count} nieuwe {'school' if plan.new_count == 1 else 'scholen'}"
    return f"{added}, {plan.changed_count} gewijzigd" if plan.changed_count else added
