"""From an error to a sentence and an exit code. No value of a user is ever part of it."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import StorageError, WrongSecret
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.verbs.exit_codes import ExitCode

if TYPE_CHECKING:
    from types import TracebackType

_HOUSE = Path(__file__).resolve().parents[2]
_PACKAGES = frozenset({"zorgarrangeur_tui", "widgets", "storage"})


def outcome_of(error: Exception) -> tuple[ExitCode, str]:
    """Return the exit code and the Dutch sentence for an error that ended a verb."""
    if isinstance(error, FileRefused):
        return ExitCode.REFUSED, error.sentence
    if isinstance(error, WrongSecret):
        return ExitCode.WRONG_SECRET, str(error)
    if isinstance(error, StorageError) and type(error) is not StorageError:
        return ExitCode.REFUSED, str(error)
    return ExitCode.FAULT, crash_sentence(error)


def crash_sentence(error: Exception) -> str:
    """Return what is told when the app itself fails: the kind of error and the place in our own code."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return (
        "Er ging iets mis in de app zelf. Wat u had opgeslagen, is bewaard. "
        f"Geef deze regel door; er staan geen gegevens in: {kind} in {_place(error.__traceback__)}"
    )


def _place(trace: TracebackType | None) -> str:
    """Return the deepest place in our own code."""
    places = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_relative_to(_HOUSE) and path.relative_to(_HOUSE).parts[0] in _PACKAGES:
            places.append(f"{path.relative_to(_HOUSE).as_posix()}:{frame.lineno}")
    return places[-1] if places else "onbekende plaats"
