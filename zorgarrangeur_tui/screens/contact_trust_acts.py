"""Acts of Uitwisseling about trust: withdrawing a contact, new keys for oneself, and the register of a coordinator."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from storage.contacts import Contact, Trust, contacts, lift_revocation, revoke_contact
from storage.key_change import key_change_file
from storage.models.codes import Role
from storage.register import shown_registers
from storage.register_effects import last_number_from
from storage.register_making import make_register
from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.card_files import new_keys_to_file, write_register_files
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.files import write_new
from zorgarrangeur_tui.desk.key_ages import own_key_lines
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.trust_words import register_lines
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen

_NEW_REGISTER = "Geef een nieuw register uit ({screens.contact_trust_acts.ShowRegister}), dan weten anderen het ook."
_NO_REGISTER = "U hebt nog geen register ingelezen. Vraag het aan uw regiocoördinator en lees het in met {screens.bundle_acts.ReadBundle}."


class RevokeContact(Command):
    """Trek het contact onder de cursor in, als iemand anders de sleutels kan hebben; of hef dat weer op."""

    key = "t"
    label = "Intrekken"
    needs = "Zet de cursor eerst op een contact. Een contact krijgt u door een kaart in te lezen, met {ReadCard}."

    @classmethod
    def available(cls, actor: ExchangeScreen) -> bool:
        """Only with a contact under the cursor."""
        return actor.contact_at_cursor() is not None

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask why, and up to which bundle the contact still counts."""
        contact = actor.contact_at_cursor()
        if contact is None:
            return
        if contact.trust is Trust.REVOKED and not contact.revoked_by:
            await _lift(actor, contact)
            return
        with actor.store.read() as session:
            last = last_number_from(session.connection(), contact.fingerprint)
        fields = [
            FieldSpec("reason", "Waarom", "text", "", "Dit komt in uw logboek.", required=True),
            FieldSpec("last", "Laatste bundel die telt", "integer", last, "Nummer; latere bundels worden geweigerd."),
        ]
        title, about = f"{contact.card.label} intrekken", (contact.fingerprint,)
        given = await fill_in(actor, DraftForm.REVOKE, title, fields, about=about, submit_label="Intrekken")
        if given is None:
            return
        number = given["last"]
        revoke_contact(
            actor.store,
            contact.fingerprint,
            reason=str(given["reason"]),
            last_sequence=number if isinstance(number, int) else None,
        )
        told = f"{contact.card.label} is ingetrokken. Wat u al inlas, blijft staan."
        coordinates = actor.store.identity.role == Role.COORDINATOR
        tell(actor.app, ActText(told, _NEW_REGISTER if coordinates else ""), seconds=12)
        actor.reload()


class TakeNewKeys(Command):
    """Maak nieuwe sleutels voor uzelf. Uw contacten krijgen een bestand dat de oude sleutels ondertekenen."""

    key = "K"
    label = "Nieuwe sleutels"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Explain, ask where the file goes, and do it."""
        lines = [
            *own_key_lines(actor.store),
            "U krijgt nieuwe sleutels om te ondertekenen en te versleutelen. Uw oude sleutels bevestigen de nieuwe. "
            "Dat kan niet ongedaan gemaakt worden.",
            "Geef het bestand dat u krijgt aan al uw contacten. Wie uw controlegetal vergeleek, hoeft dat niet opnieuw te doen.",
            "Bundels die nog voor uw oude sleutels gemaakt zijn, kunt u blijven inlezen. Uw gegevens blijven van u.",
            "Heeft iemand anders uw sleutels? Vraag uw contacten dan om uw oude kaart in te trekken, en vergelijk opnieuw.",
        ]
        sure = await actor.app.push_screen_wait(ConfirmDialog("Nieuwe sleutels maken?", lines, confirm_label="Verder"))
        if not sure:
            return
        path = await actor.ask_place("Waar komt het bestand voor uw contacten?", "nieuwe-sleutels.kaart")
        if path is not None:
            told = await work_on(
                actor.app, "nieuwe sleutels maken", partial(new_keys_to_file, actor.store, path), stoppable=False
            )
            tell(actor.app, told, seconds=20)
            actor.reload()


class WriteKeyChange(Command):
    """Maak het bestand met uw nieuwe sleutels nog een keer, voor een contact dat het nog niet kreeg."""

    label = "Sleutelwissel opnieuw"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Write the file again; no new keys are made."""
        key_change_file(actor.store)
        path = await actor.ask_place("Waar komt het bestand voor uw contacten?", "nieuwe-sleutels.kaart")
        if path is not None:
            await asyncio.to_thread(write_new, path, partial(key_change_file, actor.store))
            tell(actor.app, f"Het bestand staat in {path}.", seconds=12)


class ShowRegister(Command):
    """Bekijk het register van de coördinator. Bent u zelf coördinator, dan geeft u het hier uit."""

    key = "r"
    label = "Register"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Show what registers hold; a coordinator goes on to hand out the own one."""
        store = actor.store
        if store.identity.role == Role.COORDINATOR:
            await _hand_out(actor)
            return
        lines = [line for held in shown_registers(store) for line in (*register_lines(held), "")]
        empty = [actor.words(_NO_REGISTER)]
        await actor.app.push_screen_wait(MessageDialog("Registers", lines or empty))


async def _hand_out(actor: ExchangeScreen) -> None:
    store = actor.store
    make_register(store)
    lines = [line for held in shown_registers(store) if held.own for line in register_lines(held)]
    lines.append("Wie uw kaart heeft vergeleken, vertrouwt daarna ook de kaarten in dit register.")
    if not await actor.app.push_screen_wait(ConfirmDialog("Register uitgeven", lines, confirm_label="Verder")):
        return
    verified = [one for one in contacts(store) if one.trust is Trust.VERIFIED]
    people = tuple((one.fingerprint, one.card.label) for one in verified)
    everybody = [name for name, _ in people]
    field = FieldSpec("recipients", "Voor wie", "choices", everybody, "Spatie kiest.", choices=people, required=True)
    given = await actor.app.push_screen_wait(FormDialog("Register uitgeven", [field], submit_label="Verder"))
    if given is None:
        return
    chosen = given["recipients"]
    keys = {str(key) for key in chosen} if isinstance(chosen, list | tuple) else set()
    path = await actor.ask_place("Waar komt het register?", f"register-{actor.user.today.isoformat()}.zorgbundel")
    if path is not None:
        recipients = [one for one in verified if one.fingerprint in keys]
        made = await work_on(actor.app, "register uitgeven", partial(write_register_files, store, recipients, path))
        tell(actor.app, f"Het register staat in {', '.join(one.name for one in made)}. Geef het door.", seconds=12)
        actor.reload()


async def _lift(actor: ExchangeScreen, contact: Contact) -> None:
    lines = [
        "U hebt dit contact zelf ingetrokken.",
        "Heft u dat op, dan is de kaart weer alleen ingelezen: vergelijk samen opnieuw het controlegetal.",
    ]
    title = f"Intrekken van {contact.card.label} opheffen?"
    if await actor.app.push_screen_wait(ConfirmDialog(title, lines, confirm_label="Opheffen")):
        lift_revocation(actor.store, contact.fingerprint)
        told = f"{contact.card.label} is niet meer ingetrokken."
        tell(actor.app, ActText(told, "Vergelijk nu opnieuw het controlegetal: {screens.contact_acts.CompareNumber}."))
        actor.reload()


TRUST_ACTS = (RevokeContact, TakeNewKeys, WriteKeyChange, ShowRegister)
