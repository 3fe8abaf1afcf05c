"""Starts the app. What it is made of loads then, and not with the command line."""

from __future__ import annotations

from functools import partial
from pathlib import Path


def start_app(folder: Path) -> int:
    """Run the app on a store."""
    from zorgarrangeur_tui.own_program import keep, needs_keeper  # noqa: PLC0415 - for the app only

    if needs_keeper():
        return keep()
    from zorgarrangeur_tui.terminal.quiet_start import run_quietly  # noqa: PLC0415 - a keeper loads nothing

    return run_quietly(partial(_start, folder))


def _start(folder: Path) -> int:
    from zorgarrangeur_tui.garbage import look_not_yet  # noqa: PLC0415 - for the app only

    look_not_yet()
    from storage.store_folder import StoreSettings  # noqa: PLC0415 - the screen is loaded only when it is shown
    from zorgarrangeur_tui.app_runs import run_app  # noqa: PLC0415
    from zorgarrangeur_tui.preferences.preferences_file import default_file  # noqa: PLC0415
    from zorgarrangeur_tui.session import AppSettings  # noqa: PLC0415

    return run_app(AppSettings(folder=folder, store=StoreSettings(), preferences_file=default_file()))
