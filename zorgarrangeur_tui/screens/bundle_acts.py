"""Acts of Uitwisseling about bundles: make one, look into one, take one in."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from storage.bundle_header import MAX_FILE_BYTES
from storage.contacts import Contact, Trust, contacts
from storage.handing_over import export_bundle, plan_export
from storage.taking_in import Incoming, import_bundle, inspect_bundle
from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.files import write_new
from zorgarrangeur_tui.desk.sharing import plan_sharing, sharing_lines
from zorgarrangeur_tui.exchange_words import field_lines, incoming_lines, outgoing_lines, record_titles, sign_of
from zorgarrangeur_tui.screens.preview import PreviewScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen


class ReadBundle(Command):
    """Lees een bundel in. U ziet eerst precies wat er verandert."""

    key = "i"
    label = "Inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file, show what would change, and merge when the user is sure."""
        data = await actor.ask_file("Bundel inlezen", ".zorgbundel", MAX_FILE_BYTES)
        if data is None:
            return
        incoming = await asyncio.to_thread(inspect_bundle, actor.store, data)
        sure = await actor.app.push_screen_wait(_preview(actor, incoming, confirm_label="Inlezen"))
        if sure:
            done = await asyncio.to_thread(import_bundle, actor.store, data)
            conflicts = f" {done.plan.conflicts} velden wachten op uw keuze." if done.plan.conflicts else ""
            tell(
                actor.app,
                f"Ingelezen: {done.plan.new_records} nieuwe gegevens van {done.sender.card.label}.{conflicts}",
            )
        actor.reload()


class InspectBundle(Command):
    """Bekijk wat er in een bundel staat, zonder iets in te lezen."""

    key = "b"
    label = "Bekijken"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file and show it."""
        data = await actor.ask_file("Bundel bekijken", ".zorgbundel", MAX_FILE_BYTES)
        if data is not None:
            incoming = await asyncio.to_thread(inspect_bundle, actor.store, data)
            await actor.app.push_screen_wait(_preview(actor, incoming, confirm_label=""))


class MakeBundle(Command):
    """Maak een versleutelde bundel van al uw casussen voor een of meer gecontroleerde contacten."""

    key = "m"
    label = "Bundel maken"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for whom and why, show what leaves, and write the file."""
        verified = [contact for contact in contacts(actor.store) if contact.trust is Trust.VERIFIED]
        if not verified:
            lines = ["Lees eerst de contactkaart van de ontvanger in (a) en vergelijk samen het controlegetal (c)."]
            await actor.app.push_screen_wait(MessageDialog("Nog geen gecontroleerd contact", lines))
            return
        plan_export(actor.store)
        given = await actor.app.push_screen_wait(
            FormDialog("Bundel maken", _export_fields(verified), submit_label="Verder")
        )
        if given is None:
            return
        chosen = [contact for contact in verified if contact.fingerprint in _keys(given["recipients"])]
        names = ", ".join(contact.card.label for contact in chosen)
        sharing = await asyncio.to_thread(plan_sharing, actor.store, chosen)
        outgoing = plan_export(actor.store, withheld=sharing.withheld)
        lines = [*outgoing_lines(outgoing), *sharing_lines(sharing)]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog(f"Dit gaat naar {names}", lines, confirm_label="Bundel maken")
        )
        if not sure:
            return
        path = await actor.ask_place("Waar komt de bundel?", f"{actor.user.today.isoformat()}.zorgbundel")
        if path is None:
            return
        # Made only once its place is sure: a bundle that nobody gets would be missed as a gap in the series.
        purpose = str(given["purpose"])
        make = partial(export_bundle, actor.store, chosen, purpose=purpose, withheld=sharing.withheld)
        await asyncio.to_thread(write_new, path, make)
        tell(actor.app, f"De bundel staat in {path}.", seconds=12)
        actor.reload()


def _preview(actor: ExchangeScreen, incoming: Incoming, *, confirm_label: str) -> PreviewScreen:
    titles = record_titles(actor.store, incoming.plan)
    items = [
        DifferenceItem(
            key=change.record_id,
            title=titles[change.record_id],
            sign=sign_of(change),
            lines=tuple(FieldDifference(*line) for line in field_lines(change)),
        )
        for change in incoming.plan.changes
    ]
    return PreviewScreen("Wat deze bundel verandert", incoming_lines(incoming), items, confirm_label=confirm_label)


def _export_fields(verified: list[Contact]) -> list[FieldSpec]:
    people = tuple((contact.fingerprint, contact.card.label) for contact in verified)
    first = [people[0][0]] if len(people) == 1 else []
    return [
        FieldSpec("recipients", "Voor wie", "choices", first, "Spatie kiest.", choices=people, required=True),
        FieldSpec("purpose", "Waarvoor", "text", "", "Het doel komt in het logboek en in de bundel.", required=True),
    ]


def _keys(value: object) -> set[str]:
    return {str(key) for key in value} if isinstance(value, list | tuple) else set()


BUNDLE_ACTS = (ReadBundle, InspectBundle, MakeBundle)
