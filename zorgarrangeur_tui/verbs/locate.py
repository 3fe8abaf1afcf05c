"""Where everything is."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import environment_of, store_option
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("locate")
@store_option
@json_option
@click.pass_context
def command(context: click.Context, folder: Path | None, as_json: bool) -> None:
    """Tell in which folder the store is and which files are in it. Opens nothing and asks no passphrase."""
    from storage.audit_anchors import ANCHOR_FILE
    from storage.store_folder import DATABASE, KEY_FILE, KEY_FILE_COPY, exists

    place = environment_of(context).folder_of(folder).absolute()
    files = {name: (place / name).is_file() for name in (KEY_FILE, KEY_FILE_COPY, DATABASE, ANCHOR_FILE)}
    if as_json:
        say_json({"folder": str(place), "exists": exists(place), "files": files})
        return
    say(f"Opslag: {place}")
    if exists(place):
        say(*(f"  {name}{'' if there else ' (ontbreekt)'}" for name, there in files.items()))
        say("Een reservekopie bestaat uit al deze bestanden samen.")
    else:
        say("Hier staat nog geen opslag. Maak er een met `zorgarrangeur init`.")
