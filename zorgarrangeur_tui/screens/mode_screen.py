"""What the first screen of every mode shares: the top line, the footer, and asking again when the store changed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer

from storage.changes import Changed
from storage.store import Store
from zorgarrangeur_tui.commands import Acting
from zorgarrangeur_tui.session import Session
from zorgarrangeur_tui.title_bar import TitleBar


class StoreScreen(Screen[None], Acting):
    """A screen that shows records. It holds no copy of the truth: after a change it asks the store again.

    A subclass gives `body` and `reload`, and names in `SHOWS` the record types that it shows.
    """

    SHOWS: ClassVar[tuple[str, ...]] = ()
    MODE: ClassVar[str] = ""
    ALLOW_SELECT = False

    @property
    def user(self) -> Session:
        """The opened store and what belongs to it."""
        session = getattr(self.app, "session", None)
        assert isinstance(session, Session), "screens of the store live in the app"
        return session

    @property
    def store(self) -> Store:
        """The opened store."""
        return self.user.store

    def __init__(self) -> None:
        super().__init__()
        self._stale = False
        self._available: tuple[bool, ...] = ()

    def compose(self) -> ComposeResult:
        """Show the top line, the body and the footer."""
        yield TitleBar(self.MODE, self.user.words_for_owner(), id="title-bar")
        yield from self.body()
        yield Footer(show_command_palette=False)

    def body(self) -> ComposeResult:
        """Yield what stands between top line and footer."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the store."""
        self.user.signal.subscribe(self, self._follow)
        self.reload()

    def on_screen_resume(self) -> None:
        """Ask again when something changed while another screen was shown."""
        if self._stale:
            self._stale = False
            self.reload()

    def refresh_acts(self) -> None:
        """Bring footer and keys in step with what can be done now; drawing the footer anew costs more than a cursor key."""
        available = tuple(command.available(self) for command in self.ACTS)
        if available != self._available:
            self._available = available
            self.refresh_bindings()

    def reload(self) -> None:
        """Ask the store for what is shown."""

    @on(TitleBar.Picked)
    async def open_mode(self, event: TitleBar.Picked) -> None:
        """Open the mode that was clicked."""
        await self.app.switch_mode(event.mode)

    def _follow(self, changed: Changed) -> None:
        if not changed.touches(*self.SHOWS):
            return
        if self.is_current:
            self.reload()
        else:
            self._stale = True
