"""What the first screen of every mode shares: the top line, the footer, and asking again when the store changed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from storage.changes import Changed
from storage.store import Store
from zorgarrangeur_tui.commands import Acting, with_keys
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.session import Session
from zorgarrangeur_tui.title_bar import TitleBar
from zorgarrangeur_tui.work_line import WorkLine

_BROAD = 180
"""Columns from which a wide screen is also broad."""


class StoreScreen(Screen[None], Acting):
    """A screen that shows records. It holds no copy of the truth: after a change it asks the store again.

    A subclass gives `body` and `reload`, and names in `SHOWS` the record types that it shows. A list and its detail in a
    container with the class `list-and-detail` stand under each other, and beside each other where the screen is wide.
    """

    DEFAULT_CSS = """
    StoreScreen {
        & > .list-and-detail > DetailView { border-top: solid $border-blurred; }
        &.-wide > .list-and-detail {
            layout: horizontal;
            & > RecordTable { width: 3fr; height: 1fr; }
            & > DetailView { width: 2fr; min-height: 100%; border-top: none; border-left: solid $border-blurred; }
        }
    }
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
        # Textual thinks that a new screen missed a change of the style sheets, and reads them all anew: 60 ms a mode.
        self._css_update_count = self.app._css_update_count  # noqa: SLF001 - what it looks at, and nothing else tells it
        self._stale = False
        self._available: tuple[bool, ...] = ()

    def compose(self) -> ComposeResult:
        """Show the top line, the body and the footer."""
        yield TitleBar(self.MODE, self.user.words_for_owner(), id="title-bar")
        yield from self.body()
        yield WorkLine()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """Yield what stands between top line and footer."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the store."""
        self.user.signal.subscribe(self, self._follow)
        self.reload()

    @on(events.Resize)
    def follow_width(self, event: events.Resize) -> None:
        """Let what is more than wide show three columns beside each other."""
        self.set_class(event.size.width >= _BROAD, "-broad")

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

    def words(self, text: str) -> str:
        """Return a text with the keys, as they are now, of the acts that it names between braces.

        An act of this screen or of the app goes by its class, one of another screen by its module too.
        """
        return with_act_keys(with_keys(text, self), self.app)

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
