"""The acts of Beveiliging that are about copies: make one, on a stick too, put one back, and look whether all is well."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.backups import backup_to, make_backup
from storage.doctor import examine
from storage.doctor_opened import examine_opened
from widgets.dialogs import MessageDialog, TextDialog
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.key_ages import key_findings
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.rescue import RescueScreen, no_folder

if TYPE_CHECKING:
    from storage.doctor import Finding
    from storage.store import Store
    from zorgarrangeur_tui.screens.security import SecurityScreen


class BackupNow(Command):
    """Maak nu een reservekopie, en kijk na of hij heel is."""

    key = "b"
    label = "Kopie"
    footer = True

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Make it in a thread, and tell where it is."""
        tell(actor.app, "De reservekopie wordt gemaakt…")
        made = await asyncio.to_thread(make_backup, actor.store)
        tell(actor.app, f"Reservekopie gemaakt en nagekeken: {made.size / 1e6:.1f} MB.")
        actor.reload()


class BackupToStick(Command):
    """Maak een reservekopie op een stick of een andere schijf."""

    key = "s"
    label = "Stick"
    footer = True

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Ask for the folder, make it, and tell where it is."""
        text = await actor.app.push_screen_wait(
            TextDialog(
                "Waar komt de kopie?",
                "Map",
                help="De map van uw stick. De kopie is versleuteld: wie hem vindt, leest niets.",
                check=no_folder,
            )
        )
        if text is not None:
            tell(actor.app, "De reservekopie wordt gemaakt…")
            made = await asyncio.to_thread(backup_to, actor.store, path_of(text))
            tell(actor.app, f"De kopie staat in {made.folder} en is nagekeken.", seconds=12)
            actor.reload()


class RestoreBackup(Command):
    """Zet een eerdere kopie terug. Wat er nu staat, wordt opzijgezet."""

    key = "t"
    label = "Terugzetten"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Show the backups; after one was put back the app locks, because the store is another one now."""
        store = actor.store
        if await actor.app.push_screen_wait(RescueScreen(actor.app_settings(), before_restore=store.close)):
            actor.lock_after_change(LockCause.KEY)


class CheckUp(Command):
    """Kijk alles na: bestanden, kopieën, logboek. U leest wat er mis is en wat u kunt doen."""

    key = "d"
    label = "Nakijken"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Read everything in a thread, and show what was found."""
        tell(actor.app, "Alles wordt nagekeken…")
        found = await asyncio.to_thread(_examine, actor.store)
        lines = [f"{'! ' if one.serious else ''}{one.wrong} {one.advice}" for one in found]
        title = "Er is iets mis" if any(one.serious for one in found) else "Uw opslag is in orde"
        await actor.app.push_screen_wait(
            MessageDialog(title, lines or ["Alle bestanden zijn heel en het logboek klopt."])
        )
        actor.reload()


def _examine(store: Store) -> list[Finding]:
    found = [*examine_opened(store), *key_findings(store), *examine(store.folder, store.settings)]
    return sorted(found, key=lambda one: not one.serious)
