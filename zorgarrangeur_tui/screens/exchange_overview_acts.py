"""Acts on all contacts at once: receipts for who waits, and what a coordinator gives to everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.dialogs import ConfirmDialog, MessageDialog, TextDialog
from zorgarrangeur_tui.commands import Command, Leave
from zorgarrangeur_tui.desk.exchange_overview import bundle_lines, is_coordinator
from zorgarrangeur_tui.desk.exchange_sending import (
    SentFile,
    send_receipts,
    send_reference,
    send_register,
    sent_lines,
    verified,
    waiting_for_receipt,
)
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange_overview import ExchangeOverviewScreen


class ShowStanding(Command):
    """Toon alle bundels van en naar het contact onder de cursor."""

    key = "b"
    label = "Bundels"
    footer = True
    needs = "Er is nog geen contact. Lees bij Uitwisseling ({GoExchange}) een kaart in."

    @classmethod
    def available(cls, actor: ExchangeOverviewScreen) -> bool:
        """With a contact under the cursor."""
        return actor.at_cursor is not None

    @classmethod
    async def run(cls, actor: ExchangeOverviewScreen) -> None:
        """Show the bundles, newest first."""
        one = actor.at_cursor
        if one is not None:
            lines = await asyncio.to_thread(bundle_lines, actor.store, one.contact.fingerprint)
            nothing = ["Met dit contact is nog niets uitgewisseld."]
            await actor.app.push_screen_wait(MessageDialog(one.name, lines or nothing))


class SendReceipts(Command):
    """Maak een ontvangstbewijs voor iedereen die daarop wacht: één bestand per persoon, in een map die u kiest."""

    key = "z"
    label = "Ontvangst"
    footer = True
    needs = "Niemand wacht op een ontvangstbewijs."

    @classmethod
    def available(cls, actor: ExchangeOverviewScreen) -> bool:
        """Only when somebody waits."""
        return bool(waiting_for_receipt(actor.standings))

    @classmethod
    async def run(cls, actor: ExchangeOverviewScreen) -> None:
        """Ask, make the files and tell which is for whom."""
        people = waiting_for_receipt(actor.standings)
        lines = [
            "Een ontvangstbewijs zegt welke bundels u hebt. Wat u mist, stuurt de ander dan opnieuw. Het gaat naar:",
            ", ".join(one.card.label for one in people),
        ]
        await _send(actor, "Ontvangstbewijzen maken?", lines, partial(send_receipts, actor.store, people))


class SendRegister(Command):
    """Maak uw register voor alle gecontroleerde contacten: wie zij via u kunnen vertrouwen, en wie niet meer."""

    key = "r"
    label = "Register"
    footer = True
    needs = "Een register maakt de coördinator, voor contacten die gecontroleerd zijn."

    @classmethod
    def available(cls, actor: ExchangeOverviewScreen) -> bool:
        """Only for a coordinator, with somebody to give it to."""
        return is_coordinator(actor.store) and bool(verified(actor.standings))

    @classmethod
    async def run(cls, actor: ExchangeOverviewScreen) -> None:
        """Ask, make the files and tell which is for whom."""
        people = verified(actor.standings)
        lines = ["Wie het register inleest, kan bundels lezen van iedereen die erin staat. Het gaat naar:"]
        lines.append(", ".join(one.card.label for one in people))
        await _send(actor, "Register meegeven?", lines, partial(send_register, actor.store, people))


class SendReference(Command):
    """Maak één open bestand met de naslag van de regio, voor iedereen. Er staat niets over personen in."""

    key = "s"
    label = "Naslag"
    footer = True
    needs = "De naslag van de regio maakt de coördinator."

    @classmethod
    def available(cls, actor: ExchangeOverviewScreen) -> bool:
        """Only for a coordinator."""
        return is_coordinator(actor.store)

    @classmethod
    async def run(cls, actor: ExchangeOverviewScreen) -> None:
        """Ask, make the file and tell where it is."""
        lines = ["Gemeenten, vakanties, tarieven, codes en scholen. Het bestand is ondertekend en niet versleuteld."]
        await _send(actor, "Naslag meegeven?", lines, partial(send_reference, actor.store))


class LeaveOverview(Leave):
    """Ga terug."""


async def _send(
    actor: ExchangeOverviewScreen, title: str, lines: list[str], make: Callable[[Path], list[SentFile]]
) -> None:
    """Ask whether to, and in which folder; make the files and show which is for whom."""
    sure = await actor.app.push_screen_wait(ConfirmDialog(title, lines, confirm_label="Verder"))
    if not sure:
        return
    typed = await actor.app.push_screen_wait(
        TextDialog(
            "In welke map?",
            "Map",
            value=str(Path.home()),
            help="Elk bestand is nieuw; er wordt niets overschreven.",
            check=_no_folder,
        )
    )
    if typed is not None:
        folder = path_of(typed).absolute()
        files = await work_on(actor.app, "bundels maken", partial(make, folder))
        actor.reload()
        await actor.app.push_screen_wait(MessageDialog("Klaar", sent_lines(files, folder)))


def _no_folder(text: str) -> str:
    return "" if path_of(text).is_dir() else "Deze map is er niet. Kijk de naam na."


OVERVIEW_ACTS = (ShowStanding, SendReceipts, SendRegister, SendReference, LeaveOverview)
