"""A list to choose one thing from, which narrows while the user types."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from widgets.letter_list import LetterList
from widgets.plain_input import PlainInput
from widgets.plain_text import content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

_OTHER_LINES = 8
"""Lines of the popup that are not the list: border, title, filter, keys, and some air around."""


@dataclass(frozen=True, slots=True)
class PickedChoice:
    """What was chosen; `key` is None when the choice was for nothing."""

    key: str | None


def plain_letters(text: str) -> str:
    """Return `text` in lower case without accents, so that "cafe" finds "Café"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def matches(label: str, typed: str) -> bool:
    """Whether every typed word occurs in the label, whatever the case and the accents."""
    found_in = plain_letters(label)
    return all(word in found_in for word in plain_letters(typed).split())


class ChoicePopup(ModalScreen[PickedChoice | None]):
    """Choose one of several labels.

    Args:
        title: what is chosen; plain text.
        options: (key, label) pairs; labels are plain text.
        current: the key to start on.
        follow: is called with the key of each choice that the cursor comes on, to show what it does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Omhoog", show=False, id="choice-popup.up"),
        Binding("down", "move(1)", "Omlaag", show=False, id="choice-popup.down"),
        Binding("pageup", "move(-8)", "Bladzijde omhoog", show=False, id="choice-popup.pageup"),
        Binding("pagedown", "move(8)", "Bladzijde omlaag", show=False, id="choice-popup.pagedown"),
        Binding("escape", "cancel", "Annuleren", show=False, id="choice-popup.cancel"),
    ]
    AUTO_FOCUS = "#choice-filter"
    DEFAULT_CSS = """
    ChoicePopup {
        align: center middle;
        & > Vertical {
            width: 60;
            max-width: 100%;
            height: auto;
            max-height: 90%;
            padding: 0 1;
            border: round $primary;
            background: $surface;
        }
        & .choice-popup--title { text-style: bold; }
        & .choice-popup--hints { color: $text-muted; margin-top: 1; }
        & PlainInput { background: $panel; margin-bottom: 1; }
        & OptionList { border: none; padding: 0; background: $surface; }
        & OptionList:focus { border: none; }
        & OptionList > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        & OptionList:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
    }
    """

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str | None, str]],
        current: str | None,
        *,
        follow: Callable[[str | None], None] | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._title = title
        self._all = tuple(options)
        self._listed = self._all
        self._current = current
        self._follow = follow

    def compose(self) -> ComposeResult:
        """Show the title, the filter, the list and the keys."""
        with Vertical():
            yield Static(content(self._title), classes="choice-popup--title")
            yield PlainInput(id="choice-filter")
            yield LetterList(markup=False, id="choice-options")
            yield Static("Typ om te zoeken · ↑↓ kiezen · Enter nemen · Esc terug", classes="choice-popup--hints")

    def on_resize(self, event: events.Resize) -> None:
        """Give the list all the lines it needs, or all there are; while it narrows, the popup keeps its place."""
        self.query_one(OptionList).styles.height = max(1, min(len(self._all), event.size.height - _OTHER_LINES))

    def on_mount(self) -> None:
        """List everything, with the cursor on the current choice."""
        self._list("")
        keys = [key for key, _label in self._listed]
        self.query_one(OptionList).highlighted = keys.index(self._current) if self._current in keys else 0

    @on(PlainInput.Changed)
    def filter_options(self, event: Input.Changed) -> None:
        """List what matches the typed words."""
        event.stop()
        self._list(event.value)

    @on(PlainInput.Submitted)
    def take_highlighted(self, event: Input.Submitted) -> None:
        """Take the choice under the cursor, if any is left."""
        event.stop()
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(PickedChoice(self._listed[highlighted][0]))

    @on(OptionList.OptionHighlighted)
    def follow_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Tell who listens which choice the cursor is on."""
        event.stop()
        if self._follow is not None and event.option_index < len(self._listed):
            self._follow(self._listed[event.option_index][0])

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the choice that was clicked."""
        event.stop()
        self.dismiss(PickedChoice(self._listed[event.option_index][0]))

    def action_move(self, by: int) -> None:
        """Move the cursor through the list, as far as there are options."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(options.highlighted + by, options.option_count - 1))

    def action_cancel(self) -> None:
        """Close without choosing."""
        self.dismiss(None)

    def _list(self, typed: str) -> None:
        """Show the options that match."""
        listed = tuple(option for option in self._all if matches(option[1], typed))
        options = self.query_one(OptionList)
        if listed != self._listed or not options.option_count:
            self._listed = listed
            nothing = [Option("Niets gevonden.", disabled=True)]
            options.set_options([Option(content(label)) for _key, label in listed] or nothing)
            options.highlighted = 0 if listed else None
