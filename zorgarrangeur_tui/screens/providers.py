"""Tijdelijk."""

from textual.widgets import Static

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class ProvidersScreen(StoreScreen):
    MODE = "providers"

    def body(self):
        yield Static("providers")
