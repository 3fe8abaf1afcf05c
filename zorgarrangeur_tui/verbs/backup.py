"""Making a backup."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("backup")
@click.option(
    "--to",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder elsewhere, such as a stick. Otherwise beside the store.",
)
@json_option
@with_door
def command(door: StoreDoor, place: Path | None, as_json: bool) -> None:
    """Make a backup, open it and check it.

    A backup is a store of its own, just as encrypted: the passphrase and recovery code of now open it. One is made by itself
    on each day that you open the store; make one on a stick from time to time, and keep that somewhere else.
    """
    from storage.backups import backup_to, make_backup

    with door.open_with(door.current_passphrase()) as store:
        made = make_backup(store) if place is None else backup_to(store, place)
    if as_json:
        say_json({"backup": str(made.folder), "made": made.made_at, "bytes": made.size})
        return
    say(
        "De reservekopie is gemaakt en nagekeken: hij opent en er ontbreekt niets.",
        f"Hij staat in {made.folder}.",
        "De wachtwoordzin en de herstelcode van nu openen hem. Bewaar een stick niet bij deze computer.",
    )
