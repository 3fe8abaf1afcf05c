"""Bytes to rows: encodings, separators, quotes, and files that are not whole."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.importers import table_file
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.table_file import open_table

NO_LINE_BREAKS = st.characters(exclude_categories=["Cs", "Cc"])


def rows_of(data: bytes) -> list[tuple[str, ...]]:
    """Return the cells of every row."""
    return [row.cells for row in open_table("lijst.csv", data).read().rows]


def problems_of(data: bytes) -> list[tuple[int, str]]:
    """Return line and sentence of every problem."""
    return [(problem.line, problem.sentence) for problem in open_table("lijst.csv", data).read().problems]


def refusal_of(data: bytes) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(FileRefused) as refused:
        open_table("map/lijst.csv", data).read()
    return refused.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_known_encodings_and_separators_give_the_same_table(encoding: str, separator: str) -> None:
    """UTF-8, UTF-8 with a mark and windows-1252, with semicolons or commas, read alike."""
    text = "code;naam\r\n1;Fryslân\r\n2;René €\r\n".replace(";", separator)
    table = open_table("lijst.csv", text.encode(encoding))
    assert table.header == ("code", "naam")
    assert [row.cells for row in table.read().rows] == [("1", "Fryslân"), ("2", "René €")]
    assert not table.read().problems


def test_a_file_with_two_encodings_is_doubtful() -> None:
    """One windows-1252 byte among UTF-8 spoils every accent, and that is said."""
    data = "naam;plaats\nâ;a\n".encode() + b"\xe9;b\n"
    assert problems_of(data) == [(0, "In dit bestand lopen twee tekensets door elkaar. Controleer namen met accenten.")]


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\x0c\n", b"\xa0"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    """A file without anything to read, such as the one byte that DUO once published, is called empty."""
    assert refusal_of(data) == "Het bestand „lijst.csv” is leeg. Er is niets ingelezen."


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", "code;naam\n1;a\n".encode("utf-16")])
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    """A workbook, or text of a spreadsheet in UTF-16, is told apart by its zero bytes."""
    assert "geen CSV-bestand" in refusal_of(data)


@pytest.mark.parametrize("data", [b"code;naam\n1;\x81\n", b"\xef\xbb\xbfcode;naam\n1;\xff\n"])
def test_bytes_of_no_known_encoding_are_refused(data: bytes) -> None:
    """Bytes that windows-1252 does not have either, or that contradict the mark of UTF-8, make the file unreadable."""
    assert "niet te lezen" in refusal_of(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not decoded at all, and one with too many lines is not parsed."""
    data = b"code;naam\n" + b"1;a\n" * 20
    monkeypatch.setattr(table_file, "MAX_LINES", 20)
    assert "te veel regels" in refusal_of(data)
    monkeypatch.setattr(table_file, "MAX_FILE_BYTES", 50)
    assert "groter dan" in refusal_of(data)


def test_only_a_heading_is_refused() -> None:
    """A list without a single line is no list."""
    assert "alleen een kopregel" in refusal_of(b"code;naam\r\n\r\n")


@pytest.mark.parametrize(
    "data", [b"code;naam\n1;a\n2", b"code;naam\n1;a\n2\n", b'code;naam\n1;a\n2;"b', b"code;naam\n2\n\n"]
)
def test_a_last_line_that_is_not_whole_refuses_the_file(data: bytes) -> None:
    """Half a line at the end means that the rest of the list is missing too."""
    assert "is afgekapt" in refusal_of(data)


def test_a_file_cut_within_a_character_is_refused() -> None:
    """A cut in the middle of an accent is not taken for windows-1252, which would garble every other accent."""
    assert "is afgekapt" in refusal_of("code;naam\n1;â\n2;b".encode() + b"\xc3")
    assert "is afgekapt" in refusal_of(b"\xef\xbb\xbfcode;naam\n1;a\n2;b\xc3")


def test_a_whole_last_line_without_line_end_is_doubtful() -> None:
    """Nobody can tell whether the last cell is whole, so it is used and reported."""
    assert rows_of(b"code;naam\n1;a\n2;b") == [("1", "a"), ("2", "b")]
    assert [line for line, _ in problems_of(b"code;naam\n1;a\n2;b")] == [0]


def test_a_line_in_the_middle_with_another_number_of_fields_is_refused_alone() -> None:
    """Other lines stay usable, and line numbers count every line of the file."""
    data = b"code;naam\n1\n\n2;b;c\n3;d\n"
    assert rows_of(data) == [("3", "d")]
    assert problems_of(data) == [
        (2, "Deze regel heeft te weinig velden: 1 in plaats van 2."),
        (4, "Deze regel heeft te veel velden: 3 in plaats van 2."),
    ]


def test_a_forgotten_quote_does_not_swallow_the_lines_after_it() -> None:
    """Only the line with the open quote is refused."""
    data = b'code;naam\n1;"a\n' + b"2;b\n" * 50
    assert len(rows_of(data)) == 50
    assert problems_of(data) == [(2, "De aanhalingstekens op deze regel kloppen niet.")]


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    """Cells come back as they were written, and the next row knows its own line."""
    data = b'code;naam\n1;"a;b ""c""\r\nd"\n2;e\n'
    rows = open_table("lijst.csv", data).read().rows
    assert [(row.line, row.cells) for row in rows] == [(2, ("1", 'a;b "c"\r\nd')), (4, ("2", "e"))]


def test_a_cell_longer_than_csv_allows_is_refused() -> None:
    """An absurdly long line is refused and does not stop the reader."""
    data = b"code;naam\n1;" + b"x" * (csv.field_size_limit() + 1) + b"\n2;b\n"
    assert rows_of(data) == [("2", "b")]
    assert problems_of(data) == [(2, "Deze regel is te lang.")]


def test_the_name_of_the_file_is_shown_safely() -> None:
    """A file name with control characters or an endless one does no harm in a sentence."""
    with pytest.raises(FileRefused) as refused:
        open_table("map\\\x1b[31m" + "a" * 100 + ".csv", b"")
    assert "\x1b" not in refused.value.sentence
    assert len(refused.value.sentence) < 120


@given(st.lists(st.tuples(st.text(NO_LINE_BREAKS), st.text(NO_LINE_BREAKS)), min_size=1))
def test_what_csv_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    """Any table that was written properly comes back cell by cell, or not at all when it holds nothing."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([("code", "naam"), *rows])
    assert rows_of(out.getvalue().encode()) == rows


@given(st.lists(st.text(st.sampled_from('a;"é\r\n '), max_size=12), min_size=1, max_size=30))
def test_every_line_with_data_is_a_row_or_refused(lines: list[str]) -> None:
    """No line falls between rows and problems: what is not in a row is in a refusal."""
    data = ("code;naam\n" + "\n".join(lines) + "\nlaatste;regel\n").encode()
    body = open_table("lijst.csv", data).read()
    physical = list(io.StringIO(data.decode(), newline=""))
    used = {problem.line for problem in body.problems}
    for row in body.rows:
        breaks = len(list(io.StringIO("".join(row.cells) + "x", newline=""))) - 1
        used |= set(range(row.line, row.line + breaks + 1))
    with_data = {number for number, line in enumerate(physical, 1) if line.strip()} - {1}
    assert with_data <= used
    assert len({row.line for row in body.rows} | {problem.line for problem in body.problems}) == len(body.rows) + len(
        body.problems
    )
