"""Instellingen: everything that the user can choose, searchable, and applied while the screen stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from widgets.detail_view import DetailView
from widgets.dialogs import ConfirmDialog
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Acting, Command, Leave, bindings, tell, with_keys
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.keys.keyboard_acts import ChooseKeys
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.settings_changing import change_preference
from zorgarrangeur_tui.screens.settings_lines import (
    ALL_SECURITY,
    COLUMNS,
    FILE,
    KEYS,
    LOCK,
    SettingLine,
    SettingSource,
    detail_of,
    file_line,
    keys_line,
    preference_lines,
    problem_lines,
    security_lines,
)
from zorgarrangeur_tui.title_bar import TitleBar
from zorgarrangeur_tui.work_line import WorkLine

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_MOST_TOLD = 3
_ROOMY = 30
"""Lines of a terminal with room for more than one thing at the top."""


class ChangeSetting(Command):
    """Wijzig de instelling onder de cursor. Wat u kiest, werkt meteen."""

    key = "e,space"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: SettingsScreen) -> None:
        """Change it, or open what the line leads to."""
        line = actor.line
        if line is not None and line.preference is not None:
            await change_preference(actor.zorgarrangeur, line.preference)
        elif line is not None:
            await actor.follow_line(line)


class ResetSetting(Command):
    """Zet de instelling onder de cursor terug op de beginwaarde."""

    key = "delete"
    label = "Beginwaarde"
    footer = True
    needs = "Deze regel staat al op de beginwaarde. Met {ChangeSetting} wijzigt u hem."

    @classmethod
    def available(cls, actor: SettingsScreen) -> bool:
        """Only for what was changed."""
        return actor.line is not None and actor.line.changed

    @classmethod
    async def run(cls, actor: SettingsScreen) -> None:
        """Put it back."""
        line = actor.line
        if line is not None and line.preference is not None:
            actor.zorgarrangeur.set_preference(line.preference, line.preference.default, told=False)


class ReadSettingsAgain(Command):
    """Lees het bestand met instellingen opnieuw, als u het zelf hebt gewijzigd."""

    key = "r"
    label = "Opnieuw lezen"

    @classmethod
    async def run(cls, actor: SettingsScreen) -> None:
        """Read and apply it, and say how it went."""
        read = actor.zorgarrangeur.read_preferences_again()
        actor.reload()
        if not read.refused:
            tell(actor.app, "Het bestand met instellingen is opnieuw gelezen. Alles erin klopt.")


class SetFileAside(Command):
    """Geef een bestand dat niet te lezen is een andere naam en begin een nieuw. Er gaat niets verloren."""

    key = "x"
    label = "Opzij zetten"
    needs = "Het bestand met instellingen is goed te lezen: er hoeft niets opzij. Met {ReadSettingsAgain} leest u het opnieuw."

    @classmethod
    def available(cls, actor: SettingsScreen) -> bool:
        """Only when the file cannot be read."""
        return actor.zorgarrangeur.preferences_read.broken

    @classmethod
    async def run(cls, actor: SettingsScreen) -> None:
        """Ask, and do it."""
        lines = [
            "Het oude bestand krijgt een andere naam en blijft heel. De app maakt een nieuw met wat u nu gekozen hebt."
        ]
        if await actor.app.push_screen_wait(
            ConfirmDialog("Bestand opzij zetten?", lines, confirm_label="Opzij zetten")
        ):
            aside = actor.zorgarrangeur.start_new_preferences_file()
            tell(actor.app, f"Het oude bestand heet nu {aside.name}.", seconds=15)
            actor.reload()


class LeaveSettings(Leave):
    """Ga terug."""


class SettingsScreen(Screen[None], Acting):
    """A list of preferences with their values; the panel below explains the one under the cursor.

    Widgets: `settings-title`, `settings-problems`, `settings-filter`, `settings-table`, `settings-detail`.
    """

    ACTS = (ChangeSetting, ResetSetting, OpenFilter, ReadSettingsAgain, SetFileAside, LeaveSettings)
    BINDINGS: ClassVar = bindings(ACTS)
    ALLOW_SELECT = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    DEFAULT_CSS = """
    SettingsScreen {
        & #settings-problems { height: auto; max-height: 6; padding: 0 1; color: $text-warning; display: none; }
        & RecordTable { height: 1fr; min-height: 4; }
        & #settings-detail { height: 9; border-top: solid $border-blurred; }
        &.-low #settings-detail { height: 7; }
        &.-wide > #settings-list {
            layout: horizontal;
            & > RecordTable { width: 3fr; }
            & > #settings-detail { width: 2fr; height: 1fr; border-top: none; border-left: solid $border-blurred; }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, SettingLine] = {}

    @property
    def zorgarrangeur(self) -> ZorgarrangeurApp:
        """The app that is set."""
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app

    @property
    def line(self) -> SettingLine | None:
        """The line under the cursor."""
        return self._lines.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def compose(self) -> ComposeResult:
        """Show what is wrong with the file, the preferences, and what the one under the cursor is."""
        session = self.zorgarrangeur.session
        if session is not None:
            yield TitleBar("", session.words_for_owner(), id="title-bar")
        table = RecordTable(COLUMNS, id="settings-table")
        yield HeadingLine(content("Instellingen"), id="settings-title")
        yield Static(id="settings-problems")
        yield FilterBar(table, placeholder="kleuren, muis, klembord", id="settings-filter")
        with Vertical(id="settings-list"):
            yield table
            yield DetailView(id="settings-detail")
        yield WorkLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how everything stands, also when another act changes it."""
        self.zorgarrangeur.preference_changed.subscribe(self, lambda _: self.reload())
        self.reload()

    def on_screen_resume(self) -> None:
        """Show what another screen changed, such as Beveiliging."""
        self.reload()

    def reload(self) -> None:
        """Show how everything stands now."""
        app = self.zorgarrangeur
        minutes = None
        if app.session is not None:
            from zorgarrangeur_tui.desk.locking import lock_minutes  # noqa: PLC0415 - loaded with the store

            minutes = lock_minutes(app.session.store)
        own_store = app.session is not None and not app.settings.demo
        lines = [
            *preference_lines(app.preferences),
            keys_line(app.preferences),
            *security_lines(minutes, own_store=own_store),
            file_line(app.settings.preferences_file, app.preferences_read),
        ]
        sections = list(dict.fromkeys(line.section for line in lines))
        lines.sort(key=lambda line: sections.index(line.section))
        self._lines = {line.key: line for line in lines}
        self.query_one(RecordTable).set_source(SettingSource(lines))
        self._show_problems()
        self._show_detail()
        self.refresh_bindings()

    async def follow_line(self, line: SettingLine) -> None:
        """Do what a line is about that is no preference."""
        app = self.zorgarrangeur
        if line.key == FILE:
            await ReadSettingsAgain.run(self)
        elif line.key == KEYS:
            await ChooseKeys.run(app)
        elif app.session is None:
            tell(app, "Dit staat in uw opslag. Open eerst de opslag.", severity="warning")
        elif line.key == LOCK:
            from zorgarrangeur_tui.screens.lock_time import ask_lock_time  # noqa: PLC0415 - loaded with the store

            await ask_lock_time(app)
            self.reload()
        elif line.key == ALL_SECURITY and app.settings.demo:
            tell(app, "De oefenregio heeft geen wachtwoordzin: hij wordt weggegooid.", severity="warning")
        elif line.key == ALL_SECURITY:
            from zorgarrangeur_tui.screens.security import SecurityScreen  # noqa: PLC0415 - opened now and then

            await app.push_screen(SecurityScreen())

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Explain the line under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def change_chosen(self) -> None:
        """Change the chosen line."""
        self.run_act(ChangeSetting)

    def _show_detail(self) -> None:
        line = self.line
        self.query_one("#settings-detail", DetailView).show([detail_of(line)] if line is not None else [])

    def _show_problems(self) -> None:
        most = _MOST_TOLD if self.size.height >= _ROOMY else 1
        told = [with_keys(line, self) for line in problem_lines(self.zorgarrangeur.preferences_read, most=most)]
        problems = self.query_one("#settings-problems", Static)
        problems.update(content("\n".join(told), multiline=True))
        problems.display = bool(told)
