"""Reading in a file of reference data: choose it, tell since when it holds, look at what would change, decide."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from storage.models.casework_codes import CodeList, DeliveryForm
from widgets.dialogs import FormDialog, MessageDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.reference_import import IMPORTERS, import_reference, plan_reference_import
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.importers.fact_rows import RowAct, RowChange
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions, ReferencePlan
from zorgarrangeur_tui.importers.reference_report import reference_summary
from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.preview import PreviewScreen

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.reference_set import ReferenceSetScreen

_DAY = FieldSpec(
    "valid_from",
    "Geldt vanaf",
    "date",
    help="Leeg: geldt al, sinds een onbekende dag. Nodig als iets anders is dan wat er nu staat.",
)
_SOURCE = FieldSpec("source", "Bron", "text", help="Waar dit bestand vandaan komt. Leeg: wat het bestand zelf zegt.")
_REGION = FieldSpec("region", "Geldt in", "text", help="Gemeente of regio waarvoor dit geldt. Leeg: overal.")
_FORM = FieldSpec(
    "delivery_form", "Leveringsvorm", "choice", help="Geen keuze: voor elke vorm.", choices=choices(DeliveryForm)
)
_LIST = FieldSpec(
    "code_list",
    "Lijst",
    "choice",
    help="Alleen nodig als het bestand zelf geen lijst noemt.",
    choices=choices(CodeList),
)
_ASKED = {
    "municipalities": (_DAY, _SOURCE),
    "tariffs": (_DAY, _REGION, _FORM, _SOURCE),
    "codes": (_DAY, _LIST, _REGION, _SOURCE),
}
"""Per kind of file what the user is asked about it."""


async def read_reference_file(screen: ReferenceSetScreen, kind: str) -> None:
    """Let the user read in a file. Until the user confirms, and when anything is refused, nothing changes.

    Args:
        screen: where it is asked.
        kind: a name of `IMPORTERS`.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    title = IMPORTERS[kind].title
    path = await screen.app.push_screen_wait(FileDialog(title, endings=(".csv",)))
    if path is None:
        return
    asked = await screen.app.push_screen_wait(
        FormDialog(f"{title}: {path.name}", _ASKED[kind], submit_label="Bekijken", today=lambda: screen.user.today)
    )
    if asked is None:
        return
    options = _options(asked)
    try:
        with screen.busy_with(f"{path.name} wordt gelezen. U kunt gewoon verder werken."):
            data, plan = await asyncio.to_thread(_look, screen.store, kind, path, options)
        summary = reference_summary(plan)
        if not plan.changes:
            await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", [path.name, *summary]))
            return
        preview = PreviewScreen(f"{title}: {path.name}", summary, difference_items(plan), confirm_label="Inlezen")
        if not await screen.app.push_screen_wait(preview):
            return
        with screen.busy_with(f"{path.name} wordt ingelezen. U kunt gewoon verder werken."):
            done = await asyncio.to_thread(import_reference, screen.store, kind, path.name, data, options)
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Dit bestand is niet te gebruiken", [refused.sentence]))
        return
    tell(
        screen.app,
        f"Ingelezen: {done.new_count} nieuw, {done.changed_count} gewijzigd. Met u maakt u dit ongedaan.",
        seconds=12,
    )


def difference_items(plan: ReferencePlan) -> list[DifferenceItem]:
    """Return the rows that would be added or changed, each with its fields in words."""
    return [
        DifferenceItem(
            key=change.record_id,
            title=_title(change),
            sign="+" if change.act is RowAct.NEW else "~",
            lines=tuple(
                FieldDifference(
                    field_word(change.record_type, name),
                    "" if change.act is RowAct.NEW else value_word(change.record_type, name, before),
                    value_word(change.record_type, name, after),
                )
                for name, (before, after) in change.fields.items()
            ),
        )
        for change in plan.changes
    ]


def _title(change: RowChange) -> str:
    if not change.ended_id or change.ended_on is None:
        return change.title
    return f"{change.title}: wat nu staat, geldt t/m {dutch_date_short(change.ended_on)}"


def _look(store: Store, kind: str, path: Path, options: ReferenceOptions) -> tuple[bytes, ReferencePlan]:
    """Return the bytes of a file and what reading it in would do. Runs in a thread."""
    data = read_input(path, MAX_FILE_BYTES)
    return data, plan_reference_import(store, kind, path.name, data, options)


def _options(asked: dict[str, object]) -> ReferenceOptions:
    day = asked["valid_from"]
    texts = {name: str(value or "").strip() for name, value in asked.items() if name != "valid_from"}
    return ReferenceOptions(valid_from=day if isinstance(day, date) else None, **texts)
