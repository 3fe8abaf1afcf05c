"""The stage of a story: throw-away stores, and the app of whose turn it is, opened anew after a lock."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC
from pathlib import Path
from typing import Self

from storage.clock import WALL_CLOCK
from storage.contacts import add_contact, verify_contact
from storage.store import Store, unlock
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.testing import (
    PASSPHRASE,
    FrozenClock,
    Tester,
    make_practice,
    make_store,
    open_app,
    quick_settings,
)
from zorgarrangeur_tui.testkit.story import Begin, Story


class Stage:
    """Everything that a story needs, in one folder that holds nothing else.

    Args:
        story: what will be played.
        folder: an empty folder, which is thrown away afterwards.
    """

    def __init__(self, story: Story, folder: Path) -> None:
        self.files = folder / "bestanden"
        self.size = story.size
        self._story = story
        self._clock = _clock(story)
        self._folders = {story.begin.owner: folder / "opslag"}
        if story.beside:
            self._folders[story.beside] = folder / "ander"
        self._person = story.begin.owner
        self._running = AsyncExitStack()
        self._tester: Tester | None = None
        self._paper: dict[int, str] = {}

    @property
    def tester(self) -> Tester:
        """The app that runs now."""
        assert self._tester is not None, "the stage is not set"
        return self._tester

    async def __aenter__(self) -> Self:
        """Make the stores and files, and open the app of whom the story is about."""
        self.files.mkdir()
        for name, text in self._story.files.items():
            (self.files / name).write_text(text, encoding="utf-8")
        store = self._made()
        if store is not None and self._story.beside:
            with make_store(
                self._folders[self._story.beside], label=self._story.beside, role="coordinator", clock=self._clock
            ) as other:
                for own, theirs in ((store, other), (other, store)):
                    verify_contact(own, add_contact(own, theirs.identity.card_text).fingerprint)
        await self._open(store)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the app."""
        await self._strike()

    async def turn_to(self, person: str) -> None:
        """Leave this app, and open that of another person where they have unlocked it."""
        if person == self._person:
            return
        await self._strike()
        self._person = person
        await self._open(unlock(self._folders[person], PASSPHRASE, settings=quick_settings(self._clock)))

    async def follow_lock(self) -> bool:
        """Open the app anew when it locked, as the program does itself. Tell whether it still runs."""
        end = self.tester.app.return_value
        if end is AppEnd.LOCKED:
            await self._strike()
            await self._open(None)
        return end in {None, AppEnd.LOCKED}

    def write_down_code(self) -> None:
        """Write down the recovery code while it is shown, as a user does on paper."""
        pages = self.tester.pages
        for page in (pages.first_run, pages.new_code):
            if page.is_open and page.shows_code:
                self._paper = page.read_code()

    def asked_group(self) -> str:
        """Return the group of the recovery code that the field under the cursor asks for; "" for another field."""
        name = getattr(self.tester.app.focused, "id", None) or ""
        number = name.removeprefix("group-")
        return self._paper.get(int(number) + 1, "") if name != number and number.isdigit() else ""

    async def move_clock(self, seconds: float) -> None:
        """Let the clock go on."""
        self._clock.advance(seconds=seconds)
        self.tester.app.tick()
        await self.tester.pages.settle()

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        self.size = size
        await self.tester.pilot.resize_terminal(*size)
        await self.tester.pages.settle()

    def _made(self) -> Store | None:
        """Return the opened store with which the story begins; None where the app is to ask for it."""
        story, folder = self._story, self._folders[self._person]
        if story.begin is Begin.PRACTICE:
            return make_practice(folder, seed=story.seed, school_count=story.school_count, clock=self._clock)
        if story.begin is Begin.FIRST_RUN:
            return None
        store = make_store(folder, label=story.begin.owner, clock=self._clock)
        if story.begin is Begin.EMPTY:
            return store
        store.close()
        return None

    async def _strike(self) -> None:
        await self._running.aclose()

    async def _open(self, store: Store | None) -> None:
        demo = self._story.begin is Begin.PRACTICE and self._person == self._story.begin.owner
        folder = self._folders[self._person]
        app = open_app(folder, store=store, demo=demo, size=self.size, clock=self._clock)
        self._running = AsyncExitStack()
        self._tester = await self._running.enter_async_context(app)


def _clock(story: Story) -> FrozenClock:
    """Return the clock of a story, which tells the time of the wall in the Netherlands."""
    if story.moment is None:
        return FrozenClock()
    return FrozenClock(story.moment.replace(tzinfo=WALL_CLOCK).astimezone(UTC))
