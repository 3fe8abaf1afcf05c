"""What the program finds around it when it starts. Imports nothing heavy: the app starts past the library of the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

_STORE_OPTION = "--store"


def screen_is_there() -> bool:
    """Tell whether a person sits at a screen that the app can draw on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def default_folder() -> Path:
    """Return where the user's store lies when no other folder is named."""
    from platformdirs import user_data_path  # noqa: PLC0415  not needed with --store

    return user_data_path("zorgarrangeur", appauthor=False) / "opslag"


def forgive_old_code_pages() -> None:
    """Print what a terminal cannot show as its number: an old code page lacks signs that a name may have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def folder_for_app(words: Sequence[str]) -> Path | None:
    """Return the folder of the store when the words ask for the app and for nothing else, else None."""
    match list(words):
        case []:
            return default_folder()
        case [option, folder] if option == _STORE_OPTION and folder and not folder.startswith("-"):
            return Path(folder)
        case _:
            return None
