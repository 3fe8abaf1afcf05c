"""One record in full."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json
from zorgarrangeur_tui.verbs.read_notes import show_note


@click.group("show")
def command() -> None:
    """Show one record in full."""


command.add_command(show_note)


@command.command("case")
@click.argument("reference")
@click.option("--names", is_flag=True, help="Also names of and notes on children. That is written in the access log.")
@json_option
@with_door
def case(door: StoreDoor, reference: str, names: bool, as_json: bool) -> None:
    """Show a case (such as Z-7F3A2C) with its pupils, by pseudonym, and their needs."""
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.case_parts import ADDABLE, names_of, parts_of
    from zorgarrangeur_tui.desk.cases import case_file, find_case
    from zorgarrangeur_tui.desk.looking import note_case_read
    from zorgarrangeur_tui.verbs.case_text import case_lines, case_values, part_lines, part_values

    with door.open() as store:
        file = case_file(store, find_case(store, reference).id)
        parts = parts_of(store, file.case.id, ADDABLE)
        called = names_of(store, [one for found in parts.values() for one in found])
        today = local_date(store.clock)
        pupils = {pupil.id for pupil in file.pupils}
        note_case_read(store, file.case.id, pupils, named=pupils if names else set())
    if as_json:
        say_json({**case_values(file, names=names), "parts": part_values(parts, names=names)})
    else:
        say(*case_lines(file, names=names), *part_lines(file, parts, called, today, names=names))
