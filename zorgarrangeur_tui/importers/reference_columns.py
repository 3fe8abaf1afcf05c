"""The columns of a file with reference data: found by their headings, with the year that some headings carry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zorgarrangeur_tui.importers.cell_text import cleaned_cell
from zorgarrangeur_tui.importers.problems import FileRefused, quoted
from zorgarrangeur_tui.importers.table_file import TableRow

_YEAR = re.compile(r"(?:^|_)((?:19|20)[0-9]{2})$")
_SEVERAL = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list of one kind is written.

    Attributes:
        name: what it is called in Dutch, such as "gemeentelijst".
        needed: per part the headings that it may have, in small letters and without a year; a file must have each.
        others: the same, for what a file may lack.
        unread: headings that belong to it but say nothing that the app uses.
        elsewhere: headings by which a list of another kind shows itself, though it has the needed ones too, with what that
            list is called.
    """

    name: str
    needed: Mapping[str, Sequence[str]]
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unread: Sequence[str] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """The columns of one file.

    Attributes:
        positions: per part the index of its column.
        years: per part the year in its heading.
        unknown: headings that are not read.
    """

    positions: Mapping[str, int]
    years: Mapping[str, int]
    unknown: tuple[str, ...]

    def cells(self, row: TableRow) -> tuple[dict[str, str], bool]:
        """Return the cleaned cells of a row by part, and whether invisible characters were taken out of them."""
        found = {part: cleaned_cell(row.cells[position]) for part, position in self.positions.items()}
        return {part: text for part, (text, _) in found.items()}, any(cleaned for _, cleaned in found.values())


def find_columns(header: Sequence[str], layout: Layout) -> FoundColumns:
    """Return where the parts of a layout stand in a heading. Order and capitals do not matter.

    Raises:
        FileRefused: a needed column is not there, a column stands there twice, or it is a list of another kind.
    """
    positions: dict[str, int] = {}
    years: dict[str, int] = {}
    unknown: list[str] = []
    names = {name: part for part, names in (*layout.needed.items(), *layout.others.items()) for name in names}
    for index, heading in enumerate(header):
        plain, year = _without_year(heading.strip("\ufeff").casefold())
        if plain in layout.elsewhere:
            raise FileRefused(
                f"Dit is een {layout.elsewhere[plain]} en geen {layout.name}. Er is niets ingelezen. Kies een ander bestand."
            )
        part = names.get(plain)
        if part is None:
            unknown += [] if plain in layout.unread else [heading]
        elif part in positions:
            raise FileRefused(f"De kolom {quoted(heading)} staat twee keer in dit bestand. Er is niets ingelezen.")
        else:
            positions[part] = index
            if year is not None:
                years[part] = year
    missing = [headings[0] for part, headings in layout.needed.items() if part not in positions]
    if missing:
        raise FileRefused(
            f"Dit bestand heeft niet de kolommen van een {layout.name}. Er ontbreekt: {', '.join(missing)}. "
            "Er is niets ingelezen."
        )
    return FoundColumns(positions, years, tuple(unknown))


def several(text: str) -> list[str]:
    """Return the parts of a cell that names more than one thing, such as "PO2707|PO2709"."""
    return [part for part in _SEVERAL.split(text) if part]


def _without_year(heading: str) -> tuple[str, int | None]:
    match = _YEAR.search(heading)
    return (heading[: match.start()], int(match[1])) if match else (heading, None)
