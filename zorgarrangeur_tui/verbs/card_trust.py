"""Withdrawing a contact, and new keys for oneself."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("revoke")
@click.argument("fingerprint", metavar="FINGERPRINT")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is logged.")
@click.option(
    "--last", type=int, metavar="NUMBER", help="The last bundle that still counts; otherwise the last read in."
)
@json_option
@with_door
def revoke(door: StoreDoor, fingerprint: str, reason: str, last: int | None, as_json: bool) -> None:
    """Trust a contact no longer. What was read in stays; later bundles are refused."""
    from storage.contacts import revoke_contact
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        contact = find_contact(store, fingerprint)
        contact = revoke_contact(store, contact.fingerprint, reason=reason, last_sequence=last)
    if as_json:
        values = {"fingerprint": contact.fingerprint, "trust": contact.trust.value, "last": contact.last_sequence}
        say_json(values)
    else:
        say(
            f"Ingetrokken: {contact.card.label}. Bundels tot en met nummer {contact.last_sequence} tellen nog; "
            "latere worden geweigerd."
        )


@click.command("lift")
@click.argument("fingerprint", metavar="FINGERPRINT")
@with_door
def lift(door: StoreDoor, fingerprint: str) -> None:
    """Take back that you revoked a contact. The control number must be compared anew."""
    from storage.contacts import lift_revocation
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        contact = lift_revocation(store, find_contact(store, fingerprint).fingerprint)
    say(f"Niet meer ingetrokken: {contact.card.label} ({contact.verified_how}).")


@click.command("rotate")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The new file for all your contacts."
)
@click.option("--again", is_flag=True, help="Only write the file of your last new keys once more.")
@with_door
def rotate(door: StoreDoor, out: Path, again: bool) -> None:
    """Take new keys, and write the file with which contacts follow to them without comparing numbers again."""
    from storage.key_change import key_change_file
    from zorgarrangeur_tui.desk.card_files import new_keys_to_file
    from zorgarrangeur_tui.desk.files import write_new

    with door.open() as store:
        if again:
            write_new(out, lambda: key_change_file(store))
            told = f"Het bestand staat in {out}. Er zijn geen nieuwe sleutels gemaakt."
        else:
            told = new_keys_to_file(store, out)
    say(told)
