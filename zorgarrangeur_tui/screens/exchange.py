"""Uitwisseling: contacts, bundles sent and read in, and what waits for a choice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.bundle_header import MAX_FILE_BYTES
from storage.bundle_log import BundleRow, bundle_rows
from storage.contact_card import MAX_CARD_BYTES
from storage.contacts import Contact, Trust, add_contact, contacts, number_with, verify_contact
from storage.exchange import Incoming, export_bundle, import_bundle, inspect_bundle, plan_export
from storage.models.codes import Role
from widgets.detail_view import DetailView, Section
from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog, TextDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, bindings, tell
from zorgarrangeur_tui.desk.files import new_file, read_input
from zorgarrangeur_tui.desk.overview import open_conflicts
from zorgarrangeur_tui.desk.sharing import plan_sharing, sharing_lines
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.exchange_words import field_lines, incoming_lines, outgoing_lines, record_titles, sign_of
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.preview import PreviewScreen

_CONTACT_COLUMNS = (
    Column("Naam", 14, weight=2),
    Column("Rol", 14, priority=1),
    Column("Controlegetal", 16, weight=1),
)
_MOST_BUNDLES = 10


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
        await asyncio.to_thread(_write, path, make)
        tell(actor.app, f"De bundel staat in {path}.", seconds=12)
        actor.reload()


class OwnCard(Command):
    """Maak uw eigen contactkaart als bestand, om aan een ander te geven."""

    key = "e"
    label = "Eigen kaart"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Write the card to a file."""
        path = await actor.ask_place("Waar komt uw kaart?", "mijn.kaart")
        if path is not None:
            await asyncio.to_thread(_write, path, lambda: actor.store.identity.card_text)
            tell(actor.app, f"Uw kaart staat in {path}. Geef hem aan de ander.", seconds=12)


class ReadCard(Command):
    """Lees de contactkaart van een ander in."""

    key = "a"
    label = "Kaart inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file and add the contact."""
        data = await actor.ask_file("Contactkaart inlezen", ".kaart", MAX_CARD_BYTES)
        if data is not None:
            contact = add_contact(actor.store, data)
            tell(actor.app, f"{contact.card.label} staat bij uw contacten. Vergelijk nu samen het controlegetal: c.")
            actor.reload()


class CompareNumber(Command):
    """Vergelijk het controlegetal met het contact onder de cursor, samen of aan de telefoon."""

    key = "c"
    label = "Controlegetal"

    @classmethod
    def available(cls, actor: ExchangeScreen) -> bool:
        """Only with a contact under the cursor."""
        return actor.contact_at_cursor() is not None

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Show the number; mark the contact as verified when both see the same."""
        contact = actor.contact_at_cursor()
        if contact is None:
            return
        parts = number_with(actor.store, contact).split()
        lines = [
            f"Vraag {contact.card.label} om dit getal voor te lezen. Op beide schermen moet hetzelfde staan:",
            "",
            "   ".join(parts[:6]),
            "   ".join(parts[6:]),
            "",
            "Klopt er een cijfer niet? Kies dan Annuleren en vertrouw de kaart niet.",
        ]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog(f"Controlegetal met {contact.card.label}", lines, confirm_label="Het is hetzelfde")
        )
        if sure:
            verify_contact(actor.store, contact.fingerprint)
            tell(actor.app, f"{contact.card.label} is gecontroleerd.")
            actor.reload()


class ExchangeScreen(StoreScreen):
    """Contacts above, what was exchanged and what waits below."""

    MODE = "exchange"
    SHOWS = tuple(RECORD_WORDS)
    ACTS = (ReadBundle, InspectBundle, MakeBundle, ReadCard, OwnCard, CompareNumber)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ExchangeScreen {
        & #contact-table { height: 2fr; }
        & #exchange-detail { height: 3fr; border-top: solid $panel; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the contacts and the rest."""
        empty = "Nog geen contacten. a leest de kaart van een ander in; e maakt uw eigen kaart."
        with Vertical():
            yield RecordTable(_CONTACT_COLUMNS, empty_text=empty, id="contact-table")
            yield DetailView(id="exchange-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._contacts = {contact.fingerprint: contact for contact in contacts(self.store)}
        rows = [
            Row(
                fingerprint,
                (contact.card.label, word(contact.card.role, Role), _TRUST_WORDS[contact.trust]),
                () if contact.trust is Trust.VERIFIED else ("warning",),
            )
            for fingerprint, contact in self._contacts.items()
        ]
        self.query_one("#contact-table", RecordTable).set_source(ListSource(rows))
        self.query_one("#exchange-detail", DetailView).show([*self._conflicts(), *self._bundles()])
        self.refresh_acts()

    def contact_at_cursor(self) -> Contact | None:
        """Return the contact under the cursor."""
        key = self.query_one("#contact-table", RecordTable).selected_key if self.is_mounted else None
        return self._contacts.get(key or "")

    async def ask_file(self, title: str, ending: str, limit: int) -> bytes | None:
        """Ask which file to read and return its bytes; None when the user cancelled.

        One byte more than `limit` comes along for a larger file, which its reader then refuses in its own words.
        """
        path = await self.app.push_screen_wait(FileDialog(title, endings=(ending,)))
        return None if path is None else await asyncio.to_thread(read_input, path, limit)

    async def ask_place(self, title: str, name: str) -> Path | None:
        """Ask where a new file goes; None when the user cancelled. An existing file is never replaced."""
        path = await self.app.push_screen_wait(
            TextDialog(title, "Bestand", value=str(Path.home() / name), help="Een nieuw bestand.", check=_writable)
        )
        return None if path is None else _path(path)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show only the keys that fit the contact under the cursor."""
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def compare(self) -> None:
        """Compare the number of the chosen contact."""
        self.run_act(CompareNumber)

    def _conflicts(self) -> list[Section]:
        found = open_conflicts(self.store)
        if not found:
            return []
        lines = [
            (RECORD_WORDS[one.record_type].singular, field_word(one.record_type, one.field))
            for one in found[:_MOST_BUNDLES]
        ]
        advice = "Beide waarden zijn bewaard. Wie het veld opnieuw invult, kiest; dat gaat met de volgende bundel mee."
        return [Section(f"! Twee waarden voor één veld ({len(found)})", lines, (advice,))]

    def _bundles(self) -> list[Section]:
        names = {fingerprint: contact.card.label for fingerprint, contact in self._contacts.items()}
        own = self.store.identity.card.fingerprint
        rows = [row for row in bundle_rows(self.store) if row.peer != own]
        lines = [(row.at[:10], _bundle_words(row, names)) for row in rows[:_MOST_BUNDLES]]
        return [Section("Bundels", lines, () if lines else ("Nog geen bundels gemaakt of ingelezen.",))]


_TRUST_WORDS = {Trust.SEEN: "nog vergelijken: c", Trust.VERIFIED: "vergeleken"}


def _bundle_words(row: BundleRow, names: dict[str, str]) -> str:
    way = "naar" if row.direction == "out" else "van"
    return (
        f"{way} {names.get(row.peer, 'onbekend')}, nummer {row.sequence}, {row.operations} wijzigingen: {row.purpose}"
    )


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


def _write(path: Path, make: Callable[[], bytes]) -> None:
    """Make a new file's content and write it; nothing is made where the file cannot be."""
    with new_file(path) as write:
        write(make())


def _path(text: str) -> Path:
    return Path(text.strip()).expanduser()


def _writable(text: str) -> str:
    path = _path(text)
    if path.exists():
        return "Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam."
    return "" if path.parent.is_dir() else "Deze map is er niet."
