"""Reading in school lists from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine, school_list

TWO = (("99ZA00", "De Wilgenroos"), ("99ZB00", "De Ruiterbrug"))


@pytest.fixture
def two_schools(tmp_path: Path) -> Path:
    """Return a list with two schools."""
    path = tmp_path / "scholen.csv"
    path.write_bytes(school_list(*TWO))
    return path


def test_a_list_is_read_in_and_reading_it_again_changes_nothing(line: CommandLine, two_schools: Path) -> None:
    """The report counts what is new, and the second time all is unchanged."""
    assert "2 nieuw" in line.did("import", "schools", str(two_schools))
    before = line.rows()
    assert "2 ongewijzigd" in line.did("import", "schools", str(two_schools))
    assert line.rows() == before


def test_a_dry_run_tells_and_changes_nothing(line: CommandLine, two_schools: Path) -> None:
    """The same report, with the sentence that nothing changed."""
    before = line.rows()
    told = line.did("import", "schools", str(two_schools), "--dry-run")
    assert "2 nieuw" in told
    assert "niets gewijzigd" in told
    assert line.rows() == before


def test_the_report_as_json_has_every_change(line: CommandLine, two_schools: Path) -> None:
    """A script sees per file what is new and what each field was and becomes."""
    answer = line.answer("import", "schools", str(two_schools))
    (report,) = answer["files"]
    assert (answer["dry_run"], report["file"], report["new"]) == (False, "scholen.csv", 2)
    assert report["changes"][0]["fields"]["name"] == {"old": "", "new": "De Wilgenroos"}


def test_a_refused_line_is_told_on_standard_error_and_the_rest_is_read_in(line: CommandLine, tmp_path: Path) -> None:
    """Exit code 0: the list was taken; the line that was not is named by its number."""
    path = tmp_path / "scholen.csv"
    path.write_bytes(school_list(*TWO, ("geen code", "Zonder code")))
    result = line.on_store("import", "schools", str(path))
    assert result.exit_code == 0
    assert "1 geweigerd" in result.stdout
    assert "Regel 4" in result.stderr
    assert len(line.answer("list", "schools")) == 2


def broken(path: Path, kind: str) -> Path:
    """Make a file that cannot be used as a whole."""
    whole = school_list(*TWO)
    contents = {
        "half": whole[:-40],
        "other layout": b"naam;kleur\nDe Wilgenroos;groen\n",
        "empty": b"",
        "spreadsheet": b"PK\x03\x04\0\0\0",
    }
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize("kind", ["half", "other layout", "empty", "spreadsheet"])
def test_a_file_that_cannot_be_used_changes_nothing(line: CommandLine, tmp_path: Path, kind: str) -> None:
    """Half a file, another layout, an empty file and a spreadsheet are each refused with a sentence."""
    assert "Er is niets ingelezen." in line.refused("import", "schools", str(broken(tmp_path / "stuk.csv", kind)))


def test_of_two_files_none_is_read_in_when_one_is_refused(line: CommandLine, tmp_path: Path, two_schools: Path) -> None:
    """The good file is not read in before the bad one is seen, and the sentence tells which one that is."""
    bad = broken(tmp_path / "stuk.csv", "other layout")
    assert "stuk.csv" in line.refused("import", "schools", str(two_schools), str(bad))


def test_what_is_no_ordinary_file_is_refused(line: CommandLine, tmp_path: Path, two_schools: Path) -> None:
    """A missing file, a folder and a link each have their own sentence."""
    link = tmp_path / "link.csv"
    link.symlink_to(two_schools)
    assert "is er niet" in line.refused("import", "schools", str(tmp_path / "weg.csv"))
    assert "map" in line.refused("import", "schools", str(tmp_path))
    assert "verwijzing" in line.refused("import", "schools", str(link))


def test_a_file_name_cannot_speak_to_the_terminal(line: CommandLine, tmp_path: Path) -> None:
    """Control characters in a file name show as signs."""
    told = line.refused("import", "schools", str(tmp_path / "\x1b]52;c;x\x07.csv"))
    assert "\x1b" not in told
    assert "␛" in told


def test_an_import_is_one_act_that_undo_takes_back(line: CommandLine, two_schools: Path) -> None:
    """Undo names the act, and redo brings it back."""
    line.did("import", "schools", str(two_schools))
    assert "Scholenlijst ingelezen" in line.did("undo")
    assert line.answer("list", "schools") == []
    assert line.answer("redo") == {"act": "Scholenlijst ingelezen", "kept": 0}
    assert len(line.answer("list", "schools")) == 2
