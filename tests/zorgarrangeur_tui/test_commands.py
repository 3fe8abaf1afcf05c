"""Every act has one key, a label and an explanation, and its key reaches it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

import zorgarrangeur_tui.screens
from storage.store import Store
from widgets.detail_view import DetailView
from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import CommandClass, acts_of, key_words
from zorgarrangeur_tui.modes import MODES
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.testing import make_store, open_app

UNSAFE = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"}
"""Keys that terminals send as backspace, tab, Enter or Escape."""


SAME_IN_THE_GRID = {"w", "b", "H", "L", "ctrl+left", "ctrl+right"}
"""Keys of the week grid that are acts too, and do the same, so that help names them."""
LEFT_BY_THE_GRID = {"escape"}
"""Keys that the week grid takes only while something is on the move; then the act is away."""
TURNS_A_PAGE = {"space"}
"""Keys that a text beside the grid takes while it has the keyboard, as everywhere."""


def screens() -> list[type[StoreScreen]]:
    """Return every screen of the store."""
    for module in pkgutil.iter_modules(zorgarrangeur_tui.screens.__path__):
        importlib.import_module(f"zorgarrangeur_tui.screens.{module.name}")
    found, waiting = [], [StoreScreen]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        found += [screen for screen in subclasses if screen.ACTS]
        waiting += subclasses
    return found


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_acts_of_a_screen_have_words_and_keys_of_their_own(screen: type[StoreScreen]) -> None:
    """No two acts share a key, with each other or with the app; each is explained in a sentence."""
    acts: tuple[CommandClass, ...] = (*screen.ACTS, *APP_ACTS)
    keys = [key for act in acts for key in act.key.split(",") if key]
    assert len(keys) == len(set(keys))
    assert not UNSAFE & set(keys)
    for act in acts:
        assert act.label
        assert act.explanation().endswith("."), act.__name__


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_a_footer_has_at_most_six_hints(screen: type[StoreScreen]) -> None:
    """More would fall off a narrow terminal unseen."""
    assert sum(act.footer for act in (*screen.ACTS, *APP_ACTS)) <= 6


@pytest.mark.parametrize("mode", range(1, len(MODES) + 1))
async def test_no_widget_takes_the_key_of_an_act(mode: int, tmp_path: Path) -> None:
    """A list that has the keyboard must not use a letter that the screen gave to an act."""
    store: Store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.pages.go(mode)
        screen = tester.app.screen
        assert isinstance(screen, StoreScreen)
        own = {key for act in screen.ACTS for key in act.key.split(",")}
        own |= {key for act in APP_ACTS for key in act.key.split(",")}
        for widget in screen.focus_chain:
            taken = set(widget._bindings.key_to_bindings)  # the one place where Textual keeps them
            taken -= SAME_IN_THE_GRID | LEFT_BY_THE_GRID
            taken -= TURNS_A_PAGE if isinstance(widget, DetailView) else set()
            assert not taken & own, f"{widget} takes {taken & own}"


async def test_each_mode_opens_on_its_digit_and_says_so(tmp_path: Path) -> None:
    """1 to 7 open the modes; the top line shows which one is open."""
    store: Store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for number, mode in enumerate(MODES, start=1):
            await tester.pages.go(number)
            assert f"{number} {mode.word}" in tester.pages.text().splitlines()[0]
            assert acts_of(tester.app.screen, tester.app)
        await tester.press("o", "7")
        assert tester.pages.open_screen == "ExchangeOverviewScreen"
        assert "U bent al in Uitwisseling. Met Esc gaat u een scherm terug." in tester.pages.notices()


def test_keys_are_written_as_people_say_them() -> None:
    """The palette and help show "Ctrl+L" and "?", not the terminal's names."""
    words = {key_words(act) for act in APP_ACTS}
    assert {"?", "Ctrl+L", "F9", "u", "1"} <= words
