"""The way from Uitwisseling to what may have been entered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.screens.duplicates import DuplicatesScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen


class ShowDuplicates(Command):
    """Zoek wat dubbel is ingevoerd: dezelfde school, aanbieder, professional of leerling. Voeg samen zonder verlies."""

    key = "d"
    label = "Dubbelen"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Open the list."""
        await actor.app.push_screen(DuplicatesScreen())


DUPLICATE_ACTS = (ShowDuplicates,)
