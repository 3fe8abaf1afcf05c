"""What a user can do on the screen of one case with a child and its family: name, consent, letter, log, erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import Consent, FamilyView, Pupil
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.looking import note_name_read

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.case import CaseScreen


class _OnChild(Command):
    """An act on the child under the cursor, or to whom belongs what is under it."""

    needs = "Zet de cursor eerst op een leerling. Is er nog geen, voeg er een toe met {AddPupil}."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child."""
        return actor.file is not None and actor.pupil_at_cursor() is not None


class ShowName(Command):
    """Toon de naam van de leerling onder de cursor, of de eigen woorden van de ouders. Dat komt in het logboek."""

    key = "v"
    label = "Naam tonen"
    needs = "Zet de cursor eerst op een leerling met een naam, of op wat de ouders vertelden."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child whose name is known, or on what its family told."""
        record = actor.record_at_cursor() if actor.file is not None else None
        return isinstance(record, FamilyView) or (isinstance(record, Pupil) and bool(record.name))

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Log it, then show it until the cursor moves."""
        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            note_name_read(actor.store, pupil.id)
            actor.show_detail(private=True)


class WithdrawConsent(Command):
    """Trek de toestemming onder de cursor in. De app zegt aan wie u dat moet melden."""

    key = "i"
    label = "Intrekken"
    needs = "Zet de cursor eerst op een toestemming die nog geldt. Hoofdstukken wisselt u met {NextChapter}."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a consent that was not taken back yet."""
        record = actor.record_at_cursor() if actor.file is not None else None
        return isinstance(record, Consent) and record.withdrawn_on is None

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask from which day, do it, and show who must be told."""
        from zorgarrangeur_tui.screens.consents import ask_withdrawal  # noqa: PLC0415 - seldom used

        record = actor.record_at_cursor()
        if isinstance(record, Consent):
            await ask_withdrawal(actor, record)


class WriteParentLetter(_OnChild):
    """Maak een brief aan de ouders van de leerling onder de cursor: wat er over hun kind is vastgelegd."""

    key = "b"
    label = "Brief"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask why and where, and make it."""
        from zorgarrangeur_tui.screens.letters import make_parent_letter  # noqa: PLC0415 - seldom used

        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            await make_parent_letter(actor, pupil)


class ShowLooks(_OnChild):
    """Wie zag wat: alles wat er in het logboek staat over de leerling onder de cursor."""

    key = "w"
    label = "Wie zag wat"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open the log on this child."""
        from zorgarrangeur_tui.screens.access_log import AccessLogScreen  # noqa: PLC0415 - opened now and then

        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            await actor.app.push_screen(AccessLogScreen(pupil.id))


class ShowPupilWeek(_OnChild):
    """Bekijk de week van de leerling onder de cursor: wie komt wanneer, en hoeveel gezichten. Dat komt in het logboek."""

    key = "a"
    label = "Weekrooster"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open it over this screen."""
        from zorgarrangeur_tui.screens.plan_view_opening import show_pupil_week  # noqa: PLC0415 - opened now and then

        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            await show_pupil_week(actor.app, pupil.id)


class EraseOnRequest(Command):
    """Wis de leerling onder de cursor voorgoed, als de ouders of de leerling zelf daarom vragen."""

    key = "x"
    label = "Wissen"
    needs = "Zet de cursor eerst op de leerling die gewist moet worden."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child."""
        return actor.file is not None and isinstance(actor.record_at_cursor(), Pupil)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask who wants it and why; then erase."""
        from zorgarrangeur_tui.screens.erase_dialogs import ask_erasure  # noqa: PLC0415 - seldom used

        pupil = actor.record_at_cursor()
        if isinstance(pupil, Pupil):
            await ask_erasure(actor, "pupil", pupil.id, f"Leerling {pupil.pseudonym}", on_request=True)
