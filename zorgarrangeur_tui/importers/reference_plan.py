"""What reading in a file of reference data would do: counted, row by row, with every line that is doubted or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.importers.cell_text import why_refused
from zorgarrangeur_tui.importers.fact_rows import Fact, Known, RowAct, RowChange, plan_facts
from zorgarrangeur_tui.importers.problems import Problem, Severity, WithProblems, quoted
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, Layout, find_columns
from zorgarrangeur_tui.importers.table_file import TableRow, open_table

_CLEANED = "Er zijn onzichtbare tekens weggehaald."


class LineRefused(Exception):
    """This line cannot be used. `str(error)` is the Dutch reason."""


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """What the user tells about a file that the file itself does not say.

    Attributes:
        valid_from: the day from which it holds; None: it holds already, since an unknown day.
        source: where it comes from; "" for what the file itself says about that.
        region: for which gemeente or region tariffs or codes hold; "" for everywhere.
        delivery_form: in which form of delivery tariffs hold; "" for any.
        code_list: which list it is, for a file with codes that does not say so.
    """

    valid_from: date | None = None
    source: str = ""
    region: str = ""
    delivery_form: str = ""
    code_list: str = ""


@dataclass(frozen=True, slots=True)
class ReferencePlan(WithProblems):
    """What reading in a file would change.

    Attributes:
        layout: what kind of list it is, in Dutch.
        valid_from: the day from which it holds.
        lines_read: lines with data.
        changes: rows that are new or change, in the order of the file.
        unchanged: number of facts in the file that are already known just so.
        problems: in the order of the file; what concerns the whole file comes first.
    """

    layout: str
    valid_from: date | None
    lines_read: int
    changes: tuple[RowChange, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def new_count(self) -> int:
        """Number of things that were not known yet."""
        return sum(change.act is RowAct.NEW for change in self.changes)

    @property
    def changed_count(self) -> int:
        """Number of known things that get a new row or a row put right."""
        return len(self.changes) - self.new_count


ReadLine = Callable[[Mapping[str, str], int], tuple[list[Fact], list[str]]]
"""Gives the facts of the cells of a line, and doubts about them; raises LineRefused."""


def plan_table(
    file_name: str,
    data: bytes,
    layout: Layout,
    reader: Callable[[FoundColumns, Sequence[TableRow]], tuple[ReadLine, list[str]]],
    known: Known,
    valid_from: date | None,
) -> ReferencePlan:
    """Return what reading in a table would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        layout: how this kind of list is written.
        reader: gives, for the columns and rows of the file, what reads one line, and doubts about the file as a whole.
        known: the rows that stand.
        valid_from: the day from which the file holds.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """
    table = open_table(file_name, data)
    columns = find_columns(table.header, layout)
    body = table.read()
    problems = list(body.problems)
    if columns.unknown:
        names = ", ".join(quoted(name) for name in columns.unknown[:5])
        problems.append(Problem(0, Severity.DOUBTFUL, f"Niet alle kolommen zijn gelezen; onbekend: {names}."))
    read_line, doubts = reader(columns, body.rows)
    problems += [Problem(0, Severity.DOUBTFUL, doubt) for doubt in doubts]
    facts: dict[tuple[str, tuple[str, ...]], Fact] = {}
    for row in body.rows:
        cells, cleaned = columns.cells(row)
        try:
            found, line_doubts = read_line(cells, row.line)
            told = [*([_CLEANED] if cleaned else []), *line_doubts, *_added(facts, found)]
        except LineRefused as refused:
            problems.append(Problem(row.line, Severity.REFUSED, str(refused)))
        else:
            problems += [Problem(row.line, Severity.DOUBTFUL, doubt) for doubt in told]
    changes, unchanged, undated = plan_facts(list(facts.values()), known, valid_from)
    return ReferencePlan(
        layout=layout.name,
        valid_from=valid_from,
        lines_read=len(body.rows) + sum(problem.severity is Severity.REFUSED for problem in body.problems),
        changes=tuple(changes),
        unchanged=unchanged,
        problems=tuple(sorted([*problems, *undated], key=lambda problem: problem.line)),
    )


def _added(facts: dict[tuple[str, tuple[str, ...]], Fact], found: Sequence[Fact]) -> list[str]:
    """Add the facts of a line to those of the file, and return doubts about what stands there twice.

    Raises:
        LineRefused: a text that may not enter a record, or the same thing with another value; then none is added.
    """
    doubts = []
    for fact in found:
        for name, value in (*fact.values.items(), *fact.about_row.items()):
            reason = why_refused(value) if isinstance(value, str) else ""
            if reason:
                raise LineRefused(f"{field_word(fact.record_type, name)}: {reason}")
        earlier = facts.get((fact.record_type, fact.key))
        if earlier is not None and earlier.values != fact.values:
            raise LineRefused(f"{fact.title} staat ook op regel {earlier.line}, met iets anders.")
        if earlier is not None and fact is found[0]:
            doubts.append(f"{fact.title} staat er dubbel, ook op regel {earlier.line}.")
    for fact in found:
        facts.setdefault((fact.record_type, fact.key), fact)
    return doubts
