"""The invented region, to try the app on."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import environment_of
from zorgarrangeur_tui.verbs.option_types import Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("demo")
@click.option("--school-count", type=Whole(1, 200), default=12, show_default=True, help="How many schools it has.")
@click.option(
    "--seed", type=Whole(0, 999_999), default=1, show_default=True, help="Another number draws another region."
)
@json_option
@click.pass_context
def command(context: click.Context, school_count: int, seed: int, as_json: bool) -> int | None:
    """Try the app on an invented region, in a throw-away folder.

    Without a terminal, or with --json, the main job is done without a screen and what was done is told.
    """
    environment = environment_of(context)
    if environment.start_demo is not None and environment.has_screen() and not as_json:
        return environment.start_demo(school_count, seed)
    from zorgarrangeur_tui.demo.main_job import do_main_job

    done = do_main_job(school_count, seed, environment.settings)
    if as_json:
        say_json(done.values())
    else:
        say(*done.lines())
    return None
