"""The lines with keys of the screens that there are before a store is open. They have no bottom line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.widgets import Static

from widgets.plain_text import content
from zorgarrangeur_tui.commands import live_keys
from zorgarrangeur_tui.keys.key_names import is_typed, written_key

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_BETWEEN = "   "
_ANY_WIDTH = 10_000


class DoorKeys(Static):
    """Keys, each with what it does; a line breaks between two of them only."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__("", id=id, classes=classes, markup=False)
        self._hints: tuple[tuple[str, str], ...] = ()
        self._lines: list[str] = []

    def show(self, *hints: tuple[str, str]) -> None:
        """Show these keys, each with what it does; one without a key is left out."""
        self._hints = hints
        self._break(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self._break(event.size.width)

    def _break(self, width: int) -> None:
        # Before the width is known the text wraps by itself: on about as many lines, so that little moves afterwards.
        lines = hint_lines([f"{key}: {does}" for key, does in self._hints if key], width or _ANY_WIDTH)
        if lines != self._lines:
            self._lines = lines
            self.update(content("\n".join(lines), multiline=True))


def hint_lines(hints: Sequence[str], width: int) -> list[str]:
    """Return hints on as few lines as there is room for, in their order, each whole."""
    lines: list[str] = []
    for hint in hints:
        longer = f"{lines[-1]}{_BETWEEN}{hint}" if lines else hint
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(hint)
    return lines


def door_keys(app: ZorgarrangeurApp) -> tuple[tuple[str, str], ...]:
    """Return the keys of the app that work beside a field: to its settings, and out."""
    settings, leaving = app.act_named("ShowSettings"), app.act_named("Quit")
    assert settings is not None, "an act of the app"
    assert leaving is not None, "an act of the app"
    # A key that is also a letter goes to the field.
    beside_a_field = [key for key in live_keys(settings, app) if not is_typed(key)]
    return (
        (written_key(beside_a_field[0]) if beside_a_field else "", "instellingen"),
        (written_key(live_keys(leaving, app)[0]), "sluiten"),
    )
