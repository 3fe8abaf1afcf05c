"""What is done before a user asks for it."""

from __future__ import annotations

import asyncio
from importlib import import_module

import pytest
from textual.app import App
from textual.screen import ModalScreen

from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.screens import ahead
from zorgarrangeur_tui.screens.ahead import load_screens, work_ahead


async def test_things_are_done_in_turn_until_one_is_refused() -> None:
    """A refusal is told to nobody: who asks for the same later hears it then."""
    done = []

    def refuse() -> None:
        raise ActRefused("Dit kan nu niet.")

    app: App[None] = App()
    async with app.run_test():
        await work_ahead(
            app, lambda: done.append("eerst"), lambda: done.append("dan"), refuse, lambda: done.append("nooit")
        )
    assert done == ["eerst", "dan"]


async def test_the_screens_that_are_loaded_ahead_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each mode is among them, so that its key has nothing left to load; other tests may have loaded it before."""
    loaded = []

    def load(name: str) -> None:
        loaded.append(import_module(name).__name__)

    monkeypatch.setattr(ahead, "import_module", load)
    app: App[None] = App()
    async with app.run_test():
        await load_screens(app)
    modes = ("cases", "schools", "providers", "planning", "insight", "exchange")
    assert {f"zorgarrangeur_tui.screens.{mode}" for mode in modes} <= set(loaded)


async def test_a_screen_that_goes_does_not_take_the_work_along() -> None:
    """It was in front when the work was to wait until it was drawn, and is gone before that."""
    done = []

    class Going(ModalScreen[None]):
        """Is not drawn any more, so that what was to be done then never is."""

        def _invoke_later(self, *_: object) -> None:
            """Keep it, as a screen does that goes."""

    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(Going())
        work = asyncio.create_task(work_ahead(app, lambda: done.append("toch")))
        await pilot.pause()
        await app.pop_screen()
        await asyncio.wait_for(work, 30)
    assert done == ["toch"]
