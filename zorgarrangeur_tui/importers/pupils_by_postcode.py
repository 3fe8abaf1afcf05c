"""DUO's lists of pupils by postcode, read together: DUO gives a file per gemeente of the school. Nothing is written.

The rules, in short:

- Every line with data is used, used with a doubt, or refused with a reason.
- A file that cannot be used as a whole is told with its reason; the others count. No school stands in two files.
- All lines are of one day of count, that of the first line that can be used: numbers of two years are never added up.
- A site, kind of education and postcode counts once, also over several files.
- A site of two kinds that cannot be one school is refused from the second kind on.
- The gemeente of a postcode is the one that DUO names; that one postcode is in two gemeenten is doubted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers.place_names import place_key
from zorgarrangeur_tui.importers.problems import FileRefused, Problem, Severity, WithProblems, quoted
from zorgarrangeur_tui.importers.pupils_by_postcode_lines import LAYOUT, HomeLine, read_home_line
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, find_columns
from zorgarrangeur_tui.importers.reference_plan import LineRefused
from zorgarrangeur_tui.importers.school_codes import joined_kind
from zorgarrangeur_tui.importers.table_file import TableRow, open_table

_CLEANED = "Er zijn onzichtbare tekens weggehaald."


@dataclass(frozen=True, slots=True)
class FileRead(WithProblems):
    """What became of one file.

    Attributes:
        name: of the file.
        lines_read: lines with data; none when the file is refused.
        refused: why the file as a whole is not used; "" when it is.
        problems: in the order of the file; what concerns the whole file comes first.
    """

    name: str
    lines_read: int
    refused: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PupilsByPostcode:
    """Several files together.

    Attributes:
        count_day: the day of the count; None when no line could be used.
        lines: all lines that are used, in the order of the files.
        files: what became of each.
    """

    count_day: date | None
    lines: tuple[HomeLine, ...]
    files: tuple[FileRead, ...]


def read_pupils_by_postcode(files: Iterable[tuple[str, bytes]]) -> PupilsByPostcode:
    """Return what files of this kind say, given their names and all their bytes."""
    reading = _Reading()
    done = tuple(reading.read_file(name, data) for name, data in files)
    return PupilsByPostcode(reading.count_day, tuple(reading.lines), done)


class _Reading:
    """The lines of all files so far."""

    def __init__(self) -> None:
        self.count_day: date | None = None
        self.lines: list[HomeLine] = []
        self._where: dict[tuple[str, str, str], tuple[str, int]] = {}
        self._kinds: dict[str, str] = {}
        self._municipalities: dict[str, str] = {}

    def read_file(self, name: str, data: bytes) -> FileRead:
        """Take the lines of one file that can be used."""
        try:
            table = open_table(name, data)
            columns = find_columns(table.header, LAYOUT)
            _refuse_unknown_ages(columns)
            body = table.read()
        except FileRefused as refused:
            return FileRead(name, 0, refused.sentence, ())
        problems = list(body.problems)
        if columns.unknown:
            names = ", ".join(quoted(one) for one in columns.unknown[:5])
            problems.append(Problem(0, Severity.DOUBTFUL, f"Niet alle kolommen zijn gelezen; onbekend: {names}."))
        for row in body.rows:
            problems += self._read_row(name, columns, row)
        lines_read = len(body.rows) + sum(problem.severity is Severity.REFUSED for problem in body.problems)
        return FileRead(name, lines_read, "", tuple(sorted(problems, key=lambda problem: problem.line)))

    def _read_row(self, name: str, columns: FoundColumns, row: TableRow) -> list[Problem]:
        cells, cleaned = columns.cells(row)
        try:
            line = read_home_line(cells, row.line)
            self._add(name, line)
        except LineRefused as refused:
            return [Problem(row.line, Severity.REFUSED, str(refused))]
        doubts = [*([_CLEANED] if cleaned else []), *self._doubts(line)]
        return [Problem(row.line, Severity.DOUBTFUL, doubt) for doubt in doubts]

    def _add(self, name: str, line: HomeLine) -> None:
        """Count a line.

        Raises:
            LineRefused: it is of another day, was counted before, or is of a kind that its site cannot have.
        """
        if self.count_day is not None and line.count_day != self.count_day:
            raise LineRefused(
                f"De peildatum is {dutch_date(line.count_day)}, die van de andere regels {dutch_date(self.count_day)}. "
                "Lees lijsten van verschillende jaren apart."
            )
        kind = joined_kind(self._kinds.get(line.site_code, line.kind), line.kind)
        if kind is None:
            raise LineRefused(f"Vestiging {line.site_code} staat ook in de lijst met een andere soort onderwijs.")
        key = (line.site_code, line.kind, line.postcode)
        if key in self._where:
            file, number = self._where[key]
            place = f"op regel {number}" + ("" if file == name else f" van {quoted(file)}")
            raise LineRefused(
                f"Vestiging {line.site_code} met postcode {line.postcode} staat er dubbel, ook {place}. "
                "De eerste regel telt."
            )
        self.count_day = line.count_day
        self._kinds[line.site_code] = kind
        self._where[key] = (name, line.line)
        self.lines.append(line)

    def _doubts(self, line: HomeLine) -> list[str]:
        if line.home is not HomePlace.MUNICIPALITY:
            return []
        known = self._municipalities.setdefault(line.postcode, line.municipality)
        if place_key(known) == place_key(line.municipality):
            return []
        return [
            f"Postcode {line.postcode} ligt hier in {quoted(line.municipality)} en eerder in {quoted(known)}. "
            "Beide gemeenten tellen."
        ]


def _refuse_unknown_ages(columns: FoundColumns) -> None:
    """Refuse a file with ages that would not be counted.

    Raises:
        FileRefused: there are.
    """
    ages = [name for name in columns.unknown if name.casefold().startswith("leeftijd_")]
    if ages:
        raise FileRefused(
            f"Dit bestand telt ook leerlingen in de kolom {quoted(ages[0])}, die de app niet kent. Er is niets ingelezen."
        )
