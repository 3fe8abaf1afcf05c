"""Keys take turns: each is done when what the one before it did has come to rest, however fast they are typed.

Textual passes a key on to what has the keyboard when it arrives. An act that opens a field or a dialog takes longer than a
fast typist, a script or a paste: what was meant for the field would be done as acts of the screen below.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import events
from textual.app import ScreenError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import NoActiveWorker, Worker, get_current_worker

from widgets.keeps_keys_waiting import KeepsKeysWaiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from zorgarrangeur_tui.keys.keyed_app import KeyedApp

ACTS = "acts"
"""The group of workers that do acts."""

_LOOK = 0.01
"""Seconds between two looks whether what is in the way is gone."""
_PATIENCE = 1000
"""Looks after which an act that neither ends nor asks anything keeps nobody waiting any more: more time where all is slow."""
_ROUNDS = 2
"""The first brings what a key did, the second what that did."""

Typed = events.Key | events.Paste


class KeyTurns:
    """What was typed and waits for its turn, in an app.

    What a key may start has come to rest when two rounds of messages, from what has the keyboard up to the app, changed
    neither the screen in front nor what has the keyboard on it, and no act is on its way to a dialog or to its end.

    Args:
        app: does each key or paste when its turn comes.
        tell_dropped: tells the user that what was typed was not done.
    """

    def __init__(self, app: KeyedApp[Any], tell_dropped: Callable[[], None]) -> None:
        self._app = app
        self._tell_dropped = tell_dropped
        self._waiting: deque[Typed] = deque()
        self._task: asyncio.Task[None] | None = None
        self._begun = False
        self._resting: dict[Worker[Any], Callable[[], bool]] = {}
        self._given_up: WeakSet[Worker[Any]] = WeakSet()

    @property
    def at_rest(self) -> bool:
        """Whether nothing waits, and the last key is done with."""
        return self._task is None

    def take(self, event: Typed) -> bool:
        """Tell whether something typed can be done now. What cannot is kept, and done when its turn comes.

        The very first key may be older than the first screen, and waits for its field.
        """
        if self._begun and self._task is None and not self._waiting and not self._hindered(event):
            return True
        self._begun = True
        self._waiting.append(event)
        self.follow()
        return False

    def follow(self) -> None:
        """Let what comes next wait until what was just done has come to rest."""
        if self._task is None:
            self._task = asyncio.create_task(self._take_turns(), name="key turns")
            self._task.add_done_callback(self._ended)

    @contextmanager
    def resting(self, still: Callable[[], bool]) -> Iterator[None]:
        """Let the act that runs this keep no key waiting, as long as `still` says so: it waits for the user, or for long work."""
        try:
            worker = get_current_worker()
        except NoActiveWorker:
            yield
            return
        before = self._resting.get(worker)
        self._resting[worker] = still
        try:
            yield
        finally:
            if before is None:
                del self._resting[worker]
            else:
                self._resting[worker] = before

    async def _take_turns(self) -> None:
        await self._come_to_rest()
        while self._waiting and self._app.is_running:
            if not await self._way_is_free():
                return
            self._app.call_later(self._app.type_now, self._waiting.popleft())
            await _turn_of(self._app)
            await self._come_to_rest()

    async def _way_is_free(self) -> bool:
        """Wait until the first key that waits can be done. False: that took too long, and no key waits any more."""
        looks = 0
        while self._app.is_running and (self._app.covered or self._hindered(self._waiting[0])):
            # A cover stays as long as the user likes.
            looks = 1 if self._app.covered else looks + 1
            if looks > _PATIENCE:
                self._given_up.update(self._acts_on_their_way())
                self._waiting.clear()
                self._tell_dropped()
                return False
            await asyncio.sleep(_LOOK)
        if looks:
            await self._come_to_rest()
        return True

    async def _come_to_rest(self) -> None:
        """Wait until the messages that go up from what has the keyboard bring no other screen or field any more."""
        alike = 0
        while alike < _ROUNDS and self._app.is_running:
            place = self._place()
            for node in place[-1].ancestors_with_self:
                await _turn_of(node)
            alike = alike + 1 if self._place() == place else 0

    def _place(self) -> tuple[DOMNode, ...]:
        """Return the screen in front, and what has the keyboard there; the app where no screen is, as between two regions."""
        try:
            screen = self._app.screen
        except ScreenError:
            return (self._app,)
        return (screen,) if screen.focused is None else (screen, screen.focused)

    def _hindered(self, event: Typed) -> bool:
        return bool(self._acts_on_their_way()) or (not self._needs_no_rows(event) and self._is_looking())

    def _acts_on_their_way(self) -> list[Worker[Any]]:
        return [
            worker
            for worker in self._app.workers
            if worker.group == ACTS
            and not worker.is_finished
            and worker not in self._given_up
            and not (worker in self._resting and self._resting[worker]())
        ]

    def _needs_no_rows(self, event: Typed) -> bool:
        """Tell whether it only writes in a field, or leads away."""
        if isinstance(event, events.Paste) or event.key == "escape":
            return True
        focused = self._app.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    def _is_looking(self) -> bool:
        nodes = self._place()[0].walk_children(KeepsKeysWaiting, with_self=True)
        return any(node.keeps_keys_waiting for node in nodes)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if self._waiting and self._app.is_running:
            # It came between the end of the task and this.
            self.follow()
        if not task.cancelled() and task.exception() is not None:
            # In the app's own turn, where a fault ends it as any other does.
            self._app.call_later(task.result)


@contextmanager
def keys_free(app: App[Any]) -> Iterator[None]:
    """Let the act that runs this keep no key waiting: the user sees that it goes on, and may stop it or do something else."""
    turns = getattr(app, "key_turns", None)
    assert isinstance(turns, KeyTurns), "acts are done in an app with keys"
    with turns.resting(lambda: True):
        yield


async def _turn_of(pump: MessagePump) -> None:
    """Wait until a widget has done all that it was told before now; one that is going has nothing left to do."""
    reached = asyncio.get_running_loop().create_future()

    def reach() -> None:
        if not reached.done():
            reached.set_result(None)

    # Asked once more at every look: a widget that went meanwhile says so, and forgot what it was asked before.
    while not reached.done() and pump.call_later(reach):
        await asyncio.wait({reached}, timeout=_LOOK)
