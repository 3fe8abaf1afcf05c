"""Help when a store does not open, or an earlier backup is wanted: what is wrong, what the app can mend, which backups there are.

It needs no opened store, so it works from the unlock screen too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from storage.audit_anchors import local_moment
from storage.doctor import Finding, Repair, examine, repair
from storage.errors import StorageError
from storage.key_file import SlotKind
from storage.restoring import Backup, CheckedBackup, check_backup, list_backups, restore
from widgets.detail_view import DetailView, Section
from widgets.dialogs import ConfirmDialog, MessageDialog, TextDialog
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Acting, Command, bindings, tell
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.secret_dialog import SecretDialog, SecretField
from zorgarrangeur_tui.session import AppSettings

_COLUMNS = (
    Column("Kopie van", 22, weight=2),
    Column("MB", 7, right=True, priority=2),
    Column("Stand", 24, weight=3),
)
_SECRETS: dict[SlotKind, SecretField] = {
    "passphrase": SecretField("secret", "Wachtwoordzin van die dag"),
    "recovery": SecretField("secret", "Herstelcode van die dag", readable=True),
}


class RestoreChosen(Command):
    """Zet de kopie onder de cursor terug. Wat er nu staat, wordt opzijgezet en niet weggegooid."""

    key = "t"
    label = "Terugzetten"
    footer = True

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only with a backup under the cursor."""
        return actor.backup_at_cursor() is not None

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Say what happens, ask the secret of that day, check the backup, and put it back."""
        backup = actor.backup_at_cursor()
        if backup is None:
            return
        lines = [
            f"De opslag wordt weer zoals die was op {local_moment(backup.made_at)}. Wat u daarna opschreef, staat er dan niet in.",
            "Wat er nu staat, wordt eerst opzijgezet in de map replaced. Er wordt niets weggegooid.",
        ]
        if not await actor.app.push_screen_wait(
            ConfirmDialog("Deze kopie terugzetten?", lines, confirm_label="Terugzetten")
        ):
            return
        told: list[str] = []

        def put_back(typed: Mapping[str, str], kind: SlotKind) -> None:
            actor.before_restore()
            restored = restore(
                actor.settings.folder, backup.folder, typed["secret"], kind=kind, settings=actor.settings.store
            )
            told.append(restored.sentence)

        if await actor.ask_secret("Kopie terugzetten", put_back):
            await actor.app.push_screen_wait(MessageDialog("Teruggezet", told))
            actor.dismiss(True)


class CheckBackups(Command):
    """Kijk van alle kopieën na of ze heel zijn."""

    key = "c"
    label = "Nakijken"
    footer = True

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only when there are backups."""
        return bool(actor.backups)

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Ask the secret, read every backup, and show how each stands; the newest that is whole gets the cursor."""

        def check(typed: Mapping[str, str], kind: SlotKind) -> None:
            for one in actor.backups:
                actor.checked[one.folder] = _check(one, typed["secret"], kind, actor.settings)

        if await actor.ask_secret("Kopieën nakijken", check):
            actor.reload()
            whole = next(
                (one for one in actor.backups if (found := actor.checked.get(one.folder)) and found.whole), None
            )
            if whole is None:
                tell(
                    actor.app,
                    "Geen van deze kopieën is heel met dit geheim. Kijk ook op uw stick: b.",
                    severity="error",
                )
            else:
                actor.query_one(RecordTable).move_to(str(whole.folder))
                tell(
                    actor.app,
                    f"De nieuwste hele kopie is van {local_moment(whole.made_at)}. t zet hem terug.",
                    seconds=12,
                )


class Mend(Command):
    """Laat de app doen wat hij zelf kan herstellen, zonder iets weg te gooien."""

    key = "h"
    label = "Herstellen"
    footer = True

    @classmethod
    def available(cls, actor: RescueScreen) -> bool:
        """Only when there is something that the app can do."""
        return bool(actor.repairs())

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


class LookElsewhere(Command):
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
            actor.place = path_of(text)
            actor.reload()


class LeaveRescue(Command):
    """Ga terug. Er is niets gewijzigd."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: RescueScreen) -> None:
        """Close this screen."""
        actor.dismiss(False)


class RescueScreen(ModalScreen[bool], Acting):
    """What the doctor finds above, the backups below; closes with True once one was put back.

    Args:
        settings: which folder, and the store's surroundings.
        before_restore: closes the store when it is open.
    """

    ACTS = (RestoreChosen, CheckBackups, Mend, LookElsewhere, LeaveRescue)
    BINDINGS: ClassVar = bindings(ACTS)
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RescueScreen {
        background: $background;
        & #rescue-title { height: 1; padding: 0 1; text-style: bold; background: $panel; width: 1fr; }
        & #rescue-findings { height: 1fr; min-height: 5; }
        & #rescue-backups { height: 1fr; min-height: 5; border-top: solid $panel; }
    }
    """
    AUTO_FOCUS = "#rescue-backups"

    def __init__(self, settings: AppSettings, before_restore: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.settings = settings
        self.before_restore = before_restore
        self.place: Path = settings.folder
        self.findings: list[Finding] = []
        self.backups: list[Backup] = []
        self.checked: dict[Path, CheckedBackup] = {}

    def compose(self) -> ComposeResult:
        """Show what is wrong, and the backups."""
        empty = "Hier staan geen kopieën. b kijkt op een stick of in een andere map."
        yield Static("Hulp bij openen en terugzetten", id="rescue-title", markup=False)
        with Vertical():
            yield DetailView(id="rescue-findings")
            yield RecordTable(_COLUMNS, empty_text=empty, id="rescue-backups")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look."""
        self.reload()

    def reload(self) -> None:
        """Look again."""
        self.findings = examine(self.settings.folder, self.settings.store)
        try:
            self.backups = list_backups(self.place)
        except StorageError as refusal:
            self.backups = []
            tell(self.app, str(refusal), severity="error")
        rows = [_row(one, self.checked.get(one.folder)) for one in self.backups]
        self.query_one(RecordTable).set_source(ListSource(rows))
        self.query_one("#rescue-findings", DetailView).show(_sections(self.findings))
        self.refresh_bindings()

    def repairs(self) -> list[Repair]:
        """Return what the app can do by itself."""
        found = {one.repair: None for one in self.findings if one.repair not in (None, Repair.RESTORE_BACKUP)}
        return [code for code in found if code is not None]

    def backup_at_cursor(self) -> Backup | None:
        """Return the backup under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return next((one for one in self.backups if str(one.folder) == key), None)

    async def ask_secret(self, title: str, act: Callable[[Mapping[str, str], SlotKind], None]) -> bool:
        """Ask the passphrase, or with F2 the recovery code, and do an act with it."""
        kind: SlotKind = "passphrase"
        while True:
            dialog = SecretDialog(
                title,
                (_SECRETS[kind],),
                partial(_with_kind, act, kind),
                lines=("F2 wisselt tussen wachtwoordzin en herstelcode.",),
                other="f2",
            )
            answer = await self.app.push_screen_wait(dialog)
            if not dialog.wants_other:
                return bool(answer)
            kind = "recovery" if kind == "passphrase" else "passphrase"

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def follow_cursor(self) -> None:
        """Show only the keys that fit."""
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def restore_chosen(self) -> None:
        """Put the chosen backup back."""
        self.run_act(RestoreChosen)


def _with_kind(act: Callable[[Mapping[str, str], SlotKind], None], kind: SlotKind, typed: Mapping[str, str]) -> None:
    act(typed, kind)


def _check(backup: Backup, secret: str, kind: SlotKind, settings: AppSettings) -> CheckedBackup:
    try:
        return check_backup(backup.folder, secret, kind=kind, settings=settings.store)
    except StorageError as refusal:
        return CheckedBackup(backup.folder, whole=False, sentence=str(refusal))


def _row(backup: Backup, checked: CheckedBackup | None) -> Row:
    state = "niet nagekeken: c" if backup.complete else "niet alle bestanden zijn er"
    if checked is not None:
        state = "heel" if checked.whole else checked.sentence
    good = backup.complete and (checked is None or checked.whole)
    cells = (local_moment(backup.made_at), f"{backup.size / 1e6:.1f}", state)
    return Row(str(backup.folder), cells, () if good else ("warning",))


def _sections(findings: list[Finding]) -> list[Section]:
    if not findings:
        return [Section("Zonder wachtwoordzin is er niets mis te zien", paragraphs=("Onder staan de kopieën.",))]
    return [Section(f"{'! ' if one.serious else ''}{one.wrong}", paragraphs=(one.advice,)) for one in findings]


def no_folder(text: str) -> str:
    """Return what is wrong with a typed folder, or ""."""
    return "" if path_of(text).is_dir() else "Deze map is er niet. Zit de stick erin?"
