"""Tijdelijk."""

from textual.widgets import Static

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class PlanningScreen(StoreScreen):
    MODE = "planning"

    def body(self):
        yield Static("planning")
