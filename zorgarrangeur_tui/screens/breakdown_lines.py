"""Breakdowns on screen: a row per part, a part in full, and how was counted. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from widgets.bar_chart import Bar
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.breakdowns import BreakdownPage, Part
from zorgarrangeur_tui.domain.figure_words import fraction_text, percent_text
from zorgarrangeur_tui.insight.breakdown import CareFigures, Cut
from zorgarrangeur_tui.insight.breakdown_words import (
    CUT_WORDS,
    HOW_COUNTED,
    cost_text,
    euros_text,
    hours_text,
    known_in_full,
    known_text,
)


class BarMeasure(StrEnum):
    """What bars show of every part."""

    PLANNED = "planned"
    COST = "cost"
    UNFUNDED = "unfunded"
    PUPILS = "pupils"


NOBODY = "\x00"
"""Key of the row of what is not known: a row needs a key, and that part has no code."""

_BAR = 24


def columns(cut: Cut) -> tuple[Column, ...]:
    """Return the columns; the ones that matter most stay longest on a narrow screen."""
    return (
        Column(CUT_WORDS[cut], 18, weight=1),
        Column("Lln", 4, priority=3, right=True),
        Column("Nodig", 8, right=True),
        Column("Gepland", 8, priority=1, right=True),
        Column("Gegeven", 14, priority=6, right=True),
        Column("Gedeclareerd", 14, priority=8, right=True),
        Column("Toegekend", 14, priority=7, right=True),
        Column("Kosten p/w", 17, priority=2, right=True),
        Column("Niet betaald", 12, priority=4, right=True),
        Column("Grijs", 5, priority=9, right=True),
        Column("Wacht", 6, priority=5, right=True),
    )


def part_row(part: Part) -> Row:
    """Return one part as a row; one of which something is not paid carries a mark."""
    figures = part.figures
    cells = (
        part.name,
        str(figures.pupils or ""),
        hours_text(figures.needed),
        hours_text(figures.planned),
        known_text(figures.realised, figures.realised_of),
        known_text(figures.declared, figures.declared_of),
        known_text(figures.granted, figures.granted_of),
        cost_text(figures),
        hours_text(figures.unfunded),
        str(figures.grey or ""),
        "" if figures.waiting_days is None else f"{fraction_text(figures.waiting_days)} d",
    )
    return Row(part.code or NOBODY, cells, ("warning",) if figures.unfunded else ())


_LEGENDS = {
    BarMeasure.PLANNED: "█ gepland  ▒ nodig en nog niet gepland, uren per week ({screens.breakdown_acts.OtherBars}: iets anders)",
    BarMeasure.COST: "█ kosten van wat nodig is, per week, het midden van wat het kan zijn ({screens.breakdown_acts.OtherBars}: iets anders)",
    BarMeasure.UNFUNDED: "█ niemand betaalt, uren per week ({screens.breakdown_acts.OtherBars}: iets anders)",
    BarMeasure.PUPILS: "█ leerlingen met zorg; wie uit twee delen zorg krijgt, telt in beide ({screens.breakdown_acts.OtherBars}: iets anders)",
}


def part_bars(parts: Sequence[Part], measure: BarMeasure) -> tuple[list[Bar], str]:
    """Return the parts as bars, in the order of the table, and what is drawn: a template, as `with_act_keys` reads it."""
    return [_bar(part, measure) for part in parts], _LEGENDS[measure]


def _bar(part: Part, measure: BarMeasure) -> Bar:
    figures = part.figures
    match measure:
        case BarMeasure.PLANNED:
            text = f"{hours_text(min(figures.planned, figures.needed)) or '0:00'} van {hours_text(figures.needed) or '0:00'}"
            return Bar(part.name, figures.needed, text, min(figures.planned, figures.needed))
        case BarMeasure.COST:
            return Bar(part.name, sum(figures.cents, Fraction()) / 2, cost_text(figures) or "–")
        case BarMeasure.UNFUNDED:
            return Bar(part.name, figures.unfunded, hours_text(figures.unfunded) or "–")
        case BarMeasure.PUPILS:
            return Bar(part.name, Fraction(figures.pupils), str(figures.pupils))


def sections(page: BreakdownPage, part: Part | None) -> list[Section]:
    """Return the part under the cursor in full, all of it together, and how was counted."""
    if not page.parts:
        return [Section(paragraphs=("Hier komen cijfers zodra er een zorgbehoefte is.",))]
    shown = [Section(part.name, _lines(part.figures, page.total))] if part is not None else []
    return [*shown, Section("Alles bij elkaar", _lines(page.total)), Section("Hoe is geteld", paragraphs=HOW_COUNTED)]


def bar(part: Fraction, whole: Fraction, width: int = _BAR) -> str:
    """Return a part of a whole as a bar that reads without colour: "██████░░░░ 60 %"."""
    share = part / whole if whole else Fraction()
    filled = min(int(share * width + Fraction(1, 2)), width)
    return f"{'█' * filled}{'░' * (width - filled)} {percent_text(int(100 * share))}"


def _lines(figures: CareFigures, whole: CareFigures | None = None) -> list[tuple[str, str]]:
    lines = [("Leerlingen met zorg", str(figures.pupils)), ("Zorgbehoeften", str(figures.needs))]
    if whole is not None:
        lines.append(("Deel van alle zorg", bar(figures.needed, whole.needed)))
    lines += [
        ("Nodig", hours_text(figures.needed) or "0:00"),
        ("Toegekend", known_in_full(figures.granted, figures.granted_of, figures.needed)),
        ("Afgesproken", known_in_full(figures.agreed, figures.agreed_of, figures.needed)),
        ("Gepland", f"{hours_text(figures.planned) or '0:00'}  {bar(figures.planned, figures.needed)}"),
        ("Gegeven", known_in_full(figures.realised, figures.realised_of, figures.needed)),
        ("Gedeclareerd", known_in_full(figures.declared, figures.declared_of, figures.needed)),
        ("Kosten van wat nodig is", cost_text(figures) or "–"),
    ]
    if figures.unpriced:
        lines.append(("Zonder tarief", hours_text(figures.unpriced)))
    if figures.unfunded:
        euros = euros_text(figures.unfunded_cents)
        lines.append(("! Niemand betaalt", f"{hours_text(figures.unfunded)}{f' ({euros})' if euros else ''}"))
    if figures.grey:
        lines.append(("Grijs: telt misschien mee", str(figures.grey)))
    if figures.waiting_days is not None:
        still = f", {figures.waiting} {'wacht' if figures.waiting == 1 else 'wachten'} nog" if figures.waiting else ""
        lines.append(("Wachttijd op een besluit", f"{fraction_text(figures.waiting_days)} dagen{still}"))
    return lines
