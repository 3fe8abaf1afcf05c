"""Making a document by keys: why it is made, and where it goes. The ending of its name tells the kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from storage.errors import StorageError
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.exports import Exported
from zorgarrangeur_tui.reports.paper import ENDINGS
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.working import work_on

ENDINGS_HELP = "Eindigt op .pdf of .md (tekst). Een nieuw bestand."
INTERNAL_USE = "De cijfers zijn precies: voor intern gebruik, niet om te publiceren."


async def make_report(
    screen: StoreScreen,
    title: str,
    name: str,
    usual_reason: str,
    save: Callable[[Path, str], Exported],
    warning: str = INTERNAL_USE,
) -> Exported | None:
    """Ask why and where, make a document, and tell where it is.

    Args:
        screen: on which the user is.
        title: of the dialog.
        name: beginning of the file's name, without names of persons.
        usual_reason: what is proposed as reason.
        save: makes the file from its path and the reason.
        warning: how the document is to be treated, in a sentence.

    Returns:
        What was made; None when the user cancelled, or when it was refused and the user was told why.
    """
    place = str(Path.home() / f"{name}-{screen.user.today.isoformat()}.pdf")
    fields = [
        FieldSpec("reason", "Waarom", "text", usual_reason, "Zonder namen; het komt in het logboek.", required=True),
        FieldSpec("path", "Bestand", "text", place, f"{ENDINGS_HELP} {warning}", required=True, typed_over="file_name"),
    ]
    filled = await fill_in(
        screen,
        DraftForm.REPORT,
        title,
        fields,
        about=(name,),
        submit_label="Maken",
        check=partial(file_problems, endings=ENDINGS),
    )
    if filled is None:
        return None
    path = path_of(str(filled["path"]))
    try:
        exported = await work_on(screen.app, "document maken", partial(save, path, str(filled["reason"])))
    except StorageError as refusal:
        tell(screen.app, str(refusal), severity="error", seconds=12)
        return None
    tell(screen.app, f"Gemaakt: {path}. {warning}", seconds=12)
    return exported
