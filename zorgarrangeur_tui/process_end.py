"""How the process of the app runs and ends: replaced by a fresh one after a lock, gone after a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from zorgarrangeur_tui.garbage import look_less_often
from zorgarrangeur_tui.hygiene import quiet_loop
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.memory_pools import share_memory_pools
from zorgarrangeur_tui.own_program import start_anew
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.terminal.watch import TerminalWatch, watched_terminal

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_PATIENCE_SECONDS = 3.0
_CAUSES = {"SIGTERM": LockCause.TERMINATED, "SIGHUP": LockCause.HUNG_UP, "SIGBREAK": LockCause.HUNG_UP}
"""By name: Windows has no SIGHUP, but sends SIGBREAK when its window is closed."""
_CODES = {AppEnd.TERMINATED: 143, AppEnd.HUNG_UP: 129}

_KILLED = (
    "De app is afgebroken. Uw opslag is heel. Start de app weer: wat u nog niet had opgeslagen, staat er dan weer."
)
_KILLED_DEMO = "De oefenregio is afgebroken. Aan uw eigen gegevens is niets veranderd."


def run_to_its_end(app: ZorgarrangeurApp) -> int:
    """Run the app and return its exit code. After a lock there is no return: the program starts anew in this process.

    The app has an event loop of its own because `asyncio.run` would wait for every thread at its end, and a lock cannot
    wait for a long import.
    """
    look_less_often()
    share_memory_pools()
    loop = asyncio.new_event_loop()
    quiet_loop(loop)
    _follow_signals(loop, app)
    with watched_terminal(_KILLED_DEMO if app.settings.demo else _KILLED) as watch:
        app.when_ending = lambda end: _end_after_patience(app, end, watch)
        try:
            end = app.run(loop=loop)
        finally:
            app.close_store()
            loop.close()
    if end is AppEnd.LOCKED:
        start_anew()
    return _CODES.get(end, app.return_code or 0) if end is not None else app.return_code or 0


def _follow_signals(loop: asyncio.AbstractEventLoop, app: ZorgarrangeurApp) -> None:
    for name, cause in _CAUSES.items():
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, app.lock, cause)
        except NotImplementedError:
            signal.signal(number, lambda *_, cause=cause: loop.call_soon_threadsafe(app.lock, cause))


def _end_after_patience(app: ZorgarrangeurApp, end: AppEnd, watch: TerminalWatch) -> None:
    """See to it that a lock or a signal ends this process soon, whatever the app still waits for."""
    if end not in (AppEnd.QUIT, AppEnd.PRACTICE):
        threading.Thread(target=_end_anyway, args=(app, end, watch), daemon=True).start()


def _end_anyway(app: ZorgarrangeurApp, end: AppEnd, watch: TerminalWatch) -> None:
    time.sleep(_PATIENCE_SECONDS)
    if end is not AppEnd.HUNG_UP:
        app.release_terminal()
    watch.end()
    if end is AppEnd.LOCKED:
        start_anew()
    if app.settings.passing_folder is not None:
        from zorgarrangeur_tui.demo.passing_folder import removed  # noqa: PLC0415 - an invented region only

        removed(app.settings.passing_folder)  # nobody is there to be told that it is not
    os._exit(_CODES[end])
