"""Uitwisseling: contacts, bundles sent and read in, and what waits for a choice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.bundle_log import BundleRow, bundle_rows
from storage.contacts import Contact, Trust, contacts
from storage.models.codes import Role
from widgets.detail_view import DetailView, Section
from widgets.dialogs import TextDialog
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.overview import open_conflicts
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.bundle_acts import BUNDLE_ACTS
from zorgarrangeur_tui.screens.contact_acts import CONTACT_ACTS, CompareNumber
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_CONTACT_COLUMNS = (
    Column("Naam", 14, weight=2),
    Column("Rol", 14, priority=1),
    Column("Controlegetal", 16, weight=1),
)
_MOST_BUNDLES = 10


class ExchangeScreen(StoreScreen):
    """Contacts above, what was exchanged and what waits below."""

    MODE = "exchange"
    SHOWS = tuple(RECORD_WORDS)
    ACTS = (*BUNDLE_ACTS, *CONTACT_ACTS)
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


def _path(text: str) -> Path:
    return Path(text.strip()).expanduser()


def _writable(text: str) -> str:
    path = _path(text)
    if path.exists():
        return "Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam."
    return "" if path.parent.is_dir() else "Deze map is er niet."
