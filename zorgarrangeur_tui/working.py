"""Long work beside the keyboard: done in a thread, told in a line above the keys, stopped with one key.

Who leaves the screen that began it leaves the work going; how it ended is then told wherever the user is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from textual.app import App

from storage.errors import StorageError
from storage.long_work import LongWork, WorkStopped, going_on
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.keys.act_text import after
from zorgarrangeur_tui.keys.keyed_app import KeyedApp

Result = TypeVar("Result")

SHOWN_AFTER_SECONDS = 0.5
"""What is done sooner would only flash: it is not shown, and what is typed meanwhile waits for it."""


@dataclass(eq=False, slots=True)
class OngoingWork:
    """One work, as its user sees it.

    Attributes:
        words: what is done, such as "reservekopie maken".
        stoppable: whether it can be stopped at all.
        asked: whether the user asked for it; the app does other things by itself.
        work: how far it is, and whether it was asked to stop.
        began: when, on the clock that only runs forward.
    """

    words: str
    stoppable: bool
    asked: bool
    began: float
    work: LongWork = field(default_factory=LongWork)

    @property
    def can_stop(self) -> bool:
        """Whether it can be stopped now."""
        return self.stoppable and not self.work.settled and not self.work.stopping

    @property
    def end_words(self) -> str:
        """Return what becomes of it when the app is closed now, in a sentence."""
        begin = f"{self.words[:1].upper()}{self.words[1:]}"
        if self.stoppable and not self.work.settled:
            return f"{begin}: dat stopt dan, en er verandert niets."
        return f"{begin}: dat loopt eerst nog af."

    def line(self, now: float, stop_key: str) -> str:
        """Return how far it is, in one line.

        Args:
            now: the same clock as `began`.
            stop_key: how the key that stops it is written.
        """
        parts = [f"Bezig: {self.words}"]
        if self.work.share:
            parts.append(f"{round(100 * self.work.share)}%")
        parts.append(f"{int(now - self.began)} s")
        if self.work.stopping and not self.work.settled:
            parts.append("wordt gestopt")
        elif self.can_stop:
            parts.append(f"{stop_key} stopt")
        return " · ".join(parts)


class Works:
    """What goes on in the app now."""

    def __init__(self) -> None:
        self._ongoing: list[OngoingWork] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def ongoing(self) -> list[OngoingWork]:
        """Everything that goes on, oldest first."""
        return list(self._ongoing)

    @property
    def last_to_stop(self) -> OngoingWork | None:
        """The newest that can be stopped; None when there is none."""
        return next((one for one in reversed(self._ongoing) if one.can_stop), None)

    def stop_all(self) -> None:
        """Stop what can be stopped."""
        for one in self._ongoing:
            if one.stoppable:
                one.work.stop()

    async def do(self, app: KeyedApp[Any], one: OngoingWork, task: Callable[[], Result]) -> Result:
        """Do a task in a thread and return what it gives (see `work_on`)."""
        self._ongoing.append(one)
        doing: asyncio.Task[Result] = asyncio.create_task(self._do(one, task))
        self._tasks.add(doing)
        doing.add_done_callback(self._tasks.discard)
        waited = True
        told_at = asyncio.get_running_loop().time() + SHOWN_AFTER_SECONDS
        try:
            with app.key_turns.resting(lambda: asyncio.get_running_loop().time() >= told_at):
                return await asyncio.shield(doing)
        except asyncio.CancelledError:
            # Whoever waited for it is gone, and the thread goes on.
            waited = False
            doing.add_done_callback(partial(self._end_unseen, app, one))
            raise
        finally:
            # Only now, so that nobody finds nothing going on before its end was dealt with.
            if waited:
                self._ongoing.remove(one)

    def _end_unseen(self, app: App[Any], one: OngoingWork, done: asyncio.Task[Any]) -> None:
        self._ongoing.remove(one)
        _tell_end(app, one, done)

    async def _do(self, one: OngoingWork, task: Callable[[], Result]) -> Result:
        def counted() -> Result:
            with going_on(one.work):
                return task()

        return await asyncio.to_thread(counted if one.stoppable else task)


async def work_on(
    app: App[Any], words: str, task: Callable[[], Result], *, stoppable: bool = True, asked: bool = True
) -> Result:
    """Do something that may take long, while the keyboard works on.

    Args:
        app: the app.
        words: what is done, such as "reservekopie maken".
        task: does it, in a thread.
        stoppable: False for what must go on once it began.
        asked: False for what the app does by itself: closing the app just stops it.

    Returns:
        What the task gives.

    Raises:
        WorkStopped: the user stopped it.
        StorageError: as the task does.
    """
    works, settings = getattr(app, "works", None), getattr(app, "settings", None)
    assert isinstance(works, Works), "long work is done in the app"
    assert isinstance(app, KeyedApp), "which has keys"
    assert settings is not None, "which has a clock"
    return await works.do(app, OngoingWork(words, stoppable, asked, settings.clocks.monotonic()), task)


def _tell_end(app: App[Any], one: OngoingWork, done: asyncio.Task[Any]) -> None:
    """Tell how a work ended to a user who went elsewhere meanwhile."""
    error = None if done.cancelled() else done.exception()
    if not app.is_running or done.cancelled():
        return
    if error is None:
        tell(app, f"Klaar: {one.words}.", seconds=12)
    elif isinstance(error, StorageError):
        severity = "information" if isinstance(error, WorkStopped) else "error"
        tell(app, after(f"Niet gelukt: {one.words}.", str(error)), severity=severity, seconds=12)
    else:
        # A fault of the app itself, of which nobody else would hear.
        app.run_worker(_raise(error), name="fault")


async def _raise(error: BaseException) -> None:
    raise error
