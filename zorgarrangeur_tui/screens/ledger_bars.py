"""The pots ledger as bars: what is expected against what may be spent, in time or in money. Pure."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from widgets.bar_chart import Bar
from zorgarrangeur_tui.desk.ledger import LedgerBook
from zorgarrangeur_tui.insight.ledger import LedgerLine
from zorgarrangeur_tui.insight.ledger_words import amount_text, time_text, whole_euros
from zorgarrangeur_tui.screens.ledger_lines import LedgerView, line_name


class LedgerMeasure(StrEnum):
    """What the bars are about."""

    TIME = "time"
    MONEY = "money"


_LEGENDS = {
    LedgerMeasure.TIME: "█ verwacht, in uren  ▒ budget over  ! te weinig budget  ({screens.ledger_acts.HoursOrEuros}: in euro)",
    LedgerMeasure.MONEY: "█ verwacht, in euro (het midden)  ▒ budget over  ! te weinig budget  ({screens.ledger_acts.HoursOrEuros}: in uren)",
}


def line_bars(view: LedgerView, book: LedgerBook, measure: LedgerMeasure) -> tuple[list[Bar], str]:
    """Return the rows as bars, in the order of the table, and what is drawn: a template, as `with_act_keys` reads it."""
    lines = view.lines(book.years[view.year])
    return [_bar(line_name(view, book, code), line, measure) for code, line in lines.items()], _LEGENDS[measure]


def _bar(name: str, line: LedgerLine, measure: LedgerMeasure) -> Bar:
    if measure is LedgerMeasure.TIME:
        expected, budget = line.forecast.minutes, None if line.minutes is None else Fraction(line.minutes)
        text, of = f"{time_text(expected)} u", "" if budget is None else f" van {time_text(budget)} u"
    else:
        expected, budget = sum(line.forecast.cents, Fraction()) / 2, line.cents
        text, of = amount_text(line.forecast), "" if budget is None else f" van {whole_euros(budget)}"
    if budget is None:
        return Bar(name, expected, text)
    mark = "! " if expected > budget else ""
    return Bar(name, max(budget, expected), f"{mark}{text}{of}", expected)
