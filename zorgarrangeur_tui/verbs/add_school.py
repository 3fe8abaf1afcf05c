"""Adding a school by hand."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.code_names import SCHOOL_KINDS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import Code
from zorgarrangeur_tui.verbs.output import json_option


@click.command("school")
@click.option("--code", required=True, metavar="CODE", help="BRIN and site, such as 99ZZ00.")
@click.option("--name", required=True, metavar="TEXT", help="Name of the school.")
@click.option("--kind", type=Code(SCHOOL_KINDS), help="Kind of school.")
@click.option("--place", metavar="TEXT", help="Town.")
@json_option
@with_door
def school(door: StoreDoor, code: str, name: str, kind: str | None, place: str | None, as_json: bool) -> None:
    """Add a school that is in no list; a list that is read in later fills in the rest."""
    from zorgarrangeur_tui.desk.new_school import add_school
    from zorgarrangeur_tui.verbs.added import given, tell

    with door.open() as store:
        tell(add_school(store, given(site_code=code, name=name, kind=kind, place=place)), as_json=as_json)
