"""Jump mode: a letter on every place where the keyboard can go, drawn over the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from zorgarrangeur_tui.keys.jump_labels import LETTERS, jump_labels
from zorgarrangeur_tui.title_bar import TitleBar

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_MOST_PLACES = len(LETTERS) ** 2


@dataclass(frozen=True, slots=True)
class JumpPlace:
    """Where a label stands, and where it leads: to a widget, or to a mode."""

    label: str
    at: Offset
    widget: Widget | None = None
    mode: str = ""


async def jump(app: ZorgarrangeurApp) -> None:
    """Show the letters over the screen in front, and go where one leads."""
    screen = app.screen
    if isinstance(screen, JumpScreen):
        return
    place = await app.push_screen_wait(JumpScreen(jump_places(screen)))
    if place is None:
        return
    if place.mode:
        await app.switch_mode(place.mode)
    elif place.widget is not None and place.widget.is_attached and place.widget.screen is app.screen:
        place.widget.focus()


def jump_places(screen: Screen[Any]) -> list[JumpPlace]:
    """Return every place on a screen where the keyboard can go: what is in sight, from the top, and the modes by their digit."""
    seen = []
    for widget in screen.focus_chain:
        region = screen.find_widget(widget).visible_region
        if region:
            seen.append((region.offset, widget))
    seen = sorted(seen, key=lambda each: (each[0].y, each[0].x))[:_MOST_PLACES]
    labels = jump_labels(len(seen))
    places = [JumpPlace(label, at, widget) for label, (at, widget) in zip(labels, seen, strict=True)]
    for bar in screen.query(TitleBar):
        places += [
            JumpPlace(digit, bar.region.offset + Offset(column, 0), mode=mode) for mode, digit, column in bar.digits()
        ]
    return places


class JumpScreen(ModalScreen[JumpPlace | None]):
    """Labels over the screen below. Closes with the place whose label is typed, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Terug", show=False, id="jump.leave"),
    ]
    ABOUT_ANOTHER = True
    SHOWS_BELOW = True
    """The screen below can be seen through it, with its own bar of the lesson."""
    DEFAULT_CSS = """
    JumpScreen {
        & .jump--label {
            position: absolute;
            width: auto;
            height: 1;
            padding: 0 1;
            background: $warning;
            color: $background;
            text-style: bold;
        }
        & .jump--label:nocolor { text-style: bold reverse; }
        & .jump--digit { padding: 0; }
        & #jump-hint { dock: bottom; height: 1; background: $warning; color: $background; padding: 0 1; }
        & #jump-hint:nocolor { text-style: reverse; }
    }
    """
    AUTO_FOCUS = None

    def __init__(self, places: Sequence[JumpPlace]) -> None:
        super().__init__()
        self._places = tuple(places)
        self._typed = ""
        self._drawn_for: Size | None = None

    def compose(self) -> ComposeResult:
        """Show each label where its place begins."""
        for place in self._places:
            kind = "jump--label jump--digit" if place.mode else "jump--label"
            label = Static(place.label, classes=kind, markup=False)
            label.styles.offset = (place.at.x, place.at.y)
            yield label
        yield Static("Typ de letter van een plek. Esc: hier blijven.", id="jump-hint", markup=False)

    def on_mount(self) -> None:
        """Let the screen below be seen; the app's own style for screens would cover it."""
        self.styles.background = "transparent"

    def on_key(self, event: events.Key) -> None:
        """Go where a letter leads; a letter that leads nowhere changes nothing."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        event.prevent_default()
        typed = self._typed + event.character
        chosen = next((place for place in self._places if place.label == typed), None)
        if chosen is not None:
            self.dismiss(chosen)
        elif any(place.label.startswith(typed) for place in self._places):
            self._typed = typed
        else:
            self._typed = ""
            self.query_one("#jump-hint", Static).update("Die letter staat er niet. Typ een letter die u ziet, of Esc.")

    def on_resize(self, event: events.Resize) -> None:
        """Leave when the window changes: the labels would stand in the wrong places."""
        if self._drawn_for is not None and event.size != self._drawn_for:
            self.dismiss(None)
        self._drawn_for = event.size

    def action_leave(self) -> None:
        """Go back to where the keyboard was."""
        self.dismiss(None)
