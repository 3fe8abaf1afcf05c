"""The app as its users start it, on a store with quick keys: the other side of the tests in a terminal."""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zorgarrangeur_tui.hygiene import guard

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


def main() -> int:
    """Run the app on the folder that was named.

    With `stuck` besides, a thread of it never ends; with `endless`, the app on the practice region never comes to its end;
    with `written=FILE`, what Python opens for writing is listed there; with `broken`, the list of cases fails with a name in
    its hands; with `broken-thread`, a thread of it does.
    """
    written = next((Path(word.removeprefix("written=")) for word in sys.argv if word.startswith("written=")), None)
    if written is not None:
        list_what_is_written(written)
    guard()
    from store_kit import quick_settings  # noqa: PLC0415 - after the guard, as in the program itself

    from storage.clock import system_clock  # noqa: PLC0415
    from zorgarrangeur_tui.app import ZorgarrangeurApp  # noqa: PLC0415
    from zorgarrangeur_tui.app_runs import run_app  # noqa: PLC0415
    from zorgarrangeur_tui.session import AppSettings  # noqa: PLC0415
    from zorgarrangeur_tui.terminal.quiet_start import run_quietly  # noqa: PLC0415

    if "stuck" in sys.argv:

        def enter_and_wait(app: ZorgarrangeurApp, store: object) -> object:
            app.run_worker(threading.Event().wait, thread=True, name="stuck")
            return enter(app, store)  # type: ignore[arg-type]  # whatever store it is

        enter = ZorgarrangeurApp.enter
        ZorgarrangeurApp.enter = enter_and_wait  # type: ignore[method-assign, assignment]  # as a long import would
    if "endless" in sys.argv:
        ZorgarrangeurApp.close_store = close_never  # type: ignore[method-assign]  # as a disk that does not answer
    if "broken" in sys.argv:
        break_the_list()
    if "broken-thread" in sys.argv:
        break_the_list(in_thread=True)
    settings = quick_settings(system_clock)  # type: ignore[arg-type]  # a clock that runs
    return run_quietly(partial(run_app, AppSettings(Path(sys.argv[1]), settings)))


def close_never(app: ZorgarrangeurApp) -> None:
    """Close no practice region."""
    if app.settings.demo:
        threading.Event().wait()


def list_what_is_written(listing: Path) -> None:
    """Write down the path of every file that is opened for writing from now on, but for this list itself."""
    descriptor = os.open(listing, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(event: str, given: tuple[object, ...]) -> None:
        # A number is a file that was opened by its path a moment before.
        if (
            event == "open"
            and not isinstance(given[0], int)
            and isinstance(given[2], int)
            and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ):
            os.write(descriptor, f"{given[0]!s}\n".encode(errors="replace"))

    sys.addaudithook(note)


def break_the_list(*, in_thread: bool = False) -> None:
    """Let the list of cases, or a thread of it, fail with everything that it knows in its local variables and the error."""
    from storage.models import Pupil  # noqa: PLC0415
    from zorgarrangeur_tui.desk.records import living  # noqa: PLC0415
    from zorgarrangeur_tui.screens.cases import CasesScreen  # noqa: PLC0415 - after the guard

    def fail(screen: CasesScreen) -> None:
        names = [pupil.name for pupil in living(screen.store, Pupil)]
        raise ValueError(names)

    def fail_in_thread(screen: CasesScreen) -> None:
        screen.run_worker(partial(fail, screen), thread=True)

    CasesScreen.reload = fail_in_thread if in_thread else fail  # type: ignore[method-assign]  # a fault in the app


if __name__ == "__main__":
    sys.exit(main())
