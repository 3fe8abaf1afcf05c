"""Reading visit notes: the list of them, and one in full."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table


@click.command("note")
@click.argument("note", metavar="ID")
@json_option
@with_door
def show_note(door: StoreDoor, note: str, as_json: bool) -> None:
    """Show a visit note with its lines. Which children it is about is written in the access log."""
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.note_files import note_file, note_read
    from zorgarrangeur_tui.verbs.finding import find
    from zorgarrangeur_tui.verbs.note_text import note_lines, note_values

    with door.open() as store:
        file = note_file(store, find(store, "visit_note", note).id)
        note_read(store, file.note, set(file.pupils))
        today = local_date(store.clock)
    if as_json:
        say_json(note_values(file))
    else:
        say(*note_lines(file, lambda text: door.environment.read_day(text, today)))


@click.command("notes")
@click.option("--school", metavar="CODE", help="Only those of this school (site code, name or id).")
@json_option
@with_door
def list_notes(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Visit notes, newest first."""
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.verbs.finding import find_school
    from zorgarrangeur_tui.verbs.note_text import note_listing

    with door.open() as store:
        at = find_school(store, school) if school else None
        listing = note_listing(store, at)
        note_search(store, "visit_note", len(listing.values), subject=at.id if at else "")
    if as_json:
        say_json(listing.values)
    elif listing.rows:
        say_table(listing.headers, listing.rows)
    else:
        say(listing.nothing)
