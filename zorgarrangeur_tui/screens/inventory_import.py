"""Reading an inventory sheet into a case: paste it or choose a file, say what the columns are, look, decide."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from storage.errors import StorageError
from widgets.dialogs import FormDialog, MessageDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk import inventory_import as desk
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.inventory_import import InventoryRequest
from zorgarrangeur_tui.importers.full_names import looks_like_full_name
from zorgarrangeur_tui.importers.inventory import ColumnsRefused, InventoryPlan
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets, target_choices
from zorgarrangeur_tui.importers.inventory_report import (
    change_fields,
    change_title,
    counts_line,
    doubt_lines,
    refused_lines,
)
from zorgarrangeur_tui.importers.inventory_sheet import MAX_SHEET_BYTES, InventorySheet, open_sheet, pasted_sheet
from zorgarrangeur_tui.importers.problems import FileRefused, quoted
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.paste_dialog import PasteDialog
from zorgarrangeur_tui.screens.preview import PreviewScreen
from zorgarrangeur_tui.working import work_on

_TITLE = "Overzicht van de zorg inlezen"
_HOW = (
    "Kopieer in Excel de regels met de kop erboven en plak ze hier. Elke regel is één leerling met één soort zorg.",
    "Gebruik initialen of een schuilnaam in plaats van namen. Wat u plakt, wordt nergens bewaard.",
)
_NOT_READ = "-"
_LONGEST_EXAMPLE = 18


async def import_inventory(screen: StoreScreen, case_id: str) -> bool:
    """Let the user read an inventory sheet into a case. Until the user confirms nothing changes.

    Returns:
        Whether anything was read in.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    sheet = await _ask_sheet(screen)
    if sheet is None:
        return False
    targets = guessed_targets(sheet.header)
    while True:
        planned = await _ask_columns(screen, case_id, sheet, targets)
        if planned is None:
            return False
        request, plan = planned
        targets = tuple(request.targets)
        if await _confirmed(screen, request, plan):
            read_in = partial(
                desk.import_inventory, screen.store, request, good_lines_only=bool(plan.refused), seen=plan
            )
            done = await work_on(screen.app, "inventarisatie inlezen", read_in)
            tell(screen.app, ActText(counts_line(done), "Met {Undo} maakt u dit ongedaan."), seconds=12)
            return True
        if not plan.changes and not plan.refused:
            return False


async def _ask_sheet(screen: StoreScreen) -> InventorySheet | None:
    pasted = await screen.app.push_screen_wait(PasteDialog(_TITLE, _HOW, _why_no_sheet))
    if pasted:
        return pasted_sheet(pasted)
    if pasted is None:
        return None
    path = await screen.app.push_screen_wait(FileDialog(_TITLE, endings=(".csv", ".txt", ".tsv")))
    if path is None:
        return None
    try:
        return await asyncio.to_thread(_sheet_in, path)
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Dit overzicht is niet te gebruiken", [refused.sentence]))
        return None


def _sheet_in(path: Path) -> InventorySheet:
    return open_sheet(path.name, read_input(path, MAX_SHEET_BYTES))


def _why_no_sheet(text: str) -> str:
    try:
        pasted_sheet(text)
    except FileRefused as refused:
        return refused.sentence
    return ""


async def _ask_columns(
    screen: StoreScreen, case_id: str, sheet: InventorySheet, targets: tuple[str, ...]
) -> tuple[InventoryRequest, InventoryPlan] | None:
    """Ask what every column is, until that can be read; return the plan, or None when the user cancels."""
    planned: list[tuple[InventoryRequest, InventoryPlan]] = []

    def check(filled: dict[str, object]) -> Mapping[str, str]:
        chosen = [str(filled[_column(place)]) for place in range(len(sheet.header))]
        request = InventoryRequest(case_id, sheet, ["" if target == _NOT_READ else target for target in chosen])
        try:
            planned.append((request, desk.plan_inventory_import(screen.store, request)))
        except ColumnsRefused as refused:
            return {_column(max(0, place)): sentence for place, sentence in refused.columns.items()}
        except StorageError as refusal:
            return {_column(0): str(refusal)}
        return {}

    fields = [_field(sheet, place, target) for place, target in enumerate(targets)]
    answer = await screen.app.push_screen_wait(
        FormDialog(f"{_TITLE}: wat staat in welke kolom?", fields, submit_label="Bekijken", check=check)
    )
    return planned[-1] if answer is not None else None


def _field(sheet: InventorySheet, place: int, target: str) -> FieldSpec:
    heading = sheet.header[place] or f"Kolom {place + 1}"
    example = sheet.example(place)
    shown = "(namen)" if looks_like_full_name(example) else quoted(example[:_LONGEST_EXAMPLE]) if example else "(leeg)"
    return FieldSpec(
        name=_column(place),
        label=f"{heading[:40]} {shown}",
        kind="choice",
        value=target or _NOT_READ,
        choices=tuple((name or _NOT_READ, label) for name, label in target_choices()),
        help="Kies wat er in deze kolom staat: ← en →, of de spatiebalk voor een lijst.",
        required=True,
    )


def _column(place: int) -> str:
    return f"column_{place}"


async def _confirmed(screen: StoreScreen, request: InventoryRequest, plan: InventoryPlan) -> bool:
    """Show what would change, and return whether it may be done."""
    summary = [counts_line(plan), *refused_lines(plan), *doubt_lines(plan)]
    if not plan.changes:
        await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", summary))
        return False
    if plan.refused:
        summary.insert(1, "Geweigerde regels worden niet gelezen. Esc gaat terug naar de kolommen.")
    items = await asyncio.to_thread(difference_items, plan, desk.provider_names(screen.store, plan))
    log_look(screen.app, partial(desk.note_plan_read, screen.store, request, plan))
    label = "Goede regels inlezen" if plan.refused else "Inlezen"
    return await screen.app.push_screen_wait(PreviewScreen(_TITLE, summary, items, confirm_label=label))


def difference_items(plan: InventoryPlan, providers: dict[str, str]) -> list[DifferenceItem]:
    """Return the records that would be added or changed, each with its fields in words."""
    return [
        DifferenceItem(
            key=str(number),
            title=f"{change_title(change)}, {_where(change.lines)}",
            sign="~" if change.record_id else "+",
            lines=tuple(FieldDifference(*line) for line in change_fields(change, providers)),
        )
        for number, change in enumerate(plan.changes)
    ]


def _where(lines: tuple[int, ...]) -> str:
    return f"{'regel' if len(lines) == 1 else 'regels'} {', '.join(str(line) for line in lines[:5])}" + (
        " …" if len(lines) > 5 else ""
    )
