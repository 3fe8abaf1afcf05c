"""Taking back the last act."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("undo")
@json_option
@with_door
def command(door: StoreDoor, as_json: bool) -> None:
    """Take back your last act as a whole."""
    from zorgarrangeur_tui.desk.records import undo_last

    with door.open() as store:
        reverted = undo_last(store)
    if as_json:
        say_json({"act": reverted.act, "kept": reverted.kept})
        return
    say(f"Ongedaan gemaakt: {reverted.act}.")
    if reverted.kept:
        say(f"Wat daarna opnieuw geschreven is, is gebleven: {reverted.kept} velden.")
