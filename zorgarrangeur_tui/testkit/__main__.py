"""`python -m zorgarrangeur_tui.testkit run verhaal.toml`: play stories without writing a line of Python."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.testkit.story import Step, StoryFault
from zorgarrangeur_tui.testkit.story_file import read_story
from zorgarrangeur_tui.verbs.spoken_group import SpokenGroup

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester

_FAILED, _USAGE = 1, 2


@click.group("testkit", cls=SpokenGroup)
def testkit() -> None:
    """Play stories: TOML files with keys and what the app then shows."""


@testkit.command("run")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="Show the screen after each step.")
def run(files: tuple[Path, ...], show: bool) -> None:
    """Play stories on throw-away stores and tell how each went."""
    from zorgarrangeur_tui.testkit.story_play import StoryFailure, play  # noqa: PLC0415 - help needs no app

    # A running app takes what is printed for itself.
    output = sys.stdout

    async def watch(number: int, step: Step, tester: Tester) -> None:
        click.echo(f"  stap {number}: {step.what or 'zonder beschrijving'}", file=output)
        if show:
            click.echo(tester.pages.text(), file=output)

    worst = 0
    for file in files:
        try:
            story = read_story(file)
            click.echo(f"{file.name}: {story.title}")
            with tempfile.TemporaryDirectory(prefix="zorgarrangeur-verhaal-") as folder:
                asyncio.run(play(story, Path(folder), watch))
        except StoryFault as fault:
            click.echo(str(fault), err=True)
            worst = _USAGE
        except StoryFailure as failure:
            click.echo(str(failure), err=True)
            worst = worst or _FAILED
        else:
            click.echo("  goed")
    click.get_current_context().exit(worst)


@testkit.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Tell whether stories can be read, without playing them."""
    worst = 0
    for file in files:
        try:
            story = read_story(file)
        except StoryFault as fault:
            click.echo(str(fault), err=True)
            worst = _USAGE
        else:
            click.echo(f"{file.name}: {story.title}, {len(story.steps)} stappen")
    click.get_current_context().exit(worst)


if __name__ == "__main__":
    testkit(prog_name="python -m zorgarrangeur_tui.testkit")
