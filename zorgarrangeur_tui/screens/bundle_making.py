"""Acts of Uitwisseling about what leaves: a bundle for contacts, and a receipt for what they sent."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from storage.contacts import Contact, Trust, contacts
from storage.handing_over import DELTA, FULL, check_something_to_send
from storage.models import Case
from storage.models.casework_codes import LegalBasis
from storage.profiles import Profile
from storage.receipts import write_receipt
from widgets.dialogs import ConfirmDialog, MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.files import write_new
from zorgarrangeur_tui.desk.outgoing import PROFILE_WORDS, Prepared, Wish, cases_there, make, prepare, with_children
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.sharing_words import sharing_lines
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.outgoing_words import outgoing_lines
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.trust_words import contact_name
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen

_FITTING = "fitting"
_KINDS = (
    (_FITTING, "Wat past bij de ontvanger"),
    (DELTA, "Alleen wat nieuw is voor de ontvanger"),
    (FULL, "Alles opnieuw"),
)
_SEALED = (Profile.SCHOOL, Profile.PSEUDONYMOUS, Profile.FULL)

_NOBODY_COMPARED = "Lees eerst de contactkaart van de ontvanger in ({ReadCard}) en vergelijk samen het controlegetal ({CompareNumber})."


class MakeBundle(Command):
    """Maak een versleutelde bundel voor een of meer gecontroleerde contacten. U ziet eerst precies wat er meegaat."""

    key = "m"
    label = "Bundel maken"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for whom, why and how much, show what leaves, and write the file."""
        verified = [contact for contact in contacts(actor.store) if contact.trust is Trust.VERIFIED]
        if not verified:
            lines = [actor.words(_NOBODY_COMPARED)]
            await actor.app.push_screen_wait(MessageDialog("Nog geen gecontroleerd contact", lines))
            return
        check_something_to_send(actor.store)
        wish = await _ask_wish(actor, verified)
        if wish is None:
            return
        prepared = await work_on(actor.app, "bundel voorbereiden", partial(prepare, actor.store, wish))
        names = ", ".join(contact.card.label for contact in wish.recipients)
        lines = [*outgoing_lines(prepared.outgoing), *sharing_lines(prepared.sharing)]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog(f"Dit gaat naar {names}", lines, confirm_label="Bundel maken")
        )
        if sure:
            await _write(actor, prepared)


class SendReceipt(Command):
    """Maak een ontvangstbewijs voor het contact onder de cursor: welke bundels u hebt. Daarna krijgt u alleen wat nieuw is."""

    key = "z"
    label = "Ontvangst"
    needs = "Zet de cursor eerst op een contact dat u gecontroleerd hebt. Controleren doet u met {CompareNumber}."

    @classmethod
    def available(cls, actor: ExchangeScreen) -> bool:
        """Only for somebody to whom anything may be sent."""
        contact = actor.contact_at_cursor()
        return contact is not None and contact.trust is Trust.VERIFIED

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask where, and write the file."""
        contact = actor.contact_at_cursor()
        if contact is None:
            return
        name = f"ontvangst-{actor.user.today.isoformat()}.zorgbundel"
        path = await actor.ask_place(f"Waar komt het ontvangstbewijs voor {contact.card.label}?", name)
        if path is not None:
            await work_on(
                actor.app,
                "ontvangstbewijs maken",
                partial(write_new, path, partial(write_receipt, actor.store, contact)),
            )
            tell(actor.app, f"Het ontvangstbewijs staat in {path}. Geef het aan {contact.card.label}.", seconds=12)
            actor.reload()


async def _write(actor: ExchangeScreen, prepared: Prepared) -> None:
    path = await actor.ask_place("Waar komt de bundel?", f"{actor.user.today.isoformat()}.zorgbundel")
    if path is None:
        return
    # Made only once its place is sure: a bundle that nobody gets would be missed as a gap in the series.
    await work_on(actor.app, "bundel maken", partial(write_new, path, partial(make, actor.store, prepared)))
    tell(actor.app, f"De bundel staat in {path}.", seconds=12)
    actor.reload()


async def _ask_wish(actor: ExchangeScreen, verified: list[Contact]) -> Wish | None:
    """Ask for a bundle; with children in it also which cases and on which ground. None when the user cancelled."""
    fields = _wish_fields(verified, contacts(actor.store))
    given = await fill_in(actor, DraftForm.BUNDLE, "Bundel maken", fields, submit_label="Verder")
    if given is None:
        return None
    recipients = [contact for contact in verified if contact.fingerprint in _keys(given["recipients"])]
    profile = Profile(str(given["profile"]))
    common: dict[str, Any] = {"profile": profile, "kind": "" if given["kind"] == _FITTING else str(given["kind"] or "")}
    if with_children(profile):
        there = await asyncio.to_thread(cases_there, actor.store, recipients)
        fields = _children_fields(actor.store, profile, there)
        title = "Welke casussen, en op welke grond"
        # Chosen for these people and this profile: for others it would be a leak.
        about = (profile.value, *sorted(contact.fingerprint for contact in recipients))
        chosen = await fill_in(actor, DraftForm.BUNDLE_CASES, title, fields, about=about, submit_label="Verder")
        if chosen is None:
            return None
        cases = frozenset(_keys(chosen["cases"]))
        common |= {"case_ids": cases, "basis": str(chosen["basis"] or "")}
        if chosen.get("recall"):
            common["unshared"] = there - cases
    return Wish(recipients, str(given["purpose"]), **common)


def _wish_fields(verified: list[Contact], known: list[Contact]) -> list[FieldSpec]:
    people = tuple((contact.fingerprint, contact_name(contact, known)) for contact in verified)
    first = [people[0][0]] if len(people) == 1 else []
    profiles = tuple((profile.value, PROFILE_WORDS[profile]) for profile in _SEALED)
    kind_help = "Wat past: alleen wat nieuw is als de ontvanger u een ontvangstbewijs gaf, en anders alles."
    return [
        FieldSpec("recipients", "Voor wie", "choices", first, "Spatie kiest.", choices=people, required=True),
        FieldSpec("purpose", "Waarvoor", "text", "", "Het doel komt in het logboek en in de bundel.", required=True),
        FieldSpec(
            "profile",
            "Wat gaat mee",
            "choice",
            Profile.SCHOOL.value,
            "Stuur niet meer dan nodig is.",
            choices=profiles,
            required=True,
        ),
        FieldSpec("kind", "Alles of het nieuwe", "choice", _FITTING, kind_help, choices=_KINDS, required=True),
    ]


def _children_fields(store: Store, profile: Profile, there: frozenset[str]) -> list[FieldSpec]:
    cases = sorted(living(store, Case), key=lambda case: (case.title, case.id))
    choices = tuple((case.id, f"{case_reference(case.id)} {case.title}".strip()) for case in cases)
    first = [case.id for case in cases if case.id in there]
    bases = tuple((basis.value, word(basis, LegalBasis)) for basis in LegalBasis)
    fields = [
        FieldSpec(
            "cases",
            "Casussen",
            "choices",
            first,
            "Spatie kiest. Wat de ontvanger al eerder kreeg, staat aan.",
            choices=choices,
            required=True,
        ),
        FieldSpec(
            "basis",
            "Op welke grond",
            "choice",
            None,
            "De grond komt in het logboek.",
            choices=bases,
            required=profile is Profile.PSEUDONYMOUS,
        ),
    ]
    if there:
        recall_help = "Aan: casussen die u hierboven uitzet, moet de ontvanger vergeten."
        fields.append(FieldSpec("recall", "Terugroepen", "toggle", False, recall_help))
    return fields


def _keys(value: object) -> set[str]:
    return {str(key) for key in value} if isinstance(value, list | tuple) else set()


MAKING_ACTS = (MakeBundle, SendReceipt)
"""What leaves: sealed bundles and receipts."""
