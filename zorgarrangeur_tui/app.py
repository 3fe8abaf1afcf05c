"""The app: unlock or first run, then the seven modes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.signal import Signal

from storage.changes import Changed
from storage.errors import StorageError
from storage.store_folder import exists
from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import Acted, Acting, bindings, tell
from zorgarrangeur_tui.crash import SafeCrash
from zorgarrangeur_tui.house_style import HOUSE_STYLE
from zorgarrangeur_tui.idle import IdleWatch, LockCause
from zorgarrangeur_tui.modes import MODES as MODE_LIST
from zorgarrangeur_tui.palette import ActPalette, ActProvider
from zorgarrangeur_tui.preferences.schema import CLIPBOARD_SECONDS, FIRST_MODE
from zorgarrangeur_tui.session import AppEnd, AppSettings, Session
from zorgarrangeur_tui.settable_app import SettableApp
from zorgarrangeur_tui.themes import THEMES, theme_to_use
from zorgarrangeur_tui.working import Works, work_on

if TYPE_CHECKING:
    # The database libraries take half a second, which the unlock screen does not need.
    from storage.store import Store
    from widgets.record_table import RecordTable
    from zorgarrangeur_tui.lesson_guide import LessonGuide


_IDLE_SECONDS = 5 * 60.0
"""Until a store tells how long its user wants."""
_ENDS = {LockCause.TERMINATED: AppEnd.TERMINATED, LockCause.HUNG_UP: AppEnd.HUNG_UP}


class StoreChanged(Message):
    """The store was written to; posted from whatever thread did it."""

    def __init__(self, changed: Changed) -> None:
        super().__init__()
        self.changed = changed


class ZorgarrangeurApp(SettableApp[AppEnd], Acting, inherit_bindings=False):
    """The whole app on one store.

    Args:
        settings: which folder, and the store's surroundings.
        store: an opened store (the invented region, tests); otherwise the app asks for the passphrase.
    """

    TITLE = "Zorgarrangeur"
    ALLOW_SELECT = False
    CSS = HOUSE_STYLE
    ACTS = APP_ACTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(APP_ACTS)]
    MODES: ClassVar[dict[str, Any]] = {mode.id: mode.first_screen for mode in MODE_LIST}
    COMMANDS = {ActProvider}
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]

    def __init__(self, settings: AppSettings, store: Store | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.works = Works()
        self.ticked: Signal[None] = Signal(self, "ticked")
        self.when_ending: Callable[[AppEnd], None] | None = None
        self.lesson: LessonGuide | None = None
        self._given = store
        self._idle_watch = IdleWatch(settings.clocks, _IDLE_SECONDS)
        self._empty_clipboard_at: float | None = None
        self._ending = False
        for theme in THEMES:
            self.register_theme(theme)
        self.begin_as_chosen()

    async def on_mount(self) -> None:
        """Open the given store, or make one; where there is one to unlock, the default screen asks for it."""
        self.go_on_as_chosen()
        self.set_interval(1, self.tick, name="tick")
        if self._given is not None:
            await self.enter(self._given)
        elif self.settings.practice is not None:
            self.run_worker(self._begin_practice(), name="practice", group="acts")
        elif not exists(self.settings.folder):
            from zorgarrangeur_tui.screens.first_run import FirstRunScreen  # noqa: PLC0415 - once in the life of a store

            await self.push_screen(FirstRunScreen(self.settings))

    async def enter(self, store: Store) -> None:
        """Go to work in an opened store."""
        self.session = Session(store=store, signal=Signal(self, "store-changed"), demo=self.settings.demo)
        store.changed.subscribe(self._pass_on)
        store.another_program_wrote()  # from here on; what was written before, the screens read anyhow
        self._start_watch(store)
        first = (FIRST_MODE.choices or {})[self.preferences.word(FIRST_MODE)]
        await self.switch_mode(next(mode.id for mode in MODE_LIST if mode.word == first))
        if self.preferences.keys:
            self.run_worker(
                self.use_keys_soon(self.preferences.keys), group="keys", name="use_keys", exit_on_error=False
            )
        for warning in store.warnings:
            tell(self, warning, severity="warning", seconds=30)
        if self.settings.demo:
            self._begin_lesson()
        else:
            self._back_up(store)

    @work(group="backup", exit_on_error=False)
    async def _back_up(self, store: Store) -> None:
        """Make the backup of today, when there is none yet. It takes a while, and keeps nobody waiting."""
        from storage.backups import backup_if_due  # noqa: PLC0415 - loaded with the store

        try:
            await work_on(self, "reservekopie van vandaag maken", partial(backup_if_due, store), asked=False)
        except StorageError as refusal:
            tell(self, f"Vandaag is er nog geen reservekopie. {refusal}", severity="warning", seconds=15)

    def on_store_changed(self, message: StoreChanged) -> None:
        """Tell the screens."""
        if self.session is not None:
            self.session.signal.publish(message.changed)
        if self.lesson is not None:
            self.lesson.changed(message.changed)

    async def _begin_practice(self) -> None:
        """Make the first practice region and go to work in it; who does not wait for it, leaves."""
        from zorgarrangeur_tui.screens.fresh_region import MakingRegion  # noqa: PLC0415 - the practice region only

        assert self.settings.practice is not None, "there is a place to make regions"
        store = await self.push_screen_wait(MakingRegion(self.settings.practice, first=True))
        if store is None:
            self.leave(AppEnd.QUIT)
            return
        self.settings = replace(self.settings, folder=store.folder)
        await self.enter(store)

    def on_acted(self, message: Acted) -> None:
        """Tell the lesson what the user did."""
        if self.lesson is not None:
            self.lesson.acted(message.command)

    def on_record_table_filtered(self, message: RecordTable.Filtered) -> None:
        """Tell the lesson that a list was narrowed."""
        if self.lesson is not None:
            self.lesson.filtered(message.filter_text)

    def on_lesson_bar_picked(self) -> None:
        """Open the steps of the lesson, as its key does."""
        self.action_act("OpenLesson")

    async def renew(self, store: Store) -> None:
        """Go on in a fresh practice region. The old one is closed and thrown away, with every screen that showed it."""
        from zorgarrangeur_tui.between_regions import every_screen_left  # noqa: PLC0415 - the practice region only

        assert self.session is not None, "there is a region to leave"
        assert self.settings.practice is not None, "there is a place to make regions"
        old = self.session.store
        async with every_screen_left(self):
            self.session = None
            self.settings.practice.throw_away(old)
            self.settings = replace(self.settings, folder=store.folder)
            await self.enter(store)
        tell(self, "Dit is een verse oefenregio.")

    def _begin_lesson(self) -> None:
        """Lead the user through the practice region, from where the user was; ask who is new whether to."""
        from zorgarrangeur_tui.lesson_guide import LessonGuide  # noqa: PLC0415 - the practice region only

        if self.lesson is None:
            self.lesson = LessonGuide(self, self.settings.lesson_file)
            if self.settings.lesson_file is not None:
                self.run_worker(self.lesson.greet(), name="greet", group="acts")
        self.lesson.show()

    def _follow_other_programs(self) -> None:
        """Let every screen ask again when a command beside the app wrote. What is typed in a form stays as it is."""
        if self.session is not None and not self._ending and self.session.store.another_program_wrote():
            from storage.models import RECORD_TYPES  # noqa: PLC0415 - loaded with the store

            everything = frozenset((record_type, "") for record_type in RECORD_TYPES)
            self.session.signal.publish(Changed(everything, "In een ander venster gewijzigd"))

    def _pass_on(self, changed: Changed) -> None:
        self.post_message(StoreChanged(changed))

    def action_command_palette(self) -> None:
        """Open the palette, in Dutch."""
        if not isinstance(self.screen, ActPalette):
            self.push_screen(ActPalette())

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
        self._follow_other_programs()
        self.ticked.publish(None)

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
        self.works.stop_all()
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
        """Put text on the clipboard, for half a minute or as short as the user chose."""
        super().copy_to_clipboard(text)
        seconds = self.preferences.number(CLIPBOARD_SECONDS)
        self._empty_clipboard_at = self.settings.clocks.monotonic() + seconds if text else None

    def panic(self, *renderables: Any) -> None:
        """Keep what was typed when Textual gives up, as it does when the terminal is gone."""
        self._keep_drafts_in_a_fault()
        super().panic(*renderables)

    def go_to_sleep(self) -> None:
        """Keep what was typed before the shell stops the app: whoever does that may not come back to it."""
        self._keep_drafts()
        super().go_to_sleep()

    def wake_up(self) -> None:
        """Lock when it took long; otherwise a key brings the screen back."""
        super().wake_up()
        self.tick()

    def forget_store(self) -> None:
        """Go on without the store, whose keys are no longer those of its files. Only locking may follow."""
        self._keep_drafts()
        self.session = None

    @property
    def starts_anew(self) -> bool:
        """After a lock: what is typed meanwhile is the passphrase, and may stand nowhere."""
        return self.return_value is AppEnd.LOCKED

    def close_store(self) -> None:
        """Close the store, if one is open."""
        if self.session is not None:
            self.session.store.close()
            self.session = None

    def validate_theme(self, theme_name: str) -> str:
        """Return the theme to show for the one that was chosen, whoever chose it."""
        return theme_to_use(theme_name, no_color=self.no_color)

    def get_default_screen(self) -> Screen[Any]:
        """Return the unlock screen where there is a store to unlock: one under it would cost a tenth of the time to start."""
        if self._given is None and self.settings.practice is None and exists(self.settings.folder):
            from zorgarrangeur_tui.screens.unlock import UnlockScreen  # noqa: PLC0415 - seldom another first screen

            return UnlockScreen(self.settings)
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
