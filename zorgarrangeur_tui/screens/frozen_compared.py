"""Two moments beside each other: as a table for a file, and one figure of every part as bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from widgets.bar_chart import Bar, chart_lines
from widgets.dialogs import MessageDialog
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure, Rows, before_and_after
from zorgarrangeur_tui.insight.frozen_words import MEASURE_WORDS, biggest_first, changed_cells, figure_text
from zorgarrangeur_tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.frozen_figures import FrozenFiguresScreen

_DIALOG_EDGE = 14
_WIDEST = 70
_MOST_PARTS = 20
_NOTHING_CHANGED = "Hierin is niets veranderd."


@dataclass(frozen=True, slots=True)
class Compared:
    """Two moments, and every figure of both.

    Attributes:
        before, after: what the moments are called.
        changes: the figures, also those that stayed the same.
    """

    before: str
    after: str
    changes: tuple[Changed, ...]

    @classmethod
    def of(cls, before: str, rows_before: Rows, after: str, rows_after: Rows) -> Compared:
        """Return two moments beside each other."""
        return cls(before or "toen", after or "later", tuple(before_and_after(rows_before, rows_after)))

    def bars(self, measure: Measure) -> Iterator[Bar]:
        """Yield of all care, and of each school where it changed, one figure before and after."""
        whole = [one for one in self.changes if one.cut == ALL and one.measure == measure]
        places = [
            one
            for one in biggest_first(self.changes)
            if one.cut == Cut.PLACE and one.measure == measure and one.before != one.after
        ]
        for one in (*whole, *places[:_MOST_PARTS]):
            name = "Alles bij elkaar" if one.cut == ALL else one.name or one.code
            for moment, figure in ((self.before, one.before), (self.after, one.after)):
                yield Bar(f"{name}, {moment}", figure or Fraction(), figure_text(measure, figure))


def compared_table(compared: Compared) -> OwnTable:
    """Return every figure of two moments, also what did not change."""
    return OwnTable(
        "Startfoto's", ("Waarvan", "Wat", compared.before, compared.after, "Verschil"), changed_cells(compared.changes)
    )


def dialog_width(screen_width: int) -> int:
    """Return how wide a chart in a dialog is."""
    return min(screen_width - _DIALOG_EDGE, _WIDEST)


class ShowBeforeAfter(Command):
    """Toon één cijfer voor en na als staven: alles bij elkaar, en elke school waar het veranderde. De lijst heeft dezelfde getallen."""

    key = "m"
    label = "Voor en na"
    needs = "Er is nog geen startfoto. Leg er een vast met {MakeFreeze}."

    @classmethod
    def available(cls, actor: FrozenFiguresScreen) -> bool:
        """Only with two moments beside each other."""
        return actor.compared is not None

    @classmethod
    async def run(cls, actor: FrozenFiguresScreen) -> None:
        """Ask of which figure, and show it."""
        compared = actor.compared
        rows = ListSource([Row(measure, (words,)) for measure, words in MEASURE_WORDS.items()])
        screen = PickScreen("Voor en na waarvan?", (Column("Cijfer", 24, weight=1),), rows)
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None and compared is not None:
            lines = chart_lines(list(compared.bars(Measure(picked))), dialog_width(actor.app.size.width))
            words = MEASURE_WORDS[Measure(picked)]
            await actor.app.push_screen_wait(MessageDialog(words, lines or [_NOTHING_CHANGED]))
