"""A group of commands that ends with a Dutch sentence and an exit code, whatever happens."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.failures import outcome_of
from zorgarrangeur_tui.verbs.output import OutputClosed, OutputLost, warn
from zorgarrangeur_tui.verbs.usage_words import help_hint, usage_sentence


class SpokenGroup(click.Group):
    """Every way in which a command can end becomes a sentence and an exit code here."""

    def main(  # type: ignore[override]  # click's own has overloads for what is never asked here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command and end the process with its exit code."""
        extra["standalone_mode"] = False
        try:
            code: int = super().main(args, prog_name, **extra) or ExitCode.DONE
        except SystemExit:
            # Help is printed by click, which ends so, and with 1, when nobody reads it any more.
            code = ended_by(OutputClosed())
        except Exception as error:  # noqa: BLE001 - nothing may end in a traceback: it shows what is in memory
            code = ended_by(error)
        sys.exit(int(code))


def ended_by(error: BaseException) -> ExitCode:
    """Say why the program ends, and return its exit code."""
    match error:
        case click.Abort() | KeyboardInterrupt():
            warn("Afgebroken.")
            return ExitCode.INTERRUPTED
        case OutputClosed() | BrokenPipeError():
            _let_output_go()
            return ExitCode.OUTPUT_CLOSED
        case OutputLost() | OSError(errno=errno.ENOSPC):
            _let_output_go()
            # When standard error takes nothing either, the exit code is all that is left to tell it with.
            with contextlib.suppress(OSError):
                warn(OutputLost.sentence)
            return ExitCode.OUTPUT_LOST
        case click.ClickException():
            warn(usage_sentence(error), help_hint(error))
            return ExitCode.USAGE
        case Exception():
            code, sentence = outcome_of(error)
            warn(sentence)
            return code
        case _:
            raise error


def _let_output_go() -> None:
    """Send what standard output still holds nowhere, or Python would complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
