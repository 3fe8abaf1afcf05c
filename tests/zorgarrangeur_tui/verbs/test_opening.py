"""Opening the store: where the passphrase comes from, and what is told when it cannot be opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import DATABASE, KEY_FILE, PASSPHRASE, files_of

PLAIN_TABLE = "CREATE TABLE school (id TEXT)"


def opened_by(line: CommandLine, *options: str, typed: str | bytes | None = None) -> int:
    """Return the exit code of a verb that opens the store."""
    return line.run("list", "cases", "--store", str(line.folder), *options, typed=typed).exit_code


def test_a_prompt_asks_the_passphrase_without_showing_it(line: CommandLine) -> None:
    """Without a file a person is asked; the answer does not appear, and standard output stays clean for scripts."""
    at_terminal = CommandLine(line.folder, line.clock, can_ask=True)
    result = at_terminal.run("list", "cases", "--json", "--store", str(line.folder), typed=f"{PASSPHRASE}\n")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "Wachtwoordzin" in result.stderr
    assert PASSPHRASE not in result.output


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nand a second line\n"])
def test_the_first_line_of_a_file_is_the_passphrase(line: CommandLine, tmp_path: Path, ending: str) -> None:
    """How the line ends, and what follows, is no part of it; a file and standard input are alike."""
    path = tmp_path / "passphrase"
    path.write_bytes(f"{PASSPHRASE}{ending}".encode())
    assert opened_by(line, "--passphrase-file", str(path)) == 0
    assert opened_by(line, "--passphrase-file", "-", typed=path.read_bytes()) == 0


def test_nobody_to_ask_is_wrong_usage(line: CommandLine) -> None:
    """Without a terminal and without a file the sentence names both ways out."""
    result = line.run("list", "cases", "--store", str(line.folder))
    assert result.exit_code == 2
    assert "--passphrase-file" in result.stderr


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n"])
def test_an_empty_or_unreadable_passphrase_is_refused(line: CommandLine, content: bytes) -> None:
    """What is no text is not tried as a passphrase."""
    assert opened_by(line, "--passphrase-file", "-", typed=content) == 3


def test_a_passphrase_file_that_is_not_there_is_refused(line: CommandLine, tmp_path: Path) -> None:
    """A missing file is told apart from a wrong passphrase."""
    assert opened_by(line, "--passphrase-file", str(tmp_path / "gone")) == 3


def test_a_wrong_passphrase_has_its_own_exit_code(line: CommandLine) -> None:
    """Exit code 4, and a sentence that says the data are safe."""
    assert "klopt niet" in line.refused("list", "cases", code=4, passphrase="iets heel anders dan dit")


def test_a_folder_without_a_store_is_refused_before_the_passphrase_is_asked(tmp_path: Path) -> None:
    """Nobody types a passphrase for nothing."""
    result = CommandLine(tmp_path / "empty", can_ask=True).run("list", "cases", "--store", str(tmp_path / "empty"))
    assert result.exit_code == 3
    assert "zorgarrangeur init" in result.stderr
    assert "Wachtwoordzin" not in result.stderr
    assert not (tmp_path / "empty").exists()


def test_a_damaged_key_file_is_refused(line: CommandLine) -> None:
    """One changed byte in kluis.toml is told, and the sentence points at the copy beside it."""
    path = line.folder / KEY_FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    before = files_of(line.folder)
    result = line.on_store("list", "cases")
    assert result.exit_code == 3
    assert "kluis.toml.bak" in result.stderr
    assert files_of(line.folder) == before


def test_a_plain_database_in_the_place_of_the_encrypted_one_is_refused(line: CommandLine) -> None:
    """It is not opened, not changed and not taken for a store."""
    path = line.folder / DATABASE
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute(PLAIN_TABLE)
    plain.close()
    before = files_of(line.folder)
    result = line.on_store("list", "cases")
    assert result.exit_code == 3
    assert "niet versleuteld" in result.stderr
    assert files_of(line.folder) == before


def test_the_store_may_be_named_before_or_after_the_verb(line: CommandLine, tmp_path: Path) -> None:
    """What stands after the verb wins."""
    typed = f"{PASSPHRASE}\n"
    before = line.run("--store", str(line.folder), "list", "cases", "--passphrase-file", "-", typed=typed)
    both = line.run(
        *("--store", str(tmp_path / "other"), "list", "cases", "--store", str(line.folder), "--passphrase-file", "-"),
        typed=typed,
    )
    assert (before.exit_code, both.exit_code) == (0, 0)
