"""What a user does when publishing a plan: choose from when, go to what is wrong, publish, and look at earlier plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.models import PlanVersion
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.plan_versions import published_words
from zorgarrangeur_tui.desk.publishing import Publication, publish
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.planning_paths import AtRest
from zorgarrangeur_tui.screens.publish_lines import first_blocking
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen
    from zorgarrangeur_tui.screens.publish import PublishScreen

_AND_NOW = (
    "Roosters en agenda's: druk op {screens.publish_acts.OpenPublishing} voor het scherm Publiceren, en pas daar op "
    "{screens.publish_acts.ShowVersions} (Eerdere roosters). Hier op het bord doet die toets iets anders. Met {Undo} maakt u het "
    "publiceren ongedaan."
)

_REASON_HELP = "Zonder namen van leerlingen. Het staat bij het rooster in de app, niet op het rooster zelf."


class OpenPublishing(AtRest):
    """Publiceer het rooster van deze school, bekijk wat er veranderd is, of kijk eerdere roosters terug."""

    key = "P"
    label = "Publiceren"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open the screen."""
        from zorgarrangeur_tui.screens.publish import PublishScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(PublishScreen(actor.school_id, actor.go_to))


class PublishNow(Command):
    """Publiceer dit rooster; Enter doet hetzelfde. Bij punten om op te letten vraagt de app een reden; wat niet kan, moet eerst weg."""

    key = "P"
    label = "Publiceren"
    footer = True
    needs = "Het rooster wordt nog nagekeken. Wacht even, en druk dan weer op {PublishNow}."

    @classmethod
    def available(cls, actor: PublishScreen) -> bool:
        """Only when the plan was checked."""
        return actor.publication is not None and not actor.busy_words

    @classmethod
    async def run(cls, actor: PublishScreen) -> None:
        """Publish at once when all is well; otherwise ask a reason, or show what blocks."""
        publication = actor.publication
        if publication is None or actor.busy_words:
            return
        blocking = first_blocking(publication)
        if publication.refusal:
            tell(actor.app, publication.refusal)
        elif blocking is not None:
            actor.query_one(RecordTable).move_to(blocking)
            count = len(publication.hard)
            things = "1 punt dat niet kan" if count == 1 else f"{count} punten die niet kunnen"
            told = ActText(
                f"Los eerst {things} op; ze staan bovenaan.", "Met {screens.publish_acts.GoToPlace} gaat u erheen."
            )
            tell(actor.app, told, severity="warning")
        elif publication.soft:
            await _ask_reason(actor)
        else:
            _done(
                actor,
                await work_on(actor.app, "rooster publiceren", partial(_publish, actor, publication)),
            )


class GoToPlace(Command):
    """Ga naar de plek op het bord waar dit over gaat."""

    key = "o"
    label = "Ga erheen"
    footer = True
    needs = "Deze regel gaat niet over een plek op het bord. Kies een andere met de pijltjes."

    @classmethod
    def available(cls, actor: PublishScreen) -> bool:
        """Only for a line with a place."""
        return actor.place is not None

    @classmethod
    async def run(cls, actor: PublishScreen) -> None:
        """Close this screen and show the place."""
        place = actor.place
        if place is not None:
            actor.app.pop_screen()
            actor.jump(*place)


class ChooseFirstDay(Command):
    """Kies vanaf welke dag het rooster geldt. Gewoonlijk is dat de volgende maandag."""

    key = "d"
    label = "Vanaf"
    footer = True

    @classmethod
    async def run(cls, actor: PublishScreen) -> None:
        """Ask the day and check the plan for it."""
        field = FieldSpec("holds_from", "Geldt vanaf", "date", actor.holds_from, "Vandaag of later.", required=True)
        today = actor.user.today

        def check(filled: Mapping[str, object]) -> Mapping[str, str]:
            day = filled["holds_from"]
            late = isinstance(day, date) and day < today
            return {"holds_from": "Kies vandaag of een latere dag."} if late else {}

        filled = await actor.app.push_screen_wait(
            FormDialog("Vanaf wanneer geldt dit rooster?", [field], check=check, today=lambda: today)
        )
        day = filled["holds_from"] if filled else None
        if isinstance(day, date):
            actor.show_from(day)


class ShowVersions(Command):
    """Bekijk de roosters die eerder gepubliceerd zijn, vergelijk ze, of maak er een bestand van."""

    key = "r"
    label = "Eerdere roosters"
    footer = True

    @classmethod
    async def run(cls, actor: PublishScreen) -> None:
        """Open the list."""
        from zorgarrangeur_tui.screens.plan_versions import PlanVersionsScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(PlanVersionsScreen(actor.school_id))


class LeavePublishing(Leave):
    """Ga terug naar het bord."""


PUBLISH_ACTS: tuple[CommandClass, ...] = (PublishNow, GoToPlace, ChooseFirstDay, ShowVersions, LeavePublishing)


async def _ask_reason(actor: PublishScreen) -> None:
    """Ask why it may be so, and publish; the dialog stays open while something is refused."""
    made: list[PlanVersion] = []
    shown = actor.publication
    if shown is None:
        return
    field = FieldSpec("reason", "Waarom kan het zo", "text", "", _REASON_HELP, required=True, maximum=500)

    def save(filled: dict[str, object]) -> Mapping[str, str]:
        try:
            made.append(_publish(actor, shown, str(filled["reason"])))
        except StorageError as refusal:
            return {"reason": str(refusal)}
        return {}

    count = len(shown.soft)
    points = "1 punt" if count == 1 else f"{count} punten"
    title = f"Publiceren met {points} om op te letten"
    about = (actor.school_id,)
    await fill_in(actor, DraftForm.PUBLISH, title, [field], about=about, submit_label="Publiceren", check=save)
    if made:
        _done(actor, made[0])


def _publish(actor: PublishScreen, shown: Publication, reason: str = "") -> PlanVersion:
    return publish(actor.store, shown.school.id, shown.holds_from, reason, shown=shown)


def _done(actor: PublishScreen, version: PlanVersion) -> None:
    """Go back to the board, and tell what was done and what comes next."""
    actor.app.pop_screen()
    tell(actor.app, ActText(f"{published_words(version)}.", _AND_NOW), seconds=12)
