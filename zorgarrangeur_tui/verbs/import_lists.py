"""Reading in lists of registers."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.import_holidays import holidays
from zorgarrangeur_tui.verbs.import_inventory import inventory
from zorgarrangeur_tui.verbs.import_pupils import pupils_by_postcode
from zorgarrangeur_tui.verbs.import_reference import codes, municipalities, tariffs
from zorgarrangeur_tui.verbs.import_report import tell_import
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say_json

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.importers.schools import SchoolPlan


@click.group("import", cls=ListedGroup)
def command() -> None:
    """Read in a list. What is already known is brought up to date, never doubled."""


command.add_command(inventory)
for _reference in (municipalities, tariffs, codes, holidays, pupils_by_postcode):
    command.add_command(_reference)


@command.command("schools")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--dry-run", is_flag=True, help="Only tell what would change. Each file is held against the store as it is."
)
@json_option
@with_door
def schools(door: StoreDoor, files: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Read in school lists of DUO (CSV).

    A file that cannot be used as a whole is refused, and then no file is read in (exit code 3). Single lines that cannot
    be used are refused too: they are listed on standard error, the other lines are read in, and the exit code is 0. Each
    file is one act, which 'undo' takes back.
    """
    from zorgarrangeur_tui.desk.schools import import_schools
    from zorgarrangeur_tui.importers.report_text import plan_json, plan_summary
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES

    lists = [(path.name, read_input(path, MAX_FILE_BYTES)) for path in files]
    with door.open() as store:
        plans = [_planned(store, name, data, one_of_several=len(lists) > 1) for name, data in lists]
        if not dry_run:
            plans = [import_schools(store, name, data) for name, data in lists]
    if as_json:
        answers = [{"file": name, **plan_json(plan)} for (name, _), plan in zip(lists, plans, strict=True)]
        say_json({"dry_run": dry_run, "files": answers})
    for (name, _), plan in zip(lists, plans, strict=True):
        tell_import(name, plan_summary(plan), plan.problems, dry_run=dry_run, only_refused=as_json)


def _planned(store: Store, name: str, data: bytes, *, one_of_several: bool) -> SchoolPlan:
    """Return what a list would change.

    Raises:
        FileRefused: of several files, with the name of this one.
    """
    from zorgarrangeur_tui.desk.schools import plan_school_import
    from zorgarrangeur_tui.importers.problems import FileRefused

    try:
        return plan_school_import(store, name, data)
    except FileRefused as refused:
        if one_of_several:
            raise FileRefused(f"{name}: {refused.sentence}") from refused
        raise
