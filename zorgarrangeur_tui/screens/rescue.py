"""Help when a store does not open, or an earlier backup is wanted: what is wrong, what the app can mend, which backups there are.

It needs no opened store, so it works from the unlock screen too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from storage.audit_anchors import local_moment
from storage.doctor import Finding, Repair, examine
from storage.errors import StorageError
from storage.key_file import SlotKind
from storage.restoring import Backup, CheckedBackup, check_each, list_backups
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Acting, bindings, tell, with_keys
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.screens.rescue_acts import RESCUE_ACTS, RestoreChosen
from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.work_line import WorkLine
from zorgarrangeur_tui.working import Works, work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

Result = TypeVar("Result")

_COLUMNS = (
    Column("Kopie van", 22, weight=2),
    Column("MB", 7, right=True, priority=2),
    Column("Stand", 24, weight=3),
)
_TITLE = "Hulp bij openen en terugzetten"
_EMPTY = "Hier staan geen kopieën. Met {LookElsewhere} kijkt u op een stick of in een andere map."
_UNCHECKED = "nog nakijken: {CheckBackups}"
_RESTORE_ADVICE = (
    "Zet hieronder een kopie terug met {RestoreChosen}. Wat er nu staat, wordt eerst opzijgezet. "
    "Staat uw kopie op een stick? Die vindt u met {LookElsewhere}."
)
_MEND_ADVICE = "De app kan dit zelf herstellen met {Mend}. Er worden geen gegevens weggegooid."
BACKUPS_WANTED = frozenset({"backup_none", "backup_old"})
"""Findings after which a new backup is to be made."""
_LATER_ADVICE = "Maak er een bij Beveiliging ({Security}), zodra uw opslag open is."
_LOOKING = Section("Er wordt gekeken wat er aan de hand is…")


class RescueScreen(ModalScreen[bool], Acting):
    """What the doctor finds above, the backups below; closes with True once one was put back.

    Args:
        settings: which folder, and the store's surroundings.
        before_restore: closes the store when it is open.
    """

    ACTS = RESCUE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RescueScreen {
        background: $background;
        & #rescue-findings { height: 1fr; min-height: 5; }
        & #rescue-backups { height: 1fr; min-height: 5; border-top: solid $border-blurred; }
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
        self.busy = False
        self.checking = False

    def compose(self) -> ComposeResult:
        """Show what is wrong, and the backups."""
        yield HeadingLine(_TITLE, id="rescue-title", markup=False)
        with Vertical():
            yield DetailView([_LOOKING], id="rescue-findings")
            yield RecordTable(_COLUMNS, empty_text=self.words(_EMPTY), id="rescue-backups")
        yield WorkLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Look, and follow how far long work is."""
        self._zorgarrangeur.ticked.subscribe(self, self.follow_work)
        self.reload()

    @property
    def works(self) -> Works:
        """The long work that goes on in the app."""
        return self._zorgarrangeur.works

    def words(self, text: str) -> str:
        """Return a text with the keys, as they are now, of the acts that it names between braces."""
        return with_keys(text, self)

    def reload(self) -> None:
        """Look again."""
        try:
            self.backups = list_backups(self.place)
        except StorageError as refusal:
            self.backups = []
            tell(self.app, str(refusal), severity="error")
        where = "" if self.place == self.settings.folder else f" · kopieën in {self.place}"
        self.query_one(HeadingLine).update(content(f"{_TITLE}{where}"))
        self.show_backups()
        self.find_faults()

    def show_backups(self) -> None:
        """Show how the backups stand now."""
        waiting = "wacht op nakijken" if self.checking else self.words(_UNCHECKED)
        found = [self.checked.get(one.folder) for one in self.backups]
        rows = [_row(one, checked, waiting) for one, checked in zip(self.backups, found, strict=True)]
        self.query_one(RecordTable).set_source(ListSource(rows))
        self.refresh_bindings()

    @work(exclusive=True, group="look")
    async def find_faults(self) -> None:
        """Look what is wrong, which may take a while on a slow stick."""
        self.findings = await asyncio.to_thread(examine, self.settings.folder, self.settings.store)
        self.query_one("#rescue-findings", DetailView).show(_sections(self.findings, self.words))
        self.refresh_bindings()

    async def work_on(self, words: str, task: Callable[[], Result]) -> Result:
        """Do one long work at a time, and stay here until it ended.

        Raises:
            WorkStopped: the user stopped it.
            StorageError: as the task does.
        """
        self.busy = True
        self.refresh_bindings()
        try:
            result = await work_on(self.app, words, task)
        except StorageError:
            self._end_work()
            raise
        self._end_work()
        return result

    def check_backups(self, secret: str, kind: SlotKind) -> None:
        """Check every backup that is listed; this takes long, and runs in a thread."""
        self.checked = {}
        self.checking = True
        try:
            for found in check_each(self.backups, secret, kind=kind, settings=self.settings.store):
                self.checked[found.folder] = found
        finally:
            self.checking = False

    def follow_work(self, _: None = None) -> None:
        """Show what was checked since."""
        if self.busy:
            self.show_backups()

    def repairs(self) -> list[Repair]:
        """Return what the app can do by itself."""
        found = {one.repair: None for one in self.findings if one.repair not in (None, Repair.RESTORE_BACKUP)}
        return [code for code in found if code is not None]

    def backup_at_cursor(self) -> Backup | None:
        """Return the backup under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return next((one for one in self.backups if str(one.folder) == key), None)

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def follow_cursor(self) -> None:
        """Show only the keys that fit."""
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def restore_chosen(self) -> None:
        """Put the chosen backup back."""
        self.run_act(RestoreChosen)

    def _end_work(self) -> None:
        """Show where everything stands, and take away what was asked meanwhile: whether to stop this work by closing the app."""
        self.busy = False
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.screen.dismiss(None)
        self.show_backups()

    @property
    def _zorgarrangeur(self) -> ZorgarrangeurApp:
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app


def _row(backup: Backup, checked: CheckedBackup | None, unchecked: str) -> Row:
    state = unchecked if backup.complete else "niet alle bestanden zijn er"
    if checked is not None:
        state = "heel" if checked.whole else checked.sentence
    good = backup.complete and (checked is None or checked.whole)
    cells = (local_moment(backup.made_at), f"{backup.size / 1e6:.1f}".replace(".", ","), state)
    return Row(str(backup.folder), cells, () if good else ("warning",))


def _sections(findings: list[Finding], words: Callable[[str], str]) -> list[Section]:
    if not findings:
        return [Section("Zonder wachtwoordzin is er niets mis te zien", paragraphs=("Onder staan de kopieën.",))]
    return [Section(f"{'! ' if one.serious else ''}{one.wrong}", paragraphs=(_advice(one, words),)) for one in findings]


def _advice(finding: Finding, words: Callable[[str], str]) -> str:
    """Return what to do here; what a finding itself advises names the verbs of the command line."""
    if finding.kind in BACKUPS_WANTED:
        return words(_LATER_ADVICE)
    if finding.repair is None:
        return finding.advice
    return words(_RESTORE_ADVICE if finding.repair is Repair.RESTORE_BACKUP else _MEND_ADVICE)
