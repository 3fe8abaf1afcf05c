"""A screen that goes while its work goes on."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerFailed

from widgets.ends_its_work import EndsItsWork


class Answering(Static):
    """Lets the work of its screen come back just when it is gone itself."""

    def __init__(self, answer: asyncio.Event) -> None:
        super().__init__("nog bezig", id="answer")
        self.answer = answer

    def on_unmount(self) -> None:
        """Let the answer come."""
        self.answer.set()


class Slow(Static):
    """Goes after all others."""

    async def on_unmount(self) -> None:
        """Wait until the answer was surely worked on."""
        await asyncio.sleep(0.05)


class Plain(Screen[None]):
    """Shows an answer that it waits for, in its first widget."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Show what goes at once and what goes slowly."""
        yield Answering(self.answer)
        yield Slow()

    def on_mount(self) -> None:
        """Begin to wait."""
        self.run_worker(self.wait())

    async def wait(self) -> None:
        """Show the answer when it is there."""
        await self.answer.wait()
        await asyncio.sleep(0.01)
        self.query_one("#answer", Static).update("klaar")


class Ending(Plain, EndsItsWork):
    """The same, as the screens of the app are."""


async def _go(screen: Screen[None]) -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        await app.pop_screen()
        await pilot.pause()


async def test_its_work_ends_before_its_widgets_do() -> None:
    """An answer that comes while the screen goes is shown nowhere and hurts nobody."""
    await _go(Ending())


async def test_without_it_the_work_would_find_an_empty_screen() -> None:
    """This is what it is for: should Textual do it itself one day, this fails and the class can go."""
    with pytest.raises(WorkerFailed, match=NoMatches.__name__):
        await _go(Plain())
