"""Testing keys: what the terminal sends for each key that is pressed here, and what that key does."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from zorgarrangeur_tui.commands import Acting, live_keys
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.key_reports import KeyReport, leaves
from zorgarrangeur_tui.screens.taking_keys import TakesKeys

_START = (
    "Druk op een toets. Hier leest u wat uw terminal stuurt, en wat die toets doet waar u vandaan komt.",
    "De toets zelf doet nu niets; alleen F9 en Ctrl+L doen het ook hier.",
    "Ziet u niets? Dan hield uw terminal of tmux de toets zelf.",
)


class KeyCheckScreen(TakesKeys):
    """Shows the last keys that were pressed on it, newest first. It forgets them when it closes.

    Widgets: `key-report`.
    """

    ABOUT_ANOTHER = True
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    KeyCheckScreen {
        align: center middle;
        & > Vertical { width: 95%; max-width: 84; height: 85%; border: round $primary; background: $surface; padding: 0 1; }
        & DetailView { height: 1fr; background: $surface; }
        & .key-check--hint { color: $text-muted; height: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._presses: list[str] = []
        self._reports: list[KeyReport] = []

    def compose(self) -> ComposeResult:
        """Show the room for reports and how to leave."""
        with Vertical() as box:
            box.border_title = "Toetsen testen"
            report = DetailView(id="key-report")
            report.can_focus = False
            yield report
            yield Static("Twee keer Esc, of F10: sluiten", classes="key-check--hint", markup=False)

    def on_mount(self) -> None:
        """Say what to do."""
        self.query_one(DetailView).show([Section(paragraphs=_START)])

    def take_key(self, event: events.Key) -> bool:
        """Report a key. What protects does its work too."""
        self._presses.append(event.key)
        del self._presses[:-2]
        if leaves(self._presses):
            self.dismiss(None)
            return True
        report = KeyReport(event.key, event.character or "", tuple(event.aliases), self._what_it_does(event.key))
        self._reports = [report, *self._reports][:8]
        self.query_one(DetailView).show([Section(lines=each.lines()) for each in self._reports])
        return not self._protects(event.key)

    def _protects(self, key: str) -> bool:
        app = self.keyed_app
        return isinstance(app, Acting) and any(
            command.priority and key in live_keys(command, app) for command in app.ACTS
        )

    def _what_it_does(self, key: str) -> str:
        """Return what a key does on the screen below."""
        for _, binding in self.keyed_app.bindings_in_reach(self.keyed_app.working_screen):
            if binding.key == key:
                return f"{binding.description}. {with_act_keys(binding.tooltip, self.app)}".strip()
        return ""
