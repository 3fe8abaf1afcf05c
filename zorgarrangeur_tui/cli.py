"""The command line: verbs that load when they are called, and without a verb the app itself."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from zorgarrangeur_tui import __version__
from zorgarrangeur_tui.verbs.catalogue import PROGRAM, VERBS, main_help, module_of
from zorgarrangeur_tui.verbs.environment import Environment, store_option
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.failures import outcome_of
from zorgarrangeur_tui.verbs.output import say, warn
from zorgarrangeur_tui.verbs.usage_words import help_hint, usage_sentence

_NO_TERMINAL = (
    f"De app heeft een terminal nodig. Zonder terminal kan alles ook met een opdracht: {PROGRAM} --help laat ze zien."
)


class Verbs(click.Group):
    """The group of all verbs. Every way in which a verb can end becomes a sentence and an exit code here."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks with it
        """Return the names of the verbs."""
        return [name for name, _, _ in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a verb, loading its module, or None when there is no such verb."""
        module = module_of(cmd_name)
        if module is None:
            return None
        verb: click.Command = import_module(f"zorgarrangeur_tui.verbs.{module}").command
        return verb

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the help of the program, the same as is answered without click."""
        return main_help().rstrip("\n")

    def main(  # type: ignore[override]  # click's own has overloads for what is never asked here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a verb and end the process with its exit code."""
        extra["standalone_mode"] = False
        try:
            code: int = super().main(args, prog_name, **extra) or ExitCode.DONE
        except click.Abort:
            warn("Afgebroken.")
            code = ExitCode.INTERRUPTED
        except click.ClickException as error:
            warn(usage_sentence(error), help_hint(error))
            code = ExitCode.USAGE
        except Exception as error:  # noqa: BLE001 - nothing may end in a traceback: it shows what is in memory
            code, sentence = outcome_of(error)
            warn(sentence)
        sys.exit(int(code))


@click.group(PROGRAM, cls=Verbs, invoke_without_command=True)
@store_option
@click.option("--version", is_flag=True, help="Show the version and stop.")
@click.pass_context
def verbs(context: click.Context, folder: Path | None, version: bool) -> int | None:
    """Arrange care in school hours."""
    environment = context.find_object(Environment) or Environment(start_app=_start_app, start_demo=_start_demo)
    context.obj = environment = replace(environment, folder=folder or environment.folder, read_day=_read_day)
    if version:
        say(f"{PROGRAM} {__version__}")
        return None
    if context.invoked_subcommand is not None:
        return None
    if environment.start_app is None or not environment.has_screen():
        raise click.UsageError(_NO_TERMINAL)
    return environment.start_app(environment.folder_of(None))


def run(words: Sequence[str]) -> NoReturn:
    """Run the program on these words and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old code page lacks signs that a name may have
    verbs.main(args=list(words), prog_name=PROGRAM)


def _read_day(text: str, today: date) -> date | None:
    """Read a day as the fields of the app do, which the verbs do not know."""
    from zorgarrangeur_tui.day_reading import read_day  # noqa: PLC0415 - for the few verbs that take one

    return read_day(text, today)


def _start_app(folder: Path) -> int:
    """Run the app on a store."""
    from storage.store_folder import StoreSettings  # noqa: PLC0415 - the screen is loaded only when it is shown
    from zorgarrangeur_tui.app import run_app  # noqa: PLC0415
    from zorgarrangeur_tui.session import AppSettings  # noqa: PLC0415

    return run_app(AppSettings(folder=folder, store=StoreSettings()))


def _start_demo(school_count: int, seed: int) -> int:
    """Run the app on an invented region."""
    from zorgarrangeur_tui.app import run_demo  # noqa: PLC0415 - the screen is loaded only when it is shown

    return run_demo(school_count, seed)
