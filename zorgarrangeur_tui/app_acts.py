"""The acts that work everywhere in the app."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, Instant, tell
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.keys.keyboard_acts import KEYBOARD_ACTS
from zorgarrangeur_tui.lesson_acts import LESSON_ACTS
from zorgarrangeur_tui.message_acts import MESSAGE_ACTS
from zorgarrangeur_tui.modes import MODES
from zorgarrangeur_tui.open_already import open_already
from zorgarrangeur_tui.preferences.schema import THEME
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.settings_acts import ShowSettings
from zorgarrangeur_tui.work_acts import WORK_ACTS
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_WAITS_AGAIN = "Het wacht weer bij Uitwisseling ({GoExchange}, {screens.question_acts.OpenQuestions})."


class _InStore(Command):
    """An act that needs an unlocked store, and no dialog in front of it."""

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only when unlocked, and not while a dialog waits for an answer."""
        return actor.session is not None and not actor.working_screen.is_modal

    @classmethod
    def refusal(cls, actor: ZorgarrangeurApp) -> str:
        """Say what is in the way."""
        if actor.session is None:
            return "Dat kan als uw gegevens open zijn. Typ eerst uw wachtwoordzin."
        if actor.working_screen.is_modal:
            return "Dat kan als dit venster dicht is. Esc sluit het."
        return super().refusal(actor)


def _go(number: int, mode_id: str, word: str) -> CommandClass:
    """Return the act that opens a mode."""

    async def run(_: CommandClass, actor: ZorgarrangeurApp) -> None:
        if actor.current_mode == mode_id and len(actor.screen_stack) > 1:
            tell(actor, f"U bent al in {word}. Met Esc gaat u een scherm terug.")
            return
        await actor.switch_mode(mode_id)

    members = {
        "__doc__": f"Ga naar {word}.",
        "__module__": __name__,
        "key": str(number),
        "label": word,
        "run": classmethod(run),
    }
    return type(f"Go{mode_id.capitalize()}", (_InStore,), members)


class Undo(_InStore):
    """Maak het laatste wat u deed ongedaan."""

    key = "u,ctrl+z"
    label = "Ongedaan"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Take back the last act and say which."""
        from zorgarrangeur_tui.desk.records import undo_last  # noqa: PLC0415 - loaded with the first screen of the store
        from zorgarrangeur_tui.desk.taking_back import planned_by_undo, take_back_lines  # noqa: PLC0415 - as above

        assert actor.session is not None
        store = actor.session.store
        taking_back = await asyncio.to_thread(planned_by_undo, store)
        if taking_back is not None:
            from widgets.dialogs import ConfirmDialog  # noqa: PLC0415 - not needed at the first frame

            lines = take_back_lines(store, taking_back)
            dialog = ConfirmDialog("Bundel terugdraaien?", lines, confirm_label="Terugdraaien")
            if not await actor.push_screen_wait(dialog):
                return
        shown = "" if taking_back is None else taking_back.bundle_id
        reverted = await work_on(actor, "ongedaan maken", partial(undo_last, store, bundle_id=shown))
        kept = f" {reverted.kept} velden zijn intussen veranderd en blijven staan." if reverted.kept else ""
        again = "{Redo} doet het opnieuw."
        if not reverted.can_redo:
            again = "U kunt het bestand opnieuw inlezen." if taking_back else _WAITS_AGAIN
        tell(actor, ActText(f"Ongedaan gemaakt: {reverted.act}.{kept}", again))


class Redo(_InStore):
    """Doe opnieuw wat u ongedaan maakte."""

    key = "ctrl+y"
    label = "Opnieuw"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Do again what was undone and say which."""
        from zorgarrangeur_tui.desk.records import redo_last  # noqa: PLC0415 - as above

        assert actor.session is not None
        done = await work_on(actor, "opnieuw doen", partial(redo_last, actor.session.store))
        tell(actor, f"Opnieuw gedaan: {done.act}.")


class WriteNote(Instant):
    """Schrijf een bezoekverslag. School en tijd staan er al; wat u niet af had, staat er weer."""

    key = "full_stop"
    label = "Verslag"

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """As for everything in the store."""
        return _InStore.available(actor)

    @classmethod
    def refusal(cls, actor: ZorgarrangeurApp) -> str:
        """As for everything in the store."""
        return _InStore.refusal(actor)

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Open the note at once, so that what is typed next lands in it."""
        from zorgarrangeur_tui.screens.visit_capture import write_note  # noqa: PLC0415 - loaded with the first note

        write_note(actor)


class ReadNotes(_InStore):
    """Lees de bezoekverslagen van de casus of school waar u bent, of anders van alle scholen."""

    key = "greater_than_sign"
    label = "Verslagen"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Open the list."""
        from zorgarrangeur_tui.screens.visit_notes import read_notes  # noqa: PLC0415 - opened now and then

        read_notes(actor)


class Find(_InStore):
    """Zoek in alles: casussen, scholen, zorglocaties, zorgaanbieders en professionals."""

    key = "f4,ctrl+f"
    label = "Zoeken in alles"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Ask what to look for and open what was chosen."""
        from zorgarrangeur_tui.screens.find import find_anything  # noqa: PLC0415 - loaded when it is first used

        await find_anything(actor)


class Help(Command):
    """Toon alles wat u hier kunt doen, en doe het."""

    key = "question_mark,f1"
    label = "Hulp"
    footer = True
    in_dialogs = True

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Show the list and do what was chosen."""
        from zorgarrangeur_tui.screens.help import HelpScreen  # noqa: PLC0415 - opened now and then

        if isinstance(actor.screen, HelpScreen):
            return
        chosen = await actor.push_screen_wait(HelpScreen(actor.screen))
        if chosen is not None:
            await chosen.do(actor)


class PrivacyBlank(Instant):
    """Maak het scherm leeg, zodat niemand meeleest. Elke toets brengt het terug."""

    key = "f9"
    label = "Scherm leeg"
    priority = True

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Cover the screen."""
        actor.blank()


class Lock(Instant):
    """Vergrendel de app. U hebt daarna uw wachtwoordzin weer nodig."""

    key = "ctrl+l"
    label = "Vergrendel"
    priority = True
    needs = "De oefenregio heeft geen wachtwoordzin om mee terug te komen. {PrivacyBlank} maakt het scherm leeg."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only where there is a passphrase to come back with."""
        return actor.session is not None and not actor.settings.demo

    @classmethod
    def refusal(cls, actor: ZorgarrangeurApp) -> str:
        """Say which of the two it is."""
        return "Uw gegevens zijn nog niet open." if actor.session is None else super().refusal(actor)

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Lock."""
        actor.lock(LockCause.KEY)


class Security(_InStore):
    """Beveiliging: wachtwoordzin, herstelcode, reservekopieën, logboek, bewaartermijnen."""

    key = "f6"
    label = "Beveiliging"
    needs = (
        "De oefenregio heeft geen wachtwoordzin en geen reservekopieën, en er hoeft niets gewist te worden. "
        "Bij uw eigen gegevens doet u dat hier."
    )

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only on a store of one's own: the practice region has no passphrase and is thrown away."""
        return super().available(actor) and not actor.settings.demo

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Open the screen, unless it is open."""
        from zorgarrangeur_tui.screens.security import SecurityScreen  # noqa: PLC0415 - opened now and then

        if not isinstance(actor.screen, SecurityScreen):
            await actor.push_screen(SecurityScreen())


class Reference(_InStore):
    """Naslag: gemeenten, regio's, tarieven, codes, grenswaarden en regels, met dag en bron."""

    key = "f7"
    label = "Naslag"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Open the screen, unless it is open."""
        from zorgarrangeur_tui.screens.reference import ReferenceScreen  # noqa: PLC0415 - opened now and then

        if not open_already(actor, ReferenceScreen, cls.label):
            await actor.push_screen(ReferenceScreen())


class NextTheme(Command):
    """Kies andere kleuren: donker, licht, hoog contrast, of die van uw terminal."""

    key = "f8"
    label = "Kleuren"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Go to the next theme and say which."""
        names = list(THEME.choices or {})
        actor.set_preference(THEME, names[(names.index(actor.preferences.word(THEME)) + 1) % len(names)])


class Quit(Command):
    """Sluit de app. Alles is al opgeslagen; wat nog bezig is, kunt u eerst laten aflopen."""

    key = "ctrl+q"
    label = "Sluiten"
    in_dialogs = True

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Stop; ask first when long work would be stopped by it."""
        lines = [one.end_words for one in actor.works.ongoing if one.asked]
        if lines:
            from widgets.dialogs import ConfirmDialog  # noqa: PLC0415 - not needed at the first frame

            if not await actor.push_screen_wait(ConfirmDialog("Toch sluiten?", lines, confirm_label="Sluiten")):
                return
        actor.leave(AppEnd.QUIT)


APP_ACTS: tuple[CommandClass, ...] = (
    *(_go(number, mode.id, mode.word) for number, mode in enumerate(MODES, start=1)),
    WriteNote,
    ReadNotes,
    Undo,
    Redo,
    Find,
    Help,
    *KEYBOARD_ACTS,
    PrivacyBlank,
    ShowSettings,
    Security,
    Reference,
    NextTheme,
    *LESSON_ACTS,
    *MESSAGE_ACTS,
    *WORK_ACTS,
    Lock,
    Quit,
)
