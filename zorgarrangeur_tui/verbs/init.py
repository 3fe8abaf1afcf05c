"""Making a store."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.code_names import ROLES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.keys import check_sheet_place, made_sheet, sheet_option, tell_sheet
from zorgarrangeur_tui.verbs.option_types import Code
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("init")
@click.option("--name", required=True, metavar="NAME", help="Your name, as it stands on your contact card.")
@click.option("--role", required=True, type=Code(tuple(ROLES)), help="What you do.")
@sheet_option
@json_option
@with_door
def command(door: StoreDoor, name: str, role: str, sheet: Path | None, as_json: bool) -> None:
    """Make a new, encrypted store and show its recovery code.

    The passphrase is asked twice, unless it comes from a file. It must be strong: four or more words that only you think
    of. The recovery code is shown once: write it down, it is the only way back when you forget the passphrase.
    """
    from storage.errors import StoreExists
    from storage.recovery_code import new_recovery_code
    from storage.store import create, exists
    from zorgarrangeur_tui.desk.passphrases import require_strong

    if exists(door.folder):
        raise StoreExists
    check_sheet_place(sheet)
    passphrase = door.passphrase(twice=True)
    require_strong(passphrase, [name])
    code = new_recovery_code()
    with create(
        door.folder,
        label=name,
        role=ROLES[role],
        passphrase=passphrase,
        recovery_code=code,
        settings=door.environment.settings,
    ) as store:
        made = made_sheet(store, sheet, code)
    if as_json:
        say_json({"recovery_code": code, "folder": str(door.folder), "sheet": str(made.path) if made.path else None})
        tell_sheet(made, as_json=True)
        return
    say(
        f"De opslag is gemaakt in {door.folder}.",
        "",
        "Uw herstelcode:",
        "",
        f"    {code}",
        "",
        "Schrijf deze code nu op papier en bewaar hem thuis, niet bij deze computer. Vergeet u de wachtwoordzin, dan is",
        "deze code de enige weg terug. Hij komt hierna niet meer in beeld.",
    )
    tell_sheet(made)
