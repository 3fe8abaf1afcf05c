"""What a user does with a breakdown: another cut, bars or the table, what the bars show, look for a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, Leave
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS
from zorgarrangeur_tui.screens.breakdown_lines import BarMeasure
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.publish_figures import PublishFigures
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.breakdown import BreakdownScreen

CUTS = tuple(Cut)
_MEASURES = tuple(BarMeasure)


class ChooseCut(Command):
    """Kies waarlangs u de zorg uitsplitst: school, gemeente, jeugdregio, samenwerkingsverband, wet, potje, aanbieder of soort."""

    key = "x"
    label = "Uitsplitsen"
    footer = True

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Ask which, and show it."""
        rows = [Row(cut, (words,)) for cut, words in CUT_WORDS.items()]
        screen = PickScreen("Waarlangs uitsplitsen?", (Column("Uitsplitsen naar", 24, weight=1),), ListSource(rows))
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            actor.show_cut(Cut(picked))


class NextCut(Command):
    """Splits uit naar het volgende in de rij: van school naar gemeente, en zo verder."""

    key = "right_square_bracket"
    label = "Volgende"

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Show it."""
        actor.show_cut(CUTS[(CUTS.index(actor.cut) + 1) % len(CUTS)])


class EarlierCut(Command):
    """Splits uit naar het vorige in de rij."""

    key = "left_square_bracket"
    label = "Vorige"

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Show it."""
        actor.show_cut(CUTS[CUTS.index(actor.cut) - 1])


class BarsOrTable(Command):
    """Toon de delen als staven, of weer als tabel. De getallen zijn dezelfde."""

    key = "t"
    label = "Staven"
    footer = True

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Change how they are shown."""
        actor.show_bars(not actor.bars)


class OtherBars(Command):
    """Toon in de staven iets anders: wat gepland is van wat nodig is, kosten, wat niemand betaalt, of leerlingen."""

    key = "m"
    label = "Andere maat"
    needs = "U ziet nu de tabel. Toon eerst de staven, met {BarsOrTable}."

    @classmethod
    def available(cls, actor: BreakdownScreen) -> bool:
        """Only with bars."""
        return actor.bars

    @classmethod
    async def run(cls, actor: BreakdownScreen) -> None:
        """Show the next one."""
        actor.show_measure(_MEASURES[(_MEASURES.index(actor.measure) + 1) % len(_MEASURES)])


class FilterParts(OpenFilter):
    """Zoek een deel op naam."""


class LeaveBreakdown(Leave):
    """Ga terug naar Inzicht."""


BREAKDOWN_ACTS = (
    ChooseCut,
    BarsOrTable,
    OtherBars,
    NextCut,
    EarlierCut,
    PublishFigures,
    SaveTable,
    FilterParts,
    LeaveBreakdown,
)
