"""What a tester's key returns to: an app that has nothing left to do, and shows it."""

from __future__ import annotations

import asyncio
from threading import Event

from textual.app import App, ComposeResult
from textual.widgets import Static

from zorgarrangeur_tui.testkit.at_rest import wait_no_longer_than_needed

_STEPS = 200


class Relay(App[None]):
    """An app in which `s` takes many steps, each begun by the one before, and `t` waits for a thread."""

    BINDINGS = [("s", "step", "Step"), ("t", "think", "Think")]

    def __init__(self) -> None:
        super().__init__()
        self.left = _STEPS
        self.answers = Event()

    def compose(self) -> ComposeResult:
        """Show how far it is."""
        yield Static("begin")

    def action_step(self) -> None:
        """Take a step, and let the next one follow."""
        self.left -= 1
        if self.left:
            self.call_later(self.action_step)
        else:
            self.query_one(Static).update("eind")

    def action_think(self) -> None:
        """Let a thread think."""
        self.run_worker(self._think())

    async def _think(self) -> None:
        await asyncio.to_thread(self.answers.wait)
        self.query_one(Static).update("bedacht")

    @property
    def shown(self) -> str:
        """The first line on screen."""
        return self.screen._compositor.render_strips()[0].text.strip()


async def test_after_a_key_all_that_follows_from_it_is_done_and_on_screen() -> None:
    """However many turns of the loop it takes."""
    wait_no_longer_than_needed()
    async with Relay().run_test() as pilot:
        await pilot.press("s")
        assert isinstance(pilot.app, Relay)
        assert (pilot.app.left, pilot.app.shown) == (0, "eind")


async def test_what_a_thread_works_out_is_waited_for() -> None:
    """As long as the thread is at work, and what it gives is on screen."""
    wait_no_longer_than_needed()
    app = Relay()
    app.answers.set()
    async with app.run_test() as pilot:
        await pilot.press("t")
        assert app.shown == "bedacht"


async def test_a_thread_that_waits_itself_keeps_no_key_waiting() -> None:
    """Such a thread may wait for the very next key."""
    wait_no_longer_than_needed()
    app = Relay()
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.press("s")
        assert (app.left, app.shown) == (0, "eind")
        app.answers.set()
        await pilot.pause()
        assert app.shown == "bedacht"


async def test_a_terminal_of_another_size_is_followed_at_once() -> None:
    """The app itself takes a moment, so that it need not follow every pixel."""
    wait_no_longer_than_needed()
    async with Relay().run_test() as pilot:
        await pilot.resize_terminal(60, 20)
        assert pilot.app.screen.size == (60, 20)
