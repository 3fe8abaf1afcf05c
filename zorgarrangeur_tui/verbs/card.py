"""Contact cards: giving one's own, reading in others, and making sure whose they are."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.desk.files import new_file, read_input
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.verbs.card_register import register
from zorgarrangeur_tui.verbs.card_trust import lift, revoke, rotate
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table

if TYPE_CHECKING:
    from storage.contacts import Contact
    from storage.store import Store

_COMPARE = "Vergelijk dit getal samen, aan de telefoon of naast elkaar. Lees het om de beurt voor:"


@click.group("card", cls=ListedGroup)
def command() -> None:
    """Exchange contact cards, and compare the control number before trusting one."""


for one in (register, revoke, lift, rotate):
    command.add_command(one)


@command.command("export")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE.kaart",
    help="A new file; the app lists those that end in .kaart. Otherwise standard output.",
)
@with_door
def export(door: StoreDoor, out: Path | None) -> None:
    """Give your own contact card."""
    if out is None:
        with door.open() as store:
            click.echo(store.identity.card_text, nl=False)
        return
    with new_file(out) as write, door.open() as store:
        write(store.identity.card_text)
    say(f"Uw contactkaart staat in {out}. Geef het bestand aan uw contact; wijzig er niets in.")


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@with_door
def import_(door: StoreDoor, file: Path, as_json: bool) -> None:
    """Read in somebody's contact card or new keys, and show the control number to compare with them."""
    from zorgarrangeur_tui.desk.card_files import MAX_FILE_OF_PERSON, read_person

    data = read_input(file, MAX_FILE_OF_PERSON)
    with door.open() as store:
        read = read_person(store, data)
        answer = _values(read.contact, store)
    if as_json:
        say_json(answer)
        return
    say(read.words)
    if not read.contact.in_person:
        say(*_compare_lines(read.contact, answer))


@command.command("list")
@json_option
@with_door
def list_(door: StoreDoor, as_json: bool) -> None:
    """All contacts."""
    from storage.contacts import contacts
    from zorgarrangeur_tui.verbs.contact_finding import FINGERPRINT_SHOWN

    with door.open() as store:
        found = contacts(store)
    if as_json:
        say_json([_values(contact) for contact in found])
    elif found:
        rows = [
            (contact.fingerprint[:FINGERPRINT_SHOWN], contact.card.label, _role(contact), contact.verified_how)
            for contact in found
        ]
        say_table(("Vingerafdruk", "Naam", "Rol", "Vertrouwen"), rows)
    else:
        say("Er zijn geen contacten. Lees een contactkaart in met `zorgarrangeur card import`.")


@command.command("show")
@click.argument("fingerprint", metavar="[FINGERPRINT]", required=False)
@json_option
@with_door
def show(door: StoreDoor, fingerprint: str | None, as_json: bool) -> None:
    """Show your own card, or the control number with a contact (the beginning of a fingerprint, eight digits or more)."""
    from storage.contacts import contacts
    from zorgarrangeur_tui.desk.key_ages import own_key_lines
    from zorgarrangeur_tui.trust_words import trust_lines
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        own = store.identity.card
        if fingerprint is None:
            answer: dict[str, Any] = {"label": own.label, "role": own.role, "fingerprint": own.fingerprint}
            lines = [f"{own.label}: dit bent u zelf.", f"Uw vingerafdruk: {own.fingerprint}", *own_key_lines(store)]
        else:
            contact = find_contact(store, fingerprint)
            answer = _values(contact, store)
            lines = [
                f"{contact.card.label} ({contact.verified_how})",
                *trust_lines(contact, contacts(store)),
                *_compare_lines(contact, answer),
            ]
    if as_json:
        say_json(answer)
    else:
        say(*lines)


@command.command("verify")
@click.argument("fingerprint", metavar="FINGERPRINT")
@click.option(
    "--number", required=True, metavar='"60 DIGITS"', help="The control number that the other person read out."
)
@json_option
@with_door
def verify(door: StoreDoor, fingerprint: str, number: str, as_json: bool) -> None:
    """Trust a contact, after the other person has read out the control number that they see.

    Give the number as the other person read it, not as this program shows it. When it differs, somebody may stand between
    you: nothing changes (exit code 3).
    """
    import hmac

    from storage.contacts import number_with, verify_contact
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        contact = find_contact(store, fingerprint)
        if not hmac.compare_digest(_digits(number).encode(), _digits(number_with(store, contact)).encode()):
            raise ActRefused(
                "Dit controlegetal is anders dan dat hier. Er is niets gewijzigd. Lees het samen nog een keer voor. "
                "Blijft het anders, vraag dan langs een andere weg om een nieuwe contactkaart."
            )
        contact = verify_contact(store, contact.fingerprint)
    if as_json:
        say_json(_values(contact))
    else:
        say(f"Gecontroleerd: {contact.card.label}. U kunt nu bundels met dit contact uitwisselen.")


def _digits(number: str) -> str:
    return "".join(character for character in number if character not in " \t-.")


def _role(contact: Contact) -> str:
    from storage.models.codes import Role
    from zorgarrangeur_tui.domain.words import word

    return word(contact.card.role, Role)


def _values(contact: Contact, store: Store | None = None) -> dict[str, Any]:
    """Return a contact as values for JSON, with an opened store also the control number."""
    from storage.contacts import number_with

    card = contact.card
    values = {
        "fingerprint": card.fingerprint,
        "label": card.label,
        "role": card.role,
        "trust": contact.trust.value,
        "how": contact.verified_how,
        "valid_from": card.valid_from.isoformat(),
    }
    return values | ({"number": number_with(store, contact)} if store else {})


def _compare_lines(contact: Contact, answer: dict[str, Any]) -> list[str]:
    groups = str(answer["number"]).split()
    rows = [f"    {'   '.join(groups[start : start + 6])}" for start in range(0, len(groups), 6)]
    return [
        f"Vingerafdruk: {contact.fingerprint}",
        _COMPARE,
        *rows,
        'Klopt het? Typ wat de ander voorlas: zorgarrangeur card verify VINGERAFDRUK --number "…"',
    ]
