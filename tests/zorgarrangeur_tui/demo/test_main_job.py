"""The main job without a screen, on the invented region."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from cli_kit import CommandLine
from click.testing import CliRunner
from store_kit import quick_settings

from zorgarrangeur_tui.cli import verbs
from zorgarrangeur_tui.demo.main_job import do_main_job
from zorgarrangeur_tui.verbs.environment import Environment


@pytest.fixture
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let throw-away folders be made in a folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("school_count", [1, 2])
def test_the_main_job_ends_with_the_same_case_at_the_other_side(temporary_folder: Path, school_count: int) -> None:
    """The visits cover a part of what was open, and nothing stays behind."""
    done = do_main_job(school_count, 1, quick_settings())
    figures = done.values()
    assert figures["region"]["school"] == school_count
    assert (figures["pupils"], figures["needs"], figures["professionals"], figures["visits"]) == (2, 4, 2, 5)
    assert 0 < figures["minutes_uncovered_after"] < figures["minutes_uncovered_before"]
    assert figures["records_received"] > 0
    assert len(figures["steps"]) == len(done.steps)
    assert list(temporary_folder.iterdir()) == []


def test_the_demo_without_a_terminal_tells_what_it_did(temporary_folder: Path) -> None:
    """A numbered line per step for people, figures for scripts."""
    line = CommandLine(temporary_folder / "none")
    told = line.run("demo", "--school-count", "1")
    assert told.exit_code == 0, told.stderr
    assert told.stdout.startswith("1. ")
    assert "dezelfde casus" in told.stdout
    answer = json.loads(line.run("demo", "--school-count", "1", "--seed", "2", "--json").stdout)
    assert answer["region"]["school"] == 1
    assert list(temporary_folder.iterdir()) == []


def test_the_demo_at_a_terminal_opens_the_app() -> None:
    """With the number of schools and the seed; with --json it is done without a screen all the same."""
    started: list[tuple[int, int]] = []

    def start(school_count: int, seed: int) -> int:
        started.append((school_count, seed))
        return 0

    environment = Environment(settings=quick_settings(), has_screen=lambda: True, start_demo=start)
    assert CliRunner().invoke(verbs, ["demo", "--seed", "4"], obj=environment).exit_code == 0
    assert started == [(12, 4)]
    assert CliRunner().invoke(verbs, ["demo", "--school-count", "0"], obj=environment).exit_code == 2
