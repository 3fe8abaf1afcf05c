"""What each preference does to a running app, at once. What is not here is asked where it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.constants import TEXTUAL_ANIMATIONS
from textual.types import AnimationLevel

from storage.changes import Changed
from zorgarrangeur_tui.preferences.schema import KEY_HINTS, MOTION, MOUSE, PREVIEW, TERMINAL_CURSOR, THEME, Preference
from zorgarrangeur_tui.terminal.mouse import listen_to_mouse
from zorgarrangeur_tui.terminal.style_everywhere import style_everywhere

if TYPE_CHECKING:
    from zorgarrangeur_tui.settable_app import SettableApp

_LEVELS: tuple[AnimationLevel, ...] = ("none", "basic", "full")
_LEVEL_OF: dict[str, AnimationLevel] = {"geen": "none", "weinig": "basic", "gewoon": "full"}


def show_effect(app: SettableApp[Any], preference: Preference) -> None:
    """Bring the app in step with what was chosen for one preference."""
    effect = _EFFECTS.get(preference.name)
    if effect is not None:
        effect(app)


def show_all_effects(app: SettableApp[Any]) -> None:
    """Bring the app in step with all that was chosen, when it starts or the file was read again."""
    for effect in _EFFECTS.values():
        effect(app)


def _theme(app: SettableApp[Any]) -> None:
    app.theme = app.preferences.word(THEME)


def _motion(app: SettableApp[Any]) -> None:
    """Move as much as was chosen, and never more than the surroundings allow."""
    wanted = _LEVEL_OF[app.preferences.word(MOTION)]
    app.animation_level = min(wanted, TEXTUAL_ANIMATIONS, key=_LEVELS.index)


def _key_hints(app: SettableApp[Any]) -> None:
    style_everywhere(app, "-no-key-hints", wanted=not app.preferences.yes(KEY_HINTS))


def _preview(app: SettableApp[Any]) -> None:
    """Show what stands beside the lists, or not. A list that gets it back asks the store what to show there."""
    wanted = app.preferences.yes(PREVIEW)
    if style_everywhere(app, "-no-preview", wanted=not wanted) and wanted and app.session is not None:
        lists = frozenset((record_type, "") for record_type in ("case", "school", "provider"))
        app.session.signal.publish(Changed(lists, PREVIEW.label))


def _mouse(app: SettableApp[Any]) -> None:
    listen_to_mouse(app, app.preferences.yes(MOUSE))


def _terminal_cursor(app: SettableApp[Any]) -> None:
    """Show the cursor of the terminal, and where it is draw no other in a text field: two on one letter undo each other."""
    wanted = app.preferences.yes(TERMINAL_CURSOR)
    app.show_terminal_cursor(wanted)
    style_everywhere(app, "-terminal-cursor", wanted=wanted)


_EFFECTS: dict[str, Callable[[SettableApp[Any]], None]] = {
    THEME.name: _theme,
    MOTION.name: _motion,
    KEY_HINTS.name: _key_hints,
    PREVIEW.name: _preview,
    MOUSE.name: _mouse,
    TERMINAL_CURSOR.name: _terminal_cursor,
}
