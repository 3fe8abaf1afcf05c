"""Tijdelijk."""

from textual.widgets import Static

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class SchoolsScreen(StoreScreen):
    MODE = "schools"

    def body(self):
        yield Static("schools")
