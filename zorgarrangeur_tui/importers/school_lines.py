"""One line of a school list: its cells as values of a `School`, with every doubt about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zorgarrangeur_tui.importers import school_codes
from zorgarrangeur_tui.importers.cell_text import cleaned_cell, why_refused
from zorgarrangeur_tui.importers.place_names import is_in_capitals, municipality_name, place_name
from zorgarrangeur_tui.importers.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zorgarrangeur_tui.importers.school_layouts import Columns
    from zorgarrangeur_tui.importers.table_file import TableRow

FIELD_WORDS: dict[str, str] = {
    "site_code": "vestigingscode",
    "institution": "BRIN",
    "name": "naam",
    "kind": "soort",
    "cluster": "cluster",
    "education_offer": "onderwijs",
    "denomination": "denominatie",
    "board_number": "bevoegd gezag",
    "street": "straat",
    "house_number": "huisnummer",
    "house_letter": "huisletter",
    "house_addition": "huisnummertoevoeging",
    "postcode": "postcode",
    "place": "plaats",
    "municipality": "gemeente",
    "municipality_code": "gemeentenummer",
    "province": "provincie",
    "holiday_region": "vakantieregio",
    "phone": "telefoonnummer",
    "website": "internetadres",
    "pupil_count": "aantal leerlingen",
    "latitude": "breedtegraad",
    "longitude": "lengtegraad",
    "other_addresses": "andere adressen",
}
"""The Dutch word for every part of a school that a list may hold."""

_TEXTS = ("name", "education_offer", "denomination", "street", "province", "website")

_CODES: dict[str, Callable[[str], str | int | None]] = {
    "kind": school_codes.school_kind,
    "cluster": school_codes.cluster,
    "board_number": school_codes.board_number,
    "postcode": school_codes.postcode,
    "municipality_code": school_codes.municipality_code,
    "holiday_region": school_codes.holiday_region,
    "phone": school_codes.phone,
    "pupil_count": school_codes.pupil_count,
}


class LineRefused(Exception):
    """This line cannot be used. `str(error)` is the Dutch reason."""


@dataclass(slots=True)
class SchoolLine:
    """What one line says.

    Attributes:
        line: line in the file.
        site_code: BRIN and site.
        values: fields of `School` that the line fills; an empty or unusable cell is not among them.
        spelled_by_rule: fields whose spelling was guessed from capitals.
        doubts: Dutch sentences.
    """

    line: int
    site_code: str
    values: dict[str, object]
    spelled_by_rule: frozenset[str] = frozenset()
    doubts: list[str] = field(default_factory=list)


def read_school_line(columns: Columns, row: TableRow) -> SchoolLine:
    """Return what a line says.

    Raises:
        LineRefused: no usable site code, no name, or a text that may not enter a record.
    """
    cells: dict[str, str] = {}
    cleaned: list[str] = []
    for part, position in columns.positions.items():
        cells[part], was_cleaned = cleaned_cell(row.cells[position])
        if was_cleaned:
            cleaned.append(FIELD_WORDS[part])
    code = _site_code(cells)
    line = SchoolLine(row.line, code, {"site_code": code})
    if cleaned:
        line.doubts.append(f"Vestiging {code}: er zijn onzichtbare tekens weggehaald uit {', '.join(cleaned)}.")
    if cells["institution"] and cells["institution"].upper() != code[:4]:
        line.doubts.append(f"Vestiging {code} heeft een andere BRIN in de kolom ernaast; de vestigingscode geldt.")
    _fill_texts(line, cells)
    _fill_codes(line, cells)
    _fill_location(line, cells)
    for part, value in line.values.items():
        reason = why_refused(value, number_register=part == "phone") if isinstance(value, str) else ""
        if reason:
            raise LineRefused(f"Vestiging {code}, veld {FIELD_WORDS[part]}: {reason}")
    return line


def _site_code(cells: Mapping[str, str]) -> str:
    """Return the site code of a line with a name, or refuse the line."""
    text = cells["site_code"]
    if not text:
        raise LineRefused("De vestigingscode ontbreekt.")
    code = school_codes.site_code(text, cells["institution"])
    if code is None:
        raise LineRefused(
            f"De vestigingscode {quoted(text)} is niet goed: vier tekens BRIN en twee cijfers, zoals 99ZZ00."
        )
    if not any(character.isprintable() and not character.isspace() for character in cells["name"]):
        raise LineRefused(f"De naam van vestiging {code} ontbreekt.")
    return code


def _fill_texts(line: SchoolLine, cells: Mapping[str, str]) -> None:
    """Take over the texts, with names of places in ordinary spelling."""
    values = {part: cells.get(part, "") for part in _TEXTS}
    additions = (cells.get("house_letter", ""), cells.get("house_addition", ""))
    values["house_number"] = school_codes.house_number(cells["house_number"], *additions)
    values["place"] = place_name(cells["place"])
    values["municipality"] = municipality_name(cells["municipality"])
    line.values.update({part: text for part, text in values.items() if text})
    line.spelled_by_rule = frozenset(part for part in ("place", "municipality") if is_in_capitals(cells[part]))


def _fill_codes(line: SchoolLine, cells: Mapping[str, str]) -> None:
    """Take over the codes and counts; what is not well-formed is left out and reported."""
    for part, normal_form in _CODES.items():
        text = cells.get(part, "")
        if not text:
            continue
        value = normal_form(text)
        if value is None:
            line.doubts.append(
                f"Vestiging {line.site_code}: {FIELD_WORDS[part]} {quoted(text)} is niet te gebruiken en is weggelaten."
            )
        else:
            line.values[part] = value


def _fill_location(line: SchoolLine, cells: Mapping[str, str]) -> None:
    """Take over where the site lies, when both numbers are there and lie in the Netherlands."""
    texts = [cells.get("latitude", ""), cells.get("longitude", "")]
    if not any(texts):
        return
    latitude, longitude = (school_codes.degrees(text) for text in texts)
    if latitude is None or longitude is None:
        reason = "is niet te lezen"
    elif not school_codes.lies_in_the_netherlands(latitude, longitude):
        reason = "is niet in Nederland"
    else:
        line.values.update(latitude=latitude, longitude=longitude)
        return
    line.doubts.append(f"Vestiging {line.site_code}: de ligging op de kaart {reason} en is weggelaten.")
