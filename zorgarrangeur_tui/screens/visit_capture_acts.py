"""What can be done while a visit note is being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from widgets.choice_popup import ChoicePopup
from widgets.dialogs import ConfirmDialog, FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, CommandClass
from zorgarrangeur_tui.desk.note_places import running_cases, with_only_case
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.visit_roles import VISIT_ROLES
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.record_rows import SCHOOL_COLUMNS, school_source
from zorgarrangeur_tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.visit_capture import VisitCapture

_NO_CASE, _OTHER_SCHOOL = "none", "school"
_NO_SCHOOLS = (
    "Er zijn nog geen scholen. Lees een scholenlijst in: {GoSchools} (Scholen), dan {screens.schools.ReadSchoolList}."
)


class SaveNote(Command):
    """Bewaar het verslag."""

    key = "ctrl+s"
    label = "opslaan"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Ask for the school when it is not known yet; then keep the note and close."""
        if not actor.place.known:
            await PickPlace.run(actor)
        if actor.place.known:
            actor.save()


class PickRole(Command):
    """Kies wie erbij was, als functie. De app zet dat op de regel die met `met:` begint."""

    key = "f2"
    label = "wie"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Ask for one role; the same key adds another."""
        options = tuple((role, role) for role in VISIT_ROLES)
        picked = await actor.app.push_screen_wait(ChoicePopup("Wie was erbij?", options, None))
        if picked is not None and picked.key:
            actor.add_role(picked.key)


class PickPlace(Command):
    """Kies de school of de casus waar het verslag over gaat."""

    key = "f3"
    label = "waar"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Ask for a case of this school, or for another school; at once for the school when there is none yet."""
        cases = running_cases(actor.store, actor.place)
        if actor.place.known:
            options = [(case.id, f"{case_reference(case.id)}  {case.title}") for case in cases]
            options += [(_NO_CASE, "Geen casus: over de school"), (_OTHER_SCHOOL, "Een andere school…")]
            picked = await actor.app.push_screen_wait(
                ChoicePopup("Waar gaat het verslag over?", tuple(options), actor.place.case_id or _NO_CASE)
            )
            if picked is None or picked.key is None:
                return
            if picked.key != _OTHER_SCHOOL:
                actor.move_to(replace(actor.place, case_id="" if picked.key == _NO_CASE else picked.key))
                return
        school_id = await actor.app.push_screen_wait(
            PickScreen(
                "Bij welke school?",
                SCHOOL_COLUMNS,
                school_source(actor.store),
                empty_text=with_act_keys(_NO_SCHOOLS, actor.app),
            )
        )
        if school_id is not None:
            place = replace(actor.place, school_id=school_id, care_location_id="", case_id="")
            actor.move_to(with_only_case(actor.store, place))


class ChangeWhen(Command):
    """Verander de dag en de tijd van het bezoek."""

    key = "f4"
    label = "wanneer"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Show a form with day, begin and end."""
        place = actor.place

        def check(values: Mapping[str, object]) -> dict[str, str]:
            start, end = values["start_minute"], values["end_minute"]
            wrong = isinstance(start, int) and isinstance(end, int) and end < start
            return {"end_minute": "De eindtijd ligt voor de begintijd."} if wrong else {}

        values = await actor.app.push_screen_wait(
            FormDialog(
                "Wanneer was het bezoek?",
                [
                    FieldSpec("day", "Dag", "date", place.day, "Typ een dag als gisteren, 1/9 of ma.", required=True),
                    FieldSpec("start_minute", "Van", "time", place.start_minute, "Typ 9:15 of 915.", required=True),
                    FieldSpec("end_minute", "Tot", "time", place.end_minute, "Mag leeg blijven."),
                ],
                check=check,
                today=lambda: actor.user.today,
            )
        )
        if values is None:
            return
        day, start, end = values["day"], values["start_minute"], values["end_minute"]
        if isinstance(day, date) and isinstance(start, int):
            actor.move_to(replace(place, day=day, start_minute=start, end_minute=end if isinstance(end, int) else None))


class ToggleShare(Command):
    """Zet delen aan of uit voor de regel waar u bent."""

    key = "ctrl+g"
    label = "delen"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Put the sign behind the line, or take it away."""
        actor.toggle_share()


class LeaveCapture(Command):
    """Sluit zonder te bewaren. Wat u typte, gaat dan weg."""

    key = "escape"
    label = "weg"

    @classmethod
    async def run(cls, actor: VisitCapture) -> None:
        """Ask first when something would be lost."""
        if not actor.changed:
            actor.discard()
            return
        lines = ["Wat u hebt getypt, is nog niet opgeslagen en gaat dan weg."]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Verslag weggooien?", lines, confirm_label="Weggooien", cancel_label="Verder schrijven")
        )
        if sure:
            actor.discard()


CAPTURE_ACTS: tuple[CommandClass, ...] = (SaveNote, PickRole, PickPlace, ChangeWhen, ToggleShare, LeaveCapture)
