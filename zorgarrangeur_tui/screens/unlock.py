"""The unlock screen: the passphrase, or the recovery code from paper."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, LoadingIndicator, Static

from widgets.plain_text import content
from widgets.secret_input import SecretInput
from zorgarrangeur_tui.session import AppSettings

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_HINT = "Enter: openen   F2: met herstelcode   Ctrl+Q: sluiten"
_HINT_WITH_CODE = "Enter: openen   F2: met wachtwoordzin   Ctrl+Q: sluiten"


class UnlockScreen(Screen[None]):
    """Asks for the secret that opens the store. Deriving the key happens in a thread, so the screen stays alive."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "other_secret", "Herstelcode", show=False)]
    DEFAULT_CSS = """
    UnlockScreen {
        align: center middle;
        & > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; border: round $primary; background: $surface; }
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

    def compose(self) -> ComposeResult:
        """Show one field."""
        with Vertical():
            yield Static("Zorgarrangeur", classes="unlock--title", markup=False)
            yield Static("Wachtwoordzin", id="unlock-label", markup=False)
            yield SecretInput(id="unlock-secret")
            yield LoadingIndicator()
            yield Static("", id="unlock-problem", markup=False)
            yield Static(_HINT, id="unlock-hint", classes="unlock--hint", markup=False)

    def on_mount(self) -> None:
        """Load the database libraries while the user types."""
        self.run_worker(partial(import_module, "zorgarrangeur_tui.screens.today"), thread=True, group="load")

    def action_other_secret(self) -> None:
        """Switch between passphrase and recovery code."""
        self._recovery = not self._recovery
        self.query_one("#unlock-label", Static).update(content("Herstelcode" if self._recovery else "Wachtwoordzin"))
        hint = _HINT_WITH_CODE if self._recovery else _HINT
        self.query_one("#unlock-hint", Static).update(content(hint))
        self.query_one(SecretInput).clear()

    @on(Input.Submitted, "#unlock-secret")
    def submit(self, event: Input.Submitted) -> None:
        """Try the secret."""
        secret = event.value
        self.query_one(SecretInput).clear()
        if secret and not self.has_class("-busy"):
            self.open_store(secret)

    @work(exclusive=True, group="unlock")
    async def open_store(self, secret: str) -> None:
        """Open the store and go on, or tell why not."""
        # Imported with the first try: the screen is there before the database libraries are.
        from storage.errors import StorageError  # noqa: PLC0415
        from storage.store import unlock  # noqa: PLC0415

        problem = self.query_one("#unlock-problem", Static)
        problem.update("")
        self.add_class("-busy")
        try:
            store = await asyncio.to_thread(
                unlock,
                self._settings.folder,
                secret,
                kind="recovery" if self._recovery else "passphrase",
                settings=self._settings.store,
            )
        except StorageError as refusal:
            problem.update(content(str(refusal)))
            return
        finally:
            self.remove_class("-busy")
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        await app.enter(store)
