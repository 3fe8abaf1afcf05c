"""Reading in a list of school holidays."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from zorgarrangeur_tui.importers.holidays import HolidayPlan


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
    from zorgarrangeur_tui.importers.holiday_report import holiday_json
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES

    data = read_input(file, MAX_FILE_BYTES)
    act = plan_holiday_import if dry_run else import_holidays
    with door.open() as store:
        plan = act(store, file.name, data, source)
    if as_json:
        say_json({"dry_run": dry_run, "file": file.name, **holiday_json(plan)})
    _report(file.name, plan, dry_run=dry_run, only_refused=as_json)


def _report(name: str, plan: HolidayPlan, *, dry_run: bool, only_refused: bool) -> None:
    from zorgarrangeur_tui.importers.holiday_report import holiday_summary
    from zorgarrangeur_tui.importers.problems import Severity

    summary, *lines = holiday_summary(plan)
    problems = lines[len(lines) - len(plan.problems) :]
    refused = [line for line, one in zip(problems, plan.problems, strict=True) if one.severity is Severity.REFUSED]
    if not only_refused:
        say(f"{name}: {summary}", *(line for line in lines if line not in refused))
        say("Proef: er is niets gewijzigd." if dry_run else "Ingelezen.")
    if refused:
        warn(f"{name}: deze regels zijn niet gebruikt:", *refused)
