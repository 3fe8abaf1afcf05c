"""The register of a coordinator: handing it out, reading it in, and seeing what it holds."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

if TYPE_CHECKING:
    from storage.register import HeldRegister


@click.group("register", cls=ListedGroup)
def register() -> None:
    """The cards that a coordinator vouches for."""


@register.command("make")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The new file; more of them over 31 people.",
)
@click.option(
    "--to", "recipients", multiple=True, metavar="FINGERPRINT", help="A verified contact; repeatable. Otherwise all."
)
@json_option
@with_door
def make(door: StoreDoor, out: Path, recipients: tuple[str, ...], as_json: bool) -> None:
    """Make your register of today and seal it for your contacts. Only for a coordinator."""
    from storage.contacts import Trust, contacts
    from storage.register_making import make_register
    from zorgarrangeur_tui.desk.card_files import write_register_files
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        text = make_register(store).text
        to = [find_contact(store, one) for one in dict.fromkeys(recipients)]
        if not to:
            to = [one for one in contacts(store) if one.trust is Trust.VERIFIED]
        made = write_register_files(store, to, out)
    files = [str(path) for path in made]
    if as_json:
        say_json({"number": text.number, "cards": len(text.cards), "revoked": len(text.revoked), "files": files})
    else:
        say(
            f"Register nummer {text.number}, met {len(text.cards)} contactkaarten, staat in {', '.join(files)}. "
            f"Geef het aan uw contacten. Het is geldig tot en met {text.expires.isoformat()}."
        )


@register.command("read")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@with_door
def read(door: StoreDoor, file: Path, as_json: bool) -> None:
    """Read in the register of a coordinator whose control number you compared."""
    from storage.bundle_header import MAX_FILE_BYTES
    from storage.register import read_keys
    from zorgarrangeur_tui.trust_words import register_read_lines

    data = read_input(file, MAX_FILE_BYTES)
    with door.open() as store:
        done = read_keys(store, data)
    if as_json:
        names = ("number", "joined", "left", "revoked", "warnings")
        say_json({"coordinator": done.coordinator.fingerprint} | {name: getattr(done, name) for name in names})
    else:
        say(*register_read_lines(done))


@register.command("show")
@json_option
@with_door
def show(door: StoreDoor, as_json: bool) -> None:
    """Show what the registers here hold."""
    from storage.register import shown_registers
    from zorgarrangeur_tui.trust_words import register_lines

    with door.open() as store:
        found = shown_registers(store)
    if as_json:
        say_json([_values(held) for held in found])
    elif found:
        say(*(line for held in found for line in register_lines(held)))
    else:
        say(
            "Er is nog geen register. Vraag het aan uw regiocoördinator; lees het in met `zorgarrangeur card register read`."
        )


def _values(held: HeldRegister) -> dict[str, Any]:
    text = held.register.text
    return {
        "coordinator": held.coordinator,
        "label": held.label,
        "number": text.number,
        "made": text.made.isoformat(),
        "expires": text.expires.isoformat(),
        "expired": held.expired,
        "counts": held.counts,
        "cards": [{"fingerprint": name, "label": card.label} for name, card in held.register.cards.items()],
        "revoked": list(text.revoked),
    }
