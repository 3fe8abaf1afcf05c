"""A table in a file: bytes to a heading and rows, without knowing what the columns mean.

Registers publish tables as CSV with `;` or `,`, in UTF-8 with or without a byte order mark or in windows-1252. What
reaches an arrangeur went through mail and spreadsheets on the way, so everything that can be wrong with such a file is
either said of one line or a reason to refuse the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass

from zorgarrangeur_tui.importers.problems import FileRefused, Problem, Severity, quoted

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Largest file that is read."""

MAX_LINES = 1_000_000
"""Most lines that a file may have: a hundred times the sites of the whole country."""

_MAX_LINES_OF_ONE_ROW = 20
_SEPARATORS = ";,"
_BLANK_BYTES = codecs.BOM_UTF8 + b" \t\r\n"
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
_NOTHING_READ = "Er is niets ingelezen."
_NO_LINE_END = "Het bestand eindigt zonder regeleinde en is misschien afgekapt. Controleer de laatste regel."


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of data: its line in the file (from 1) and its cells, as many as the heading has."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """All that stands under the heading: rows in the order of the file, and what is wrong with the other lines.

    Every line with data is either in `rows` or in `problems` as refused; blank lines hold no data.
    """

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file whose heading has been read, so that a reader can recognise it before the rows are read.

    Attributes:
        name: the file's name, for sentences.
        header: the headings, trimmed.
        separator: `;` or `,`.
        lines: every line of the file with its line end.
        body: index in `lines` of the first line under the heading.
        problems: doubts about the file as a whole.
    """

    name: str
    header: tuple[str, ...]
    separator: str
    lines: list[str]
    body: int
    problems: tuple[Problem, ...]

    def read(self) -> TableRows:
        """Return the rows.

        Raises:
            FileRefused: no line of data, or a last line that is not whole: a half file says nothing about the rest.
        """
        rows: list[TableRow] = []
        refused: list[Problem] = []
        last_is_whole = True
        position = self.body
        while position < len(self.lines):
            if not self.lines[position].strip():
                position += 1
                continue
            cells, length = row_at(self.lines, position, self.separator)
            sentence = self._why_refused(cells, self.lines[position])
            if sentence:
                refused.append(Problem(position + 1, Severity.REFUSED, sentence))
            else:
                rows.append(TableRow(position + 1, tuple(cells or ())))
            last_is_whole = cells is not None and len(cells) >= len(self.header)
            position += 1 if sentence else length
        if not rows and not refused:
            raise FileRefused(f"In het bestand {self.name} staat alleen een kopregel. {_NOTHING_READ}")
        if not last_is_whole:
            raise FileRefused(_cut_off(self.name))
        doubts = list(self.problems)
        if not self.lines[-1].endswith(("\n", "\r")):
            doubts.append(Problem(0, Severity.DOUBTFUL, _NO_LINE_END))
        return TableRows(tuple(rows), (*doubts, *refused))

    def _why_refused(self, cells: list[str] | None, line: str) -> str:
        """Return why the cells of a line are not a row, or ""."""
        if cells is None and len(line) > csv.field_size_limit():
            return "Deze regel is te lang."
        if cells is None:
            return "De aanhalingstekens op deze regel kloppen niet."
        if len(cells) != len(self.header):
            few_or_many = "weinig" if len(cells) < len(self.header) else "veel"
            return f"Deze regel heeft te {few_or_many} velden: {len(cells)} in plaats van {len(self.header)}."
        return ""


def open_table(file_name: str, data: bytes) -> TableFile:
    """Return a table with its heading read.

    Args:
        file_name: name or path, only used in sentences.
        data: the whole file.

    Raises:
        FileRefused: empty, too large, no text, an unknown encoding, or cut off within a character.
    """
    name = quoted(re.split(r"[/\\]", file_name)[-1])
    text, problems = decoded_text(name, data)
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MAX_LINES:
        raise FileRefused(f"Het bestand {name} heeft te veel regels. {_NOTHING_READ}")
    start = next(index for index, line in enumerate(lines) if line.strip())
    found = [(separator, *row_at(lines, start, separator)) for separator in _SEPARATORS]
    separator, cells, length = max(found, key=lambda one: len(one[1] or ()))
    header = tuple(" ".join(cell.split()) for cell in cells or ())
    return TableFile(name, header, separator, lines, start + length, tuple(problems))


def decoded_text(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file and doubts about its encoding.

    Args:
        name: the file's name as sentences show it.
        data: the whole file.

    Raises:
        FileRefused: empty, too large, no text, an unknown encoding, or cut off within a character.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise FileRefused(f"Het bestand {name} is groter dan {limit} MB. {_NOTHING_READ}")
    if not data.strip(_BLANK_BYTES):
        raise FileRefused(f"Het bestand {name} is leeg. {_NOTHING_READ}")
    if b"\0" in data:
        raise FileRefused(
            f"Het bestand {name} is geen CSV-bestand, maar bijvoorbeeld een Excel-bestand. "
            f"Sla het op als „CSV UTF-8” en probeer het opnieuw. {_NOTHING_READ}"
        )
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut_within_character = error.reason == "unexpected end of data"
        if cut_within_character and (marked or not data[: error.start].isascii()):
            raise FileRefused(_cut_off(name)) from error
        if marked:
            raise FileRefused(_unknown_characters(name)) from error
        return _decoded_windows(name, data)
    if not text.strip():
        raise FileRefused(f"Het bestand {name} is leeg. {_NOTHING_READ}")
    return text, []


def _decoded_windows(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file that is not UTF-8, with a doubt when parts of it are."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileRefused(_unknown_characters(name)) from error
    if not text.strip():
        raise FileRefused(f"Het bestand {name} is leeg. {_NOTHING_READ}")
    if _UTF8_SEQUENCE.search(data):
        sentence = "In dit bestand lopen twee tekensets door elkaar. Controleer namen met accenten."
        return text, [Problem(0, Severity.DOUBTFUL, sentence)]
    return text, []


def _cut_off(name: str) -> str:
    """Return the sentence for a half file."""
    return (
        f"Het bestand {name} is afgekapt: de laatste regel is niet heel. "
        f"Haal het bestand opnieuw op bij de bron. {_NOTHING_READ}"
    )


def _unknown_characters(name: str) -> str:
    """Return the sentence for bytes that are no text in any encoding we know."""
    return (
        f"Het bestand {name} heeft tekens die niet te lezen zijn. "
        f"Sla het op als „CSV UTF-8” en probeer het opnieuw. {_NOTHING_READ}"
    )


def row_at(lines: list[str], position: int, separator: str) -> tuple[list[str] | None, int]:
    """Return the cells of the row that starts at a line, or None when its quotes are wrong, and its number of lines.

    A row may go on over line breaks within quotes, but not for long: one forgotten quote must not swallow the file.
    """
    cells = _cells(lines[position : position + 1], separator)
    if cells is not None or '"' not in lines[position]:
        return cells, 1
    reader = csv.reader(lines[position : position + _MAX_LINES_OF_ONE_ROW], delimiter=separator, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None, 1


def _cells(lines: list[str], separator: str) -> list[str] | None:
    """Return the cells of one line, or None when csv cannot read it by itself."""
    try:
        return next(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return None
