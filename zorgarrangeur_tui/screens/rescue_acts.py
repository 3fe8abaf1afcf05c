"""What can be done in Hulp bij openen: look whether copies are whole, put one back, mend what the app can, look on a stick."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from storage.audit_anchors import local_moment
from storage.backup_folders import moment_of
from storage.doctor import repair
from storage.errors import StorageError
from storage.long_work import WorkStopped
from storage.restoring import BackupMissing, require_opening, restore
from storage.store_folder import exists
from widgets.dialogs import ConfirmDialog, MessageDialog, TextDialog
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, CommandClass, tell
from zorgarrangeur_tui.screens.file_names import no_folder, path_of
from zorgarrangeur_tui.screens.secret_dialog import SecretDialog, SecretField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.key_file import SlotKind
    from storage.restoring import Backup, Restored
    from zorgarrangeur_tui.screens.rescue import RescueScreen

_SECRETS: dict[SlotKind, SecretField] = {
    "passphrase": SecretField("secret", "Wachtwoordzin van die dag"),
    "recovery": SecretField("secret", "Herstelcode van die dag", readable=True),
}
_OTHERS: dict[SlotKind, str] = {"passphrase": "met herstelcode", "recovery": "met wachtwoordzin"}
_NO_BACKUP = "Er is hier geen kopie. Zoek op een stick of in een andere map met {LookElsewhere}."
_ELSEWHERE = "Een andere map kiest u met {LookElsewhere}."
_BUSY = "Er is nog iets bezig. Wacht tot het klaar is, of stop het met {StopWork}."
_NOTHING_TO_MEND = "De app kan hier zelf niets herstellen. Zet een kopie terug met {RestoreChosen}."


class _OneAtATime(Command):
    """An act that waits until nothing reads or writes the store and its copies."""

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only while nothing is going on."""
        return not actor.busy

    @classmethod
    def refusal(cls, actor: RescueScreen) -> str:
        """Say first that something is going on."""
        return _BUSY if actor.busy else super().refusal(actor)


class RestoreChosen(Command):
    """Zet de kopie onder de cursor terug. Wat er nu staat, wordt opzijgezet en niet weggegooid."""

    key = "t"
    label = "Terugzetten"
    footer = True

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only with a backup under the cursor, and while nothing reads or writes the store that it replaces."""
        return actor.backup_at_cursor() is not None and not actor.works.ongoing

    @classmethod
    def refusal(cls, actor: RescueScreen) -> str:
        """Say which of the two it is."""
        return _BUSY if actor.works.ongoing else _NO_BACKUP

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Say what happens, ask the secret of that day, and put the backup back; until it is in place it can be stopped."""
        backup = actor.backup_at_cursor()
        if backup is None:
            return
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Deze kopie terugzetten?", _what_happens(actor, backup), confirm_label="Terugzetten")
        )
        given = await _ask_secret(actor, "Kopie terugzetten", [backup]) if sure else None
        if given is None:
            return
        try:
            restored = await actor.work_on("kopie terugzetten", partial(_put_back, actor, backup, *given))
        except WorkStopped:
            raise
        except StorageError as refusal:
            lines = [str(refusal), *([actor.words(_ELSEWHERE)] if isinstance(refusal, BackupMissing) else [])]
            await actor.app.push_screen_wait(MessageDialog("Niet teruggezet", lines))
            return
        await actor.app.push_screen_wait(MessageDialog("Teruggezet", [restored.sentence]))
        actor.dismiss(True)


class CheckBackups(_OneAtATime):
    """Kijk van alle kopieën na of ze heel zijn."""

    key = "c"
    label = "Nakijken"
    footer = True
    needs = _NO_BACKUP

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only when there are backups, and one thing at a time."""
        return super().available(actor) and bool(actor.backups)

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Ask the secret, read every backup, and show how each stands; the newest that is whole gets the cursor."""
        given = await _ask_secret(actor, "Kopieën nakijken", actor.backups)
        if given is None:
            return
        try:
            await actor.work_on("kopieën nakijken", partial(actor.check_backups, *given))
        except WorkStopped:
            tell(actor.app, "Gestopt. Wat al was nagekeken, staat erbij. Er is niets gewijzigd.")
            return
        whole = next((one for one in actor.backups if (found := actor.checked.get(one.folder)) and found.whole), None)
        if whole is None:
            said = "Geen van deze kopieën is heel met dit geheim."
            tell(actor.app, actor.words(f"{said} Kijk ook op uw stick met {{LookElsewhere}}."), severity="error")
        else:
            actor.query_one(RecordTable).move_to(str(whole.folder))
            said = f"De nieuwste hele kopie is van {local_moment(whole.made_at)}."
            tell(actor.app, actor.words(f"{said} U zet hem terug met {{RestoreChosen}}."), seconds=12)


class Mend(_OneAtATime):
    """Laat de app doen wat hij zelf kan herstellen, zonder iets weg te gooien."""

    key = "h"
    label = "Herstellen"
    footer = True
    needs = _NOTHING_TO_MEND

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only when there is something that the app can do, and one thing at a time."""
        return super().available(actor) and bool(actor.repairs())

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Say what, and do it."""
        repairs = actor.repairs()
        wrong = [finding.wrong for finding in actor.findings if finding.repair in repairs]
        if await actor.app.push_screen_wait(
            ConfirmDialog(
                "Dit herstellen?", [*wrong, "Er worden geen gegevens weggegooid."], confirm_label="Herstellen"
            )
        ):
            done = [await asyncio.to_thread(repair, actor.settings.folder, code) for code in repairs]
            await actor.app.push_screen_wait(MessageDialog("Gedaan", done))
            actor.reload()


class LookElsewhere(_OneAtATime):
    """Kijk op een stick of in een andere map naar kopieën."""

    key = "b"
    label = "Stick"
    footer = True

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Ask for the folder, and list what is there."""
        text = await actor.app.push_screen_wait(
            TextDialog(
                "Waar staan de kopieën?", "Map", help="De map op uw stick waarin de kopieën staan.", check=no_folder
            )
        )
        if text is not None:
            folder = path_of(text)
            # Who points at one backup means it and those beside it.
            actor.place = folder.parent if moment_of(folder.resolve().name) else folder
            actor.reload()


class LeaveRescue(_OneAtATime):
    """Ga terug. Er is niets gewijzigd."""

    # Not while the store is being replaced: behind this screen somebody could open it.
    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Close this screen."""
        actor.dismiss(False)


RESCUE_ACTS: tuple[CommandClass, ...] = (RestoreChosen, CheckBackups, Mend, LookElsewhere, LeaveRescue)


def _what_happens(actor: RescueScreen, backup: Backup) -> list[str]:
    made = local_moment(backup.made_at)
    if not exists(actor.settings.folder):
        return [f"U krijgt hier de opslag zoals die was op {made}. De kopie zelf blijft ook staan."]
    return [
        f"De opslag wordt weer zoals die was op {made}. Wat u daarna opschreef, staat er dan niet in.",
        "Wat er nu staat, wordt eerst opzijgezet in de map replaced. Er wordt niets weggegooid.",
    ]


async def _ask_secret(actor: RescueScreen, title: str, backups: Sequence[Backup]) -> tuple[str, SlotKind] | None:
    """Ask the passphrase, or when the user wants so the recovery code, that opens one of some backups; None when the user cancelled."""
    kind: SlotKind = "passphrase"
    while True:
        given: list[str] = []

        def check(typed: Mapping[str, str], kind: SlotKind = kind, given: list[str] = given) -> None:
            require_opening(backups, typed["secret"], kind=kind, settings=actor.settings.store)
            given.append(typed["secret"])

        dialog = SecretDialog(title, (_SECRETS[kind],), check, other=_OTHERS[kind])
        if await actor.app.push_screen_wait(dialog):
            return given[-1], kind
        if not dialog.wants_other:
            return None
        kind = "recovery" if kind == "passphrase" else "passphrase"


def _put_back(actor: RescueScreen, backup: Backup, secret: str, kind: SlotKind) -> Restored:
    actor.before_restore()
    return restore(actor.settings.folder, backup.folder, secret, kind=kind, settings=actor.settings.store)
