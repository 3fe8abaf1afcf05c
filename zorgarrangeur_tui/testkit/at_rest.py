"""Waiting in a test until the app has nothing left to do, and no longer than that.

After a key, Textual's pilot sleeps in steps of a fiftieth of a second until the process hardly used the processor in one: most
of the time of a test goes by in its sleep. The event loop knows whether anything is left to run.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from textual import app as textual_app
from textual import pilot as textual_pilot
from textual._context import active_app
from textual._wait import SLEEP_GRANULARITY, wait_for_idle
from textual.app import App

_LOOK = 0.001
"""Seconds between two looks at threads that are at work."""


def wait_no_longer_than_needed() -> None:
    """Let every pilot in this process wait as `until_at_rest` does."""
    textual_app.wait_for_idle = until_at_rest  # type: ignore[attr-defined]  # Textual does not export what it imports
    textual_pilot.wait_for_idle = until_at_rest  # type: ignore[attr-defined]  # the same


async def until_at_rest(
    min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = 1, app: App[Any] | None = None
) -> None:
    """Wait until the running app has nothing left to run, and the screen in front shows what came of it.

    Only of a thread that stays at work the processor must tell, as with Textual: it may wait for something itself.

    Args:
        min_sleep: seconds to wait in any case.
        max_sleep: seconds after which it is no longer waited for.
        app: the app that is to show it; the one that was opened last by default.
    """
    loop = asyncio.get_running_loop()
    begun = loop.time()
    app = app or active_app.get(None)
    shown = False
    await asyncio.sleep(min_sleep)
    while loop.time() < begun + max_sleep:
        await asyncio.sleep(0)
        if _has_more_to_run(loop):
            shown = False
        elif _threads_at_work(loop):
            shown = False
            if loop.time() > begun + min_sleep + SLEEP_GRANULARITY:
                return await wait_for_idle(0, max_sleep)
            await asyncio.sleep(_LOOK)
        elif shown or app is None or not app.screen_stack:
            return None
        elif app._batch_count:  # noqa: SLF001 - until then nothing is drawn
            await asyncio.sleep(_LOOK)
        else:
            _draw(app)
            shown = True
    return None


def _has_more_to_run(loop: asyncio.AbstractEventLoop) -> bool:
    """Tell whether anything is to run before the loop would wait: what runs now is not counted."""
    return bool(loop._ready)  # type: ignore[attr-defined]  # noqa: SLF001 - asyncio tells it nowhere else


def _threads_at_work(loop: asyncio.AbstractEventLoop) -> bool:
    """Tell whether a thread that the loop began has not ended its task."""
    threads = loop._default_executor  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    if not isinstance(threads, ThreadPoolExecutor):
        return False
    idle: int = threads._idle_semaphore._value  # noqa: SLF001 - as above
    return idle < len(threads._threads)  # noqa: SLF001 - as above


def _draw(app: App[Any]) -> None:
    """Follow the size of the terminal and draw what changed, for which an app takes up to a sixtieth of a second."""
    # Its own context: where two apps are open, a screen would else take the other for its own, and draw nothing.
    with app._context():  # noqa: SLF001 - as Textual's own pilot does
        app._check_resize()  # noqa: SLF001 - nothing where the size is as it was
        for screen in (*app._background_screens, app.screen):  # noqa: SLF001 - a dialog shows what is below it too
            screen._on_timer_update()  # noqa: SLF001 - as Textual's own pilot does
