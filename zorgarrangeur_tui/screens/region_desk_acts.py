"""What a user does at the region desk: another part, more providers, open what a line is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, Leave
from zorgarrangeur_tui.desk.region_lines import PART_WORDS, RegionPart
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.school_acts import ShowSchoolPlanning
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.region_desk import RegionDeskScreen

PARTS = tuple(RegionPart)


class OpenRegionLine(Command):
    """Open wat onder de cursor staat: de school, de casus of het overzicht van bundels, voor zover u die hier hebt."""

    key = "o"
    label = "Openen"
    footer = True
    needs = "Er staat niets onder de cursor. Kies een ander onderdeel met {ChoosePart}."

    @classmethod
    def available(cls, actor: RegionDeskScreen) -> bool:
        """Only with a line under the cursor."""
        return actor.line is not None

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Open it."""
        await actor.open_line()


class ChoosePart(Command):
    """Kies wat u ziet: wie waar is, niet gedekt, boven het maximum, te laat, bundels, grenzen of wat niemand betaalt."""

    key = "s"
    label = "Onderdeel"
    footer = True

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Ask which, and show it."""
        rows = [Row(part, (words,)) for part, words in PART_WORDS.items()]
        screen = PickScreen("Wat wilt u zien?", (Column("Onderdeel", 24, weight=1),), ListSource(rows))
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            actor.show_part(RegionPart(picked))


class NextPart(Command):
    """Ga naar het volgende onderdeel."""

    key = "right_square_bracket"
    label = "Volgende"

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Show it."""
        actor.show_part(PARTS[(PARTS.index(actor.part) + 1) % len(PARTS)])


class EarlierPart(Command):
    """Ga naar het vorige onderdeel."""

    key = "left_square_bracket"
    label = "Vorige"

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Show it."""
        actor.show_part(PARTS[PARTS.index(actor.part) - 1])


class MoreProviders(Command):
    """Toon de volgende zorgaanbieders naast elkaar. Met de pijl naar rechts gaat het kolom voor kolom."""

    key = "L"
    label = "Volgende aanbieders"
    needs = "Zorgaanbieders staan alleen naast elkaar bij 'wie waar is'. Dat onderdeel kiest u met {ChoosePart}."

    @classmethod
    def available(cls, actor: RegionDeskScreen) -> bool:
        """Only where providers stand beside each other."""
        return actor.part is RegionPart.PRESENCE

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Show them."""
        actor.go_sideways(actor.room)


class EarlierProviders(Command):
    """Toon de vorige zorgaanbieders naast elkaar. Met de pijl naar links gaat het kolom voor kolom."""

    key = "H"
    label = "Vorige aanbieders"
    needs = "Zorgaanbieders staan alleen naast elkaar bij 'wie waar is'. Dat onderdeel kiest u met {ChoosePart}."

    @classmethod
    def available(cls, actor: RegionDeskScreen) -> bool:
        """Only where providers stand beside each other."""
        return actor.part is RegionPart.PRESENCE

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Show them."""
        actor.go_sideways(-actor.room)


class BringForward(Command):
    """Zet de zorgaanbieders van de plek onder de cursor voorop: zo ziet u waar zij nog meer komen."""

    key = "v"
    label = "Voorop"
    needs = "Zet de cursor eerst op een plek waar zorgaanbieders komen, in het onderdeel 'wie waar is' ({ChoosePart})."

    @classmethod
    def available(cls, actor: RegionDeskScreen) -> bool:
        """Only with a place under the cursor where providers are."""
        return actor.line is not None and bool(actor.line.presence)

    @classmethod
    async def run(cls, actor: RegionDeskScreen) -> None:
        """Put them first."""
        actor.bring_forward()


class FilterRegion(OpenFilter):
    """Zoek in dit onderdeel: een school, een soort zorg, een wet of een schuilnaam."""


class LeaveRegion(Leave):
    """Ga terug naar Inzicht."""


REGION_ACTS = (
    OpenRegionLine,
    ChoosePart,
    NextPart,
    EarlierPart,
    MoreProviders,
    EarlierProviders,
    BringForward,
    ShowSchoolPlanning,
    SaveTable,
    FilterRegion,
    LeaveRegion,
)
