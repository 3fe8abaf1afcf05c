"""What a dialog has that takes every key which is pressed while it is in front, before anything is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.keys.keyed_app import KeyedApp


class TakesKeys(ModalScreen[Any]):
    """Mixed into a dialog of the app. A subclass gives `take_key`."""

    @property
    def keyed_app(self) -> KeyedApp[Any]:
        """The app, as what knows the keys."""
        return cast("KeyedApp[Any]", self.app)

    def take_key(self, event: events.Key) -> bool:
        """Take a key, and return whether that was all that is to be done with it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Take every key from now on."""
        self.keyed_app.key_listener = self._listen

    def on_unmount(self) -> None:
        """Take no more keys."""
        self.keyed_app.key_listener = None

    def _listen(self, event: events.Key) -> bool:
        return self.app.screen is self and self.take_key(event)
