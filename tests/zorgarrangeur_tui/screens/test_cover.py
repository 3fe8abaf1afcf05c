"""The privacy blank: on one key from everywhere nothing of the app is left on screen, and any key brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.palette import ActPalette
from zorgarrangeur_tui.testing import Tester, open_app

CANARY = "Fatima van der Berg"
BLANK = "Scherm leeg. Druk op een toets om verder te gaan."
_LOOKS = 200
"""How often a test looks whether what comes by a timer is there."""


@pytest.fixture
def case(store: Store) -> None:
    """Put a case on record whose title is a name."""
    open_case(store, {"title": CANARY, "school_id": site_id("99ZZ00")})


def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    """Return an event of the mouse on the second tab, as the terminal sends it."""
    return kind(None, 3, 0, 0, 0, 1, False, False, False, 3, 0)


def sent_to_terminal(tester: Tester, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with all that goes to the terminal from now on."""
    sent: list[str] = []
    monkeypatch.setattr(tester.app._driver, "write", sent.append)
    return sent


async def blank_and_back(tester: Tester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cover, look at what is there, and uncover; the screen below is as it was."""
    before, screens = tester.pages.text(), list(tester.app.screen_stack)
    sent = sent_to_terminal(tester, monkeypatch)
    await tester.press("f9")
    assert tester.pages.text().strip() == BLANK
    assert sent[0].startswith("\x1b[0m\x1b[2J")
    assert "Fatima" not in "".join(sent)
    await tester.press("x")
    assert not tester.app.covered
    assert list(tester.app.screen_stack) == screens
    assert tester.pages.text() == before


async def test_from_a_list_with_a_notice_in_the_corner(
    store: Store, case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notices are gone too, also one that comes while the screen is blank."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2")
        tell(tester.app, CANARY, seconds=600)
        await tester.pages.settle()
        assert tester.pages.text().count(CANARY) >= 2
        await blank_and_back(tester, monkeypatch)
        sent = sent_to_terminal(tester, monkeypatch)
        await tester.press("f9")
        tell(tester.app, CANARY, seconds=600)
        await tester.pages.settle()
        assert tester.pages.text().strip() == BLANK
        assert CANARY not in "".join(sent)


async def test_in_a_text_field_of_a_dialog_nothing_is_typed(
    store: Store, case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key that brings the screen back goes nowhere else."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await blank_and_back(tester, monkeypatch)
        assert tester.app.screen.query_one("#field-title").value == CANARY  # type: ignore[attr-defined]  # an input


@pytest.mark.parametrize("key", ["ctrl+p", "f1"])
async def test_over_the_palette_and_the_help(
    store: Store, case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """They are screens of their own, and still the key is the app's."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", key)
        screen = tester.app.screen
        await tester.press("f9")
        assert tester.pages.text().strip() == BLANK
        await tester.press("escape")
        assert not tester.app.covered
        assert tester.app.screen is screen, "the key did nothing else"


async def test_a_dialog_that_opens_meanwhile_stays_under_the_cover(store: Store, case: None, tmp_path: Path) -> None:
    """An act that goes on while the screen is blank shows nothing until a key."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "f9")
        await tester.app.switch_mode("today")
        tester.app.action_command_palette()
        await tester.pages.settle()
        assert tester.pages.text().strip() == BLANK
        await tester.press("f9")
        assert not tester.app.covered


async def test_a_click_brings_it_back_and_a_paste_or_a_moving_mouse_does_not(
    store: Store, case: None, tmp_path: Path
) -> None:
    """The mouse of somebody who leans on the table shows nothing."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "f9")
        tester.app.post_message(events.Paste("x"))
        tester.app.post_message(mouse(events.MouseMove))
        await tester.pages.settle()
        assert tester.app.covered
        await tester.pilot.resize_terminal(80, 24)
        assert tester.pages.text().strip() == BLANK
        for part in (events.MouseDown, events.MouseUp):
            tester.app.post_message(mouse(part))
        await tester.pages.settle()
        assert tester.pages.open_screen == "CasesScreen", "the click did nothing else"
        assert not tester.app.covered


async def test_dragging_the_mouse_over_a_case_copies_nothing(store: Store, case: None, tmp_path: Path) -> None:
    """Not from a list, not from a dialog, not by a double click; ctrl+c then has nothing to copy."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for keys in (["2"], ["enter"], ["e"]):
            await tester.press(*keys)
            await tester.pilot.mouse_down(offset=(2, 2))
            await tester.pilot.hover(offset=(60, 12))
            await tester.pilot.mouse_up(offset=(60, 12))
            assert tester.app.screen.get_selected_text() is None
            tester.app.screen.set_focus(None)
            await tester.press("ctrl+c")
            assert tester.app.clipboard == ""


async def test_what_was_copied_from_a_field_leaves_the_clipboard(
    store: Store, case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After half a minute, by an empty OSC 52; pasting works until then."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        tester.app.screen.query_one("#field-title").focus()
        sent = sent_to_terminal(tester, monkeypatch)
        await tester.press("ctrl+shift+a", "ctrl+c")
        assert tester.app.clipboard == CANARY
        await tester.pass_time(29)
        assert tester.app.clipboard == CANARY
        await tester.pass_time(1)
        assert tester.app.clipboard == ""
        assert sent[-1] == "\x1b]52;c;\a"


async def test_the_palette_says_in_dutch_that_there_is_no_such_act(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what to do."""
    monkeypatch.setattr(ActPalette, "_NO_MATCHES_COUNTDOWN", 0.01)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("ctrl+p")
        await tester.type("qqq")
        for _ in range(_LOOKS):
            if "Niets gevonden" not in tester.pages.text():
                await tester.pilot.pause(0.01)
        assert "Niets gevonden" in tester.pages.text()


async def test_the_palette_offers_no_screenshot(store: Store, tmp_path: Path) -> None:
    """Only this app's own acts."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("ctrl+p")
        await tester.type("scr")
        assert "creenshot" not in tester.pages.text()
        assert "Scherm leeg" in tester.pages.text()
