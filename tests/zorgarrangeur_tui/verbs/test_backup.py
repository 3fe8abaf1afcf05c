"""`backup`, and the backup of the day that any verb makes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import FrozenClock, quick_unlock

from storage.backup_folders import list_backups


@pytest.fixture
def line(shelf, tmp_path: Path) -> CommandLine:
    """Return the command line on a store."""
    shelf.copy("arranger", 0, tmp_path / "opslag")
    return CommandLine(tmp_path / "opslag", FrozenClock())


def test_a_backup_is_made_and_told(line: CommandLine) -> None:
    """It says that it was checked, where it is, and what opens it."""
    told = line.did("backup")
    [made] = list_backups(line.folder)
    assert "nagekeken" in told
    assert str(made.folder) in told.replace("\n", "")
    quick_unlock(made.folder).close()


def test_a_backup_on_a_stick_for_a_script(line: CommandLine, tmp_path: Path) -> None:
    """JSON tells the folder, the moment and the size; beside the store none is made."""
    (tmp_path / "stick").mkdir()
    answer = line.answer("backup", "--to", str(tmp_path / "stick"))
    [made] = list_backups(tmp_path / "stick")
    assert answer == {"backup": str(made.folder), "made": "2026-11-23T09:00:00+00:00", "bytes": made.size}
    assert list_backups(line.folder) == []


def test_a_stick_that_is_not_there_is_refused(line: CommandLine, tmp_path: Path) -> None:
    """The sentence says what to do."""
    assert "Steek de stick erin" in line.refused("backup", "--to", str(tmp_path / "nergens"))


def test_the_first_verb_of_a_day_makes_a_backup(line: CommandLine) -> None:
    """It says nothing of it, and the next verbs of that day make none."""
    line.environment = replace(line.environment, daily_backup=True)
    for _ in range(2):
        result = line.on_store("list", "cases", "--json")
        assert (result.exit_code, result.stderr, json.loads(result.stdout)) == (0, "", [])
    assert [one.name for one in list_backups(line.folder)] == ["2026-11-23T090000Z"]
    line.clock.advance(days=1)
    line.did("list", "cases")
    assert len(list_backups(line.folder)) == 2


def test_a_backup_of_the_day_that_fails_does_not_stop_the_verb(line: CommandLine) -> None:
    """A file stands where the folder of the backups belongs: one sentence on standard error, and the answer."""
    line.environment = replace(line.environment, daily_backup=True)
    (line.folder / "backups").write_text("in de weg")
    result = line.on_store("list", "cases", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr.startswith("De reservekopie is niet gemaakt")
    assert len(result.stderr.splitlines()) == 1
