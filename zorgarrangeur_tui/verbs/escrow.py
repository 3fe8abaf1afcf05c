"""The emergency slot: two people who together can give the way back in."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.group("escrow", cls=ListedGroup)
def command() -> None:
    """Let two colleagues together give you the way back in, or help a colleague who asks."""


@command.command("set")
@click.option(
    "--helper", "helpers", multiple=True, required=True, metavar="FINGERPRINT", help="A verified contact; give two."
)
@with_door
def set_(door: StoreDoor, helpers: tuple[str, ...]) -> None:
    """Choose the two people. Neither of them can open the store alone, and neither ever gets the store itself."""
    from storage.vault import set_helpers
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    now = door.current_passphrase()
    with door.open_with(now) as store:
        chosen = [find_contact(store, typed) for typed in helpers]
        set_helpers(store, now, chosen)
    names = " en ".join(contact.card.label for contact in chosen)
    say(f"{names} kunnen u samen helpen als u wachtwoordzin en herstelcode kwijt bent. Vertel het hun.")


@command.command("remove")
@with_door
def remove(door: StoreDoor) -> None:
    """Take the emergency slot away."""
    from storage.vault import remove_helpers

    now = door.current_passphrase()
    with door.open_with(now) as store:
        remove_helpers(store, now)
    say("Er is geen noodsleutel meer: alleen uw wachtwoordzin en herstelcode openen de opslag.")


@command.command("show")
@json_option
@with_door
def show(door: StoreDoor, as_json: bool) -> None:
    """Tell who the two people are."""
    from zorgarrangeur_tui.desk.new_keys import helper_names

    with door.open() as store:
        names = helper_names(store)
    if as_json:
        say_json({"helpers": names})
    elif names:
        say(f"Uw helpers voor nood: {' en '.join(names)}. Alleen samen kunnen zij u weer toegang geven.")
    else:
        say("Er is geen noodsleutel. `zorgarrangeur escrow set` maakt er een.")


@command.command("open")
@click.argument("file", metavar="KLUIS.toml", type=click.Path(path_type=Path))
@click.option("--reason", required=True, metavar="TEXT", help="Who asks, and why. It is logged.")
@json_option
@with_door
def open_(door: StoreDoor, file: Path, reason: str, as_json: bool) -> None:
    """Read out your half of a colleague's emergency codes, from that colleague's key file."""
    from storage.escrow import open_share
    from storage.key_file import MAX_BYTES

    data = read_input(file, MAX_BYTES)
    with door.open() as store:
        code = open_share(store, data, reason=reason)
    if as_json:
        say_json({"code": code})
        return
    say(
        "De noodcode voor uw collega:",
        "",
        f"    {code}",
        "",
        "Lees hem alleen voor aan de collega zelf, als u zeker weet wie het is. Het staat in uw logboek.",
    )
