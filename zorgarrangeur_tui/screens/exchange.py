"""Tijdelijk."""

from textual.widgets import Static

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class ExchangeScreen(StoreScreen):
    MODE = "exchange"

    def body(self):
        yield Static("exchange")
