"""Lists of gemeenten with the regions they belong to: a file becomes a plan, which writes nothing.

A line gives the gemeente, and a row for each jeugdregio, zorgkantoor and samenwerkingsverband that it names. A cell with
several of them (a gemeente that came out of a merger) is left open and told: which one holds, only a person can say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from storage.models.casework_codes import RegionKind
from zorgarrangeur_tui.importers import school_codes
from zorgarrangeur_tui.importers.fact_rows import Fact, Known
from zorgarrangeur_tui.importers.place_names import municipality_name
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, Layout, several
from zorgarrangeur_tui.importers.reference_plan import (
    LineRefused,
    ReadLine,
    ReferenceOptions,
    ReferencePlan,
    plan_table,
)
from zorgarrangeur_tui.importers.table_file import TableRow

LAYOUT = Layout(
    name="gemeentelijst",
    needed={"code": ("gemeentecode", "gemeentenummer"), "name": ("gemeente", "gemeentenaam")},
    others={
        "province": ("provincie",),
        "holiday_region": ("vakantieregio_openholidays", "vakantieregio"),
        "alliance_primary": ("swv_po",),
        "alliance_secondary": ("swv_vo",),
        "youth_region": ("jeugdregio",),
        "care_office": ("zorgkantoorregio", "zorgkantoor"),
    },
    unread=("aantal_pc4",),
    elsewhere=dict.fromkeys(("vestigingscode", "vestigingsnaam", "brin_nummer", "instellingscode"), "scholenlijst"),
)

_REGIONS = {
    "youth_region": ("jeugdregio", RegionKind.YOUTH_REGION),
    "care_office": ("zorgkantoor", RegionKind.CARE_OFFICE),
    "alliance_primary": ("samenwerkingsverband PO", RegionKind.SCHOOL_ALLIANCE),
    "alliance_secondary": ("samenwerkingsverband VO", RegionKind.SCHOOL_ALLIANCE),
}
"""Per field of a gemeente the Dutch word and the kind of region that it names."""

_ALLIANCE = re.compile(r"(PO|VO)([0-9]{4})")


def plan_municipalities(
    file_name: str, data: bytes, known: Known, options: ReferenceOptions, today: date
) -> ReferencePlan:
    """Return what reading in a list of gemeenten would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        known: the gemeenten and regions that stand.
        options: what the user tells about the file.
        today: for telling that a division into regions is an old one.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """

    def reader(columns: FoundColumns, _rows: Sequence[TableRow]) -> tuple[ReadLine, list[str]]:
        sources = {field: options.source or _source(columns.years, field) for field in ("", *_REGIONS)}
        return lambda cells, line: _facts(cells, line, sources), _old_divisions(columns.years, today)

    return plan_table(file_name, data, LAYOUT, reader, known, options.valid_from)


def alliance_code(text: str) -> str | None:
    """Return the code of a samenwerkingsverband, such as PO2001; `PO 20.01` and `VO-25-07` are taken too."""
    match = _ALLIANCE.fullmatch(re.sub(r"[ .\-]", "", text).upper())
    return match[0] if match else None


def _facts(cells: Mapping[str, str], line: int, sources: Mapping[str, str]) -> tuple[list[Fact], list[str]]:
    """Return the gemeente of a line and the regions that it names.

    Args:
        cells: the cells by part.
        line: line in the file.
        sources: per field that names a region where its row comes from; under "" where that of the gemeente comes from.
    """
    code = school_codes.municipality_code(cells["code"])
    if not cells["code"]:
        raise LineRefused("De gemeentecode ontbreekt.")
    if code is None:
        raise LineRefused(f"De gemeentecode {quoted(cells['code'])} is niet goed: vier cijfers, zoals 0603.")
    if not cells["name"]:
        raise LineRefused(f"De naam van gemeente {code} ontbreekt.")
    name = municipality_name(cells["name"])
    values: dict[str, object] = {"code": code, "name": name, "province": cells.get("province", "")}
    doubts: list[str] = []
    notes: list[str] = []
    regions: list[Fact] = []
    holidays = several(cells.get("holiday_region", "").replace(",", "|"))
    _fill_holiday_region(values, holidays, name, doubts, notes)
    for field, (word, kind) in _REGIONS.items():
        found = several(cells.get(field, ""))
        if kind is RegionKind.SCHOOL_ALLIANCE:
            found = _alliances(found, f"Gemeente {name}", word, doubts)
        values[field] = found[0] if len(found) == 1 else ""
        if len(found) > 1:
            doubts.append(f"Gemeente {name}: meer dan één {word}. Dat is opengelaten; kies zelf welke geldt.")
            notes.append(f"In de bron staat meer dan één {word}: {', '.join(found)}.")
        regions += [_region(kind, one, line, sources[field]) for one in found]
    about = {"source": sources[""], **({"note": " ".join(notes)} if notes else {})}
    return [Fact(line, "municipality", f"Gemeente {name}", values, about), *regions], doubts


def _fill_holiday_region(
    values: dict[str, object], found: Sequence[str], name: str, doubts: list[str], notes: list[str]
) -> None:
    regions = [school_codes.holiday_region(one) for one in found]
    values["holiday_region"] = regions[0] or "" if len(regions) == 1 else ""
    if None in regions:
        doubts.append(f"Gemeente {name}: de vakantieregio is niet te lezen en is weggelaten.")
    elif len(regions) > 1:
        doubts.append(f"Gemeente {name}: meer dan één vakantieregio. Dat is opengelaten; kies zelf welke geldt.")
        notes.append(f"In de bron staat meer dan één vakantieregio: {', '.join(found)}.")


def _alliances(found: Sequence[str], title: str, word: str, doubts: list[str]) -> list[str]:
    """Return the codes that can be used; the rest is told."""
    codes = {text: alliance_code(text) for text in found}
    doubts += [
        f"{title}: {word} {quoted(text)} is geen code zoals PO2001 en is weggelaten."
        for text, code in codes.items()
        if code is None
    ]
    return [code for code in codes.values() if code is not None]


def _region(kind: RegionKind, name: str, line: int, source: str) -> Fact:
    is_code = kind is RegionKind.SCHOOL_ALLIANCE
    values: dict[str, object] = {"kind": kind.value, "code": name if is_code else "", "name": "" if is_code else name}
    return Fact(line, "region_body", name, values, {"source": source})


def _source(years: Mapping[str, int], only: str) -> str:
    """Return where a row comes from, by what the headings say; the name of the file is no part of it.

    Args:
        years: per field the year in its heading.
        only: the field that names the region of the row; "" for a gemeente, which has all of them.
    """
    dated = [
        f"{word[0].upper()}{word[1:]}: indeling van {years[field]}"
        for field, (word, _) in _REGIONS.items()
        if field in years and only in ("", field)
    ]
    return ". ".join(["Ingelezen gemeentelijst", *dated]) + "."


def _old_divisions(years: Mapping[str, int], today: date) -> list[str]:
    old = [
        f"{word} van {years[field]}"
        for field, (word, _) in _REGIONS.items()
        if years.get(field, today.year) < today.year
    ]
    if not old:
        return []
    return [f"De indeling in dit bestand is oud: {', '.join(old)}. Kijk na of die nog klopt; verbeteren kan in Naslag."]
