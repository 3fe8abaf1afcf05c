"""The line above the keys that tells what long work goes on. It is there only as long as something does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from widgets.plain_text import content
from zorgarrangeur_tui.commands import key_words
from zorgarrangeur_tui.work_acts import StopWork
from zorgarrangeur_tui.working import SHOWN_AFTER_SECONDS

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


class WorkLine(Static):
    """One line per screen; the newest work, and how many there are besides."""

    DEFAULT_CSS = """
    WorkLine { height: 1; padding: 0 1; background: $primary; color: $text; text-wrap: nowrap; display: none; }
    WorkLine.-working { display: block; }
    """

    def on_mount(self) -> None:
        """Look every second."""
        self.zorgarrangeur.ticked.subscribe(self, lambda _: self.look())

    @property
    def zorgarrangeur(self) -> ZorgarrangeurApp:
        """The app."""
        from zorgarrangeur_tui.app import ZorgarrangeurApp  # noqa: PLC0415 - the app shows this

        assert isinstance(self.app, ZorgarrangeurApp)
        return self.app

    def look(self) -> None:
        """Show what goes on now."""
        app = self.zorgarrangeur
        now = app.settings.clocks.monotonic()
        long = [one for one in app.works.ongoing if now - one.began >= SHOWN_AFTER_SECONDS]
        self.set_class(bool(long), "-working")
        if long:
            more = f" (en nog {len(long) - 1})" if len(long) > 1 else ""
            self.update(content(long[-1].line(now, key_words(StopWork, app)) + more))
