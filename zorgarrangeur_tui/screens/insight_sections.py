"""Figures in words: a row per place, and all of them together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from storage.models.codes import CareKind
from widgets.bar_chart import FULL, PART, Bar
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.domain.caps import of_cap
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.figure_words import fraction_text, percent_text
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.figures import Amounts, PlaceFigures, Totals

INSIGHT_COLUMNS = (
    Column("School of zorglocatie", 18, weight=1),
    Column("Lln", 4, priority=5, right=True),
    Column("Nodig p/w", 12, priority=3, right=True),
    Column("Gedekt", 6, right=True),
    Column("Niet gedekt", 12, priority=1, right=True),
    Column("Aanbieders", 10, priority=2, right=True),
    Column("Mensen p/w", 10, priority=6, right=True),
    Column("Binnen p/d", 10, priority=4, right=True),
)

_COUNTED = (
    "Minuten zijn per week; een gat in alleen de even of oneven weken telt voor de helft. Lln: leerlingen met een "
    "zorgbehoefte. Aanbieders: vaste zorgaanbieders, en tussen haakjes het afgesproken maximum. Mensen p/w: verschillende "
    "professionals in een week. Binnen p/d: hoe vaak er op een schooldag iemand binnenkomt; wie twee bezoeken op een dag "
    "heeft, telt één keer."
)


def place_row(figures: PlaceFigures) -> Row:
    """Return the figures of one place as a row; a place above its maximum of providers carries a mark."""
    amounts, place = figures.amounts, figures.place
    cells = (
        place.name or "onbekende plek",
        str(figures.pupils or ""),
        duration(amounts.needed_per_week) if amounts.needed else "",
        percent_text(amounts.percent),
        duration(amounts.uncovered_per_week) if amounts.uncovered else "",
        of_cap(figures.providers, place.cap) if figures.providers or place.cap is not None else "",
        fraction_text(figures.professionals) if figures.professionals else "",
        fraction_text(figures.entries) if figures.entries else "",
    )
    return Row(place.id, cells, ("warning",) if figures.over_cap else ())


COVERAGE_LEGEND = f"Nodig per week: {FULL} gedekt, {PART} niet gedekt"


def coverage_bar(figures: PlaceFigures) -> Bar:
    """Return what is needed at a place as a bar, with what of it is covered: the numbers of its row in the table."""
    amounts = figures.amounts
    text = (
        f"{percent_text(amounts.percent)}, {duration(amounts.covered_per_week)} van {duration(amounts.needed_per_week)}"
    )
    return Bar(
        figures.place.name or "onbekende plek",
        Fraction(amounts.needed),
        text if amounts.needed else "niets nodig",
        Fraction(amounts.covered),
    )


def total_sections(totals: Totals) -> list[Section]:
    """Return all places together as sections to read, with how was counted."""
    if not totals.places:
        return [Section(paragraphs=("Hier komen cijfers zodra er een casus is.",))]
    lines = [
        ("Scholen en zorglocaties", str(totals.places)),
        ("Leerlingen met zorg", str(totals.pupils)),
        *_amount_lines(totals.amounts),
        ("Boven het maximum", _places(totals.over_cap)),
    ]
    if totals.busiest is not None and totals.busiest.entries:
        busiest = totals.busiest
        lines.append(("Meeste mensen binnen", f"{busiest.place.name}: {fraction_text(busiest.entries)} keer per dag"))
    kinds = [(word(kind, CareKind), _kind_text(amounts)) for kind, amounts in totals.per_kind.items()]
    return [
        Section("Alles bij elkaar", lines),
        Section("Per soort zorg, per week", kinds, () if kinds else ("Er zijn nog geen zorgbehoeften.",)),
        Section("Hoe is geteld", paragraphs=(_COUNTED,)),
    ]


def _amount_lines(amounts: Amounts) -> Sequence[tuple[str, str]]:
    return (
        ("Nodig per week", duration(amounts.needed_per_week)),
        ("Gedekt per week", f"{duration(amounts.covered_per_week)} ({percent_text(amounts.percent)})"),
        ("Niet gedekt per week", duration(amounts.uncovered_per_week)),
    )


def _kind_text(amounts: Amounts) -> str:
    text = f"{duration(amounts.needed_per_week)} nodig, {percent_text(amounts.percent)} gedekt"
    return f"{text}, ! {duration(amounts.uncovered_per_week)} niet" if amounts.uncovered else text


def _places(count: int) -> str:
    return "geen" if not count else f"{count} {'school' if count == 1 else 'scholen'} met te veel vaste zorgaanbieders"
