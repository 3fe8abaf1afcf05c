"""The app: unlock or first run, then the seven modes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.signal import Signal

from storage.changes import Changed
from storage.errors import StorageError
from storage.store_folder import exists
from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import Acting, bindings, tell
from zorgarrangeur_tui.cover import CoverableApp
from zorgarrangeur_tui.crash import SafeCrash
from zorgarrangeur_tui.idle import IdleWatch, LockCause
from zorgarrangeur_tui.modes import MODES as MODE_LIST
from zorgarrangeur_tui.palette import ActProvider
from zorgarrangeur_tui.process_end import run_to_its_end
from zorgarrangeur_tui.session import AppEnd, AppSettings, Session
from zorgarrangeur_tui.themes import DARK, THEMES

if TYPE_CHECKING:
    # The database libraries take half a second, which the unlock screen does not need.
    from storage.store import Store


_BLANK = "Scherm leeg. Druk op een toets om verder te gaan."
_CLIPBOARD_SECONDS = 30.0
_IDLE_SECONDS = 5 * 60.0
"""Until a store tells how long its user wants."""
_ENDS = {LockCause.TERMINATED: AppEnd.TERMINATED, LockCause.HUNG_UP: AppEnd.HUNG_UP}


class StoreChanged(Message):
    """The store was written to; posted from whatever thread did it."""

    def __init__(self, changed: Changed) -> None:
        super().__init__()
        self.changed = changed


class ZorgarrangeurApp(CoverableApp[AppEnd], Acting, inherit_bindings=False):
    """The whole app on one store.

    Args:
        settings: which folder, and the store's surroundings.
        store: an opened store (the invented region, tests); otherwise the app asks for the passphrase.
    """

    TITLE = "Zorgarrangeur"
    ALLOW_SELECT = False
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
        self.ticked: Signal[None] = Signal(self, "ticked")
        self.when_ending: Callable[[AppEnd], None] | None = None
        self._given = store
        self._idle_watch = IdleWatch(settings.clocks, _IDLE_SECONDS)
        self._empty_clipboard_at: float | None = None
        self._ending = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    async def on_mount(self) -> None:
        """Open the given store, or ask for it."""
        self.set_interval(1, self.tick, name="tick")
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
        self._start_watch(store)
        await self.switch_mode("today")
        for warning in store.warnings:
            tell(self, warning, severity="warning", seconds=30)
        if not self.settings.demo:
            self._back_up(store)

    @work(group="backup", exit_on_error=False)
    async def _back_up(self, store: Store) -> None:
        """Make the backup of today, when there is none yet. It takes a while, and keeps nobody waiting."""
        from storage.backups import backup_if_due  # noqa: PLC0415 - loaded with the store

        try:
            await asyncio.to_thread(backup_if_due, store)
        except StorageError as refusal:
            tell(self, f"Vandaag is er nog geen reservekopie. {refusal}", severity="warning", seconds=15)

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

    async def on_event(self, event: events.Event) -> None:
        """Count keys and the mouse as signs of life, unless too much time went by before them."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            cause = self._idle_watch.look()
            self._idle_watch.touch()
            if cause is not None and self._protect(cause):
                return
        await super().on_event(event)

    def tick(self) -> None:
        """Look whether to lock, every second."""
        cause = self._idle_watch.look()
        if cause is not None:
            self._protect(cause)
        if self._empty_clipboard_at is not None and self.settings.clocks.monotonic() >= self._empty_clipboard_at:
            self._empty_clipboard()
        self.ticked.publish(None)

    def blank(self) -> None:
        """Cover the screen until a key is pressed."""
        self.cover(_BLANK)

    def lock(self, cause: LockCause) -> None:
        """Stop, so that the process can replace itself: no key or name stays in memory. Nothing that was typed is lost."""
        if self._ending:
            return
        self.cover(for_good=True)
        self._keep_drafts()
        if self.session is not None:
            from zorgarrangeur_tui.desk.locking import note_lock  # noqa: PLC0415 - loaded with the store

            # A full or busy disk must not keep the store open.
            with suppress(StorageError):
                note_lock(self.session.store, cause)
        self.leave(_ENDS.get(cause, AppEnd.LOCKED))

    def leave(self, end: AppEnd) -> None:
        """Stop for this reason."""
        if self._ending:
            return
        self._keep_drafts()
        self._empty_clipboard()
        self._ending = True
        if self.when_ending is not None:
            self.when_ending(end)
        self.exit(end)

    def set_lock_minutes(self, minutes: int) -> None:
        """Keep after how many minutes without a key or the mouse the app locks, from now on.

        Raises:
            ActRefused: it is not from 1 to 15.
            StorageError: nothing was changed.
        """
        from zorgarrangeur_tui.desk.locking import set_lock_minutes  # noqa: PLC0415 - loaded with the store

        assert self.session is not None, "only an opened store has a setting"
        set_lock_minutes(self.session.store, minutes)
        self._idle_watch.idle_seconds = minutes * 60

    def copy_to_clipboard(self, text: str) -> None:
        """Put text on the clipboard, for half a minute."""
        super().copy_to_clipboard(text)
        self._empty_clipboard_at = self.settings.clocks.monotonic() + _CLIPBOARD_SECONDS if text else None

    def panic(self, *renderables: Any) -> None:
        """Keep what was typed when Textual gives up, as it does when the terminal is gone."""
        self._keep_drafts_in_a_fault()
        super().panic(*renderables)

    def forget_store(self) -> None:
        """Go on without the store, whose keys are no longer those of its files. Only locking may follow."""
        self._keep_drafts()
        self.session = None

    def close_store(self) -> None:
        """Close the store, if one is open."""
        if self.session is not None:
            self.session.store.close()
            self.session = None

    def get_default_screen(self) -> Screen[Any]:
        """Return the empty screen under the unlock and first-run screens."""
        return Screen(id="_default")

    def _start_watch(self, store: Store) -> None:
        from zorgarrangeur_tui.desk.drafts import tidy  # noqa: PLC0415 - loaded with the store
        from zorgarrangeur_tui.desk.locking import lock_minutes  # noqa: PLC0415

        self._idle_watch.idle_seconds = lock_minutes(store) * 60
        self._idle_watch.touch()
        self.run_worker(partial(tidy, store), thread=True, group="drafts", name="tidy", exit_on_error=False)

    def _protect(self, cause: LockCause) -> bool:
        """Lock, or where there is no passphrase to come back with, cover the screen. Tell whether that was needed."""
        if self.settings.demo or not exists(self.settings.folder):
            was_covered = self.covered
            self.blank()
            return not was_covered
        if self.session is not None:
            self.lock(cause)
            return True
        return False

    def _keep_drafts(self) -> None:
        """Write the draft of every form on screen now."""
        if self.session is not None:
            for keep in self.session.open_forms:
                # A full or busy disk must not keep the store open; what was typed a second ago is there already.
                with suppress(StorageError):
                    keep()

    def _keep_drafts_in_a_fault(self) -> None:
        # Whatever is broken, the first fault is the one to tell of.
        with suppress(Exception):
            self._keep_drafts()

    def _empty_clipboard(self) -> None:
        if self._empty_clipboard_at is not None:
            self.copy_to_clipboard("")

    def _handle_exception(self, error: Exception) -> None:
        """Show types and places only. Textual's own report prints local variables, and so names and secrets."""
        if self._ending:
            # What was going on finds its screen gone; the app stops already, and in its own way.
            return
        self._keep_drafts_in_a_fault()
        super()._handle_exception(error if isinstance(error, SafeCrash) else SafeCrash(error))


def run_app(settings: AppSettings, store: Store | None = None) -> int:
    """Run the app until the user quits; after a lock, start anew in the place of this process.

    Returns:
        The exit code: 0, or 1 after a fault in the app, or 128 and the number of the signal that ended it.
    """
    return run_to_its_end(ZorgarrangeurApp(settings, store))


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
