"""The program as a whole: what wrong usage is told, what help costs, and what a crash shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import click
import pytest
from cli_kit import CommandLine
from click.testing import CliRunner

from storage import models, profiles
from storage.models import casework_codes, codes, planning_codes
from zorgarrangeur_tui import __version__
from zorgarrangeur_tui.cli import verbs
from zorgarrangeur_tui.desk.case_parts import ADDABLE
from zorgarrangeur_tui.verbs import code_names
from zorgarrangeur_tui.verbs.catalogue import VERBS, main_help
from zorgarrangeur_tui.verbs.environment import Environment

HOUSE = Path(__file__).parents[3]
HEAVY = ("textual", "rich", "sqlalchemy", "sqlmodel", "cryptography")


def in_a_process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, where no store is, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "zorgarrangeur_tui", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=HOUSE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(HOUSE), **environment},
    )


def loaded_by(*words: str) -> set[str]:
    """Return the top packages that are loaded when the program runs with these words."""
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['zorgarrangeur', *{list(words)!r}]\n"
        "try:\n    runpy.run_module('zorgarrangeur_tui', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))\n"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HOUSE)
    return set(found.stderr.split())


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_version_and_help_load_almost_nothing(words: tuple[str, ...]) -> None:
    """Not even click: neither may take three times as long as Python itself."""
    assert not {*HEAVY, "click"} & loaded_by(*words)


@pytest.mark.parametrize("words", [("list", "--help"), ("add", "need", "--help"), ("bundle", "export", "--help")])
def test_help_of_a_verb_does_not_load_the_database(words: tuple[str, ...]) -> None:
    """It is there at once."""
    assert not set(HEAVY) & loaded_by(*words)


def test_help_is_the_same_with_and_without_click() -> None:
    """--help alone is answered before click; after an option click answers it."""
    result = CliRunner().invoke(verbs, ["--store", "x", "--help"])
    assert result.stdout == main_help()
    assert in_a_process("--help").stdout == main_help()
    assert in_a_process("--version").stdout == CliRunner().invoke(verbs, ["--version"]).stdout
    assert __version__ in in_a_process("--version").stdout


def every_verb() -> list[tuple[str, ...]]:
    """Return the words of every verb, those within a family too."""
    found: list[tuple[str, ...]] = []
    context = click.Context(verbs)
    for name, _, _ in VERBS:
        verb = verbs.get_command(context, name)
        found.append((name,))
        if isinstance(verb, click.Group):
            found += [(name, below) for below in verb.commands]
    return found


@pytest.mark.parametrize("words", every_verb())
def test_every_verb_explains_itself(words: tuple[str, ...]) -> None:
    """Each has help, and each option in it says what it is for."""
    result = CliRunner().invoke(verbs, [*words, "--help"])
    assert result.exit_code == 0
    verb: click.Command | None = verbs
    for word in words:
        assert isinstance(verb, click.Group)
        verb = verb.get_command(click.Context(verb), word)
    assert verb is not None
    assert verb.help
    assert all(one.help for one in verb.params if isinstance(one, click.Option))


WITHOUT_A_STORE = {"demo", "locate", "settings", "solve", "terminal"}


@pytest.mark.parametrize("words", [words for words in every_verb() if words[0] not in WITHOUT_A_STORE])
def test_every_verb_on_a_store_takes_the_passphrase_from_a_file(words: tuple[str, ...]) -> None:
    """Never from an argument or the environment: there is no other option of that sort."""
    shown = CliRunner().invoke(verbs, [*words, "--help"]).stdout
    options = set(re.findall(r"--[a-z-]+", shown))
    if "COMMAND" not in shown:
        # Who gets back in with the code from paper has no passphrase to give.
        assert {"--code-file" if words == ("recover",) else "--passphrase-file", "--store"} <= options
    assert not {one for one in options if "pass" in one} - {"--passphrase-file", "--new-passphrase-file"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("vlieg",), "De opdracht vlieg bestaat niet."),
        (("lst",), "Bedoelde u list?"),
        (("list", "case"), "Bedoelde u cases of clashes?"),
        (("list", "cases", "--schol", "x"), "--school?"),
        (("init",), "--name"),
        (("show", "case"), "REFERENCE"),
        (("show", "case", "Z-1", "Z-2"), "woorden te veel"),
        (("list", "cases", "--school"), "--school"),
        (("add", "visit", "--school", "x", "--professional", "y", "--day", "zoensdag", "--start", "9:00"), "maandag"),
        (("add", "visit", "--school", "x", "--professional", "y", "--day", "wo", "--start", "9 uur"), "9:15"),
        (("add", "need", "--case", "Z", "--kind", "vliegen", "--minutes", "10"), "personal_care"),
        (("add", "need", "--case", "Z", "--kind", "nursing", "--minutes", "-5"), "van 0 tot en met 10080"),
        (("add", "case", "--school", "x", "--title", "y", "--deadline", "2026-02-30"), "2026-09-01"),
        (("add", "professional", "--provider", "x", "--name", "y", "--available", "soms"), "ma 8:30-12:00"),
        ((), "--help"),
    ],
)
def test_wrong_usage_is_told_in_dutch(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """Exit code 2, nothing on standard output, and where to read more."""
    result = CommandLine(tmp_path / "none").run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Uitleg: zorgarrangeur" in result.stderr
    assert not re.search(r"Error|Invalid|Missing|Usage|No such", result.stderr)


@pytest.mark.parametrize(
    ("names", "enum"),
    [
        (code_names.PHASES, codes.Phase),
        (code_names.ARRANGEMENT_FORMS, codes.ArrangementForm),
        (code_names.CARE_KINDS, codes.CareKind),
        (code_names.MOMENT_RULES, codes.MomentRule),
        (code_names.COUNTS_AS_CARE, codes.CountsAsCare),
        (code_names.SCHOOL_KINDS, codes.SchoolKind),
        (code_names.LEVELS, codes.ProfessionalLevel),
        (code_names.LAWS, codes.Law),
        (code_names.RHYTHMS, codes.Rhythm),
        (code_names.OWN_DAY_KINDS, codes.OwnDayKind),
        (code_names.POTS, casework_codes.FundingSource),
        (code_names.THEMES, casework_codes.Theme),
        (code_names.CANCELLATION_CAUSES, planning_codes.CancellationCause),
        (code_names.ABSENCE_KINDS, planning_codes.AbsenceKind),
        (code_names.LEGAL_BASES, casework_codes.LegalBasis),
        (code_names.PROFILES, profiles.Profile),
    ],
)
def test_options_know_every_code_of_the_store(names: tuple[str, ...], enum: type[StrEnum]) -> None:
    """The codes stand in two places so that help is quick; here they are held against each other."""
    assert names == tuple(code.value for code in enum)


def test_verbs_know_every_type_and_role_of_the_store() -> None:
    """As for the codes."""
    assert list(code_names.RECORD_TYPES.values()) == list(models.RECORD_TYPES)
    assert {code_names.RECORD_TYPES[typed] for typed in code_names.CASE_PARTS} == set(ADDABLE)
    assert list(code_names.ROLES.values()) == [role.value for role in codes.Role]


def test_without_a_verb_the_app_starts_on_the_named_folder(tmp_path: Path) -> None:
    """Its exit code is the program's; without a terminal it does not start."""
    started: list[Path] = []

    def start(folder: Path) -> int:
        started.append(folder)
        return 7

    at_terminal = Environment(has_screen=lambda: True, start_app=start)
    assert CliRunner().invoke(verbs, ["--store", str(tmp_path)], obj=at_terminal).exit_code == 7
    assert CliRunner().invoke(verbs, [], obj=at_terminal).exit_code == 7
    nobody = Environment(has_screen=lambda: False, start_app=start)
    assert CliRunner().invoke(verbs, ["--store", str(tmp_path)], obj=nobody).exit_code == 2
    assert started[0] == tmp_path
    assert started[1].parts[-2:] == ("zorgarrangeur", "opslag")
    assert len(started) == 2


def test_a_crash_shows_the_kind_of_error_and_the_place_only(tmp_path: Path) -> None:
    """No traceback, no value: those hold names of children."""

    def start(folder: Path) -> int:
        child = f"Zilver Maan in {folder}"
        raise KeyError(child)

    environment = Environment(has_screen=lambda: True, start_app=start)
    result = CliRunner().invoke(verbs, ["--store", str(tmp_path)], obj=environment)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "builtins.KeyError" in result.stderr
    assert re.search(r"zorgarrangeur_tui/cli\.py:\d+", result.stderr)
    assert "Zilver Maan" not in result.stderr
    assert "Traceback" not in result.stderr


def test_interrupting_a_verb_ends_quietly(tmp_path: Path) -> None:
    """Ctrl+c is no fault of the app."""

    def start(folder: Path) -> int:
        raise KeyboardInterrupt

    environment = Environment(has_screen=lambda: True, start_app=start)
    result = CliRunner().invoke(verbs, ["--store", str(tmp_path)], obj=environment)
    assert (result.exit_code, result.stderr.strip()) == (130, "Afgebroken.")


def test_locate_names_the_folder_and_asks_nothing(line: CommandLine, tmp_path: Path) -> None:
    """Also where no store is, and the copy of the key file that is missing."""
    (line.folder / "kluis.toml.bak").unlink()
    told = line.run("locate", "--store", str(line.folder)).stdout
    assert str(line.folder) in told
    assert "kluis.toml.bak (ontbreekt)" in told
    assert "anker.toml" in told
    nothing = line.run("locate", "--store", str(tmp_path / "none"), "--json")
    assert '"exists": false' in nothing.stdout
    assert "init" in line.run("locate", "--store", str(tmp_path / "none")).stdout


def test_a_terminal_of_an_old_code_page_shows_what_it_can() -> None:
    """A sign that it lacks does not end the program."""
    result = in_a_process("locate", "--store", "漢字", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0
    assert "\\u6f22" in result.stdout
