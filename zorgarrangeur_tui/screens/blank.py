"""An empty screen in front of everything, for when somebody looks over your shoulder."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class BlankScreen(ModalScreen[None]):
    """Covers the screen until a key or click."""

    DEFAULT_CSS = """
    BlankScreen { background: $background; align: center middle; }
    BlankScreen > Static { width: auto; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """Show nothing but how to go on."""
        yield Static("Scherm leeg. Druk op een toets om verder te gaan.", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self) -> None:
        """Go back."""
        self.dismiss(None)
