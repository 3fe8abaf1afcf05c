"""From an error to a sentence and an exit code. No value of a user is ever part of it."""

from __future__ import annotations

from storage.errors import StorageError, WrongSecret
from zorgarrangeur_tui.fault_report import fault_report
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.planning.refused import ProblemImpossible, ProblemRefused
from zorgarrangeur_tui.verbs.exit_codes import ExitCode


def outcome_of(error: Exception) -> tuple[ExitCode, str]:
    """Return the exit code and the Dutch sentence for an error that ended a verb."""
    if isinstance(error, FileRefused | ProblemRefused | ProblemImpossible):
        return ExitCode.REFUSED, error.sentence
    if isinstance(error, WrongSecret):
        return ExitCode.WRONG_SECRET, str(error)
    if isinstance(error, StorageError) and type(error) is not StorageError:
        return ExitCode.REFUSED, str(error)
    return ExitCode.FAULT, fault_report(error)
