"""Tables of Inzicht as a file for own use: exact, with on top that they are not to be shared, and whether children are in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.clock import local_date
from storage.store import Store
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.reports.csv_text import Cell, csv_bytes
from zorgarrangeur_tui.reports.figure_parts import INTERNAL
from zorgarrangeur_tui.reports.imprint import Imprint

CHILDREN_IN_IT = (
    "Hierin staan leerlingen met hun schuilnaam. Bewaar dit bestand waar alleen u bij kunt. Verwijder het als u het niet "
    "meer nodig hebt."
)
"""On top of a file with children, and told when it was made."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table as it is shown.

    Attributes:
        title: what it is about.
        headers: above the columns.
        rows: below them.
        names_children: whether children are in it, by pseudonym.
        about: id of the record that it is about; "" for several.
        records: type and id of what its rows are about; the children among them are told in the log.
    """

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    names_children: bool = False
    about: str = ""
    records: Sequence[tuple[str, str]] = ()

    @property
    def texts(self) -> list[list[str]]:
        """The rows as they are shown, with nothing where something is not known."""
        return [["" if cell is None else str(cell) for cell in row] for row in self.rows]


def names_children(tables: Iterable[OwnTable]) -> bool:
    """Tell whether children are in any of these tables."""
    return any(table.names_children for table in tables)


def save_own_tables(store: Store, path: Path, tables: Iterable[OwnTable], *, reason: str) -> Exported:
    """Write tables below each other as one CSV file; a line in the log that says so when children are in it, and one for each.

    Raises:
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    known = tuple(tables)
    day, on_children = dutch_date(local_date(store.clock)), names_children(known)
    about = {table.about for table in known}
    records = [record for table in known for record in table.records]

    def make(_: Imprint) -> Made:
        lines: list[Sequence[Cell]] = [(CHILDREN_IN_IT,)] if on_children else []
        for table in known:
            lines += [(), (f"{table.title}, {day}",), table.headers, *table.rows]
        return Made(csv_bytes((INTERNAL,), lines), sum(len(table.rows) for table in known))

    what = "own_table_of_children" if on_children else "own_table"
    subject = about.pop() if len(about) == 1 else ""
    return export_file(store, path, make, reason=reason, what=what, subject=subject, records=records)
