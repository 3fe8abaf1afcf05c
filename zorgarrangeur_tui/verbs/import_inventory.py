"""Reading the inventory sheet of a school into a case."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.desk.inventory_import import InventoryRequest
    from zorgarrangeur_tui.importers.inventory import InventoryPlan

_MAP = 'Waar een kolom heen gaat, zegt u met --map, bijvoorbeeld --map "kolom 1=leerling".'
_GOOD_LINES = "lees met --good-lines alleen de goede regels in"


@click.command("inventory")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "reference", required=True, metavar="REF", help="The case into which it is read.")
@click.option(
    "--map", "choices", multiple=True, metavar="COLUMN=FIELD", help="Where a column goes; COLUMN= does not read it."
)
@click.option("--good-lines", is_flag=True, help="Read in the good lines when others are refused.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@json_option
@with_door
def inventory(
    door: StoreDoor,
    file: Path,
    reference: str,
    choices: tuple[str, ...],
    good_lines: bool,
    dry_run: bool,
    as_json: bool,
) -> ExitCode:
    """Read in an inventory sheet (CSV): one line per pupil and kind of care.

    Where a column goes is guessed from its heading; --map says otherwise. With a refused line nothing is read in (exit code
    3, with --dry-run too), unless --good-lines is given. It is one act, which 'undo' takes back.
    """
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.inventory_import import (
        InventoryRequest,
        import_inventory,
        note_plan_read,
        plan_inventory_import,
        refused_lines_stop,
    )
    from zorgarrangeur_tui.importers.inventory import ColumnsRefused
    from zorgarrangeur_tui.importers.inventory_choices import chosen_targets
    from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
    from zorgarrangeur_tui.importers.inventory_report import refused_lines
    from zorgarrangeur_tui.importers.inventory_sheet import MAX_SHEET_BYTES, open_sheet
    from zorgarrangeur_tui.importers.problems import FileRefused

    sheet = open_sheet(file.name, read_input(file, MAX_SHEET_BYTES))
    targets = chosen_targets(sheet.header, guessed_targets(sheet.header), choices)
    with door.open() as store:
        request = InventoryRequest(find_case(store, reference).id, sheet, targets)
        try:
            plan = plan_inventory_import(store, request)
        except ColumnsRefused as refused:
            raise FileRefused(f"{refused.sentence} {_MAP}") from None
        stops = refused_lines_stop(plan, good_lines=_GOOD_LINES) if plan.refused and not good_lines else None
        if plan.refused:
            warn("Deze regels zijn niet te gebruiken:", *refused_lines(plan), _MAP)
        if dry_run:
            note_plan_read(store, request, plan)
        elif stops:
            raise stops
        else:
            plan = import_inventory(store, request, good_lines_only=good_lines)
        if as_json:
            say_json(_answer(request, plan, dry_run=dry_run))
        else:
            _report(store, request, plan, dry_run=dry_run)
    if stops:
        warn(str(stops))
        return ExitCode.REFUSED
    return ExitCode.DONE


def _answer(request: InventoryRequest, plan: InventoryPlan, *, dry_run: bool) -> dict[str, object]:
    from zorgarrangeur_tui.importers.inventory_report import plan_values

    columns = [
        {"column": heading, "field": target}
        for heading, target in zip(request.sheet.header, request.targets, strict=True)
    ]
    return {"dry_run": dry_run, "columns": columns, **plan_values(plan)}


def _report(store: Store, request: InventoryRequest, plan: InventoryPlan, *, dry_run: bool) -> None:
    from zorgarrangeur_tui.desk.inventory_import import provider_names
    from zorgarrangeur_tui.importers.inventory_columns import target_choices
    from zorgarrangeur_tui.importers.inventory_report import (
        change_fields,
        change_title,
        counts_line,
        doubt_lines,
    )

    labels = dict(target_choices())
    for place, (heading, target) in enumerate(zip(request.sheet.header, request.targets, strict=True), start=1):
        say(f"Kolom {place}, {heading or '(zonder kop)'}: {labels[target]}")
    say(counts_line(plan), *doubt_lines(plan))
    providers = provider_names(store, plan)
    for change in plan.changes:
        say(f"{'~' if change.record_id else '+'} {change_title(change)}")
        for label, before, after in change_fields(change, providers):
            was = f"{before or '(leeg)'} → " if change.record_id else ""
            say(f"    {label}: {was}{after or '(leeg)'}")
    if dry_run:
        say("Proef: er is niets gewijzigd.")
    else:
        say("Ingelezen." if plan.changes else "Alles stond er al: er is niets gewijzigd.")
