"""Screens that are open once at most: who asks for one from a screen above it, is told the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zorgarrangeur_tui.commands import tell

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


def open_already(app: App[Any], kind: type[Screen[Any]], title: str) -> bool:
    """Tell whether a screen of this kind is open; where it is below another one, say so to the user.

    Args:
        app: the app.
        kind: of the screen.
        title: what users call it.
    """
    if not any(isinstance(screen, kind) for screen in app.screen_stack):
        return False
    if not isinstance(app.screen, kind):
        tell(app, f"{title} staat al open, onder dit scherm. Met Esc gaat u terug.")
    return True
