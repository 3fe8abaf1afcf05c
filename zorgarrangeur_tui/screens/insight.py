"""Tijdelijk."""

from textual.widgets import Static

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class InsightScreen(StoreScreen):
    MODE = "insight"

    def body(self):
        yield Static("insight")
