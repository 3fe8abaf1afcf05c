"""Beveiliging: how the store is protected, and everything that the user can do about it, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import CommandClass, bindings
from zorgarrangeur_tui.desk.security import SecurityLine, security_lines
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.screens.backup_acts import BackupNow, BackupToStick, CheckUp, RestoreBackup
from zorgarrangeur_tui.screens.key_acts import (
    ChangePassphrase,
    ChooseHelpers,
    ChooseLockTime,
    HelpColleague,
    LeaveSecurity,
    NewKeys,
    RenewCode,
    ShowLog,
    ShowRetention,
)
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.session import AppSettings

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_COLUMNS = (Column("Onderdeel", 30, weight=2), Column("Hoe het ervoor staat", 22, weight=2))

_ACT_OF: dict[str, CommandClass] = {
    "passphrase": ChangePassphrase,
    "code": RenewCode,
    "helpers": ChooseHelpers,
    "lock": ChooseLockTime,
    "backup": BackupNow,
    "stick": BackupToStick,
    "restore": RestoreBackup,
    "log": ShowLog,
    "retention": ShowRetention,
    "checkup": CheckUp,
    "help": HelpColleague,
    "rotate": NewKeys,
}
"""Per line of the desk, the act that Enter does."""


class SecurityScreen(StoreScreen):
    """A list of what protects the store; Enter does what the line is about."""

    ACTS = (
        ChangePassphrase,
        RenewCode,
        BackupNow,
        BackupToStick,
        LeaveSecurity,
        ChooseHelpers,
        ChooseLockTime,
        RestoreBackup,
        ShowLog,
        ShowRetention,
        CheckUp,
        HelpColleague,
        NewKeys,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    SecurityScreen {
        & RecordTable { height: 1fr; min-height: 6; }
        & #security-detail { height: 7; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the lines, and what the line under the cursor means."""
        yield HeadingLine("Beveiliging", id="security-title", markup=False)
        with Vertical(classes="list-and-detail"):
            yield RecordTable(_COLUMNS, id="security-lines")
            yield DetailView(id="security-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._lines = {line.key: line for line in security_lines(self.store)}
        self.query_one(RecordTable).set_source(ListSource([_row(line) for line in self._lines.values()]))
        self._show_detail(self.query_one(RecordTable).selected_key)

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Show what the line under the cursor means."""
        self._show_detail(event.key)

    @on(RecordTable.Chosen)
    def do_chosen(self, event: RecordTable.Chosen) -> None:
        """Do what the chosen line is about."""
        self.run_act(_ACT_OF[event.key])

    def app_settings(self) -> AppSettings:
        """Return what the app was started with."""
        return self.zorgarrangeur.settings

    def lock_after_change(self, cause: LockCause) -> None:
        """Lock, now that the files are no longer those of the store that was opened."""
        self.zorgarrangeur.forget_store()
        self.zorgarrangeur.lock(cause)

    @property
    def zorgarrangeur(self) -> ZorgarrangeurApp:
        """The app that this store is open in."""
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app

    def _show_detail(self, key: str | None) -> None:
        line = self._lines.get(key or "")
        sections = [Section(line.title, paragraphs=(line.explanation,))] if line else []
        self.query_one("#security-detail", DetailView).show(sections)


def _row(line: SecurityLine) -> Row:
    return Row(line.key, (line.title, line.state), ("warning",) if line.warning else ())
