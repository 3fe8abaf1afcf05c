"""Finding by a few letters, reading one record whole, and lists read out line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import PASSPHRASE, quick_create

from storage.models import School, site_id
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.verbs.output import facts


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return a command line on a store with a school, a case there and a child in it."""
    with quick_create(tmp_path / "opslag") as store:
        with store.unit_of_work("School") as work:
            work.add(School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", place="Zwammerdam"))
        case = open_case(store, {"title": "Verpleging in de klas", "school_id": site_id("99ZZ00")})
        add_pupil(store, case.id, {"pseudonym": "Bever", "name": "Aysel Demir"})
    return CommandLine(tmp_path / "opslag")


def test_what_is_found_is_named_by_kind_with_what_other_verbs_take(line: CommandLine) -> None:
    """A few letters of a place find the school; all words must match; nothing found is said in a sentence."""
    assert "De Wilg" in line.did("find", "zwam")
    assert [one["type"] for one in line.answer("find", "verpl", "klas")] == ["case"]
    assert line.did("find", "verpl", "zzzz").startswith("Niets gevonden.")
    assert "eerste 1 van 2" in line.did("find", "wilg", "--most", "1")


def test_a_record_is_shown_field_by_field_and_a_name_only_when_asked_for(line: CommandLine) -> None:
    """Each field is a line with its name in the store; the name of a child is hidden."""
    shown = line.did("show", "record", "school", "99ZZ00")
    assert "Plaats (place): Zwammerdam" in shown.replace("  ", "")
    assert "Aysel" not in line.did("show", "record", "pupil", "Bever")
    assert "Aysel Demir" in line.did("show", "record", "pupil", "Bever", "--names")


def test_lists_are_read_out_line_by_line(line: CommandLine, tmp_path: Path) -> None:
    """Each fact is a line behind its header, whole; without --lines, or a setting that says so, it is a table."""
    words = ("--lines", "list", "schools", "--store", str(line.folder), "--passphrase-file", "-")
    assert line.run(*words, typed=f"{PASSPHRASE}\n").stdout.startswith("1 van 1\nCode: 99ZZ00\nNaam: De Wilg\n")
    assert line.did("list", "schools").startswith("Code ")
    line.environment = replace(line.environment, preferences_file=tmp_path / "instellingen.toml")
    assert line.run("settings", "set", "lijsten-per-regel", "aan").exit_code == 0
    assert line.did("list", "schools").startswith("1 van 1\n")
    assert facts(("Naam", "Plaats", "Leeg"), [("De Wilg" * 20, "Zwammerdam\x1b", ""), ("B", "C", "")]) == [
        "1 van 2",
        f"Naam: {'De Wilg' * 20}",
        "Plaats: Zwammerdam␛",
        "",
        "2 van 2",
        "Naam: B",
        "Plaats: C",
    ]
    assert facts(("", "Samen"), [("Kosten", "€ 5")]) == ["1 van 1", "Kosten", "Samen: € 5"]


def test_what_has_few_fields_is_added_by_field(line: CommandLine) -> None:
    """A care location of a provider, a row of Naslag, and a case that follows one that ended."""
    line.did("add", "provider", "--name", "De Brug")
    assert "De Brug" not in line.did("add", "care-location", "--provider", "De Brug", "name=Dagcentrum", "place=Leiden")
    assert "Dagcentrum" in line.did("find", "leiden")
    line.did("add", "reference", "municipality", "name=Nergenshuizen", "code=9999", "starts_on=2026-01-01")
    assert "Nergenshuizen" in line.did("list", "municipalities")
    assert line.did("list", "reference-problems").startswith("Er is niets mis")
    first = line.answer("list", "cases")[0]["reference"]
    followed = line.answer("add", "case", "--title", "Opnieuw", "--school", "99ZZ00", "--follows", first)
    assert line.answer("show", "record", "case", followed["reference"])["fields"]["previous_case_id"]
