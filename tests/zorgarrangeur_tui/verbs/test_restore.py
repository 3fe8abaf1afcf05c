"""`restore`: the list, the newest that is whole, a named one, and when a person is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import PASSPHRASE, FrozenClock, quick_create, quick_settings

from storage.backup_folders import Backup, list_backups
from storage.models import Case
from storage.recovery_code import new_recovery_code


@pytest.fixture
def line(shelf, tmp_path: Path) -> CommandLine:
    """Return the command line on a store with a backup of each of two days; a case was begun on each."""
    shelf.copy("arranger", 0, tmp_path / "opslag")
    line = CommandLine(tmp_path / "opslag", FrozenClock())
    for title in ("eerste dag", "tweede dag"):
        with line.open() as store, store.unit_of_work("Casus begonnen") as work:
            work.add(Case(title=title))
        line.did("backup")
        line.clock.advance(days=1)
    return line


def backups(line: CommandLine) -> list[Backup]:
    """Return the backups, newest first."""
    return list_backups(line.folder)


def cases(line: CommandLine) -> int:
    """Return how many cases the store holds."""
    with line.open() as store:
        return store.counts()["case"]


def test_the_list_needs_no_passphrase(line: CommandLine) -> None:
    """On screen and for scripts, newest first."""
    shown = line.run("restore", "--list", "--store", str(line.folder))
    assert shown.exit_code == 0
    assert [word.split()[0] for word in shown.stdout.splitlines()[1:]] == [one.name for one in backups(line)]
    assert "24-11-2026 om 10:00" in shown.stdout
    answer = line.answer("restore", "--list")
    assert [(one["name"], one["complete"]) for one in answer] == [(one.name, True) for one in backups(line)]


def test_the_newest_is_put_back_and_nothing_is_deleted(line: CommandLine) -> None:
    """Without a name: the newest; the sentence says where the files of before are."""
    with line.open() as store, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="derde dag"))
    told = line.did("restore", "--yes")
    assert "24-11-2026 om 10:00 is nagekeken en teruggezet" in told
    assert "replaced/2026-11-25T090000Z" in told
    assert cases(line) == 2


def test_a_damaged_newest_is_told_and_the_one_before_is_used(line: CommandLine) -> None:
    """On standard error what was passed over, and why."""
    (backups(line)[0].folder / "zorg.db").write_bytes(b"kapot" * 2000)
    result = line.on_store("restore", "--yes")
    assert result.exit_code == 0
    assert "24-11-2026 om 10:00 is niet bruikbaar" in result.stderr
    assert "oudere" in result.stderr
    assert "23-11-2026 om 10:00 is nagekeken en teruggezet" in result.stdout
    assert cases(line) == 1


def test_a_named_backup_is_put_back_in_a_new_folder(line: CommandLine, tmp_path: Path) -> None:
    """The drill for a script: nothing is replaced, so nothing is asked."""
    name = backups(line)[1].name
    result = line.run(
        *("restore", name, "--from", str(line.folder), "--store", str(tmp_path / "nieuw")),
        *("--passphrase-file", "-"),
        typed=f"{PASSPHRASE}\n",
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert cases(CommandLine(tmp_path / "nieuw")) == 1
    assert cases(line) == 2


def test_a_recovery_code_opens_a_backup(tmp_path: Path) -> None:
    """For who forgot the passphrase: the code comes from a file."""
    code = new_recovery_code()
    quick_create(tmp_path / "opslag", recovery_code=code, settings=quick_settings()).close()
    line = CommandLine(tmp_path / "opslag")
    line.did("backup")
    (tmp_path / "code.txt").write_text(f"{code}\n")
    words = ("restore", "--yes", "--recovery-code-file", str(tmp_path / "code.txt"), "--json")
    result = line.run(*words, "--store", str(line.folder))
    assert result.exit_code == 0, result.stderr


def test_where_nobody_can_be_asked_yes_must_be_given(line: CommandLine) -> None:
    """Wrong usage, before anything is read."""
    result = line.on_store("restore")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--yes" in result.stderr
    assert not (line.folder / "replaced").exists()


@pytest.mark.parametrize(("typed", "code"), [("y", 0), ("n", 130)])
def test_a_person_is_asked_before_a_store_is_replaced(line: CommandLine, typed: str, code: int) -> None:
    """Saying no leaves everything as it is."""
    asking = CommandLine(line.folder, line.clock, can_ask=True)
    result = asking.run("restore", "--store", str(line.folder), typed=f"{PASSPHRASE}\n{typed}\n")
    assert result.exit_code == code
    assert "vervangen" in result.stderr
    assert (line.folder / "replaced").exists() is (code == 0)


def test_what_cannot_be_put_back_is_refused(line: CommandLine, tmp_path: Path) -> None:
    """A name that is not there, a folder without backups, a passphrase that opens none."""
    (tmp_path / "leeg").mkdir()
    assert "reservekopie" in (said := line.refused("restore", "2020-01-01T000000Z", "--yes"))
    assert "--list" in said
    assert "--from" in line.refused("restore", "--from", str(tmp_path / "leeg"), "--yes")
    result = line.on_store("restore", "--yes", passphrase="een andere zin")
    assert result.exit_code == 4
    assert "klopt niet" in result.stderr
