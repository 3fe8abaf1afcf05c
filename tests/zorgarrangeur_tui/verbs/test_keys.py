"""Changing what opens a store, from the command line."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import PASSPHRASE, files_of, meet, quick_create, quick_settings

from storage.recovery_code import new_recovery_code
from storage.store import KEY_FILE, unlock

NEW = "fiets wolk tafel spijker"
NO_FILES_HERE = "/proc/blad.pdf"
"""A folder that is there, and in which nobody can make a file."""

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a folder, also for root")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


def typed(line: CommandLine, *words: str, lines: str) -> str:
    """Run a verb with all secrets on standard input, hold that it was done, and return what it printed."""
    result = line.run(*words, "--store", str(line.folder), typed=lines)
    assert result.exit_code == 0, result.output
    return result.stdout


def works(line: CommandLine, passphrase: str) -> bool:
    """Tell whether a passphrase opens the store."""
    return line.on_store("list", "cases", passphrase=passphrase).exit_code == 0


CHANGE = ("passphrase", "change", "--passphrase-file", "-", "--new-passphrase-file", "-")


def test_another_passphrase_is_chosen(line: CommandLine) -> None:
    """The old one stops, the new one works, and neither is printed."""
    told = typed(line, *CHANGE, lines=f"{PASSPHRASE}\n{NEW}\n")
    assert (works(line, NEW), works(line, PASSPHRASE)) == (True, False)
    assert NEW not in told


def test_a_weak_new_passphrase_or_a_wrong_old_one_changes_nothing(line: CommandLine) -> None:
    """Two different sentences and exit codes; the key file stays as it is."""
    before = files_of(line.folder)[KEY_FILE]
    weak = line.run(*CHANGE, "--store", str(line.folder), typed=f"{PASSPHRASE}\nWelkom01\n")
    wrong = line.run(*CHANGE, "--store", str(line.folder), typed=f"verkeerd\n{NEW}\n")
    assert (weak.exit_code, wrong.exit_code) == (3, 4)
    assert "te zwak" in weak.stderr
    assert "klopt niet" in wrong.stderr
    assert files_of(line.folder)[KEY_FILE] == before


def test_a_person_types_the_new_passphrase_twice(line: CommandLine) -> None:
    """The second time must be the same."""
    person = CommandLine(line.folder, can_ask=True)
    words = ("passphrase", "change", "--store", str(line.folder))
    differing = person.run(*words, typed=f"{PASSPHRASE}\n{NEW}\n{NEW}!\n")
    assert differing.exit_code == 3
    assert person.run(*words, typed=f"{PASSPHRASE}\n{NEW}\n{NEW}\n").exit_code == 0
    assert works(line, NEW)


def test_a_new_recovery_code_is_shown_once_and_works(line: CommandLine) -> None:
    """The code on the old paper opens nothing any more."""
    first = json.loads(line.did("passphrase", "renew-code", "--json"))["recovery_code"]
    second = CODE.search(line.did("passphrase", "renew-code"))
    assert second is not None
    settings = line.environment.settings
    unlock(line.folder, second[0], kind="recovery", settings=settings).close()
    result = line.run("recover", "--store", str(line.folder), "--code-file", "-", typed=f"{first}\n{NEW}\n")
    assert result.exit_code == 4


def test_who_forgot_the_passphrase_gets_back_in_with_the_paper(tmp_path: Path) -> None:
    """Code and new passphrase, and the store opens as before."""
    code = new_recovery_code()
    quick_create(tmp_path / "opslag", recovery_code=code).close()
    line = CommandLine(tmp_path / "opslag")
    recover = ("recover", "--code-file", "-", "--new-passphrase-file", "-")
    typed(line, *recover, lines=f"{code.lower()}\n{NEW}\n")
    assert (works(line, NEW), works(line, PASSPHRASE)) == (True, False)


def test_a_slip_in_the_code_is_told_as_a_slip(line: CommandLine) -> None:
    """Nothing is derived, nothing changed, and the sentence points to the paper."""
    result = line.run("recover", "--store", str(line.folder), "--code-file", "-", typed="0000-0000\n")
    assert result.exit_code == 4
    assert "typefout" in result.stderr


def test_everything_goes_under_a_new_master_key(line: CommandLine) -> None:
    """New passphrase, new code, a new backup, and the older backup under the old keys is gone."""
    line.did("backup")
    answer = json.loads(
        typed(line, "passphrase", "rotate", "--json", *CHANGE[2:], lines=f"{PASSPHRASE}\n{NEW}\n"),
    )
    assert (works(line, NEW), works(line, PASSPHRASE)) == (True, False)
    unlock(line.folder, answer["recovery_code"], kind="recovery", settings=line.environment.settings).close()
    backups = list((line.folder / "backups").iterdir())
    assert len(backups) == 1
    unlock(backups[0], NEW, settings=quick_settings()).close()


def test_two_helpers_are_chosen_and_together_give_the_way_back(line: CommandLine, make_store, tmp_path: Path) -> None:
    """The whole emergency: choose, ask both, type both codes."""
    helpers = [make_store("coordinator"), make_store("coordinator")]
    with line.open() as store:
        marks = [meet(store, helper)[0].fingerprint for helper in helpers]
    line.did("escrow", "set", "--helper", marks[0], "--helper", marks[1])
    assert line.answer("escrow", "show")["helpers"] == [helper.identity.label for helper in helpers]
    codes = []
    for helper in helpers:
        helper.close()
        colleague = CommandLine(helper.folder)
        words = ("escrow", "open", str(line.folder / KEY_FILE), "--reason", "Anna belde")
        codes.append(colleague.answer(*words)["code"])
    recover = ("recover", "--helpers", "--code-file", "-", "--new-passphrase-file", "-")
    typed(line, *recover, lines="\n".join((*codes, NEW, "")))
    assert works(line, NEW)
    line.on_store("escrow", "remove", passphrase=NEW)
    shown = line.on_store("escrow", "show", passphrase=NEW)
    assert "geen noodsleutel" in shown.stdout


@pytest.mark.parametrize("count", [1, 3])
def test_helpers_are_two(line: CommandLine, make_store, count: int) -> None:
    """One or three people are refused, and nothing changes."""
    with line.open() as store:
        marks = [meet(store, make_store("coordinator"))[0].fingerprint for _ in range(count)]
    words = [word for mark in marks for word in ("--helper", mark)]
    assert "precies twee" in line.refused("escrow", "set", *words)


def test_a_file_that_is_no_key_file_holds_no_code(line: CommandLine, tmp_path: Path) -> None:
    """Whatever is given, the answer is a sentence."""
    (tmp_path / "kluis.toml").write_text("iets anders")
    assert "beschadigd" in line.refused("escrow", "open", str(tmp_path / "kluis.toml"), "--reason", "proef")
    assert "noodcode" in line.refused("escrow", "open", str(line.folder / KEY_FILE), "--reason", "proef")


@only_linux
def test_a_sheet_that_cannot_be_made_costs_nobody_the_new_code(line: CommandLine, tmp_path: Path) -> None:
    """A place that is taken is refused before anything changes; where the file fails later, the code is shown all the same."""
    before = files_of(line.folder)[KEY_FILE]
    taken = tmp_path / "blad.pdf"
    taken.write_bytes(b"mijn werk")
    for place in (taken, tmp_path / "weg" / "blad.pdf", tmp_path / f"{'x' * 300}.pdf"):
        result = line.on_store("passphrase", "renew-code", "--sheet", str(place))
        assert result.exit_code == 3
        assert files_of(line.folder)[KEY_FILE] == before
    result = line.on_store("passphrase", "renew-code", "--sheet", NO_FILES_HERE)
    code = CODE.search(result.stdout)
    assert code is not None
    assert "Er is geen herstelblad" in result.stderr
    unlock(line.folder, code[0], kind="recovery", settings=line.environment.settings).close()
    assert taken.read_bytes() == b"mijn werk"


@only_linux
def test_new_keys_without_a_backup_are_told_and_not_denied(line: CommandLine) -> None:
    """The new passphrase works, the code is shown, and a sentence says what is missing."""
    (line.folder / "backups").write_bytes(b"een bestand in plaats van een map")
    words = ("passphrase", "rotate", *CHANGE[2:], "--sheet", NO_FILES_HERE, "--store", str(line.folder))
    result = line.run(*words, typed=f"{PASSPHRASE}\n{NEW}\n")
    assert result.exit_code == 0, (result.output, result.exc_info)
    assert (works(line, NEW), works(line, PASSPHRASE)) == (True, False)
    code = CODE.search(result.stdout)
    assert code is not None
    unlock(line.folder, code[0], kind="recovery", settings=line.environment.settings).close()
    assert "er is nog geen reservekopie mee" in result.stderr
    assert "Er is geen herstelblad" in result.stderr
    assert "niets gewijzigd" not in result.stderr
