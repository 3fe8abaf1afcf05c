"""Doing again what was taken back."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("redo")
@json_option
@with_door
def command(door: StoreDoor, as_json: bool) -> None:
    """Do again what was taken back last, as long as nothing else was done since."""
    from zorgarrangeur_tui.desk.records import redo_last

    with door.open() as store:
        reverted = redo_last(store)
    if as_json:
        say_json({"act": reverted.act, "kept": reverted.kept})
    else:
        say(f"Opnieuw gedaan: {reverted.act}.")
