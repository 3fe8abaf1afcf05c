"""Uitwisseling: contacts, bundles sent and read in, and what waits for a choice."""

from __future__ import annotations

import asyncio
from functools import partial
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
from zorgarrangeur_tui.desk.duplicates import alike_records
from zorgarrangeur_tui.desk.exchange_overview import bundle_words
from zorgarrangeur_tui.desk.exchange_points import day_of
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.key_ages import fresh_since
from zorgarrangeur_tui.desk.open_questions import waiting_questions
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.ahead import AHEAD, work_ahead
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
    Column("Rol", 16, priority=1),
    Column("Controlegetal", 18, weight=1),
)
_MOST_BUNDLES = 10
_NO_BUNDLES = "Nog geen bundels. {MakeBundle} maakt er een, {ReadBundle} leest er een in."


class ExchangeScreen(StoreScreen):
    """Contacts above, what was exchanged and what waits below."""

    MODE = "exchange"
    SHOWS = tuple(RECORD_WORDS)
    ACTS = (*BUNDLE_ACTS, *CONTACT_ACTS, *TRUST_ACTS, *ROOM_ACTS, *QUESTION_ACTS, *DUPLICATE_ACTS, *HAND_OVER_ACTS)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ExchangeScreen {
        & #contact-table { height: 2fr; }
        & #exchange-detail { height: 3fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._contacts: dict[str, Contact] = {}

    def body(self) -> ComposeResult:
        """Show the contacts and the rest."""
        empty = self.words(
            "Nog geen contacten. {ReadCard} leest de kaart van een ander in; {OwnCard} maakt uw eigen kaart."
        )
        with Vertical(classes="list-and-detail"):
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
        lines = [ActText(f"{choose}.", "Kies met {screens.question_acts.OpenQuestions}.")] if choose else []
        if others:
            wait = f"{others} {'veld wacht' if others == 1 else 'velden wachten'} op een ander"
            lines.append(ActText(wait, "; {screens.question_acts.OpenQuestions} toont welke."))
        section = [Section(f"{'! ' if choose else ''}Te kiezen", paragraphs=lines)] if lines else []
        self.query_one("#exchange-detail", DetailView).show([*section, *self._bundles()])
        self._work_ahead()

    @work(exclusive=True, group=AHEAD)
    async def _work_ahead(self) -> None:
        """Compare what may be there twice while the user looks at this screen."""
        await work_ahead(self.app, partial(alike_records, self.store))

    def _bundles(self) -> list[Section]:
        known = list(self._contacts.values())
        names = {fingerprint: contact_name(contact, known) for fingerprint, contact in self._contacts.items()}
        own = self.store.identity.card.fingerprint
        rows = [row for row in bundle_rows(self.store) if row.peer != own]
        lines = [(dutch_date_short(day_of(row)), _bundle_words(row, names)) for row in rows[:_MOST_BUNDLES]]
        return [Section("Bundels", lines, () if lines else (self.words(_NO_BUNDLES),))]


def _bundle_words(row: BundleRow, names: dict[str, str]) -> str:
    way = "van" if row.direction in INCOMING else "naar"
    return f"{way} {names.get(row.peer, 'onbekend')}, {bundle_words(row)}"
