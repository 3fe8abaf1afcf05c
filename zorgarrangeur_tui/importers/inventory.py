"""An inventory sheet becomes a plan for one case, which says what would change and writes nothing.

The rules, in short:

- Every line with data is new, changed, the same, or refused with a reason; the four together are `lines_read`.
- A line is taken whole or not at all.
- Only a value in the sheet can change a field: an empty cell never wipes what is there.
- A name gets in only through a column that the user gave to names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from zorgarrangeur_tui.domain.pseudonyms import new_pseudonym
from zorgarrangeur_tui.importers.full_names import looks_like_full_name
from zorgarrangeur_tui.importers.inventory_book import Entry, InventoryBook, Key, KnownRecord, LineOutcome
from zorgarrangeur_tui.importers.inventory_columns import Target, read_target
from zorgarrangeur_tui.importers.inventory_lines import LineRefused, Surroundings, read_inventory_line
from zorgarrangeur_tui.importers.inventory_sheet import InventorySheet
from zorgarrangeur_tui.importers.inventory_words import is_whole_group
from zorgarrangeur_tui.importers.problems import FileRefused, Problem, Severity, quoted

_NOTHING_READ = "Er is niets ingelezen."
_FULL_NAMES = "In deze kolom staan volledige namen. Gebruik initialen of een nummer, of kies hier dat de app een schuilnaam bedenkt."


class ColumnsRefused(FileRefused):
    """The columns are not chosen well; `columns` has a sentence per column, -1 for the sheet as a whole."""

    def __init__(self, columns: Mapping[int, str]) -> None:
        super().__init__(f"{' '.join(dict.fromkeys(columns.values()))} {_NOTHING_READ}")
        self.columns = dict(columns)


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What is known of the case, and around it.

    Attributes:
        pupils, needs, entitlements: its records.
        around: providers and gemeenten.
        pseudonyms_elsewhere: those that children of other cases have.
    """

    pupils: tuple[KnownRecord, ...] = ()
    needs: tuple[KnownRecord, ...] = ()
    entitlements: tuple[KnownRecord, ...] = ()
    around: Surroundings = field(default_factory=Surroundings)
    pseudonyms_elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class InventoryChange:
    """A record that is new or changes.

    Attributes:
        record_type: pupil, care_need or entitlement.
        key: identifies it within the plan.
        record_id: of the record that changes; "" for a new one.
        pseudonym: of the child; "" for the group or school as a whole.
        kind: of the need that it is or belongs to; "" for a child.
        lines: the lines of the sheet that speak of it.
        fields: per field that changes the value before and after.
        pupil, need: keys of the child and the need that it is or belongs to; () where there is none.
    """

    record_type: str
    key: Key
    record_id: str
    pseudonym: str
    kind: str
    lines: tuple[int, ...]
    fields: Mapping[str, tuple[Any, Any]]
    pupil: Key = ()
    need: Key = ()


@dataclass(frozen=True, slots=True)
class InventoryPlan:
    """What reading a sheet would change.

    Attributes:
        outcomes: per line with data what becomes of it, in the order of the sheet.
        changes: new and changed records, a child before its needs and a need before its titles.
        ids: for records of the plan that exist already, their id by key.
        problems: in the order of the sheet; what concerns all of it comes first.
    """

    outcomes: Mapping[int, LineOutcome]
    changes: tuple[InventoryChange, ...]
    ids: Mapping[Key, str]
    problems: tuple[Problem, ...]

    @property
    def lines_read(self) -> int:
        """Number of lines with data."""
        return len(self.outcomes)

    def count(self, outcome: LineOutcome) -> int:
        """Return how many lines have an outcome."""
        return sum(one is outcome for one in self.outcomes.values())

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Why each refused line is refused."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.REFUSED)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What somebody should look at."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.DOUBTFUL)


def plan_inventory(
    sheet: InventorySheet, targets: Sequence[str], case: KnownCase, random: Random | None = None
) -> InventoryPlan:
    """Return what reading a sheet would change.

    Args:
        sheet: the sheet.
        targets: per column where it goes (see `inventory_columns`).
        case: what is known.
        random: where invented pseudonyms come from; the same one gives the same pseudonyms.

    Raises:
        ColumnsRefused: the columns cannot be read like this.
    """
    columns = checked_columns(sheet, targets, case)
    book = InventoryBook(case.pupils, case.needs, case.entitlements, case.pseudonyms_elsewhere)
    known = frozenset(str(pupil.values["pseudonym"]).casefold() for pupil in case.pupils)
    outcomes = {problem.line: LineOutcome.REFUSED for problem in sheet.refused}
    problems = [*sheet.doubts, *_unread(sheet, columns), *sheet.refused]
    for row in sheet.rows:
        try:
            line = read_inventory_line(columns, row, case.around, known)
            outcomes[row.line] = book.take(line)
        except LineRefused as refused:
            outcomes[row.line] = LineOutcome.REFUSED
            problems.append(Problem(row.line, Severity.REFUSED, str(refused)))
        else:
            problems.extend(Problem(row.line, Severity.DOUBTFUL, doubt) for doubt in line.doubts)
    for number, earlier in book.repeats.items():
        told = f"Deze regel zegt hetzelfde als regel {earlier}, en telt één keer."
        problems.append(Problem(number, Severity.DOUBTFUL, told))
    entries = book.entries
    pseudonyms = _pseudonyms(entries, known | case.pseudonyms_elsewhere, random)
    changes = tuple(
        change for change in (_change(entry, pseudonyms) for entry in entries) if change.fields or not change.record_id
    )
    return InventoryPlan(
        outcomes=dict(sorted(outcomes.items())),
        changes=changes,
        ids={entry.key: entry.known.id for entry in entries if entry.known is not None},
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def checked_columns(sheet: InventorySheet, targets: Sequence[str], case: KnownCase) -> dict[int, Target]:
    """Return per column that is read where it goes.

    Raises:
        ColumnsRefused: the same field twice, no child or no kind of care, or full names where pseudonyms should be.
    """
    columns = {place: read_target(name) for place, name in enumerate(targets) if name}
    problems: dict[int, str] = {}
    first: dict[str, int] = {}
    for place, target in columns.items():
        if target.field.name in first:
            problems[place] = f"{target.field.label} is al gekozen bij een andere kolom. Kies er een."
        first.setdefault(target.field.name, place)
    if not {"leerling", "naam", "wie"} & set(first):
        problems[-1] = "Kies welke kolom zegt om welke leerling het gaat."
    elif "soort" not in first:
        problems[-1] = "Kies welke kolom de soort zorg heeft."
    if "leerling" in first and _full_names(sheet, first["leerling"], case):
        problems[first["leerling"]] = _FULL_NAMES
    if "wie" in first and not {"leerling", "naam"} & set(first) and case.pupils:
        problems[first["wie"]] = (
            "In deze casus staan al leerlingen; zonder schuilnaam weet de app niet wie wie is. Zet hun schuilnaam in het overzicht."
        )
    if problems:
        raise ColumnsRefused(problems)
    return columns


def _full_names(sheet: InventorySheet, column: int, case: KnownCase) -> bool:
    """Tell whether at least half of the children in a column are written with their full name."""
    known = {str(pupil.values["pseudonym"]).casefold() for pupil in case.pupils}
    cells = {row.cells[column].strip() for row in sheet.rows}
    children = {cell for cell in cells if cell and not is_whole_group(cell) and cell.casefold() not in known}
    return bool(children) and 2 * sum(map(looks_like_full_name, children)) >= len(children)


def _unread(sheet: InventorySheet, columns: Mapping[int, Target]) -> list[Problem]:
    """Return the doubt about columns that are not read though something stands in them."""
    unread = [
        quoted(heading) if heading else f"kolom {place + 1}"
        for place, heading in enumerate(sheet.header)
        if place not in columns and sheet.example(place)
    ]
    if not unread:
        return []
    return [Problem(0, Severity.DOUBTFUL, f"Deze kolommen worden niet gelezen: {', '.join(unread)}.")]


def _pseudonyms(entries: Iterable[Entry], taken: frozenset[str], random: Random | None) -> dict[Key, str]:
    """Return the pseudonym of every child that lines speak of: its own, from the sheet, or invented."""
    found: dict[Key, str] = {}
    pupils = [entry for entry in entries if entry.record_type == "pupil"]
    for entry in pupils:
        if entry.known is not None:
            found[entry.key] = str(entry.known.values["pseudonym"])
        elif "pseudonym" in entry.given:
            found[entry.key] = str(entry.given["pseudonym"][0])
    used = {*taken, *(pseudonym.casefold() for pseudonym in found.values())}
    for entry in pupils:
        if entry.key not in found:
            found[entry.key] = new_pseudonym(used, random)
            used.add(found[entry.key].casefold())
    return found


def _change(entry: Entry, pseudonyms: Mapping[Key, str]) -> InventoryChange:
    fields = dict(entry.changes)
    if entry.record_type == "pupil" and entry.known is None:
        fields["pseudonym"] = ("", pseudonyms[entry.key])
    return InventoryChange(
        record_type=entry.record_type,
        key=entry.key,
        record_id=entry.known.id if entry.known else "",
        pseudonym=pseudonyms.get(entry.pupil, ""),
        kind=entry.need[-2] if entry.need else "",
        lines=tuple(dict.fromkeys(entry.lines)),
        fields=fields,
        pupil=entry.pupil,
        need=entry.need,
    )
