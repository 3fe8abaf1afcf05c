"""The app as its users start it, on a store with quick keys: the other side of the tests in a terminal."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from zorgarrangeur_tui.hygiene import guard


def main() -> int:
    """Run the app on the folder that was named; with `stuck` besides, a thread of it never ends."""
    guard()
    from store_kit import quick_settings  # noqa: PLC0415 - after the guard, as in the program itself

    from storage.clock import system_clock  # noqa: PLC0415
    from zorgarrangeur_tui.app import ZorgarrangeurApp, run_app  # noqa: PLC0415
    from zorgarrangeur_tui.session import AppSettings  # noqa: PLC0415

    if "stuck" in sys.argv:

        def enter_and_wait(app: ZorgarrangeurApp, store: object) -> object:
            app.run_worker(threading.Event().wait, thread=True, name="stuck")
            return enter(app, store)  # type: ignore[arg-type]  # whatever store it is

        enter = ZorgarrangeurApp.enter
        ZorgarrangeurApp.enter = enter_and_wait  # type: ignore[method-assign, assignment]  # as a long import would
    settings = quick_settings(system_clock)  # type: ignore[arg-type]  # a clock that runs
    return run_app(AppSettings(Path(sys.argv[1]), settings))


if __name__ == "__main__":
    sys.exit(main())
