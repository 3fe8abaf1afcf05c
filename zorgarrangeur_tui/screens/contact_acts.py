"""Acts of Uitwisseling about people: their cards, and whether those were compared in person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.contacts import Trust, contacts, number_with, verify_contact
from widgets.dialogs import ConfirmDialog
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.card_files import MAX_FILE_OF_PERSON, read_person
from zorgarrangeur_tui.desk.files import write_new
from zorgarrangeur_tui.desk.key_ages import own_key_lines
from zorgarrangeur_tui.keys.act_keys import with_keys_now
from zorgarrangeur_tui.trust_words import trust_lines

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen


class OwnCard(Command):
    """Maak uw eigen contactkaart als bestand, om aan een ander te geven."""

    key = "e"
    label = "Eigen kaart"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Write the card to a file."""
        path = await actor.ask_place("Waar komt uw kaart?", "mijn.kaart")
        if path is not None:
            await asyncio.to_thread(write_new, path, lambda: actor.store.identity.card_text)
            lines = [f"Uw kaart staat in {path}. Geef hem aan de ander.", *own_key_lines(actor.store)]
            tell(actor.app, " ".join(with_keys_now(line, actor.app) for line in lines), seconds=12)


class ReadCard(Command):
    """Lees de contactkaart of de nieuwe sleutels van een ander in."""

    key = "a"
    label = "Kaart inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file and add the contact."""
        data = await actor.ask_file("Contactkaart of nieuwe sleutels inlezen", ".kaart", MAX_FILE_OF_PERSON)
        if data is not None:
            read = read_person(actor.store, data)
            tell(actor.app, read.words, seconds=12)
            actor.reload()


class CompareNumber(Command):
    """Vergelijk het controlegetal met het contact onder de cursor, samen of aan de telefoon."""

    key = "c"
    label = "Controlegetal"
    needs = (
        "Zet de cursor eerst op een contact dat niet is ingetrokken. Een contact krijgt u door een kaart in "
        "te lezen, met {ReadCard}."
    )

    @classmethod
    def available(cls, actor: ExchangeScreen) -> bool:
        """Only with a contact under the cursor whose keys may be trusted."""
        contact = actor.contact_at_cursor()
        return contact is not None and contact.trust is not Trust.REVOKED

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Show the number; mark the contact as verified when both see the same."""
        contact = actor.contact_at_cursor()
        if contact is None:
            return
        parts = number_with(actor.store, contact).split()
        lines = [
            *trust_lines(contact, contacts(actor.store)),
            f"Vraag {contact.card.label} om dit getal voor te lezen. Op beide schermen moet hetzelfde staan:",
            "",
            "   ".join(parts[:6]),
            "   ".join(parts[6:]),
            "",
            "Klopt er een cijfer niet? Kies dan Annuleren en vertrouw de kaart niet.",
            f"Nu: {contact.verified_how}.",
        ]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog(f"Controlegetal met {contact.card.label}", lines, confirm_label="Het is hetzelfde")
        )
        if sure:
            verify_contact(actor.store, contact.fingerprint)
            tell(actor.app, f"{contact.card.label} is gecontroleerd.")
            actor.reload()


CONTACT_ACTS = (ReadCard, OwnCard, CompareNumber)
