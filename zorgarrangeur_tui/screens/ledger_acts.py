"""What a user does with the pots ledger: per pot or per school, into one of them, another year, look for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.insight.ledger import LedgerYear
from zorgarrangeur_tui.screens.ledger_bars import LedgerMeasure
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.ledger import LedgerScreen


class OpenLine(Command):
    """Kijk in de regel onder de cursor: de scholen van een potje, of de potjes van een school."""

    key = "o"
    label = "Openen"
    footer = True
    needs = "Zet de cursor eerst op een regel van de tabel. Ziet u staven, dan toont {LedgerAsBars} de tabel."

    @classmethod
    def available(cls, actor: LedgerScreen) -> bool:
        """Only with a row under a cursor that can be seen."""
        return not actor.bars and actor.code is not None

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Show what is in it."""
        if actor.code is not None:
            actor.show_view(actor.view.chosen(actor.code))


class PotsOrSchools(Command):
    """Toon een regel per potje, of een regel per school."""

    key = "x"
    label = "Potje/school"
    footer = True

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Change what a row is about, over everything."""
        actor.show_view(replace(actor.view, per_place=not actor.view.per_place, inside=None))


class OtherYear(Command):
    """Reken over het schooljaar (tot en met 31 juli) of over het kalenderjaar (tot en met 31 december)."""

    key = "w"
    label = "Ander jaar"
    footer = True

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Show the same over the other year."""
        other = LedgerYear.CALENDAR if actor.view.year is LedgerYear.SCHOOL else LedgerYear.SCHOOL
        actor.show_view(replace(actor.view, year=other))


class LedgerAsBars(Command):
    """Toon wat verwacht wordt naast het budget als staven, of weer als tabel. De getallen zijn dezelfde."""

    key = "t"
    label = "Staven"

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Change how the rows are shown."""
        actor.show_bars(not actor.bars)


class HoursOrEuros(Command):
    """Toon in de staven euro's in plaats van uren, of andersom."""

    key = "m"
    label = "Uren of euro's"
    needs = "U ziet nu de tabel. Toon eerst de staven, met {LedgerAsBars}."

    @classmethod
    def available(cls, actor: LedgerScreen) -> bool:
        """Only with bars."""
        return actor.bars

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Show the other."""
        actor.show_measure(LedgerMeasure.TIME if actor.measure is LedgerMeasure.MONEY else LedgerMeasure.MONEY)


class FilterLedger(OpenFilter):
    """Zoek een potje of school op naam."""


class LeaveLedger(Command):
    """Ga terug: van één potje of school naar alle, en van alle naar Inzicht."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: LedgerScreen) -> None:
        """Go one step back."""
        if actor.view.inside is None:
            actor.app.pop_screen()
        else:
            actor.show_view(replace(actor.view, per_place=not actor.view.per_place, inside=None))


LEDGER_ACTS = (OpenLine, PotsOrSchools, OtherYear, LedgerAsBars, HoursOrEuros, SaveTable, FilterLedger, LeaveLedger)
