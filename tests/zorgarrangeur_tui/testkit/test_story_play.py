"""A story that does not go as it says tells where, what was expected, and what was on screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner

from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.testing import FrozenClock, Tester
from zorgarrangeur_tui.testkit.__main__ import testkit as command_line
from zorgarrangeur_tui.testkit.story_file import parse_story
from zorgarrangeur_tui.testkit.story_play import StoryFailure, play

TOP = 'titel = "Proef"\nbegin = "lege opslag"\ngrootte = "80x24"\n'
FIRST = '[[stap]]\ndoe = "Open Casussen"\ntoetsen = "2"\nscherm = "CasesScreen"\n'


async def failure(text: str, folder: Path) -> str:
    """Return what a story that fails tells."""
    with pytest.raises(StoryFailure) as caught:
        await play(parse_story(TOP + FIRST + text), folder)
    return str(caught.value)


async def test_a_failing_step_shows_everything_that_differs_and_the_screen(tmp_path: Path) -> None:
    """All of it at once, so that one run is enough."""
    told = await failure(
        """[[stap]]
doe = "Kijk"
scherm = "SchoolsScreen"
zie = ["Nog geen casussen.", "Honderd casussen"]
zie_niet = "Nog geen casussen."
melding = "Bewaard"
tabel = [{ naam = "case-table", rijen = 3, bevat = "Wilg", alle = "Wilg" }, { naam = "geen-tabel", rijen = 1 }]
veld = { Naam = "Wilg" }
bestand = "{map}/weg.txt"
""",
        tmp_path,
    )
    assert told.startswith("„Proef”, stap 2: Kijk\n")
    for difference in (
        "Scherm „SchoolsScreen” werd verwacht; vooraan staat „CasesScreen”.",
        "Dit staat niet op het scherm: „Honderd casussen”",
        "Dit staat wel op het scherm: „Nog geen casussen.”",
        "Deze melding kwam niet: „Bewaard”. Wel gemeld: niets",
        "Tabel „case-table” heeft 0 rijen; verwacht: 3.",
        "Geen rij van „case-table” bevat „Wilg”.",
        "Er is geen rij.",
        "geen tabel „geen-tabel”",
        "Er is geen formulier open",
        "Dit bestand is er niet: {map}/weg.txt",
    ):
        assert difference in told
    assert "Dit staat niet op het scherm: „Nog geen casussen.”" not in told
    assert "2 Casussen" in told


async def test_a_step_after_the_app_was_closed_is_a_failure(tmp_path: Path) -> None:
    """Closing may be the last thing that a story does."""
    told = await failure('[[stap]]\ntoetsen = "ctrl+q"\n[[stap]]\ntoetsen = "2"\n', tmp_path)
    assert "stap 3" in told
    assert "De app is al afgesloten." in told


async def test_closing_ends_a_story_well(tmp_path: Path) -> None:
    """When nothing is expected of it."""
    await play(parse_story(TOP + FIRST + '[[stap]]\ntoetsen = "ctrl+q"\n'), tmp_path)


async def test_a_fault_in_the_app_names_the_step_and_no_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it happened is told, as the app itself tells it."""

    def broken(_app: ZorgarrangeurApp) -> None:
        raise RuntimeError("Blauwe Otter")

    monkeypatch.setattr(ZorgarrangeurApp, "blank", broken)
    told = await failure('[[stap]]\ntoetsen = "f9"\n', tmp_path)
    assert "„Proef”, stap 2: de app stopte met een fout." in told
    assert "builtins.RuntimeError" in told
    assert "Blauwe Otter" not in told


def test_the_command_line_plays_and_checks_stories(tmp_path: Path) -> None:
    """A code of 1 for a story that fails, of 2 for one that cannot be read."""
    good, bad, broken = (tmp_path / f"{name}.verhaal.toml" for name in ("goed", "mis", "stuk"))
    good.write_text(TOP + FIRST)
    bad.write_text(TOP + FIRST + '[[stap]]\nzie = "Honderd casussen"\n')
    broken.write_text(TOP + "[[stap]]\nzei = 3\n")
    played = CliRunner().invoke(command_line, ["run", str(good), "--show"])
    assert (played.exit_code, "stap 1: Open Casussen" in played.stdout, "2 Casussen" in played.stdout) == (
        0,
        True,
        True,
    )
    assert CliRunner().invoke(command_line, ["run", str(good), str(bad)]).exit_code == 1
    forgotten = CliRunner().invoke(command_line, ["run"])
    assert (forgotten.exit_code, forgotten.stderr.splitlines()[0]) == (2, "Er ontbreekt iets in deze opdracht: FILES.")
    checked = CliRunner().invoke(command_line, ["check", str(good), str(broken)])
    assert checked.exit_code == 2
    assert "goed.verhaal.toml: Proef, 1 stappen" in checked.stdout
    assert "stuk.verhaal.toml, stap 1: „zei”" in checked.stderr


def test_the_plugin_loads_nothing_of_the_app() -> None:
    """So that it costs a run that plays no story next to nothing."""
    code = (
        "import sys, zorgarrangeur_tui.testkit.pytest_plugin\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'textual', 'sqlalchemy', 'rich', 'storage'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_fixtures_open_the_app(
    empty_app: Callable[..., AbstractAsyncContextManager[Tester]], frozen_clock: FrozenClock
) -> None:
    """On the clock of the test, which it may move."""
    async with empty_app(size=(80, 24)) as tester:
        assert tester.clock is frozen_clock
        await tester.pages.go(2)
        assert tester.pages.cases.is_open
        assert tester.pages.cases.rows == []
        await tester.pages.cases.do("Nieuw")
        assert tester.pages.pick_list.is_open


def test_a_story_can_stand_in_a_test(story: Callable[[str], None]) -> None:
    """As text."""
    story(TOP + FIRST)
