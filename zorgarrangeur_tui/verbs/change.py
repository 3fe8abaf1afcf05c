"""Changing fields of a record."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

if TYPE_CHECKING:
    from storage.models import Record


@click.command("change")
@click.argument("record_type", metavar="TYPE", type=RecordType(RECORD_TYPES))
@click.argument("record", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--from", "first_day", type=DAY, help="Only from this day on; of a visit, which stays as it was before.")
@json_option
@with_door
def command(
    door: StoreDoor, record_type: str, record: str, fields: tuple[str, ...], first_day: date | None, as_json: bool
) -> None:
    """Change fields of a record, as one act.

    TYPE is school, own-day, care-location, provider, professional, bond, case, pupil, need or visit. ID is its id or the
    beginning of one, or what people call it: a case reference, site code, name or pseudonym. FIELD is a field of the
    store, such as next_action; a wrong one is answered with those that there are. Nothing after the = empties a field. A
    field with an open conflict is settled by it, also with the value that it shows already.
    """
    from zorgarrangeur_tui.desk.records import change_record
    from zorgarrangeur_tui.desk.refusals import require
    from zorgarrangeur_tui.desk.settling import settle
    from zorgarrangeur_tui.desk.visit_changes import change_from
    from zorgarrangeur_tui.domain.clock import dutch_date_short
    from zorgarrangeur_tui.domain.words import RECORD_WORDS, field_word
    from zorgarrangeur_tui.verbs.field_text import read_fields
    from zorgarrangeur_tui.verbs.finding import find, label

    called = RECORD_WORDS[record_type].singular
    changed: Record
    dropped: tuple[date, ...] = ()
    if first_day is not None and record_type != "visit_pattern":
        require({"first_day": "--from werkt alleen bij een bezoek. Er is niets gewijzigd."})
    with door.open() as store:
        found = find(store, record_type, record)
        values = read_fields(store, type(found), fields)
        if first_day is not None:
            done = change_from(store, found.id, first_day, values)
            changed, dropped = done.visit, done.dropped
        else:
            act = f"{RECORD_WORDS[record_type].heading} gewijzigd"
            changed = change_record(store, type(found), found.id, values, act)
            settle(store, record_type, found.id, values)
    if as_json:
        more = {"from": first_day, "dropped": dropped} if first_day is not None else {}
        say_json({"type": record_type, "id": changed.id, "fields": sorted(values), **more})
    else:
        names = ", ".join(field_word(record_type, field).lower() for field in values)
        say(f"Gewijzigd: {called} {label(changed)} ({names}).")
        if dropped:
            say(f"Wat voor één dag was afgesproken, is vervallen op {', '.join(map(dutch_date_short, dropped))}.")
