"""Uitwisseling: contacts, bundles sent and read in, and what waits for a choice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.bundle_log import BundleRow, bundle_rows
from storage.bundle_series import INCOMING
from storage.contacts import Contact, Trust, contacts
from storage.models.codes import Role
from widgets.detail_view import DetailView, Section
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.choice_words import counted_words
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.exchange_overview import bundle_words
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.key_ages import fresh_since
from zorgarrangeur_tui.desk.open_questions import waiting_questions
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.bundle_acts import BUNDLE_ACTS
from zorgarrangeur_tui.screens.contact_acts import CONTACT_ACTS, CompareNumber
from zorgarrangeur_tui.screens.contact_trust_acts import TRUST_ACTS
from zorgarrangeur_tui.screens.duplicate_acts import DUPLICATE_ACTS
from zorgarrangeur_tui.screens.exchange_rooms import ROOM_ACTS
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.hand_over_acts import HAND_OVER_ACTS
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import ask_new_file
from zorgarrangeur_tui.screens.question_acts import QUESTION_ACTS
from zorgarrangeur_tui.trust_words import contact_name, trust_cell

_CONTACT_COLUMNS = (
    Column("Naam", 14, weight=2),
    Column("Rol", 14, priority=1),
    Column("Controlegetal", 18, weight=1),
)
_MOST_BUNDLES = 10


class ExchangeScreen(StoreScreen):
    """Contacts above, what was exchanged and what waits below."""

    MODE = "exchange"
    SHOWS = tuple(RECORD_WORDS)
    ACTS = (*BUNDLE_ACTS, *CONTACT_ACTS, *TRUST_ACTS, *ROOM_ACTS, *QUESTION_ACTS, *DUPLICATE_ACTS, *HAND_OVER_ACTS)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ExchangeScreen {
        & #contact-table { height: 2fr; }
        & #exchange-detail { height: 3fr; border-top: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._contacts: dict[str, Contact] = {}

    def body(self) -> ComposeResult:
        """Show the contacts and the rest."""
        empty = "Nog geen contacten. a leest de kaart van een ander in; e maakt uw eigen kaart."
        with Vertical():
            yield RecordTable(_CONTACT_COLUMNS, empty_text=empty, id="contact-table")
            yield DetailView(id="exchange-detail")

    def reload(self) -> None:
        """Ask the store again."""
        known, fresh = contacts(self.store), fresh_since(self.store)
        self._contacts = {contact.fingerprint: contact for contact in known}
        rows = [
            Row(
                contact.fingerprint,
                (contact_name(contact, known), word(contact.card.role, Role), trust_cell(contact, fresh)),
                () if contact.trust is Trust.VERIFIED else ("warning",),
            )
            for contact in known
            if contact.trust is not Trust.REPLACED
        ]
        self.query_one("#contact-table", RecordTable).set_source(ListSource(rows))
        self._show_waiting()
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
        return await ask_new_file(self.app, title, name)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show only the keys that fit the contact under the cursor."""
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def compare(self) -> None:
        """Compare the number of the chosen contact."""
        self.run_act(CompareNumber)

    @work(name="waiting", group="waiting", exclusive=True)
    async def _show_waiting(self) -> None:
        """Show above the bundles what waits for a choice; counted in a thread."""
        questions = await asyncio.to_thread(waiting_questions, self.store)
        choose = counted_words(one.question for one in questions)
        others = sum(not one.question.can_choose for one in questions)
        lines = [f"{choose}. Kies met v."] if choose else []
        if others:
            lines.append(f"{others} {'veld wacht' if others == 1 else 'velden wachten'} op een ander; v toont welke.")
        section = [Section(f"{'! ' if choose else ''}Te kiezen", paragraphs=lines)] if lines else []
        self.query_one("#exchange-detail", DetailView).show([*section, *self._bundles()])

    def _bundles(self) -> list[Section]:
        names = {fingerprint: contact.card.label for fingerprint, contact in self._contacts.items()}
        own = self.store.identity.card.fingerprint
        rows = [row for row in bundle_rows(self.store) if row.peer != own]
        lines = [(row.at[:10], _bundle_words(row, names)) for row in rows[:_MOST_BUNDLES]]
        return [Section("Bundels", lines, () if lines else ("Nog geen bundels gemaakt of ingelezen.",))]


def _bundle_words(row: BundleRow, names: dict[str, str]) -> str:
    way = "van" if row.direction in INCOMING else "naar"
    return f"{way} {names.get(row.peer, 'onbekend')}, {bundle_words(row)}"
