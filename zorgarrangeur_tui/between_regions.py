"""Leaving every screen of a practice region, so that another can take its place in the same run of the app."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from widgets.busy_dots import BusyDots
from zorgarrangeur_tui.modes import MODES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from textual.app import App
    from textual.widget import Widget

_BETWEEN = "between"


class _Between(Screen[None]):
    """What stands on screen for a moment."""

    def compose(self) -> Iterable[Widget]:
        """Show that something is going on."""
        yield BusyDots()


@asynccontextmanager
async def every_screen_left(app: App[Any]) -> AsyncIterator[None]:
    """Close every screen of every mode, with what waits in it; each mode begins anew when it is opened within."""
    app.add_mode(_BETWEEN, _Between)
    await app.switch_mode(_BETWEEN)
    for mode in MODES:
        await app.remove_mode(mode.id)
        app.add_mode(mode.id, mode.first_screen)
    yield
    await app.remove_mode(_BETWEEN)
