"""The invented region, to try the app on."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import environment_of
from zorgarrangeur_tui.verbs.option_types import Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

_ONLY_PRACTICE = (
    "Opnemen kan alleen in de oefenregio, op een scherm: in een opname staat wat u typt. Laat --store en --json weg."
)


@click.command("demo")
@click.option("--school-count", type=Whole(1, 200), default=12, show_default=True, help="How many schools it has.")
@click.option(
    "--seed", type=Whole(0, 999_999), default=1, show_default=True, help="Another number draws another region."
)
@click.option(
    "--record",
    type=click.Path(path_type=Path),
    help="Record what you do as a story for testers, in a new file named *.verhaal.toml.",
)
@json_option
@click.pass_context
def command(context: click.Context, school_count: int, seed: int, record: Path | None, as_json: bool) -> int | None:
    """Try the app on an invented region, in a throw-away folder.

    Without a terminal, or with --json, the main job is done without a screen and what was done is told.
    """
    environment = environment_of(context)
    if record is not None:
        if environment.start_recording is None or not environment.has_screen() or as_json or environment.folder:
            raise click.UsageError(_ONLY_PRACTICE)
        return environment.start_recording(record, school_count, seed)
    if environment.start_demo is not None and environment.has_screen() and not as_json:
        return environment.start_demo(school_count, seed)
    from zorgarrangeur_tui.demo.main_job import do_main_job

    done = do_main_job(school_count, seed, environment.settings)
    if as_json:
        say_json(done.values())
    else:
        say(*done.lines())
    return None
