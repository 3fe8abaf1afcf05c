"""What is told when the app itself fails: the kind of error and the place in our code, never a value.

A traceback with locals would print what stands in memory: names of children, a passphrase.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from rich.text import Text
from textual.worker import WorkerFailed

_HOUSE = Path(__file__).resolve().parent.parent


def crash_report(error: BaseException) -> str:
    """Return a few lines on an error that hold no values: types, files and line numbers only."""
    lines = [
        "Er ging iets mis in de app zelf. Wat u had opgeslagen, is bewaard.",
        "Geef deze regels door; er staan geen gegevens in:",
    ]
    while isinstance(error, WorkerFailed):
        error = error.error
    for one in _chain(error):
        lines.append(f"  {type(one).__module__}.{type(one).__qualname__}")
        lines += [f"    {_place(frame)}" for frame in traceback.extract_tb(one.__traceback__)[-8:]]
    return "\n".join(lines)


class SafeCrash(Exception):
    """An error whose display is the report above."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(type(error).__name__)
        self.report = crash_report(error)
        self.__cause__ = error

    def __rich__(self) -> Text:
        return Text(self.report)


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found and len(found) < 4:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(_HOUSE) if path.is_relative_to(_HOUSE) else Path(path.name)
    return f"{name.as_posix()}:{frame.lineno}"
