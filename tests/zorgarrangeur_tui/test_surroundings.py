"""When the app starts without the library of the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from zorgarrangeur_tui.surroundings import default_folder, folder_for_app

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ([], default_folder()),
        (["--store", "map"], Path("map")),
        (["--store"], None),
        (["--store", ""], None),
        (["--store", "--help"], None),
        (["--store", "map", "doctor"], None),
        (["--store=map"], None),
        (["demo"], None),
    ],
)
def test_only_words_that_ask_for_the_app_alone_start_it_at_once(words: list[str], folder: Path | None) -> None:
    """All else, and all that is not understood, goes to the command line."""
    assert folder_for_app(words) == folder


def test_the_app_loads_neither_click_nor_the_database_before_its_first_frame() -> None:
    """The words of a user lead to the app, and what it has loaded by then is what its first screen needs."""
    code = """
import json, sys
from pathlib import Path
import zorgarrangeur_tui.app_runs, zorgarrangeur_tui.surroundings, zorgarrangeur_tui.screens.unlock
import zorgarrangeur_tui.__main__ as program
zorgarrangeur_tui.surroundings.screen_is_there = lambda: True
zorgarrangeur_tui.app_runs.run_app = lambda settings: print(
    json.dumps([str(settings.folder), [name for name in ("click", "sqlalchemy", "sqlcipher3", "sqlmodel", "tomllib", "widgets.form", "zoneinfo") if name in sys.modules]])
)
sys.argv = ["zorgarrangeur", "--store", "map"]
sys.exit(program.main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == ["map", []]


def test_an_app_that_fails_tells_it_as_a_verb_does() -> None:
    """A sentence and an exit code, and nothing that was in memory."""
    code = """
import sys
import zorgarrangeur_tui.app_runs, zorgarrangeur_tui.surroundings
import zorgarrangeur_tui.__main__ as program
zorgarrangeur_tui.surroundings.screen_is_there = lambda: True

def fail(settings):
    raise ValueError("Fatima")

zorgarrangeur_tui.app_runs.run_app = fail
sys.argv = ["zorgarrangeur", "--store", "map"]
sys.exit(program.main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Fatima" not in done.stdout + done.stderr
    assert done.stderr
