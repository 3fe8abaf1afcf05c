"""A report of a school or of the region that others may read: only figures that were made safe together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from storage.models.codes import Law
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.words import short_word, word
from zorgarrangeur_tui.insight.disclosure import Protected
from zorgarrangeur_tui.insight.disclosure_tables import FigureTable
from zorgarrangeur_tui.insight.monitor_tables import HOW_COUNTED
from zorgarrangeur_tui.reports.paper import Bar, Fact, Paper, Part, Table

Row = tuple[str, ...]

NOT_IN_IT = (
    "Minuten, kosten, budgetten, gezichten en de vergelijking met vaste teams. Die getallen zijn niet zo ruim af te ronden dat "
    "zij vaker naar buiten kunnen: uit het verschil tussen twee rapporten is dan een kind te vinden. Zij staan in het rapport "
    "voor eigen gebruik. Ook teksten uit casussen staan hier niet in. Leerlingen uit eigen casussen per gemeente staan er "
    "alleen in waar het er genoeg zijn."
)

_LAWS = {word(law, Law): short_word(law, Law) for law in Law}
_SHORT_LAWS = "; ".join(f"{short}: {name.split(' (')[0]}" for name, short in _LAWS.items()) + "."
_MOST_BARS = 12
_BAR_WORDS = "Staaf: deel van het totaal."
_ZERO_WORDS = "Rijen met alleen nullen zijn weggelaten."


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table that was made safe, with how was counted and where it comes from."""

    table: Protected
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportForOthers:
    """What a report for others says.

    Attributes:
        title: what it is.
        readers: who may read it, in words.
        day: of the figures.
        about: what it is about, in facts.
        tables: the figures.
        rules: what was hidden and rounded and who chose that, in sentences.
        table_lines: who is at the table and who is not, in sentences.
        homes: headers and rows of gemeenten by DUO's count.
    """

    title: str
    readers: str
    day: date
    about: tuple[Fact, ...]
    tables: tuple[SafeTable, ...]
    rules: tuple[str, ...]
    table_lines: tuple[str, ...]
    homes: Table


def report_for_others_paper(report: ReportForOthers) -> Paper:
    """Return the report as a document."""
    notes = tuple(dict.fromkeys(one.table.note for one in report.tables if one.table.note))
    return Paper(
        title=report.title,
        lead=f"Zorg in onderwijstijd, voor {report.readers}. Kleine aantallen staan er niet in en zijn ook niet terug te rekenen.",
        banner=f"Voor {report.readers}. Aantallen zijn afgeschermd en afgerond.",
        parts=(
            Part(
                "Waarover dit gaat",
                blocks=((("Peildag", dutch_date(report.day)), *report.about),),
                source=f"{HOW_COUNTED} {_SHORT_LAWS}",
            ),
            *map(_table_part, report.tables),
            Part(
                "Wie er aan tafel zit",
                lines=report.table_lines,
                table=report.homes,
                source="Bron: telling van DUO, en getekende afspraken die vandaag gelden. DUO schermt kleine aantallen zelf af: "
                "dan staat er het minste en het meeste.",
            ),
            Part("Hoe deze cijfers veilig zijn gemaakt", lines=(*report.rules, *notes)),
            Part("Wat er niet in staat", lines=(NOT_IN_IT,)),
        ),
    )


def _table_part(one: SafeTable) -> Part:
    table = one.table
    columns, bars = table.table.columns.members, _bars(table)
    headers = (table.table.rows.name, *(_LAWS.get(column, column) for column in columns))
    rows = tuple(tuple(map(str, row)) for row in table.rows if any(row[1:]))
    told = (
        one.words,
        _BAR_WORDS if bars else "",
        _ZERO_WORDS if len(rows) < len(table.rows) else "",
        f"Bron: {one.source}",
    )
    return Part(
        table.table.title,
        bars=bars,
        table=Table(headers, rows, (5, *(2 for _ in columns))),
        source=" ".join(filter(None, told)),
    )


def _bars(table: Protected) -> tuple[Bar, ...]:
    """Return the total of each row as a bar, as far as it is shown; the outline is all of them."""
    real: FigureTable = table.table
    whole = table.figures.get((real.rows.whole, real.columns.whole))
    if not whole:
        return ()
    shown = [
        (row, table.figures.get((row, real.columns.whole), 0))
        for row in real.rows.members
        if row not in real.rows.parts
    ]
    most = sorted((pair for pair in shown if pair[1]), key=lambda pair: -pair[1])[:_MOST_BARS]
    return tuple(Bar(row, str(value), Fraction(1), min(Fraction(1), Fraction(value, whole))) for row, value in most)
