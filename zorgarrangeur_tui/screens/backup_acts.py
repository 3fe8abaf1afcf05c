"""The acts of Beveiliging that are about copies: make one, on a stick too, put one back, and look whether all is well."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from storage.backups import backup_to, make_backup
from storage.doctor import examine
from storage.doctor_findings import Repair
from storage.doctor_opened import examine_opened
from widgets.dialogs import MessageDialog, TextDialog
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.key_ages import key_findings
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.file_names import no_folder, path_of
from zorgarrangeur_tui.screens.rescue import BACKUPS_WANTED, RescueScreen
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from storage.doctor import Finding
    from storage.store import Store
    from zorgarrangeur_tui.screens.security import SecurityScreen


_MAKE_ONE = (
    "Maak er nu een met {screens.backup_acts.BackupNow}, en ook op een stick met {screens.backup_acts.BackupToStick}."
)
_RESTORE = "Zet een kopie terug met {screens.backup_acts.RestoreBackup}. Wat er nu staat, wordt eerst opzijgezet."
_MEND = "De app kan dit zelf herstellen: druk hier op {screens.backup_acts.RestoreBackup}, en dan op {screens.rescue_acts.Mend}."


class BackupNow(Command):
    """Maak nu een reservekopie, en kijk na of hij heel is."""

    key = "b"
    label = "Kopie"
    footer = True

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Make it in a thread, and tell where it is."""
        tell(actor.app, "De reservekopie wordt gemaakt…")
        made = await work_on(actor.app, "reservekopie maken", partial(make_backup, actor.store))
        size = f"{made.size / 1e6:.1f}".replace(".", ",")
        tell(actor.app, f"Reservekopie gemaakt en nagekeken: {size} MB.")
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
            made = await work_on(actor.app, "reservekopie maken", partial(backup_to, actor.store, path_of(text)))
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
        else:
            store.go_on()


class CheckUp(Command):
    """Kijk alles na: bestanden, kopieën, logboek. U leest wat er mis is en wat u kunt doen."""

    key = "d"
    label = "Nakijken"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Read everything in a thread, and show what was found."""
        tell(actor.app, "Alles wordt nagekeken…")
        found = await work_on(actor.app, "alles nakijken", partial(_examine, actor.store))
        lines = [_line(one) for one in found]
        title = "Er is iets mis" if any(one.serious for one in found) else "Uw opslag is in orde"
        await actor.app.push_screen_wait(
            MessageDialog(title, lines or ["Alle bestanden zijn heel en het logboek klopt."])
        )
        actor.reload()


def _line(finding: Finding) -> str:
    """Return what is wrong and what to do here; what a finding itself advises names the verbs of the command line."""
    wrong = f"{'! ' if finding.serious else ''}{finding.wrong}"
    if finding.kind in BACKUPS_WANTED:
        return ActText(wrong, _MAKE_ONE)
    if finding.repair is None:
        advice = finding.advice
        return (
            ActText(f"{wrong} {advice.said}", advice.next_step) if isinstance(advice, ActText) else f"{wrong} {advice}"
        )
    return ActText(wrong, _RESTORE if finding.repair is Repair.RESTORE_BACKUP else _MEND)


def _examine(store: Store) -> list[Finding]:
    found = [*examine_opened(store), *key_findings(store), *examine(store.folder, store.settings)]
    return sorted(found, key=lambda one: not one.serious)
