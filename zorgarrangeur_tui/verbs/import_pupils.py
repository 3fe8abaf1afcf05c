"""Reading in where the pupils of schools live."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn


@click.command("pupils-by-postcode")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@json_option
@with_door
def pupils_by_postcode(door: StoreDoor, files: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Read in DUO's lists of pupils by postcode (CSV), one per gemeente of the school; name several at once.

    Of each school in them what was kept of the same day of count is replaced, in one act; counts of other days stay. They
    stay on this computer and are in no bundle. 'undo' does not take them back: reading in another list replaces them.
    Lines and files that cannot be used are listed on standard error, the others are read in, and the exit code is 0; when
    nothing can be used, nothing is read in (exit code 3). 'list home-municipalities' tells what comes of it.
    """
    from zorgarrangeur_tui.desk.home_counts import import_counts, plan_count_import
    from zorgarrangeur_tui.importers.pupils_by_postcode_report import count_json, count_summary, file_lines
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES

    data = [(path.name, read_input(path, MAX_FILE_BYTES)) for path in files]
    act = plan_count_import if dry_run else import_counts
    with door.open() as store:
        plan = act(store, data)
    if as_json:
        say_json({"dry_run": dry_run, **count_json(plan)})
    else:
        say(*count_summary(plan), "Proef: er is niets gewijzigd." if dry_run else "Ingelezen.")
    for told in filter(None, map(file_lines, plan.found.files)):
        warn(*told)
