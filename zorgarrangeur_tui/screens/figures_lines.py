"""What the screen with published figures says: a table with its columns, the row under the cursor, and how was counted. Pure."""

from __future__ import annotations

import re

from storage.figures_text import HIDDEN, FiguresText, PublishedTable
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.domain.clock import dutch_date

_SHORT = re.compile(r"\(([^()]{1,8})\)\Z")
"""How a law ends that has a short name, such as "Wet langdurige zorg (Wlz)"."""

_COLUMN_WIDTH = 9
_READERS = {"region": "voor mensen in de regio", "outside": "voor iedereen, ook buiten de regio"}


def heading(figures: FiguresText, number: int, sender: str) -> str:
    """Return the top line: whose figures, of which year, and which of the tables is shown."""
    whose = f"Cijfers {figures.school_year} van {sender}" if sender else f"Dit gaat naar buiten: {figures.school_year}"
    return f"{whose} · {number + 1}/{len(figures.tables)} {figures.tables[number].title}"


def columns(figures: FiguresText, table: PublishedTable) -> tuple[Column, ...]:
    """Return the columns of a table: the total never gives way, the others from the right."""
    *parts, total = figures.columns
    return (
        Column(table.rows, 14, weight=1),
        *(Column(short(name), _COLUMN_WIDTH, priority=place, right=True) for place, name in enumerate(parts, start=1)),
        Column(total, _COLUMN_WIDTH, right=True),
    )


def rows(table: PublishedTable) -> list[Row]:
    """Return the rows of a table, by number."""
    last = len(table.lines) - 1
    return [
        Row(str(place), (row.name, *map(cell_text, row.cells)), ("strong",) if place == last else ())
        for place, row in enumerate(table.lines)
    ]


def sections(figures: FiguresText, table: PublishedTable, key: str | None) -> list[Section]:
    """Return the row under the cursor in full, then how was counted and under which rules."""
    found = []
    if key is not None:
        row = table.lines[int(key)]
        values = [(name, cell_text(cell)) for name, cell in zip(figures.columns, row.cells, strict=True)]
        found.append(Section(f"{table.rows}: {row.name}", values))
    return [*found, *_counted(figures, table), _rules(figures)]


def cell_text(cell: int | None) -> str:
    """Return a figure as it is written; a point for one that is not told."""
    return HIDDEN if cell is None else str(cell)


def short(name: str) -> str:
    """Return how the head of a narrow column is written."""
    found = _SHORT.search(name)
    return found.group(1) if found else name


def _counted(figures: FiguresText, table: PublishedTable) -> list[Section]:
    point = (
        "Een punt betekent: dit getal staat er niet, omdat het zelf of een ander getal anders naar een kind kan wijzen."
    )
    exact = (
        f"Elk aantal wijkt hoogstens {figures.blur} af van het echte." if figures.blur else "De aantallen zijn precies."
    )
    lines = [
        ("Dag", dutch_date(figures.day)),
        ("Voor wie", _READERS[figures.audience]),
        ("Jeugdregio's", ", ".join(figures.regions) or "niet genoemd"),
        ("Bron van de vraag", table.source),
    ]
    return [Section("Hoe geteld", lines, (table.words, figures.counted, point, exact))]


def _rules(figures: FiguresText) -> Section:
    return Section("Regels", paragraphs=[f"{rule.words} Bron: {rule.source}" for rule in figures.rules])
