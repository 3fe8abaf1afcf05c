"""Reading in a list of school holidays."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.import_report import tell_import
from zorgarrangeur_tui.verbs.output import json_option, say_json


@click.command("holidays")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--source", default="", metavar="TEXT", help="Where it comes from; otherwise as the file says.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@json_option
@with_door
def holidays(door: StoreDoor, file: Path, source: str, dry_run: bool, as_json: bool) -> None:
    """Read in a list of school holidays per region (CSV).

    What the app knows just so is not written, and public holidays never are: the app computes them. Lines that cannot be
    used, such as a spring holiday of five weeks, are listed on standard error; the others are read in. It is one act,
    which 'undo' takes back.
    """
    from zorgarrangeur_tui.desk.holiday_import import import_holidays, plan_holiday_import
    from zorgarrangeur_tui.importers.holiday_report import holiday_json, holiday_summary
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES

    data = read_input(file, MAX_FILE_BYTES)
    act = plan_holiday_import if dry_run else import_holidays
    with door.open() as store:
        plan = act(store, file.name, data, source)
    if as_json:
        say_json({"dry_run": dry_run, "file": file.name, **holiday_json(plan)})
    tell_import(file.name, holiday_summary(plan), plan.problems, dry_run=dry_run, only_refused=as_json)
