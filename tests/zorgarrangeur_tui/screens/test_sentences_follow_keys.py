"""Sentences name the key that works now: in the corner, in a panel, in a dialog, in help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from planning_kit import fill, small_school

from storage.models import VisitPattern
from storage.store import Store
from widgets.detail_view import DetailView
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import make_store, open_app

_KEYS = {"FixVisit": "f3", "Undo": "ctrl+t", "form-dialog.submit": "f2", "form.submit": "f2"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Store]:
    """Return a store with one visit at one school, which is locked."""
    opened = make_store(tmp_path / "opslag")
    here = small_school()
    fill(opened, here, here.visit(locked=True))
    yield opened
    opened.close()


async def test_what_is_refused_and_what_was_done_name_the_chosen_keys(board: Store) -> None:
    """A locked visit says with which key now it comes loose; taken away, it says with which key now it comes back."""
    async with open_app(board.folder, store=board) as tester:
        assert not tester.app.use_keys(_KEYS).refused
        await tester.press("5", "w", "x")
        assert tester.pages.notices()[-1] == "Dit bezoek staat vast. Maak het eerst los met F3."
        panel = " ".join(
            text
            for view in tester.app.screen.query(DetailView)
            for one in view.sections
            for text in dict(one.lines).values()
        )
        assert "ja; F3 maakt het los" in panel
        await tester.press("f3", "e")
        assert tester.pages.says("F2 opslaan · Esc annuleren")
        await tester.press("escape", "question_mark")
        await tester.type("haal het bezoek weg")
        assert tester.pages.says("Met Ctrl+T (ongedaan) komt het terug.")
        await tester.press("escape", "x")
        assert tester.pages.notices()[-1] == "Bezoek weggehaald. Met Ctrl+T (ongedaan) komt het terug."
        await tester.press("ctrl+t")
        assert len(living(board, VisitPattern)) == 1


async def test_an_act_without_a_key_is_found_in_help(board: Store) -> None:
    """A sentence on an act that the user left without a key says what it is called and where it is found."""
    async with open_app(board.folder, store=board) as tester:
        tester.app.use_keys({"FixVisit": ""})
        await tester.press("5", "w", "x")
        assert tester.pages.notices()[-1] == "Dit bezoek staat vast. Maak het eerst los met 'Vastzetten' (?)."
