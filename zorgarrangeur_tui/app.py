"""The app: unlock or first run, then the seven modes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.signal import Signal

from storage.changes import Changed
from storage.store_folder import exists
from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import Acting, bindings
from zorgarrangeur_tui.crash import SafeCrash
from zorgarrangeur_tui.modes import MODES as MODE_LIST
from zorgarrangeur_tui.palette import ActProvider
from zorgarrangeur_tui.session import AppEnd, AppSettings, Session
from zorgarrangeur_tui.themes import DARK, THEMES

if TYPE_CHECKING:
    # The database libraries take half a second, which the unlock screen does not need.
    from storage.store import Store


class StoreChanged(Message):
    """The store was written to; posted from whatever thread did it."""

    def __init__(self, changed: Changed) -> None:
        super().__init__()
        self.changed = changed


class ZorgarrangeurApp(App[AppEnd], Acting, inherit_bindings=False):
    """The whole app on one store.

    Args:
        settings: which folder, and the store's surroundings.
        store: an opened store (the invented region, tests); otherwise the app asks for the passphrase.
    """

    TITLE = "Zorgarrangeur"
    CSS = """
    Screen { background: $background; }
    Toast { max-width: 72; }
    Footer { height: 1; }
    """
    ACTS = APP_ACTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(APP_ACTS)]
    MODES: ClassVar[dict[str, Any]] = {mode.id: mode.first_screen for mode in MODE_LIST}
    COMMANDS = {ActProvider}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]

    def __init__(self, settings: AppSettings, store: Store | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self._given = store
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    async def on_mount(self) -> None:
        """Open the given store, or ask for it."""
        if self._given is not None:
            await self.enter(self._given)
        elif exists(self.settings.folder):
            from zorgarrangeur_tui.screens.unlock import UnlockScreen  # noqa: PLC0415 - only one of the two is shown

            await self.push_screen(UnlockScreen(self.settings))
        else:
            from zorgarrangeur_tui.screens.first_run import FirstRunScreen  # noqa: PLC0415

            await self.push_screen(FirstRunScreen(self.settings))

    async def enter(self, store: Store) -> None:
        """Go to work in an opened store."""
        self.session = Session(store=store, signal=Signal(self, "store-changed"), demo=self.settings.demo)
        store.changed.subscribe(self._pass_on)
        await self.switch_mode("today")

    def on_store_changed(self, message: StoreChanged) -> None:
        """Tell the screens."""
        if self.session is not None:
            self.session.signal.publish(message.changed)

    def _pass_on(self, changed: Changed) -> None:
        self.post_message(StoreChanged(changed))

    def action_command_palette(self) -> None:
        """Open the palette, in Dutch."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Typ wat u wilt doen", id="--command-palette"))

    def lock(self) -> None:
        """Stop, so that the process can replace itself: no key or name stays in memory."""
        self.exit(AppEnd.LOCKED)

    def close_store(self) -> None:
        """Close the store, if one is open."""
        if self.session is not None:
            self.session.store.close()
            self.session = None

    def get_default_screen(self) -> Screen[Any]:
        """Return the empty screen under the unlock and first-run screens."""
        return Screen(id="_default")

    def _handle_exception(self, error: Exception) -> None:
        """Show types and places only. Textual's own report prints local variables, and so names and secrets."""
        super()._handle_exception(error if isinstance(error, SafeCrash) else SafeCrash(error))


def run_app(settings: AppSettings, store: Store | None = None) -> int:
    """Run the app until the user quits; after a lock, start anew in the place of this process.

    Returns:
        The exit code: 0, or 1 after a fault in the app.
    """
    # Textual would write what is on screen to these: a log file, a socket, a screenshot.
    for name in ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS"):
        os.environ.pop(name, None)
    app = ZorgarrangeurApp(settings, store)
    try:
        end = app.run()
    finally:
        app.close_store()
    if end is AppEnd.LOCKED:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program, no shell
    return app.return_code or 0


def run_demo(school_count: int = 12, seed: int = 1) -> int:
    """Run the app on a fresh invented region, which is gone when the app stops.

    Returns:
        The exit code, as in `run_app`.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - the demo only

    from zorgarrangeur_tui.demo.practice_store import make_practice_store, practice_settings  # noqa: PLC0415

    print("De oefenregio wordt gemaakt…", flush=True)  # noqa: T201 - a few seconds before the first screen
    settings = practice_settings()
    with TemporaryDirectory(prefix="zorgarrangeur-demo-") as folder:
        store_folder = Path(folder) / "opslag"
        store = make_practice_store(store_folder, settings, school_count=school_count, seed=seed)
        return run_app(AppSettings(store_folder, settings, demo=True), store)
