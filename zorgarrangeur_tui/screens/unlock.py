"""The unlock screen: the passphrase, or the recovery code from paper."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker

from storage.errors import (
    DatabaseDamaged,
    DatabaseNotEncrypted,
    KeyFileDamaged,
    RecoveryCodeMistyped,
    StorageError,
    StoreMissing,
    WrongSecret,
)
from widgets.busy_dots import BusyDots
from widgets.ends_its_work import EndsItsWork
from widgets.plain_text import content
from widgets.secret_input import SecretInput
from zorgarrangeur_tui.entry_delay import EntryDelay
from zorgarrangeur_tui.keys.door_keys import DoorKeys, door_keys
from zorgarrangeur_tui.session import AppSettings

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_RESCUE = ("unlock.rescue", "F3")
_KEYS = (
    ("unlock.other-secret", "F2", "met herstelcode"),
    (*_RESCUE, "lukt het niet?"),
    ("unlock.helpers", "F4", "met twee helpers"),
)
_BROKEN = (DatabaseDamaged, DatabaseNotEncrypted, KeyFileDamaged, StoreMissing)
_LINE_FEED = "ctrl+j"


class UnlockScreen(Screen[None], EndsItsWork):
    """Asks for the secret that opens the store. Deriving the key happens in a thread, so the screen stays alive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "other_secret", "Herstelcode", show=False, id="unlock.other-secret"),
        Binding("f3", "rescue", "Hulp bij openen", show=False, id="unlock.rescue"),
        Binding("f4", "helpers", "Met twee helpers", show=False, id="unlock.helpers"),
    ]
    DEFAULT_CSS = """
    UnlockScreen {
        align: center middle;
        & > Vertical { width: 72; max-width: 95%; height: auto; padding: 1 2; border: round $primary; background: $surface; }
        & .unlock--title { text-style: bold; margin-bottom: 1; }
        & #unlock-problem { color: $text-error; text-style: bold; height: auto; margin-top: 1; }
        & .unlock--hint { color: $text-muted; margin-top: 1; }
        & LoadingIndicator { height: 1; display: none; }
        &.-busy LoadingIndicator { display: block; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, settings: AppSettings) -> None:
        super().__init__()
        self._settings = settings
        self._recovery = False
        self._delay = EntryDelay(settings.clocks.monotonic)
        self._counting = False
        self._wrong_sentence = ""
        self._loading: Worker[Any] | None = None

    def compose(self) -> ComposeResult:
        """Show one field."""
        with Vertical():
            yield Static("Zorgarrangeur", classes="unlock--title", markup=False)
            yield Static("Wachtwoordzin", id="unlock-label", markup=False)
            yield SecretInput(id="unlock-secret")
            yield BusyDots()
            yield Static("", id="unlock-problem", markup=False)
            yield DoorKeys(id="unlock-hint", classes="unlock--hint")

    def on_mount(self) -> None:
        """Load the database libraries while the user types, and count down after wrong tries."""
        self._show_keys()
        self._zorgarrangeur.ticked.subscribe(self, self.count_down)
        # By way of the app, which draws nothing before its own messages are read.
        self.app.call_later(self.call_after_refresh, self._load_ahead)

    async def on_key(self, event: events.Key) -> None:
        """Take Enter as it arrives when it was pressed before the app took the terminal: as a line feed."""
        if event.key == _LINE_FEED:
            event.stop()
            await self.query_one(SecretInput).action_submit()

    def action_other_secret(self) -> None:
        """Switch between passphrase and recovery code."""
        self._recovery = not self._recovery
        self.query_one("#unlock-label", Static).update(content("Herstelcode" if self._recovery else "Wachtwoordzin"))
        self._show_keys()
        field = self.query_one(SecretInput)
        field.clear()
        # Nobody types twenty-eight signs from paper blindly; a passphrase stays masked.
        field.password = not self._recovery

    @work(group="acts")
    async def action_rescue(self) -> None:
        """Show what is wrong with the store, and the backups."""
        from zorgarrangeur_tui.screens.rescue import RescueScreen  # noqa: PLC0415 - for who is in trouble

        if await self.app.push_screen_wait(RescueScreen(self._settings)):
            self._tell("De kopie is teruggezet. Open hem met de wachtwoordzin van die dag.")

    @work(group="acts")
    async def action_helpers(self) -> None:
        """Open with the emergency codes of two helpers, and choose a new passphrase."""
        from zorgarrangeur_tui.screens.way_back import open_with_helpers  # noqa: PLC0415 - for who is in trouble

        store = await open_with_helpers(self.app, self._settings)
        if store is not None:
            await self._zorgarrangeur.enter(store)

    @on(Input.Submitted, "#unlock-secret")
    def submit(self, event: Input.Submitted) -> None:
        """Try the secret; while there is waiting to do, it stays in the field."""
        if self.has_class("-busy") or self._delay.seconds_left():
            return
        if not event.value:
            self._tell(f"Typ eerst uw {'herstelcode' if self._recovery else 'wachtwoordzin'}.")
            return
        secret = event.value
        self.query_one(SecretInput).clear()
        self.open_store(secret)

    def count_down(self, _: None = None) -> None:
        """Show how long to wait after a wrong try, and when the waiting is over."""
        if not self._counting:
            return
        self._counting = self._delay.seconds_left() > 0
        self._tell(f"{self._wrong_sentence} {self._delay.sentence()}" if self._counting else self._wrong_sentence)

    @work(exclusive=True, group="unlock")
    async def open_store(self, secret: str) -> None:
        """Open the store and go on, or tell why not."""
        self._tell("")
        self.add_class("-busy")
        # Importing here what is being loaded there would stop the screen until that is done, and the dots with it.
        if self._loading is not None:
            await self._loading.wait()
        from storage.store import unlock  # noqa: PLC0415 - the screen is there before the database libraries are

        try:
            store = await asyncio.to_thread(
                unlock,
                self._settings.folder,
                secret,
                kind="recovery" if self._recovery else "passphrase",
                settings=self._settings.store,
            )
        except StorageError as refusal:
            self._tell(f"{refusal}{self._next_step(refusal)}")
            # A slip in a code is seen before any key is derived: nothing was tried.
            if isinstance(refusal, WrongSecret) and not isinstance(refusal, RecoveryCodeMistyped):
                self._wait_after(str(refusal))
            return
        finally:
            self.remove_class("-busy")
        await self._zorgarrangeur.enter(store)
        if self._recovery:
            from zorgarrangeur_tui.screens.way_back import choose_new_passphrase  # noqa: PLC0415 - for who forgot it

            app = self._zorgarrangeur
            app.run_worker(choose_new_passphrase(app, store, secret, "recovery"), group="acts")

    @property
    def _zorgarrangeur(self) -> ZorgarrangeurApp:
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app

    def _wait_after(self, sentence: str) -> None:
        """Let the next try wait, the longer the more tries were wrong."""
        self._delay.wrong()
        self._wrong_sentence = sentence
        self._counting = True
        self.count_down()

    def _next_step(self, refusal: StorageError) -> str:
        """Return which key helps where another try will not."""
        key = self._zorgarrangeur.key_of(*_RESCUE)
        return (
            f" Met {key} ziet u wat er mis is en wat de app kan herstellen."
            if isinstance(refusal, _BROKEN) and key
            else ""
        )

    def _load_ahead(self) -> None:
        # After the first frame: a thread that imports takes turns with the one that draws.
        load = partial(import_module, "zorgarrangeur_tui.screens.today")
        self._loading = self.run_worker(load, thread=True, group="load")

    def _show_keys(self) -> None:
        app = self._zorgarrangeur
        keys = [(app.key_of(name, own), does) for name, own, does in _KEYS]
        if self._recovery:
            keys[0] = (keys[0][0], "met wachtwoordzin")
        self.query_one(DoorKeys).show(("Enter", "openen"), *keys, *door_keys(app))

    def _tell(self, sentence: str) -> None:
        self.query_one("#unlock-problem", Static).update(content(sentence))
