"""The act that shows again what the app told in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_SIGNS = {"warning": "Let op: ", "error": "Ging niet: "}


class ShowMessages(Command):
    """Lees terug wat de app in de hoek meldde, het laatste eerst."""

    label = "Meldingen"
    needs = "De app heeft nog niets gemeld."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only when something was told."""
        return len(actor.told) > 0

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Show them."""
        from storage.clock import WALL_CLOCK  # noqa: PLC0415 - not needed at the first frame
        from widgets.dialogs import MessageDialog  # noqa: PLC0415 - as above
        from zorgarrangeur_tui.domain.clock import time_of_day  # noqa: PLC0415 - as above

        lines = []
        for told in actor.told:
            moment = told.at.astimezone(WALL_CLOCK)
            at = time_of_day(moment.hour * 60 + moment.minute)
            lines.append(f"{at}  {_SIGNS.get(told.severity, '')}{told.sentence}")
        await actor.push_screen_wait(MessageDialog("Meldingen", lines))


MESSAGE_ACTS: tuple[CommandClass, ...] = (ShowMessages,)
