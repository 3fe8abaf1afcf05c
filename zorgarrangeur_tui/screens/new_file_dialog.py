"""Asking where a new file goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from widgets.dialogs import TextDialog


async def ask_new_file(app: App[Any], title: str, name: str) -> Path | None:
    """Ask where a new file goes; None when the user cancelled. An existing file is never replaced.

    Args:
        app: the app.
        title: what the file is for.
        name: what it may be called; the user's home folder is proposed.
    """
    path = await app.push_screen_wait(
        TextDialog(title, "Bestand", value=str(Path.home() / name), help="Een nieuw bestand.", check=_writable)
    )
    return None if path is None else _path(path)


def _path(text: str) -> Path:
    return Path(text.strip()).expanduser()


def _writable(text: str) -> str:
    path = _path(text)
    if path.exists():
        return "Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam."
    return "" if path.parent.is_dir() else "Deze map is er niet."
