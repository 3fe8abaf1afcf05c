"""The acts on long work, and on the app as a program in a terminal: stop the work, go to the shell for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, Instant, tell

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


class StopWork(Instant):
    """Stop wat er nu bezig is. Er verandert dan niets."""

    key = "ctrl+c"
    label = "Stop het werk"
    in_dialogs = True

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only while something goes on that can still be stopped."""
        return actor.works.last_to_stop is not None

    @classmethod
    def refusal(cls, actor: ZorgarrangeurApp) -> str:
        """Say how to leave: that is what this key does in other programs."""
        if actor.works.ongoing:
            return "Dit is bijna klaar en kan niet meer stoppen. Wacht even."
        return "Er is nu niets bezig. De app sluit u met {Quit}."

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Stop the newest."""
        going = actor.works.last_to_stop
        if going is not None:
            going.work.stop()
            tell(actor, f"Wordt gestopt: {going.words}.")


class GoToShell(Command):
    """Ga even naar de opdrachtregel. Met fg komt u terug; uw scherm is dan leeg tot u op een toets drukt."""

    label = "Naar de opdrachtregel"

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only where there is a shell that can bring the app back."""
        return actor.can_sleep

    @classmethod
    def refusal(cls, actor: ZorgarrangeurApp) -> str:  # noqa: ARG003 - the same everywhere
        """Say why not."""
        return "Er is hier geen opdrachtregel om naar terug te gaan. De app sluit u met {Quit}."

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Go to sleep until the shell brings the app back."""
        actor.sleep_in_shell()


WORK_ACTS: tuple[CommandClass, ...] = (StopWork, GoToShell)
