"""What a user does on the pages of who must be at the table: open a school, another part, another list, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.screens.home_count_import import ReadHomeCounts
from zorgarrangeur_tui.screens.home_municipalities_lines import HomePart
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.home_municipalities import HomeMunicipalitiesScreen
    from zorgarrangeur_tui.screens.home_municipalities_site import HomeSiteScreen

PARTS = tuple(HomePart)


class OpenHomeSite(Command):
    """Toon de thuisgemeenten van de school onder de cursor, met jeugdregio, samenwerkingsverband en afspraak."""

    key = "o"
    label = "Openen"
    footer = True
    needs = (
        "Er staat geen school onder de cursor. Lees lijsten in met {ReadHomeCounts}, of ga met "
        "{EarlierHomePart} terug naar de scholen."
    )

    @classmethod
    def available(cls, actor: HomeMunicipalitiesScreen) -> bool:
        """Only with a school under the cursor."""
        return actor.site is not None

    @classmethod
    async def run(cls, actor: HomeMunicipalitiesScreen) -> None:
        """Open it."""
        from zorgarrangeur_tui.screens.home_municipalities_site import HomeSiteScreen  # noqa: PLC0415 - opened from here

        if actor.site is not None:
            await actor.app.push_screen(HomeSiteScreen(actor.site.site_code))


class NextHomePart(Command):
    """Toon het volgende: scholen, jeugdregio's, samenwerkingsverbanden, gemeenten zonder afspraak."""

    key = "right_square_bracket"
    label = "Verder"
    footer = True

    @classmethod
    async def run(cls, actor: HomeMunicipalitiesScreen) -> None:
        """Show it."""
        actor.show_part(PARTS[(PARTS.index(actor.part) + 1) % len(PARTS)])


class EarlierHomePart(Command):
    """Toon het vorige: scholen, jeugdregio's, samenwerkingsverbanden, gemeenten zonder afspraak."""

    key = "left_square_bracket"
    label = "Terug in de rij"

    @classmethod
    async def run(cls, actor: HomeMunicipalitiesScreen) -> None:
        """Show it."""
        actor.show_part(PARTS[PARTS.index(actor.part) - 1])


class FilterHomes(OpenFilter):
    """Zoek in deze lijst: een school, gemeente, jeugdregio of samenwerkingsverband."""


class LeaveHomes(Command):
    """Ga terug."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: HomeMunicipalitiesScreen | HomeSiteScreen) -> None:
        """Close this screen."""
        actor.app.pop_screen()


HOME_ACTS = (OpenHomeSite, ReadHomeCounts, NextHomePart, EarlierHomePart, SaveTable, FilterHomes, LeaveHomes)
HOME_SITE_ACTS = (SaveTable, FilterHomes, LeaveHomes)
