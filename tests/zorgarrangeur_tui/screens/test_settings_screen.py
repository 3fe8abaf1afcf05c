"""Instellingen by keys: what is chosen works at once, is kept, and can be put back."""

from __future__ import annotations

from pathlib import Path

from textual import events

from storage.store import Store
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.modes import MODES
from zorgarrangeur_tui.preferences.preferences_file import read_preferences
from zorgarrangeur_tui.preferences.schema import (
    BLANK_WHEN_AWAY,
    CLIPBOARD_SECONDS,
    FIRST_MODE,
    KEY_HINTS,
    MESSAGE_SECONDS,
    MOTION,
    PREVIEW,
    THEME,
)
from zorgarrangeur_tui.testing import Tester, make_store, open_app


async def go_to(tester: Tester, words: str) -> None:
    """Put the cursor on the setting that is found with some words."""
    await tester.press("slash")
    await tester.type(words)
    await tester.press("enter")


def state(tester: Tester, label: str) -> str:
    """Return how a setting stands."""
    [found] = [row[2] for row in tester.pages.rows("settings-table") if row[1] == label]
    return found


async def test_what_is_chosen_works_at_once_and_the_next_time(store: Store, tmp_path: Path) -> None:
    """A choice shows while the user looks, Esc brings the old one back, and what was taken is there after a restart."""
    file = tmp_path / "instellingen.toml"
    async with open_app(tmp_path / "opslag", store=store, preferences_file=file) as tester:
        await tester.press("comma", "enter", "down")
        assert tester.app.theme == "zorg-licht"
        await tester.press("escape")
        assert tester.app.theme == "zorg-donker"
        assert state(tester, "Kleuren") == "Donker"
        assert not tester.pages.says("Del Beginwaarde")
        assert not file.exists()
        await tester.press("enter", "down", "enter")
        assert state(tester, "Kleuren") == "Licht"
        assert tester.pages.says("Del Beginwaarde")
        await tester.press("f8")
        assert state(tester, "Kleuren") == "Donker, hoog contrast"
        await tester.press("delete", "enter", "down", "enter")
        await go_to(tester, "regel met toetsen")
        await tester.press("enter")
        assert not tester.app.screen.query_one(KeyLine).display
        await tester.press("escape")
        await go_to(tester, "eerste")
        await tester.press("enter")
        await tester.type("plan")
        await tester.press("enter")
        assert tester.pages.open_screen == "SettingsScreen"
    kept = read_preferences(file).preferences
    assert (kept.word(THEME), kept.yes(KEY_HINTS), kept.word(FIRST_MODE)) == ("zorg-licht", False, "planning")
    folder = tmp_path / "andere"
    async with open_app(folder, store=make_store(folder), preferences_file=file) as tester:
        assert tester.pages.open_screen == "PlanningScreen"
        assert tester.app.theme == "zorg-licht"
        assert not tester.app.screen.query_one(KeyLine).display


async def test_a_number_has_bounds_and_delete_puts_it_back(store: Store, tmp_path: Path) -> None:
    """What cannot be is told in the form; Delete is there only for what was changed. A small terminal shows all of it."""
    async with open_app(tmp_path / "opslag", store=store, size=(60, 20)) as tester:
        await tester.press("comma")
        await go_to(tester, "klembord leeg")
        await tester.press("enter")
        await tester.pages.fill(number="31")
        await tester.pages.submit()
        assert tester.pages.says("Kies een getal van 5 tot en met 30 (seconden).")
        await tester.pages.fill(number="8")
        await tester.pages.submit()
        assert tester.app.preferences.number(CLIPBOARD_SECONDS) == 8
        assert tester.pages.says("8 seconden")
        assert tester.pages.says("Wat u kopieert, gaat na deze tijd van het klembord.")
        await tester.press("delete")
        assert state(tester, "Klembord leeg na") == "30 seconden"
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "TodayScreen"


async def test_a_broken_file_is_told_and_goes_aside(store: Store, tmp_path: Path) -> None:
    """The line stands on top; nothing is written over it; aside it is whole, and the new file has what is chosen."""
    file = tmp_path / "instellingen.toml"
    file.write_text("kleuren = \n", encoding="utf-8")
    async with open_app(tmp_path / "opslag", store=store, preferences_file=file) as tester:
        await tester.press("f8")
        assert any("Dit geldt tot u de app sluit" in notice for notice in tester.pages.notices())
        assert file.read_text(encoding="utf-8") == "kleuren = \n"
        await tester.press("comma")
        assert tester.pages.says("! Regel 1: Het bestand met instellingen is geen TOML.")
        await tester.press("x", "right", "enter")
        assert not tester.pages.says("! Regel 1")
        assert (tmp_path / "instellingen-oud-1.toml").read_text(encoding="utf-8") == "kleuren = \n"
        assert read_preferences(file).preferences.word(THEME) == "zorg-licht"
        file.write_text('kleuren = "zorg-donker"\nmuis = "soms"\n', encoding="utf-8")
        await tester.press("r")
        assert tester.app.theme == "zorg-donker"
        assert tester.pages.says("! Regel 2: Bij 'muis' past deze waarde niet.")


async def test_before_the_store_is_open_the_rest_waits(tmp_path: Path) -> None:
    """F12 opens the screen over the question for the passphrase; what is kept in the store says so."""
    folder = tmp_path / "opslag"
    make_store(folder).close()
    async with open_app(folder) as tester:
        await tester.press("f12")
        assert state(tester, "Vergrendelen") == "als de opslag open is"
        await go_to(tester, "vergrendelt")
        await tester.press("enter")
        assert "Dit staat in uw opslag. Open eerst de opslag." in tester.pages.notices()


async def test_what_is_about_security_is_one_key_away(store: Store, tmp_path: Path) -> None:
    """The time before locking is changed here and kept in the store; the rest has its own screen, also by F6."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("comma")
        await go_to(tester, "vergrendelt")
        await tester.press("enter")
        await tester.pages.fill(minutes="2")
        await tester.pages.submit()
        assert state(tester, "Vergrendelen") == "na 2 minuten stilte"
        await tester.press("escape")
        await go_to(tester, "alles over bev")
        await tester.press("enter")
        assert tester.pages.open_screen == "SecurityScreen"


async def test_settings_that_are_asked_where_they_count(store: Store, tmp_path: Path) -> None:
    """Messages stay longer, copies shorter, the preview goes, motion stops, and going away empties the screen."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        app = tester.app
        await tester.pages.go(2)
        assert app.screen.query_one("#case-preview").display
        await tester.press("1", "comma")
        for preference, value in ((MESSAGE_SECONDS, 12), (CLIPBOARD_SECONDS, 5), (PREVIEW, False), (MOTION, "geen")):
            app.set_preference(preference, value)
        await tester.pages.settle()
        assert {notice.timeout for notice in app._notifications} == {12}
        await tester.pages.go(2)
        assert not app.screen.query_one("#case-preview").display
        app.set_preference(PREVIEW, True)
        assert app.screen.query_one("#case-preview").display
        assert app.animation_level == "none"
        app.copy_to_clipboard("De Wilg")
        await tester.pass_time(5)
        assert app.clipboard == ""
        app.post_message(events.AppBlur())
        await tester.pages.settle()
        assert not app.covered
        app.set_preference(BLANK_WHEN_AWAY, True)
        app.post_message(events.AppBlur())
        await tester.pages.settle()
        assert app.covered


def test_the_first_screen_is_one_of_the_modes() -> None:
    """The setting offers what there is, by the names of the top line."""
    assert list((FIRST_MODE.choices or {}).values()) == [mode.word for mode in MODES]
