"""The letter to parents by keys: why it is made, and where the file goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from storage.errors import StorageError
from storage.models import Pupil
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.exports import Exported
from zorgarrangeur_tui.desk.papers import save_parent_letter
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.working import work_on

_USUAL_REASON = "Brief aan de ouders"


async def make_parent_letter(screen: StoreScreen, pupil: Pupil) -> Exported | None:
    """Ask why and where, make the letter to the parents of a child, and tell where it is.

    Returns:
        What was made; None when the user cancelled, or when it was refused and the user was told why.
    """
    saved = await fill_in(
        screen,
        DraftForm.LETTER,
        f"Brief aan de ouders van {pupil.pseudonym}",
        _fields(screen),
        about=(pupil.id,),
        submit_label="Brief maken",
        check=partial(file_problems, endings=(".pdf",)),
    )
    if saved is None:
        return None
    path = path_of(str(saved["path"]))
    make = partial(save_parent_letter, screen.store, pupil.id, path, reason=str(saved["reason"]))
    try:
        exported = await work_on(screen.app, "brief maken", make)
    except StorageError as refusal:
        tell(screen.app, str(refusal), severity="error", seconds=12)
        return None
    tell(
        screen.app,
        f"De brief staat in {path}. De naam staat erin en het bestand is niet versleuteld: print het en wis het daarna.",
        seconds=12,
    )
    return exported


def _fields(screen: StoreScreen) -> list[FieldSpec]:
    # The file's name is seen by whoever looks over a shoulder: the day, and nothing of the child.
    name = f"brief-ouders-{screen.user.today.isoformat()}.pdf"
    place = str(Path.home() / name)
    return [
        FieldSpec("reason", "Waarom", "text", _USUAL_REASON, "Zonder namen; het komt in het logboek.", required=True),
        FieldSpec(
            "path",
            "Bestand",
            "text",
            place,
            "Een nieuw bestand, dat alleen u kunt lezen.",
            required=True,
            typed_over="file_name",
        ),
    ]
