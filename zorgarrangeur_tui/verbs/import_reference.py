"""Reading in reference data: gemeenten, tariffs and code lists."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.import_report import tell_import
from zorgarrangeur_tui.verbs.option_types import DAY, Code
from zorgarrangeur_tui.verbs.output import json_option, say_json

if TYPE_CHECKING:
    from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

_Function = TypeVar("_Function", bound=Callable[..., Any])

DELIVERY_FORMS = ("in_kind", "personal_budget", "task_based", "school_hired")
CODE_LISTS = ("ijw_category", "iwmo_category", "iwlz_code", "boundary", "quality_criterion")
"""The codes that options take; a test holds them against those of the models."""

_region_option = click.option("--region", default="", metavar="NAME", help="Gemeente or region for which it holds.")


def _shared_options(function: _Function) -> _Function:
    """Give a verb what every import of reference data takes."""
    file = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    day = click.option(
        "--valid-from", type=DAY, help="First day on which it holds. What held until then stays, with its last day."
    )
    source = click.option(
        "--source", default="", metavar="TEXT", help="Where it comes from; otherwise as the file says."
    )
    dry = click.option("--dry-run", is_flag=True, help="Only tell what would change.")
    return file(day(source(dry(json_option(function)))))


@click.command("municipalities")
@_shared_options
@with_door
def municipalities(
    door: StoreDoor, file: Path, valid_from: date | None, source: str, dry_run: bool, as_json: bool
) -> None:
    """Read in a list of gemeenten (CSV) with the regions they belong to.

    A gemeente that is known with something else is refused until --valid-from tells since when; its old row then stays.
    Lines that cannot be used are listed on standard error; the others are read in. It is one act, which 'undo' takes back.
    """
    from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

    _import(door, "municipalities", file, ReferenceOptions(valid_from, source), dry_run=dry_run, as_json=as_json)


@click.command("tariffs")
@_shared_options
@_region_option
@click.option("--delivery-form", type=Code(DELIVERY_FORMS), help="Form of delivery, such as personal_budget.")
@with_door
def tariffs(
    door: StoreDoor,
    file: Path,
    valid_from: date | None,
    source: str,
    region: str,
    delivery_form: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read in a list of tariffs (CSV, amounts with a decimal comma). Works as 'import municipalities'."""
    from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

    options = ReferenceOptions(valid_from, source, region.strip(), delivery_form or "")
    _import(door, "tariffs", file, options, dry_run=dry_run, as_json=as_json)


@click.command("codes")
@_shared_options
@_region_option
@click.option("--code-list", type=Code(CODE_LISTS), help="Which list it is, where the file does not say so.")
@with_door
def codes(
    door: StoreDoor,
    file: Path,
    valid_from: date | None,
    source: str,
    region: str,
    code_list: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read in a code list (CSV). Works as 'import municipalities'."""
    from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

    options = ReferenceOptions(valid_from, source, region.strip(), code_list=code_list or "")
    _import(door, "codes", file, options, dry_run=dry_run, as_json=as_json)


def _import(door: StoreDoor, kind: str, path: Path, options: ReferenceOptions, *, dry_run: bool, as_json: bool) -> None:
    from zorgarrangeur_tui.desk.reference_import import import_reference, plan_reference_import
    from zorgarrangeur_tui.importers.reference_report import reference_json, reference_summary
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES

    data = read_input(path, MAX_FILE_BYTES)
    act = plan_reference_import if dry_run else import_reference
    with door.open() as store:
        plan = act(store, kind, path.name, data, options)
    if as_json:
        say_json({"dry_run": dry_run, "file": path.name, **reference_json(plan)})
    tell_import(path.name, reference_summary(plan), plan.problems, dry_run=dry_run, only_refused=as_json)
