"""What of a visit note may be shared, as a file."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving


@click.command("note")
@click.argument("note")
@leaving
@with_door
def shared_note(door: StoreDoor, note: str, out: Path, reason: str, as_json: bool) -> None:
    """Make a text of the lines of a NOTE (its id) that may be shared, as .txt, to put in a mail."""
    check_ending(out, (".txt",))
    from zorgarrangeur_tui.desk.note_files import note_file
    from zorgarrangeur_tui.desk.shared_notes import export_shared
    from zorgarrangeur_tui.verbs.finding import find

    with door.open() as store:
        file = note_file(store, find(store, "visit_note", note).id)
        exported = export_shared(store, file, out, reason=reason)
    answer(exported, as_json=as_json)
