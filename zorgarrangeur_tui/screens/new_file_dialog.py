"""Asking where a new file goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from widgets.dialogs import TextDialog
from zorgarrangeur_tui.screens.file_names import path_of


async def ask_new_file(app: App[Any], title: str, name: str) -> Path | None:
    """Ask where a new file goes; None when the user cancelled. An existing file is never replaced.

    Args:
        app: the app.
        title: what the file is for.
        name: what it may be called; the user's home folder is proposed.
    """
    path = await app.push_screen_wait(
        TextDialog(
            title,
            "Bestand",
            value=str(Path.home() / name),
            help="Een nieuw bestand.",
            typed_over="file_name",
            check=_writable,
        )
    )
    return None if path is None else path_of(path)


def _writable(text: str) -> str:
    path = path_of(text)
    if path.exists():
        return "Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam."
    return "" if path.parent.is_dir() else "Deze map is er niet."
