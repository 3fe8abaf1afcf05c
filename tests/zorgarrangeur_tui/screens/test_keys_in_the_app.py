"""Keys as a user meets them: chosen ones, letters to jump by, help, and keys that say why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models import Case, site_id
from storage.store import Store
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.testing import make_store, open_app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the store of the test is."""
    return tmp_path / "opslag"


def with_a_case(store: Store) -> Store:
    """Let there be a case at the first school."""
    with store.unit_of_work("Casus") as work:
        work.add(Case(title="Zorg in school", school_id=site_id("99ZZ00")))
    return store


async def test_a_key_that_was_chosen_works_at_once_and_is_shown_everywhere(store: Store, folder: Path) -> None:
    """The footer, the help, the palette and sentences that name a key all follow; the old key answers nothing."""
    async with open_app(folder, store=store) as tester:
        await tester.press("2")
        plan = tester.app.use_keys({"NewCase": "f2", "record-table.down": "n"})
        await tester.pages.settle()
        assert not plan.refused
        assert tester.pages.text().splitlines()[-1].startswith(" F2 Nieuw ")
        await tester.press("o")
        assert "Begin er een met F2." in tester.pages.notices()[-1]
        await tester.press("question_mark")
        assert "F2  Nieuw" in tester.pages.text()
        await tester.type("rij omlaag")
        assert "n  Rij omlaag" in tester.pages.text()
        await tester.press("escape", "n")
        assert tester.pages.open_screen == "CasesScreen"
        await tester.press("f2")
        assert tester.pages.open_screen == "PickScreen"


async def test_a_clash_that_no_plan_foresaw_is_told_once(store: Store, folder: Path) -> None:
    """Textual does one of the two and is silent; the app says which one, and says it once, not at every key press."""
    async with open_app(folder, store=store) as tester:
        await tester.press("2")
        tester.app.set_keymap({"NewCase": "f2", "EditCase": "f2"})
        await tester.press("down", "up", "down")
        told = [said for said in tester.pages.notices() if "twee keer" in said]
        assert len(told) == 1
        assert "ook voor 'Nieuw'" in told[0]


async def test_keys_of_the_file_are_there_from_the_first_screen_and_mistakes_are_told(tmp_path: Path) -> None:
    """A key that cannot be given is told once the app knows all its names; the rest works."""
    file = tmp_path / "instellingen.toml"
    file.write_text('[toetsen]\nHelp = "f2"\nNewCas = "f3"\nUndo = "ctrl+h"\n', encoding="utf-8")
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store, preferences_file=file) as tester:
        told = "\n".join(tester.pages.notices())
        assert "Bedoelt u 'NewCase'?" in told
        assert "Ctrl+H" not in told, "that is news only to who just chose it"
        assert "Ctrl+H komt in veel terminals binnen als Backspace." in tester.app.key_plan.warnings[0]
        await tester.press("f2")
        assert tester.pages.open_screen == "HelpScreen"


async def test_help_says_what_can_be_done_and_why_the_rest_cannot(store: Store, folder: Path) -> None:
    """What cannot be done now can be found and read, and not done; what is chosen happens."""
    async with open_app(folder, store=store) as tester:
        await tester.press("2", "question_mark")
        await tester.type("weghalen")
        assert tester.pages.says("Kan nu niet. Er staat geen casus onder de cursor")
        await tester.press("enter")
        assert tester.pages.open_screen == "HelpScreen"
        assert tester.pages.notices()[-1].startswith("Er staat geen casus onder de cursor")
        await tester.press(*["backspace"] * 8)
        await tester.type("begin een casus")
        await tester.press("enter")
        assert tester.pages.open_screen == "PickScreen"
        await tester.press("f1")
        assert tester.pages.says("In dit venster")
        assert tester.pages.says("Naar de lijst")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "CasesScreen"


async def test_a_letter_brings_the_keyboard_to_a_place(store: Store, folder: Path) -> None:
    """Esc leaves it where it was, a digit opens a mode, and another window size takes the letters away."""
    async with open_app(folder, store=with_a_case(store)) as tester:
        await tester.press("2", "o")
        screen = tester.app.screen
        assert isinstance(screen, CaseScreen)
        table, panel = screen.focus_chain[:2]
        assert screen.focused is table
        await tester.press("g", "escape")
        assert screen.focused is table
        await tester.press("g", "s")
        assert screen.focused is panel
        await tester.press("g", "x", "a")
        assert screen.focused is table
        await tester.press("g")
        await tester.pilot.resize_terminal(80, 24)
        await tester.pages.settle()
        assert tester.app.screen is screen
        await tester.press("g", "3")
        assert tester.pages.open_screen == "SchoolsScreen"


async def test_the_hints_below_can_be_clicked_and_are_six_at_most(store: Store, folder: Path) -> None:
    """A click does what the key does."""
    async with open_app(folder, store=with_a_case(store)) as tester:
        await tester.press("2")
        line = tester.app.screen.query_one(KeyLine)
        assert 1 <= len(line.shown()) <= 6
        words = [hint.words if (hint := line.hint_at(column)) else "" for column in range(line.size.width)]
        column = words.index("Openen")
        await tester.pilot.hover(KeyLine, offset=(column, 0))
        assert "Open de casus onder de cursor" in str(line.tooltip)
        await tester.pilot.click(KeyLine, offset=(column, 0))
        await tester.pages.settle()
        assert tester.pages.open_screen == "CaseScreen"


async def test_testing_keys_shows_what_arrives_and_does_nothing_else(store: Store, folder: Path) -> None:
    """It tells what a key does where the user came from; Esc twice leaves, and nothing that was pressed is kept."""
    async with open_app(folder, store=store) as tester:
        await tester.press("2", "question_mark")
        await tester.type("toetsen testen")
        await tester.press("enter", "n")
        assert tester.pages.says("Begin een casus: kies de school en schrijf de vraag op.")
        await tester.press("backspace", "ctrl+q")
        assert tester.pages.says("Dit kan ook Ctrl+H geweest zijn")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "CasesScreen"
        await tester.press("n")
        assert tester.pages.open_screen == "PickScreen"
