"""Where nothing stands yet, a screen says what will be there and which key begins it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage.models import Case, Provider, School, site_id
from widgets.detail_view import DetailView
from widgets.record_table import RecordTable
from widgets.week_grid import WeekGrid
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.testing import Tester, make_store, open_app

ON_AN_EMPTY_STORE = (
    "1",
    "2",
    "3",
    "4",
    "5",
    "5 C",
    "6",
    "6 x",
    "6 f",
    "6 r",
    "6 d",
    "6 d ]",
    "6 b",
    "6 w",
    "6 w ]",
    "7",
    "7 f",
    "7 o",
    "7 v",
    "7 d",
    ">",
    "f6 r",
    "f7 enter",
)
"""Keys to each screen that can be reached before anything is there."""

AROUND_ONE_SCHOOL = (
    "2 enter",
    "2 enter ] ]",
    "3 enter t",
    "3 enter B",
    "3 enter w",
    "4 enter",
    "5",
    "5 P",
    "5 P r",
    "6 v",
)
"""Keys to screens about one school, case or provider, of which nothing else is known."""

_NAMES = {"]": "right_square_bracket", ">": "greater_than_sign"}
_KEY = re.compile(r"(?<![\w'’/-])(?:[a-tv-zA-Z]|[>\[\]{}]|F\d+|Esc)(?![\w'’/-])|'[.,;:]'")
"""A key as people write it: one sign that is no word ("u" is one), a function key, or Esc; punctuation in quotes."""


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "one school"])
async def test_every_empty_list_and_panel_names_a_key(filled: bool, tmp_path: Path) -> None:
    """Also in the second and third room of a mode, and around a school of which nothing but the name is known."""
    store = make_store(tmp_path / "opslag")
    if filled:
        with store.unit_of_work("Begin") as work:
            work.add(
                School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", place="Urk", kind="so"),
                Provider(id="a" * 32, name="Zorgclub"),
                Case(id="c" * 32, title="Vraag", school_id=site_id("99ZZ00")),
            )
    silent, empty = [], 0
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for way in AROUND_ONE_SCHOOL if filled else ON_AN_EMPTY_STORE:
            while len(tester.app.screen_stack) > 1:
                await tester.press("escape")
            await tester.press(*(_NAMES.get(key, key) for key in way.split()))
            assert isinstance(tester.app.screen, StoreScreen), way
            assert "{" not in _KEY.sub("", words_of(tester)), way
            empty += 1
            if not _KEY.search(words_of(tester)):
                silent.append((way, tester.pages.open_screen))
    assert not silent
    assert empty > 5


def words_of(tester: Tester) -> str:
    """Return what the empty lists and the panels of the screen say, without headings and labels."""
    screen = tester.app.screen
    lists = [table.empty_text for table in screen.query(RecordTable) if not table.row_count]
    grids = [grid.empty_text for grid in screen.query(WeekGrid)]
    panels = [text for view in screen.query(DetailView) for part in view.sections for text in part.paragraphs]
    return "\n".join([*lists, *grids, *panels])


async def test_the_key_in_an_empty_list_is_the_one_that_the_user_chose(tmp_path: Path) -> None:
    """A text never names a key that does nothing any more."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        tester.app.use_keys({"NewCase": "f10"})
        await tester.press("2")
        assert tester.pages.says("Nog geen casussen. Druk op F10 om te beginnen.")
