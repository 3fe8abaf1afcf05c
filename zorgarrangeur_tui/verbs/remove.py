"""Taking a record away."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("remove")
@click.argument("record_type", metavar="TYPE", type=RecordType(RECORD_TYPES))
@click.argument("record", metavar="ID")
@json_option
@with_door
def command(door: StoreDoor, record_type: str, record: str, as_json: bool) -> None:
    """Take a record away, with what cannot stand without it. 'undo' brings all of it back.

    TYPE and ID are as in 'change'.
    """
    from zorgarrangeur_tui.desk.board import remove_visit
    from zorgarrangeur_tui.desk.records import remove_record
    from zorgarrangeur_tui.domain.words import RECORD_WORDS
    from zorgarrangeur_tui.verbs.finding import find, label

    called = RECORD_WORDS[record_type].singular
    with door.open() as store:
        found = find(store, record_type, record)
        if record_type == "visit_pattern":
            remove_visit(store, found.id)
        else:
            remove_record(store, type(found), found.id, f"{RECORD_WORDS[record_type].heading} weggehaald")
    if as_json:
        say_json({"type": record_type, "id": found.id})
    else:
        say(f"Weggehaald: {called} {label(found)}. `zorgarrangeur undo` zet alles terug.")
