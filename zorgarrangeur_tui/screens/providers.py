"""Aanbieders: the list of all care providers, found by typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from storage.errors import RecordMissing
from storage.models import Provider
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.record_table import RecordTable
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, bindings
from zorgarrangeur_tui.desk.providers import add_provider, provider_file
from zorgarrangeur_tui.record_rows import PROVIDER_COLUMNS, provider_source
from zorgarrangeur_tui.screens.looking import ListScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.provider_sections import provider_sections
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal


class _OnProvider(Command):
    """An act on the provider under the cursor."""

    needs = "Er staat geen zorgaanbieder onder de cursor. Voeg er een toe met {NewProvider}."

    @classmethod
    def available(cls, actor: ProvidersScreen) -> bool:
        """Only with a provider under the cursor."""
        return actor.selected is not None


class OpenProvider(_OnProvider):
    """Open de zorgaanbieder onder de cursor: professionals en scholen."""

    key = "o"
    label = "Openen"
    footer = True

    @classmethod
    async def run(cls, actor: ProvidersScreen) -> None:
        """Show the provider."""
        if actor.selected:
            actor.show_provider(actor.selected)


class NewProvider(Command):
    """Voeg een zorgaanbieder toe. Daarna kunt u de professionals toevoegen."""

    key = "n"
    label = "Nieuw"
    footer = True

    @classmethod
    async def run(cls, actor: ProvidersScreen) -> None:
        """Show the form, then the provider."""
        provider = await ask(
            actor, "Nieuwe zorgaanbieder", Provider, forms.PROVIDER, lambda values: add_provider(actor.store, values)
        )
        if provider is not None:
            actor.query_one(RecordTable).move_to(provider.id)
            actor.show_provider(provider.id)


class EditProvider(_OnProvider):
    """Verander de gegevens van de zorgaanbieder onder de cursor."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: ProvidersScreen) -> None:
        """Show the form."""
        if actor.selected:
            provider = actor.store.get(Provider, actor.selected)
            await ask_change(actor, "Zorgaanbieder wijzigen", provider, forms.PROVIDER, "Zorgaanbieder gewijzigd")


class RemoveProvider(_OnProvider):
    """Haal een zorgaanbieder weg, met de professionals en de vaste afspraken."""

    key = "delete"
    label = "Weghalen"

    @classmethod
    async def run(cls, actor: ProvidersScreen) -> None:
        """Ask whether it is sure."""
        if actor.selected:
            provider = actor.store.get(Provider, actor.selected)
            lines = ["De professionals en de vaste afspraken met scholen gaan mee."]
            await ask_removal(actor, f"{provider.name} weghalen?", lines, provider, "Zorgaanbieder weggehaald")


class FilterProviders(OpenFilter):
    """Zoek een zorgaanbieder op naam, KvK-nummer of AGB-code."""


class ProvidersScreen(ListScreen):
    """All providers by name, with the provider under the cursor beside it where there is room.

    Widgets: `provider-filter`, `provider-table`, `provider-preview`.
    """

    MODE = "providers"
    LISTS_AS = "provider"
    SHOWS = ("provider", "professional", "fixed_bond", "school")
    ACTS = (OpenProvider, NewProvider, EditProvider, FilterProviders, RemoveProvider)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ProvidersScreen {
        & RecordTable { width: 3fr; }
        & #provider-preview { width: 2fr; display: none; border-left: solid $border-blurred; }
        &.-wide #provider-preview { display: block; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the list and the preview."""
        self._source = provider_source(self.store)
        table = RecordTable(
            PROVIDER_COLUMNS,
            self._source,
            empty_text=self.words("Nog geen zorgaanbieders. Druk op {NewProvider} om er een toe te voegen."),
            id="provider-table",
        )
        yield FilterBar(table, placeholder="naam, KvK-nummer, AGB-code", id="provider-filter")
        with Horizontal():
            yield table
            yield DetailView(id="provider-preview")

    @property
    def selected(self) -> str | None:
        """The id of the provider under the cursor."""
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store again, keeping the cursor on its provider."""
        self._source.forget()
        self.query_one(RecordTable).reload()
        self._preview()

    def show_provider(self, provider_id: str) -> None:
        """Open one provider in a screen of its own."""
        from zorgarrangeur_tui.screens.provider import ProviderScreen  # noqa: PLC0415 - opened from the list

        self.app.push_screen(ProviderScreen(provider_id))

    def on_resize(self) -> None:
        """Fill the preview as soon as there is room for it."""
        self.call_after_refresh(self._preview)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the provider under the cursor beside the list."""
        self.once_at_rest(self._preview)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the chosen provider."""
        self.show_provider(event.key)

    def _preview(self) -> None:
        view = self.query_one("#provider-preview", DetailView)
        if not view.display:
            return
        try:
            file = provider_file(self.store, self.selected) if self.selected else None
        except RecordMissing:
            file = None  # taken away a moment ago; the list is still being asked
        view.show(provider_sections(file, self.user.today, self.words) if file else ())
