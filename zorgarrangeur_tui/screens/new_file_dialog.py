"""Asking where a new file goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from widgets.dialogs import TextDialog
from zorgarrangeur_tui.desk.exports import REASON_NEEDED
from zorgarrangeur_tui.desk.files import place_problem
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
    return place_problem(path_of(text))


def file_problems(filled: Mapping[str, object], endings: Sequence[str]) -> dict[str, str]:
    """Return, by field, what is wrong with the reason and the path that were filled in for a new file."""
    problems = {} if str(filled["reason"]).strip() else {"reason": REASON_NEEDED}
    if problem := place_problem(path_of(str(filled["path"])), *endings):
        problems["path"] = problem
    return problems
