"""The act that opens the settings, from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.open_already import open_already

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


class ShowSettings(Command):
    """Instellingen: kleuren, beweging, muis, toetsen en wat u verder zelf kiest."""

    key = "comma,f12"
    label = "Instellingen"
    needs = "Dat kan als dit venster dicht is. Esc sluit het."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Also before the store is open, but not while a dialog waits for an answer."""
        return not actor.working_screen.is_modal

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Open the screen, unless it is open."""
        from zorgarrangeur_tui.screens.settings import SettingsScreen  # noqa: PLC0415 - opened now and then

        if not open_already(actor, SettingsScreen, cls.label):
            await actor.push_screen(SettingsScreen())
