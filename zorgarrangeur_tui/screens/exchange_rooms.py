"""The ways from Uitwisseling into the rooms beside it: what arrived in a folder, and how it stands with everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.screens.arrivals import ArrivalsScreen
from zorgarrangeur_tui.screens.exchange_overview import ExchangeOverviewScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen


class OpenArrivals(Command):
    """Bekijk wat er in een map binnenkwam, en lees het in één keer in."""

    key = "f"
    label = "Map"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Open the folder."""
        await actor.app.push_screen(ArrivalsScreen())


class OpenOverview(Command):
    """Bekijk hoe het met iedereen staat: wat er kwam, wat er ging, wat er mist, en wie eerst aandacht vraagt."""

    key = "o"
    label = "Overzicht"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Open the overview."""
        await actor.app.push_screen(ExchangeOverviewScreen())


ROOM_ACTS = (OpenArrivals, OpenOverview)
