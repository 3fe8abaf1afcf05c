"""Making a store from the command line."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import PASSPHRASE, files_of

from storage.store import unlock

WHO = ("init", "--name", "Anna de Wit", "--role", "arrangeur")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


@pytest.fixture
def new(tmp_path: Path) -> CommandLine:
    """Return the command line of somebody without a store."""
    return CommandLine(tmp_path / "new")


def test_a_new_store_opens_with_its_passphrase_and_with_its_recovery_code(new: CommandLine) -> None:
    """The code is shown in groups, with what to do with it, and both secrets open the store."""
    told = new.did(*WHO)
    code = CODE.search(told)
    assert code is not None
    assert "papier" in told
    with new.open() as store:
        assert (store.identity.label, store.identity.role) == ("Anna de Wit", "arranger")
    unlock(new.folder, code[0], kind="recovery", settings=new.environment.settings).close()


def test_a_script_gets_the_recovery_code_as_json(new: CommandLine) -> None:
    """The answer has the code and the folder, and nothing else is on standard output."""
    result = new.on_store("init", "--name", "Bas", "--role", "coordinator", "--json")
    answer = json.loads(result.stdout)
    assert CODE.fullmatch(answer["recovery_code"])
    assert answer["folder"] == str(new.folder)


def test_a_person_types_a_new_passphrase_twice(new: CommandLine) -> None:
    """The second time must be the same; otherwise nothing is made."""
    person = CommandLine(new.folder, can_ask=True)
    words = (*WHO, "--store", str(new.folder))
    differing = person.run(*words, typed=f"{PASSPHRASE}\n{PASSPHRASE}!\n")
    assert differing.exit_code == 3
    assert not new.folder.exists()
    same = person.run(*words, typed=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert same.exit_code == 0
    assert PASSPHRASE not in same.output + differing.output


@pytest.mark.parametrize("weak", ["Welkom01", "paard batterij nietje", "Anna de Wit 2026", "a" * 90])
def test_a_weak_passphrase_is_refused(new: CommandLine, weak: str) -> None:
    """Nothing is made, and the sentence says what to do without repeating the passphrase."""
    result = new.on_store(*WHO, passphrase=weak)
    assert result.exit_code == 3
    assert "te zwak" in result.stderr
    assert weak not in result.output
    assert not new.folder.exists()


def test_a_store_is_never_made_over_another(line: CommandLine) -> None:
    """The store that is there stays as it is, and no passphrase is asked."""
    before = files_of(line.folder)
    result = line.on_store(*WHO)
    assert result.exit_code == 3
    assert "al een opslag" in result.stderr
    assert files_of(line.folder) == before


def test_a_name_that_cannot_stand_on_a_card_is_refused(new: CommandLine) -> None:
    """A line break in a name could make a card look like another; there is no store afterwards."""
    result = new.on_store("init", "--name", "Anna\nde Wit", "--role", "arrangeur")
    assert result.exit_code == 3
    assert new.on_store("list", "cases").exit_code == 3


def test_a_role_that_does_not_exist_is_wrong_usage(new: CommandLine) -> None:
    """The sentence names the roles that there are."""
    result = new.on_store("init", "--name", "Anna", "--role", "baas")
    assert result.exit_code == 2
    assert "arrangeur, coordinator" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a folder, also for root")
def test_a_sheet_that_cannot_be_made_costs_nobody_the_code(new: CommandLine, tmp_path: Path) -> None:
    """A place that is taken is refused before anything is made; where the file fails later, the code is shown all the same."""
    taken = tmp_path / "blad.pdf"
    taken.write_bytes(b"mijn werk")
    assert new.on_store(*WHO, "--sheet", str(taken)).exit_code == 3
    assert not new.folder.exists()
    result = new.on_store(*WHO, "--sheet", "/proc/blad.pdf")  # where nobody can make a file
    code = CODE.search(result.stdout)
    assert code is not None
    assert "Er is geen herstelblad" in result.stderr
    unlock(new.folder, code[0], kind="recovery", settings=new.environment.settings).close()
