"""What a user does in Inzicht: open a school, and go to the rooms with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from zorgarrangeur_tui.commands import Command, CommandClass
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.publish_figures import PublishFigures
from zorgarrangeur_tui.screens.report_acts import MakeRegionReport, MakeSchoolReport
from zorgarrangeur_tui.screens.school_acts import ShowSchoolPlanning
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.insight import InsightScreen


class _WithPlace(Command):
    """An act on the place under the cursor."""

    needs = (
        "Er staat geen school onder de cursor. Ziet u staven, dan toont {CoverageBars} de tabel. Scholen leest u in bij Scholen "
        "({GoSchools})."
    )

    @classmethod
    def available(cls, actor: InsightScreen) -> bool:
        """Only with a place under the cursor."""
        return actor.school_at_hand() is not None


class _Room(Command):
    """An act that opens a room with figures. Rooms are loaded when they are opened: most sessions see few of them."""

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        raise NotImplementedError

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open it."""
        await actor.app.push_screen(cls.room())


class OpenPlace(_WithPlace):
    """Open de school onder de cursor: vaste zorgaanbieders en casussen."""

    key = "o"
    label = "Openen"
    footer = True

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Show the school."""
        place_id = actor.school_at_hand()
        if place_id:
            actor.show_place(place_id)


class CompareWays(_WithPlace):
    """Vergelijk voor de school onder de cursor: zorg per kind apart, zoals nu, of één vast team op de school."""

    key = "v"
    label = "Vergelijken"
    footer = True

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Open the comparison."""
        from zorgarrangeur_tui.screens.collective import CollectiveScreen  # noqa: PLC0415 - loaded when opened

        place_id = actor.school_at_hand()
        if place_id:
            await actor.app.push_screen(CollectiveScreen(place_id))


class BreakDown(_Room):
    """Splits alle zorg uit: per gemeente, jeugdregio, samenwerkingsverband, wet, potje, zorgaanbieder of soort zorg."""

    key = "x"
    label = "Uitsplitsen"
    footer = True

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.breakdown import BreakdownScreen  # noqa: PLC0415 - loaded when opened

        return BreakdownScreen()


class CoverageBars(Command):
    """Toon per school als staaf welk deel van de zorg gedekt is, of weer de tabel. De getallen zijn dezelfde."""

    key = "t"
    label = "Staven"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Change how the places are shown."""
        actor.show_bars(not actor.bars)


class ShowFreezes(_Room):
    """Startfoto's: leg cijfers vast op een dag, en zie later wat er veranderd is."""

    key = "f"
    label = "Startfoto's"

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.frozen_figures import FrozenFiguresScreen  # noqa: PLC0415 - loaded when opened

        return FrozenFiguresScreen()


class ShowPots(_Room):
    """Potjes: per potje en school het budget, wat gepland en gegeven is, wat verwacht wordt, en wat over is of tekort komt."""

    key = "b"
    label = "Potjes"

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.ledger import LedgerScreen  # noqa: PLC0415 - loaded when opened

        return LedgerScreen()


class ShowRest(_Room):
    """Rust: hoeveel mensen en zorgaanbieders er komen, hoe vaak iemand binnenkomt en hoeveel bekende gezichten dat zijn."""

    key = "r"
    label = "Rust"

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.rest import RestScreen  # noqa: PLC0415 - loaded when opened

        return RestScreen()


class ShowRegion(_Room):
    """De hele regio: wie waar komt, wat niet gedekt is, te veel aanbieders, wat te laat is, bundels, grenzen en wie betaalt."""

    key = "d"
    label = "Regio"

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.region_desk import RegionDeskScreen  # noqa: PLC0415 - loaded when opened

        return RegionDeskScreen()


class ShowHomes(_Room):
    """Wie aan tafel: uit welke gemeenten, jeugdregio's en samenwerkingsverbanden leerlingen komen, en wie niet meedoet."""

    key = "w"
    label = "Wie aan tafel"

    @classmethod
    def room(cls) -> Screen[None]:
        """Return the room."""
        from zorgarrangeur_tui.screens.home_municipalities import HomeMunicipalitiesScreen  # noqa: PLC0415 - loaded when opened

        return HomeMunicipalitiesScreen()


class PublishYear(Command):
    """Maak de anonieme cijfers van een schooljaar, voor een monitor: een ondertekend bestand dat iedereen kan lezen."""

    key = "M"
    label = "Jaarcijfers"

    @classmethod
    async def run(cls, actor: InsightScreen) -> None:
        """Ask, show what leaves, and make it."""
        from zorgarrangeur_tui.screens.publish_monitor import publish_year  # noqa: PLC0415 - made once a year

        await publish_year(actor)


class FilterPlaces(OpenFilter):
    """Zoek een school of zorglocatie op naam."""


INSIGHT_ACTS: tuple[CommandClass, ...] = (
    OpenPlace,
    BreakDown,
    CompareWays,
    CoverageBars,
    ShowFreezes,
    ShowRest,
    ShowRegion,
    ShowPots,
    ShowHomes,
    MakeSchoolReport,
    MakeRegionReport,
    PublishFigures,
    SaveTable,
    PublishYear,
    ShowSchoolPlanning,
    FilterPlaces,
)
