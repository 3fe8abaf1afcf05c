"""Making the recovery sheet on screen: where it goes, and wiping the file once it is on paper."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from storage.errors import StorageError
from storage.store import Store
from widgets.dialogs import ConfirmDialog, TextDialog
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import place_problem
from zorgarrangeur_tui.desk.recovery_sheets import save_sheet, wipe_sheet
from zorgarrangeur_tui.screens.file_names import path_of

_USUAL_NAME = "herstelblad.pdf"


async def ask_sheet_place(app: App[Any]) -> Path | None:
    """Ask whether the user wants the sheet as a PDF, and where; None when not."""
    wanted = await app.push_screen_wait(
        ConfirmDialog(
            "Ook een blad om te printen?",
            [
                "De app kan een herstelblad maken met de code, het nummer van uw opslag en wat u moet doen.",
                "Het bestand bevat uw code: print het en wis het daarna meteen. Uw eigen papier is ook genoeg.",
            ],
            confirm_label="Blad maken",
            cancel_label="Niet nodig",
        )
    )
    if not wanted:
        return None
    text = await app.push_screen_wait(
        TextDialog(
            "Waar komt het herstelblad?",
            "Bestand",
            value=str(Path.home() / _USUAL_NAME),
            help="Een nieuw bestand, dat alleen u kunt lezen.",
            typed_over="file_name",
            check=_problem,
        )
    )
    return None if text is None else path_of(text)


async def offer_sheet(app: App[Any], store: Store, code: str) -> None:
    """Offer the sheet of a store whose recovery code was made a moment ago."""
    path = await ask_sheet_place(app)
    if path is None:
        return
    try:
        await asyncio.to_thread(save_sheet, store, path, code)
    except StorageError as refusal:
        tell(app, str(refusal), severity="error")
        return
    await print_and_wipe(app, path)


async def print_and_wipe(app: App[Any], path: Path) -> None:
    """Tell where the sheet is, and wipe it when the user says that it is printed."""
    printed = await app.push_screen_wait(
        ConfirmDialog(
            "Print het herstelblad nu",
            [f"Het staat in {path}.", "Is het geprint? Dan wist de app het bestand: uw code staat erin."],
            confirm_label="Geprint, wis het bestand",
            cancel_label="Laat het staan",
        )
    )
    if printed:
        await asyncio.to_thread(wipe_sheet, path)
        tell(app, "Het bestand met het herstelblad is gewist.")
    else:
        tell(app, f"Let op: {path.name} bevat uw herstelcode. Wis het zelf.", severity="warning", seconds=12)


def _problem(text: str) -> str:
    return place_problem(path_of(text), ".pdf")
