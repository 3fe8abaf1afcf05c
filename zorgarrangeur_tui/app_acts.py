"""The acts that work everywhere in the app."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from widgets.dialogs import ConfirmDialog
from zorgarrangeur_tui.commands import Command, CommandClass, Instant, tell
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.modes import MODES
from zorgarrangeur_tui.session import AppEnd

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


class _InStore(Command):
    """An act that needs an unlocked store, and no dialog in front of it."""

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only when unlocked, and not while a dialog waits for an answer."""
        return actor.session is not None and not actor.screen.is_modal


def _go(number: int, mode_id: str, word: str) -> CommandClass:
    """Return the act that opens a mode."""

    async def run(_: CommandClass, actor: ZorgarrangeurApp) -> None:
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
            lines = take_back_lines(store, taking_back)
            dialog = ConfirmDialog("Bundel terugdraaien?", lines, confirm_label="Terugdraaien")
            if not await actor.push_screen_wait(dialog):
                return
        reverted = await asyncio.to_thread(undo_last, store) if taking_back else undo_last(store)
        kept = f" {reverted.kept} velden zijn intussen veranderd en blijven staan." if reverted.kept else ""
        again = "Ctrl+Y doet het opnieuw."
        if not reverted.can_redo:
            again = "U kunt het bestand opnieuw inlezen." if taking_back else "Het wacht weer bij Uitwisseling (7, v)."
        tell(actor, f"Ongedaan gemaakt: {reverted.act}.{kept} {again}")


class Redo(_InStore):
    """Doe opnieuw wat u ongedaan maakte."""

    key = "ctrl+y"
    label = "Opnieuw"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Do again what was undone and say which."""
        from zorgarrangeur_tui.desk.records import redo_last  # noqa: PLC0415 - as above

        assert actor.session is not None
        tell(actor, f"Opnieuw gedaan: {redo_last(actor.session.store).act}.")


class WriteNote(Instant):
    """Schrijf een bezoekverslag. School en tijd staan er al; wat u niet af had, staat er weer."""

    key = "full_stop"
    label = "Verslag"

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """As for everything in the store."""
        return _InStore.available(actor)

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

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Show the list and do what was chosen."""
        from zorgarrangeur_tui.screens.help import HelpScreen  # noqa: PLC0415 - opened now and then

        if isinstance(actor.screen, HelpScreen):
            return
        chosen = await actor.push_screen_wait(HelpScreen())
        if chosen is not None:
            acting, command = chosen
            acting.run_act(command)


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

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only where there is a passphrase to come back with."""
        return actor.session is not None and not actor.settings.demo

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Lock."""
        actor.lock(LockCause.KEY)


class Security(_InStore):
    """Beveiliging: wachtwoordzin, herstelcode, reservekopieën, logboek, bewaartermijnen."""

    key = "comma"
    label = "Beveiliging"

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

        if not any(isinstance(screen, ReferenceScreen) for screen in actor.screen_stack):
            await actor.push_screen(ReferenceScreen())


class NextTheme(Command):
    """Kies andere kleuren: donker, licht, of hoog contrast."""

    key = "f8"
    label = "Kleuren"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Go to the next theme and say which."""
        from zorgarrangeur_tui.themes import THEME_WORDS  # noqa: PLC0415 - beside its only use

        names = list(THEME_WORDS)
        actor.theme = names[(names.index(actor.theme) + 1) % len(names)] if actor.theme in names else names[0]
        tell(actor, f"Kleuren: {THEME_WORDS[actor.theme]}.")


class Quit(Command):
    """Sluit de app. Alles is al opgeslagen."""

    key = "ctrl+q"
    label = "Sluiten"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Stop."""
        actor.leave(AppEnd.QUIT)


APP_ACTS: tuple[CommandClass, ...] = (
    *(_go(number, mode.id, mode.word) for number, mode in enumerate(MODES, start=1)),
    WriteNote,
    ReadNotes,
    Undo,
    Redo,
    Find,
    Help,
    PrivacyBlank,
    Security,
    Reference,
    NextTheme,
    Lock,
    Quit,
)
