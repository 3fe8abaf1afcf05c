"""Opening the filter of a list."""

from __future__ import annotations

from widgets.filter_bar import FilterBar
from zorgarrangeur_tui.commands import Instant
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class OpenFilter(Instant):
    """Zoek in de lijst."""

    key = "slash"
    label = "Zoeken"
    footer = True

    @classmethod
    def now(cls, actor: StoreScreen) -> None:
        """Show the filter and put the keyboard in it."""
        actor.query_one(FilterBar).open()
