"""Choosing keys on a screen: by pressing them, with what that means elsewhere told first."""

from __future__ import annotations

import tomllib
from pathlib import Path

from storage.store import Store
from zorgarrangeur_tui.keys.key_choosing import with_wish
from zorgarrangeur_tui.keys.key_places import place_words
from zorgarrangeur_tui.keys.keymap_catalogue import bindables
from zorgarrangeur_tui.testing import open_app


async def test_a_key_is_chosen_by_pressing_it_and_is_there_the_next_time(store: Store, tmp_path: Path) -> None:
    """A key that another has is given after a question; what protects keeps its own; the file holds what was chosen."""
    file = tmp_path / "instellingen.toml"
    async with open_app(tmp_path / "opslag", store=store, preferences_file=file) as tester:
        await tester.press("2", "question_mark")
        await tester.type("toetsen kiezen")
        await tester.press("enter", "slash")
        await tester.type("casussen nieuw")
        await tester.press("enter", "e", "f2")
        assert tester.pages.notices()[-1] == "Nieuw: F2."
        await tester.press("plus", "o")
        assert tester.pages.says("o is nu van 'Nieuw' (Casussen); 'Openen' (Casussen) heeft")
        await tester.press("right", "enter")
        assert tomllib.loads(file.read_text(encoding="utf-8"))["toetsen"] == {"NewCase": "f2,o"}
        await tester.press("e", "f1")
        assert "F1 blijft van 'Hulp', zodat die altijd werkt" in tester.pages.notices()[-1]
        await tester.press("e", "escape", "escape", "escape")
        assert tester.pages.open_screen == "CasesScreen"
        await tester.press("o")
        assert tester.pages.open_screen == "PickScreen"


def test_the_last_wish_wins_also_after_a_restart() -> None:
    """An earlier wish for the same key in the same place loses it, and one for another place does not."""
    wishes = {"NewCase": "f2,o", "PlaceVisit": "o"}
    assert with_wish(wishes, "EditCase", ("o",), bindables()) == {"NewCase": "f2", "PlaceVisit": "o", "EditCase": "o"}
    assert with_wish(wishes, "NewCase", None, bindables()) == {"PlaceVisit": "o"}


def test_every_place_has_a_name_that_users_know() -> None:
    """No screen is called by the name of its class, or left unnamed."""
    assert not [one.id for one in bindables() if place_words(one).startswith("Andere schermen")]
