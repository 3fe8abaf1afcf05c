"""Figures of a school year as somebody may publish them: two tables of the same children, in which some are not told."""

from __future__ import annotations

from datetime import date

from storage.figures_text import FigureRule, FiguresText, PublishedRow, PublishedTable

HOURS = PublishedTable(
    "minutes",
    "Kinderen naar uren",
    "Uren",
    "Alle uren \\ samen.",
    'Bron "A"',
    (
        PublishedRow("weinig", (10, None, 30)),
        PublishedRow("veel", (None, None, 20)),
        PublishedRow("Totaal", (20, 30, 50)),
    ),
)
FORM = PublishedTable(
    "form",
    "Kinderen naar vorm",
    "Vorm",
    "Alleen of samen.",
    "Bron B",
    (PublishedRow("alleen", (20, 10, 30)), PublishedRow("samen", (0, 20, 20)), PublishedRow("Totaal", (20, 30, 50))),
)
FIGURES = FiguresText(
    school_year="2026-2027",
    day=date(2026, 11, 23),
    audience="outside",
    counted="Elk kind één keer.",
    regions=("Haaglanden",),
    least=10,
    rounding=10,
    blur=9,
    across="Wet",
    columns=("Jeugdwet", "Wlz", "Totaal"),
    rules=(FigureRule("rounding", "Afgerond op 10.", "Keuze van de regio."),),
    tables=(HOURS, FORM),
)
