"""Reading an inventory sheet into a case from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

SHEET = "Leerling;Zorg;Uren nodig;Toegekend\nJ.V.;PV;1,5;90m\nA.B.;begeleiding;2;\n"


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of a new case."""
    return str(at_school.answer("add", "case", "--school", "99ZA00", "--title", "Zorg op school")["reference"])


def written(tmp_path: Path, text: str = SHEET) -> str:
    """Return the path of a file with this sheet."""
    path = tmp_path / "zorg.csv"
    path.write_text(text)
    return str(path)


def test_a_sheet_is_read_in_and_reading_it_again_changes_nothing(
    at_school: CommandLine, case: str, tmp_path: Path
) -> None:
    """The report tells what every column is and what becomes of the lines."""
    told = at_school.did("import", "inventory", written(tmp_path), "--case", case)
    assert "Kolom 3, Uren nodig: Nodig per week, in uren" in told
    assert "2 regels gelezen: 2 nieuw" in told
    before = at_school.rows()
    assert "Alles stond er al" in at_school.did("import", "inventory", written(tmp_path), "--case", case)
    assert at_school.rows() == before


def test_a_dry_run_tells_and_changes_nothing(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """Every record is named, and nothing is written."""
    before = at_school.rows()
    told = at_school.did("import", "inventory", written(tmp_path), "--case", case, "--dry-run")
    assert "+ J.V. · Persoonlijke verzorging (zorgbehoefte)" in told
    assert "niets gewijzigd" in told
    assert at_school.rows() == before


def test_with_a_refused_line_nothing_is_read_unless_the_good_lines_are_asked(
    at_school: CommandLine, case: str, tmp_path: Path
) -> None:
    """The line is named with its reason, on standard error, in both cases."""
    path = written(tmp_path, f"{SHEET}C.D.;PV;veel;\n")
    told = at_school.refused("import", "inventory", path, "--case", case)
    assert "Regel 4 (geweigerd)" in told
    assert "geen duur" in told
    assert "--good-lines" in told
    tried = at_school.on_store("import", "inventory", path, "--case", case, "--dry-run")
    assert (tried.exit_code, "Proef" in tried.stdout, "--good-lines" in tried.stderr) == (3, True, True)
    result = at_school.on_store("import", "inventory", path, "--case", case, "--good-lines")
    assert result.exit_code == 0
    assert "Regel 4 (geweigerd)" in result.stderr
    assert "2 nieuw" in result.stdout


def test_a_column_goes_where_the_user_says(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """By heading or by number; a field that was guessed for another column moves along."""
    path = written(tmp_path, "Wie;Zorg;Aantal\nJ.V.;PV;90\n")
    choices = ("--map", "Wie=leerling", "--map", "kolom 3=toegekend_minuten")
    answer = at_school.answer("import", "inventory", path, "--case", case, *choices)
    assert [column["field"] for column in answer["columns"]] == ["leerling", "soort", "toegekend_minuten"]
    fields = answer["changes"][-1]["fields"]
    assert fields == {"minutes_granted": {"old": None, "new": 90}}


@pytest.mark.parametrize(
    ("choice", "words"), [("Kleur=leerling", "geen kolom"), ("Zorg=kleur", "bestaat niet"), ("Zorg", "KOLOM=VELD")]
)
def test_a_choice_that_cannot_be_read_is_answered_with_what_can(
    at_school: CommandLine, case: str, tmp_path: Path, choice: str, words: str
) -> None:
    """Nothing is read in."""
    assert words in at_school.refused("import", "inventory", written(tmp_path), "--case", case, "--map", choice)


def test_full_names_in_the_column_for_pseudonyms_are_refused(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """With what to do instead, and without the names."""
    path = written(tmp_path, "Leerling;Zorg;Uren\nJan de Vries;PV;1\n")
    told = at_school.refused("import", "inventory", path, "--case", case)
    assert "initialen" in told
    assert "Vries" not in told


def test_a_value_of_a_child_is_no_part_of_a_refusal(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """Standard error ends up in logs; the line and the column tell where it stands."""
    path = written(tmp_path, "Leerling;Geboortejaar;Zorg;Uren\nA.B.;31-02-2015;PV;1\nC.D.;2014;PV;veertien\n")
    told = at_school.refused("import", "inventory", path, "--case", case)
    assert "Regel 2 (geweigerd): Geboortejaar: dit is geen jaar" in told
    assert not [word for word in ("31-02", "2015-", "veertien") if word in told]


def test_two_children_of_one_name_are_told_what_to_do(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """They are one child to the app until each has a name of its own."""
    path = written(tmp_path, "Leerling;Geboortejaar;Zorg;Uren\nA.B.;2014;PV;1\nA.B.;2015;PV;2\n")
    assert "geef ze elk een eigen naam of schuilnaam" in at_school.refused("import", "inventory", path, "--case", case)


def test_a_column_that_is_missing_is_chosen_with_an_option(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """There is no form here in which to choose it."""
    path = written(tmp_path, "Rood;Zorg;Uren\nA.B.;PV;1\n")
    assert "--map" in at_school.refused("import", "inventory", path, "--case", case)


def test_undo_takes_the_whole_sheet_back(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """It was one act."""
    at_school.did("import", "inventory", written(tmp_path), "--case", case)
    assert "Overzicht van de zorg ingelezen" in at_school.did("undo")
    assert "2 nieuw" in at_school.did("import", "inventory", written(tmp_path), "--case", case)
