"""School lists of DUO: a file becomes a plan, which says what would change and writes nothing.

The rules, in short:

- Every line with data is taken, taken with a doubt, or refused with a reason; `lines_read` is their number.
- The id of a school follows from its site code, so that reading a list again finds the same schools.
- Only a value in the file can change a field, and only a field that the layout is about (`Layout.fields`): an empty
  cell never wipes what is known from elsewhere. `other_addresses` only grows.
- A place whose name stands in capitals in the file does not change a name that is the same but for its spelling.
- A site that comes more than once is one school: `SchoolOfFile.add` tells how its lines go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.models import School, site_id
from zorgarrangeur_tui.importers.place_names import place_key
from zorgarrangeur_tui.importers.problems import Problem, Severity, WithProblems, quoted
from zorgarrangeur_tui.importers.school_duplicates import SchoolOfFile, address_of
from zorgarrangeur_tui.importers.school_layouts import recognised
from zorgarrangeur_tui.importers.school_lines import LineRefused, SchoolLine, read_school_line
from zorgarrangeur_tui.importers.table_file import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zorgarrangeur_tui.importers.school_layouts import Columns
    from zorgarrangeur_tui.importers.table_file import TableRow


def _default(field: str) -> object:
    """Return the value of a field of a school of which nothing is known, codes as plain text."""
    value: object = School.model_fields[field].get_default(call_default_factory=True)
    return value.value if isinstance(value, StrEnum) else value


_DEFAULTS = {field: _default(field) for field in School.model_fields if field != "id"}


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """A school that is new or changes.

    Attributes:
        site_code: BRIN and site.
        school_id: id of the record.
        name: the name as the file has it.
        new: True when the school was not there yet.
        fields: per field that changes the value before and after; before is the field's default for a new school.
    """

    site_code: str
    school_id: str
    name: str
    new: bool
    fields: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class SchoolPlan(WithProblems):
    """What reading a school list would change.

    Attributes:
        layout: Dutch name of the layout that was recognised.
        lines_read: lines with data.
        changes: new and changed schools, in the order of the file.
        unchanged: number of schools in the file that are already known just so.
        problems: in the order of the file; what concerns the whole file comes first.
    """

    layout: str
    lines_read: int
    changes: tuple[SchoolChange, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def new_count(self) -> int:
        """Number of schools that would be added."""
        return sum(change.new for change in self.changes)

    @property
    def changed_count(self) -> int:
        """Number of known schools that would change."""
        return len(self.changes) - self.new_count


def plan_schools(file_name: str, data: bytes, existing: Mapping[str, Mapping[str, object]]) -> SchoolPlan:
    """Return what reading a school list would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        existing: the values of every known school by its id, fields as in `School.model_fields`.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """
    table = open_table(file_name, data)
    columns = recognised(table.header)
    body = table.read()
    problems = list(body.problems)
    if columns.unknown:
        names = ", ".join(quoted(name) for name in columns.unknown[:5])
        problems.append(Problem(0, Severity.DOUBTFUL, f"Niet alle kolommen zijn gelezen; onbekend: {names}."))
    schools = _schools_of(columns, body.rows, problems)
    changes = []
    for code, school in schools.items():
        known = existing.get(site_id(code))
        change = _change(school, known)
        if change.fields:
            changes.append(change)
        problems.extend(
            Problem(school.first.line, Severity.DOUBTFUL, sentence) for sentence in _doubts(change, known or {})
        )
    return SchoolPlan(
        layout=columns.layout.name,
        lines_read=len(body.rows) + sum(problem.severity is Severity.REFUSED for problem in body.problems),
        changes=tuple(changes),
        unchanged=len(schools) - len(changes),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def _schools_of(columns: Columns, rows: tuple[TableRow, ...], problems: list[Problem]) -> dict[str, SchoolOfFile]:
    """Return the schools of a file by site code, in the order of the file, and add what is wrong with its lines."""
    schools: dict[str, SchoolOfFile] = {}
    for row in rows:
        try:
            line = read_school_line(columns, row)
            doubts = line.doubts
            if line.site_code in schools:
                doubts = [*doubts, schools[line.site_code].add(line)]
            else:
                schools[line.site_code] = SchoolOfFile(line)
        except LineRefused as refused:
            problems.append(Problem(row.line, Severity.REFUSED, str(refused)))
        else:
            problems.extend(Problem(row.line, Severity.DOUBTFUL, doubt) for doubt in doubts)
    return schools


def _change(school: SchoolOfFile, known: Mapping[str, object] | None) -> SchoolChange:
    """Return how a school differs from what is known of it; without fields when it does not."""
    line = school.first
    before = {**_DEFAULTS, **(known or {})}
    fields = {
        name: (before[name], value)
        for name, value in line.values.items()
        if value != before[name] and not _only_spelling(line, name, before[name])
    }
    addresses = before["other_addresses"] if isinstance(before["other_addresses"], list) else []
    there = {str(address).casefold() for address in addresses} | {address_of(line).casefold()}
    added = [address for address in school.other_addresses if address.casefold() not in there]
    if added:
        fields["other_addresses"] = (list(addresses), [*addresses, *added])
    return SchoolChange(line.site_code, site_id(line.site_code), str(line.values["name"]), known is None, fields)


def _only_spelling(line: SchoolLine, name: str, before: object) -> bool:
    """Tell whether a value differs from a known one only in a spelling that was guessed from capitals."""
    return name in line.spelled_by_rule and place_key(str(before)) == place_key(str(line.values[name]))


def _doubts(change: SchoolChange, known: Mapping[str, object]) -> list[str]:
    """Return what somebody should look at because of what was already known."""
    doubts = []
    if known.get("deleted"):
        doubts.append(f"Vestiging {change.site_code} is eerder weggehaald en blijft weggehaald.")
    moved = "postcode" in change.fields and known.get("postcode")
    if moved and known.get("latitude") is not None and "latitude" not in change.fields:
        doubts.append(
            f"Vestiging {change.site_code} is verhuisd; de ligging op de kaart is nog die van het oude adres."
        )
    return doubts
