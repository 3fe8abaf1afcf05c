"""Finding the heading and the rows of a sheet that somebody made by hand."""

from __future__ import annotations

import codecs

import pytest
from inventory_sheets import sheet_of

from zorgarrangeur_tui.importers.inventory_sheet import open_sheet, pasted_sheet
from zorgarrangeur_tui.importers.problems import FileRefused

TABLE = "Leerling;Soort zorg;Uren nodig\nJ.V.;Coördinatie;1,5\n"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_is_found(separator: str) -> None:
    """A comma within a cell does not matter when the heading has no other."""
    sheet = open_sheet("x.csv", TABLE.replace("1,5", "2").replace(";", separator).encode())
    assert sheet.header == ("Leerling", "Soort zorg", "Uren nodig")
    assert sheet.rows[0].cells == ("J.V.", "Coördinatie", "2")


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
    ],
)
def test_any_usual_encoding_is_read(data: bytes) -> None:
    """UTF-8 with and without its mark, windows-1252, and the text with tabs that Excel calls Unicode."""
    assert open_sheet("x.csv", data).rows[0].cells[1] == "Coördinatie"


def test_the_heading_is_found_under_a_title_and_that_is_told() -> None:
    """People write a title and a date above their table."""
    sheet = pasted_sheet("Overzicht zorg De Wilg 2026\t\t\n\n" + TABLE.replace(";", "\t"))
    assert sheet.header[0] == "Leerling"
    assert sheet.rows[0].line == 4
    assert "De kop staat op regel 3" in sheet.doubts[0].sentence


def test_short_rows_are_filled_up_and_empty_rows_are_no_lines() -> None:
    """Excel leaves out empty cells at the end, and empty rows stand between groups."""
    sheet = sheet_of("A.;PV", ";;", "", "B.;PV;;;", heading="Leerling;Zorg;Uren;;")
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("A.", "PV", "")), (5, ("B.", "PV", ""))]


def test_a_heading_that_comes_again_is_no_line_but_is_told() -> None:
    """Printed sheets repeat it on every page."""
    sheet = sheet_of("A.;PV;1", "Leerling; Zorg;Uren", "B.;PV;1", heading="Leerling;Zorg;Uren")
    assert [row.line for row in sheet.rows] == [2, 4]
    assert [doubt.line for doubt in sheet.doubts] == [3]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    """As Excel writes it; the next row has the right number."""
    sheet = sheet_of('A.;"PV\nen meer";1', "B.;PV;1", heading="Leerling;Zorg;Uren")
    assert [row.line for row in sheet.rows] == [2, 4]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"Leerling;Zorg\n", "geen enkele regel"),
        (b"PK\x03\x04\0\0", "Excel-bestand"),
        (b"x" * (4 * 1024 * 1024 + 1), "groter"),
        (b"a;b\n" * 5_001, "te veel regels"),
    ],
)
def test_what_is_no_sheet_is_refused_as_a_whole(data: bytes, words: str) -> None:
    """Each with what is wrong, and that nothing was read."""
    with pytest.raises(FileRefused, match=words) as refused:
        open_sheet("zorg.csv", data)
    assert "niets ingelezen" in refused.value.sentence
