"""One record in full."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json
from zorgarrangeur_tui.verbs.read_notes import show_note


@click.group("show", cls=ListedGroup)
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


@command.command("record")
@click.argument("record_type", metavar="TYPE", type=RecordType(RECORD_TYPES))
@click.argument("record", metavar="ID")
@click.option("--names", is_flag=True, help="Also names of and notes on children. That is written in the access log.")
@json_option
@with_door
def record(door: StoreDoor, record_type: str, record: str, names: bool, as_json: bool) -> None:
    """Show what any record holds now, a line per field: a school, a provider, a visit, an agreement.

    TYPE and ID are as for 'change', and so are the names of the fields between brackets. Reading about a child or a case
    is written in the access log.
    """
    from zorgarrangeur_tui.desk.looking import note_history_read
    from zorgarrangeur_tui.desk.record_history import Standing, history_of_record
    from zorgarrangeur_tui.verbs.finding import find

    with door.open() as store:
        found = history_of_record(store, record_type, find(store, record_type, record).id, names=names)
        note_history_read(store, found.case_id, found.pupil_ids, named=names)
    now = [value for value in found.values if value.standing in {Standing.NOW, Standing.NOW_DISPUTED}]
    if as_json:
        fields = {value.field: value.text for value in now}
        say_json({"type": found.record_type, "id": found.record_id, "fields": fields})
    else:
        disputed = {Standing.NOW_DISPUTED: "  (u moet nog kiezen)"}
        lines = [f"  {value.label} ({value.field}): {value.text}{disputed.get(value.standing, '')}" for value in now]
        say(f"{found.called}:", *lines)
