"""What one record held over time."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.record_history import PastValue, RecordHistory

_RECORD_ID = re.compile(r"[0-9a-f]{32}")


@click.command("history")
@click.argument("record_type", metavar="TYPE", type=RecordType(RECORD_TYPES))
@click.argument("record", metavar="ID")
@click.option("--names", is_flag=True, help="Also names of and notes on children. That is written in the access log.")
@json_option
@with_door
def command(door: StoreDoor, record_type: str, record: str, names: bool, as_json: bool) -> None:
    """Show every value that the fields of a record held, newest first.

    TYPE and ID are as for 'change'. A record that was taken away is found by its whole id only. Reading about a child or
    a case is written in the access log.
    """
    from zorgarrangeur_tui.desk.looking import note_history_read
    from zorgarrangeur_tui.desk.record_history import history_of_record
    from zorgarrangeur_tui.verbs.finding import find

    typed = record.strip().casefold()
    with door.open() as store:
        record_id = typed if _RECORD_ID.fullmatch(typed) else find(store, record_type, record).id
        found = history_of_record(store, record_type, record_id, names=names)
        note_history_read(store, found.case_id, found.pupil_ids, named=names)
    if as_json:
        say_json(_values(found))
        return
    say(f"Geschiedenis van {found.called}:")
    say_table(
        ("Veld", "Waarde", "Wanneer", "Wie", "Handeling", "Stand"),
        [
            (f"{value.label} ({value.field})", value.text, value.when, value.who, value.act, value.standing)
            for value in found.values
        ],
    )


def _values(found: RecordHistory) -> dict[str, Any]:
    return {
        "type": found.record_type,
        "id": found.record_id,
        "fields": [
            {
                "field": field.field,
                "in_conflict": field.in_conflict,
                "values": [_value(value) for value in field.values],
            }
            for field in found.fields
        ],
    }


def _value(value: PastValue) -> dict[str, str]:
    return {
        "value": value.text,
        "when": value.when,
        "who": value.who,
        "device": value.device,
        "act": value.act,
        "standing": value.standing.name.casefold(),
    }
