"""The command line: verbs that load when they are called, and without a verb the app itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from zorgarrangeur_tui import __version__
from zorgarrangeur_tui.app_start import start_app
from zorgarrangeur_tui.surroundings import forgive_old_code_pages
from zorgarrangeur_tui.verbs.catalogue import PROGRAM, VERBS, main_help, module_of
from zorgarrangeur_tui.verbs.environment import Environment, store_option
from zorgarrangeur_tui.verbs.output import LINE_BY_LINE, say
from zorgarrangeur_tui.verbs.spoken_group import SpokenGroup

_NO_TERMINAL = (
    f"De app heeft een terminal nodig. Zonder terminal kan alles ook met een opdracht: {PROGRAM} --help laat ze zien."
)


class Verbs(SpokenGroup):
    """The group of all verbs; each is loaded when it is asked for."""

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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that is meant; click names near ones only among those that are loaded."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(
                unknown.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the help of the program, the same as is answered without click."""
        return main_help().rstrip("\n")


@click.group(PROGRAM, cls=Verbs, invoke_without_command=True)
@store_option
@click.option("--lines", is_flag=True, help="Lists line by line, one fact on each, whole.")
@click.option("--version", is_flag=True, help="Show the version and stop.")
@click.pass_context
def verbs(context: click.Context, folder: Path | None, lines: bool, version: bool) -> int | None:
    """Arrange care in school hours."""
    given = context.find_object(Environment)
    environment = given or Environment(start_app=start_app, start_demo=_start_demo, start_recording=_start_recording)
    context.obj = environment = replace(environment, folder=folder or environment.folder, read_day=_read_day)
    context.meta[LINE_BY_LINE] = lambda: lines or _lines_chosen(environment.preferences_file, own=given is None)
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
    forgive_old_code_pages()
    verbs.main(args=list(words), prog_name=PROGRAM)


def _lines_chosen(file: Path | None, *, own: bool) -> bool:
    """Tell whether the user chose to have lists line by line, in a file or, for the program itself, in their own."""
    from zorgarrangeur_tui.preferences.preferences_file import (  # noqa: PLC0415 - for lists only
        default_file,
        read_preferences,
    )
    from zorgarrangeur_tui.preferences.schema import LINE_BY_LINE as CHOSEN  # noqa: PLC0415 - as above

    path = file or (default_file() if own else None)
    return path is not None and read_preferences(path).preferences.yes(CHOSEN)


def _read_day(text: str, today: date) -> date | None:
    """Read a day as the fields of the app do, which the verbs do not know."""
    from zorgarrangeur_tui.day_reading import read_day  # noqa: PLC0415 - for the few verbs that take one

    return read_day(text, today)


def _start_demo(school_count: int, seed: int) -> int:
    """Run the app on an invented region."""
    from zorgarrangeur_tui.app_runs import run_demo  # noqa: PLC0415 - the screen is loaded only when it is shown

    return run_demo(school_count, seed)


def _start_recording(path: Path, school_count: int, seed: int) -> int:
    """Run the app on an invented region and record what is done in it."""
    from zorgarrangeur_tui.testkit.recording_app import run_recording  # noqa: PLC0415 - as for the demo

    return run_recording(path, school_count, seed)
