"""`doctor`: what it says, what it mends, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import FrozenClock


@pytest.fixture
def line(shelf, tmp_path: Path) -> CommandLine:
    """Return the command line on a store with a backup."""
    shelf.copy("arranger", 0, tmp_path / "opslag")
    line = CommandLine(tmp_path / "opslag", FrozenClock())
    line.did("backup")
    return line


def test_a_store_in_good_order_is_told_without_a_passphrase(line: CommandLine) -> None:
    """And with it, when all of it is read."""
    result = line.run("doctor", "--store", str(line.folder))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "in orde" in result.stdout
    assert "in orde" in line.did("doctor", "--deep")


def test_what_is_serious_gives_exit_code_three(line: CommandLine) -> None:
    """The database is gone: what is wrong, what to do; the inside is not looked at before that is solved."""
    (line.folder / "zorg.db").unlink()
    result = line.on_store("doctor", "--deep")
    assert result.exit_code == 3
    assert result.stdout.startswith("Ernstig: Het gegevensbestand zorg.db ontbreekt.\n  Zet een reservekopie terug")
    assert "Los dit eerst op" in result.stdout


def test_the_app_mends_what_it_can(line: CommandLine) -> None:
    """A key file that is damaged: its copy takes its place, and the store opens again."""
    (line.folder / "kluis.toml").write_bytes(b"kapot")
    assert "doctor --repair" in line.run("doctor", "--store", str(line.folder)).stdout
    result = line.on_store("doctor", "--repair", "--deep")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "in gebruik genomen" in result.stdout
    line.did("list", "cases")


def test_findings_for_a_script(line: CommandLine) -> None:
    """JSON tells whether all is well, what was done and what was found."""
    line.clock.advance(days=9)
    result = line.run("doctor", "--json", "--store", str(line.folder))
    answer = json.loads(result.stdout)
    assert (answer["well"], answer["done"]) == (True, [])
    [finding] = [one for one in answer["findings"] if one["kind"] == "backup_old"]
    assert finding.keys() == {"kind", "serious", "wrong", "advice", "repair"}


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    """The user may have named the wrong folder."""
    result = CommandLine(tmp_path).run("doctor", "--deep", "--store", str(tmp_path))
    assert result.exit_code == 3
    assert "In deze map staat geen opslag" in result.stdout
