"""Tying a provider to a school: the same form from either side."""

from __future__ import annotations

from storage.models import FixedBond, Professional, Provider, School
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.providers import bind_provider
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.record_rows import PROVIDER_COLUMNS, provider_source
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.record_dialogs import ask


async def pick_and_bind(screen: StoreScreen, school: School) -> FixedBond | None:
    """Ask which provider is tied to a school, then from when.

    Returns:
        The bond, or None when the user cancelled.
    """
    empty = with_act_keys(
        "Er zijn nog geen zorgaanbieders. Voeg er een toe: {GoProviders} (Aanbieders), dan {screens.providers.NewProvider}.",
        screen.app,
    )
    provider_id = await screen.app.push_screen_wait(
        PickScreen(
            f"Welke aanbieder komt vast bij {school.name}?",
            PROVIDER_COLUMNS,
            provider_source(screen.store),
            empty_text=empty,
        )
    )
    return None if provider_id is None else await ask_bond(screen, school, screen.store.get(Provider, provider_id))


async def ask_bond(screen: StoreScreen, school: School, provider: Provider) -> FixedBond | None:
    """Ask from when a provider is tied to a school; above the school's cap the form asks why.

    Returns:
        The bond, or None when the user cancelled.
    """
    bond = await ask(
        screen,
        f"{provider.name} vast bij {school.name}",
        FixedBond,
        forms.BOND,
        lambda values: bind_provider(screen.store, school.id, provider.id, values),
        values={"starts_on": screen.user.today},
        submit_label="Koppelen",
        about=(school.id, provider.id),
    )
    if not isinstance(bond, FixedBond):
        return None
    nobody_yet = not living(screen.store, Professional, provider_id=provider.id)
    more = "Voeg nog professionals toe: {GoProviders} (Aanbieders)." if nobody_yet else ""
    tell(screen.app, ActText(f"{provider.name} is nu een vaste zorgaanbieder van {school.name}.", more))
    return bond
