"""Making a file of a plan by keys: why it is made, and where it goes. The ending of its name tells the kind."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from storage.errors import StorageError
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.plan_calendars import PlanChoice
from zorgarrangeur_tui.desk.plan_papers import SCHOOL_ENDINGS, SavedPlan, save_plan
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.working import work_on

_USUAL_REASON = "Rooster voor de school"
_ENDINGS_HELP = "Eindigt op .pdf (om op te hangen), .csv (lijst) of .ics (agenda). Een nieuw bestand."


async def make_plan_file(screen: StoreScreen, school_id: str, number: int) -> SavedPlan | None:
    """Ask why and where, make a file of a published plan, and tell where it is.

    Returns:
        What was made; None when the user cancelled, or when it was refused and the user was told why.
    """
    place = str(Path.home() / f"rooster-{number}-{screen.user.today.isoformat()}.pdf")
    fields = [
        FieldSpec("reason", "Waarom", "text", _USUAL_REASON, "Zonder namen; het komt in het logboek.", required=True),
        FieldSpec("path", "Bestand", "text", place, _ENDINGS_HELP, required=True, typed_over="file_name"),
    ]
    title = f"Bestand van rooster {number}"
    about = (school_id, str(number))
    filled = await fill_in(
        screen,
        DraftForm.PLAN_FILE,
        title,
        fields,
        about=about,
        submit_label="Maken",
        check=partial(file_problems, endings=SCHOOL_ENDINGS),
    )
    if filled is None:
        return None
    path = path_of(str(filled["path"]))
    choice = PlanChoice(number=number)
    make = partial(save_plan, screen.store, school_id, path, choice, reason=str(filled["reason"]))
    try:
        saved = await work_on(screen.app, "bestand van het rooster maken", make)
    except StorageError as refusal:
        tell(screen.app, str(refusal), severity="error", seconds=12)
        return None
    tell(screen.app, f"Gemaakt: {path}. Er staat niets van leerlingen in.", seconds=12)
    return saved
