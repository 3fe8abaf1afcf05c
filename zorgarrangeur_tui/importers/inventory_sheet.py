"""An inventory sheet as arrangeurs have it: a file or what was pasted, to a heading and rows of cells.

Such sheets are made by hand: titles stand above the heading, cells at the end of a row are missing, a row may be empty.
So the heading is looked for, short rows are filled up, and only what cannot be told apart is refused.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass, field

from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
from zorgarrangeur_tui.importers.problems import FileRefused, Problem, Severity, quoted
from zorgarrangeur_tui.importers.table_file import TableRow, decoded_text, row_at

MAX_SHEET_BYTES = 4 * 1024 * 1024
"""Largest sheet that is read: the pupils of one school fit in it many times."""

MAX_SHEET_LINES = 5_000

_SEPARATORS = "\t;,|"
_LINES_ABOVE = 20
_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NOTHING_READ = "Er is niets ingelezen."


@dataclass(frozen=True, slots=True)
class InventorySheet:
    """A sheet whose heading was found.

    Attributes:
        name: of the file, for sentences.
        header: the headings; a column without one has "".
        rows: the lines with data, as many cells as there are headings.
        refused: lines that are no row, each with why.
        doubts: about the sheet as a whole, and lines that say nothing.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(repr=False)
    refused: tuple[Problem, ...]
    doubts: tuple[Problem, ...]

    def example(self, column: int) -> str:
        """Return the first cell of a column that is not empty; "" when there is none."""
        return next((row.cells[column].strip() for row in self.rows if row.cells[column].strip()), "")


def open_sheet(file_name: str, data: bytes) -> InventorySheet:
    """Return a sheet in a file: any of four separators, in UTF-8, UTF-16 with its mark, or windows-1252.

    Raises:
        FileRefused: empty, too large, no text, or without a line under the heading.
    """
    name = quoted(re.split(r"[/\\]", file_name)[-1])
    if len(data) > MAX_SHEET_BYTES:
        raise FileRefused(
            f"Het bestand {name} is groter dan het overzicht van één casus kan zijn. {_NOTHING_READ} Bewaar alleen het "
            "werkblad met de zorg als CSV, of maak er per school een bestand van."
        )
    for mark, encoding in _UTF16_MARKS.items():
        if data.startswith(mark):
            data = data.decode(encoding, errors="replace").encode()
    text, doubts = decoded_text(name, data)
    return _sheet(name, text, doubts)


def pasted_sheet(text: str) -> InventorySheet:
    """Return a sheet that was pasted: cells of Excel come with tabs between them.

    Raises:
        FileRefused: nothing, too much, or no line under the heading.
    """
    return open_sheet("geplakt", text.encode(errors="replace"))


def _sheet(name: str, text: str, doubts: list[Problem]) -> InventorySheet:
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MAX_SHEET_LINES:
        raise FileRefused(f"In {name} staan te veel regels: hoogstens {MAX_SHEET_LINES}. {_NOTHING_READ}")
    start, separator = _heading_at(lines)
    cells, length = row_at(lines, start, separator)
    header = _without_empty_end([" ".join(cell.split()) for cell in cells or []])
    rows: list[TableRow] = []
    refused: list[Problem] = []
    repeated: list[Problem] = []
    position = start + length
    while position < len(lines):
        found, length = row_at(lines, position, separator) if lines[position].strip() else ([], 1)
        if found is None:
            sentence = "De aanhalingstekens op deze regel kloppen niet, of de regel is te lang."
            refused.append(Problem(position + 1, Severity.REFUSED, sentence))
        elif any(cell.strip() for cell in found[len(header) :]):
            sentence = f"Deze regel heeft meer cellen dan de kop: {len(found)} in plaats van {len(header)}."
            refused.append(Problem(position + 1, Severity.REFUSED, sentence))
        elif tuple(" ".join(cell.split()) for cell in found[: len(header)]) == header:
            repeated.append(Problem(position + 1, Severity.DOUBTFUL, "Hier staat de kop nog een keer."))
        elif any(cell.strip() for cell in found):
            filled = (*found[: len(header)], *[""] * (len(header) - len(found)))
            rows.append(TableRow(position + 1, filled))
        position += length
    if not rows and not refused:
        raise FileRefused(f"In {name} staat onder de kop geen enkele regel. {_NOTHING_READ}")
    above = [number for number in range(start) if lines[number].strip(f"{_SEPARATORS} \r\n")]
    if above:
        told = f"De kop staat op regel {start + 1}; wat daarboven staat, is niet gelezen."
        doubts = [*doubts, Problem(0, Severity.DOUBTFUL, told)]
    return InventorySheet(name, header, tuple(rows), tuple(refused), (*doubts, *repeated))


def _heading_at(lines: list[str]) -> tuple[int, str]:
    """Return the line with the heading and the separator: where most columns are known, else where most cells are."""
    best, found = (-1, -1), (0, ";")
    candidates = [number for number, line in enumerate(lines) if line.strip()][:_LINES_ABOVE]
    for number in candidates:
        for separator in _SEPARATORS:
            cells = row_at(lines, number, separator)[0] or []
            known = sum(bool(target) for target in guessed_targets(cells)) if len(cells) > 1 else 0
            score = (known if known > 1 else 0, len([cell for cell in cells if cell.strip()]))
            if score > best:
                best, found = score, (number, separator)
    return found


def _without_empty_end(header: list[str]) -> tuple[str, ...]:
    while len(header) > 1 and not header[-1]:
        header.pop()
    return tuple(header)
