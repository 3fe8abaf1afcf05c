"""The bottom line: the keys that are used most here. What does not fit whole is away; the way back and "Hulp" always stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from zorgarrangeur_tui.commands import Leave, all_acts_of
from zorgarrangeur_tui.keys.act_keys import with_act_keys

_MOST = 6
_AROUND = 3
"""Cells before, between and after the key and its word."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key in the line.

    Attributes:
        key: as Textual names it, to press it by a click.
        shown: as the user reads it.
        words: what it does, in a word or two.
        tooltip: what it does, in a sentence.
        kept: whether it stays where there is little room.
    """

    key: str
    shown: str
    words: str
    tooltip: str
    kept: bool

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return cell_len(self.shown) + cell_len(self.words) + _AROUND


class KeyLine(Widget):
    """The hints, at most six and with help as the last; those are away for which there is no room.

    Textual's own footer makes a widget of each hint, and all of them anew whenever one comes or goes: a third of what
    opening a screen costs. This is one widget that draws a line.
    """

    COMPONENT_CLASSES = {"key-line--key", "key-line--words", "key-line--pointed"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;
        text-wrap: nowrap;
        text-overflow: clip;
        & > .key-line--key { color: $footer-key-foreground; background: $footer-key-background; text-style: bold; }
        & > .key-line--words { color: $footer-description-foreground; background: $footer-description-background; }
        & > .key-line--pointed { background: $block-hover-background; }
    }
    """
    ALLOW_SELECT = False

    pointed: reactive[KeyHint | None] = reactive(None)
    """The hint that the mouse is on."""

    def __init__(self) -> None:
        super().__init__()
        self.hints: tuple[KeyHint, ...] = ()

    def on_mount(self) -> None:
        """Follow which keys there are."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def shown(self) -> list[KeyHint]:
        """Return the hints that there is room for, from left to right."""
        kept = [place for place, hint in enumerate(self.hints) if hint.kept]
        return list(compress(self.hints, shown_hints([hint.width for hint in self.hints], kept, self.size.width)))

    def render(self) -> Content:
        """Draw the line."""
        return Content.assemble(*(part for hint in self.shown() for part in self._drawn(hint)))

    def hint_at(self, column: int) -> KeyHint | None:
        """Return the hint in a column of this line."""
        shown = self.shown()
        ends = accumulate(hint.width for hint in shown)
        return next((hint for hint, end in zip(shown, ends, strict=True) if column < end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what the hint under the mouse does."""
        self.pointed = self.hint_at(event.x)

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self.pointed = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key that is clicked."""
        hint = self.hint_at(event.x)
        if hint is not None:
            self.app.simulate_key(hint.key)

    def watch_pointed(self, pointed: KeyHint | None) -> None:
        """Let the tooltip be about it."""
        self.tooltip = pointed.tooltip if pointed else None

    def _follow(self, screen: Screen[object]) -> None:
        if self.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        # The screen may be gone by the time it was drawn.
        if not self.is_attached:
            return
        hints = self._hints()
        if hints != self.hints:
            self.hints, self.pointed = hints, None
            self.refresh()

    def _hints(self) -> tuple[KeyHint, ...]:
        """Return them in the order of the acts. A chosen key changes neither that nor what the tooltip says."""
        acts = {f"act('{act.__name__}')": act for _, act in all_acts_of(self.screen, self.app)}
        places = {action: place for place, action in enumerate(acts)}
        first = {}
        for _, binding, _, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in first:
                act = acts.get(binding.action)
                shown = self.app.get_key_display(binding)
                first[binding.action] = KeyHint(
                    key=binding.key,
                    shown=shown,
                    words=binding.description,
                    tooltip=f"{shown}: {with_act_keys(tooltip or binding.description, self.app)}",
                    kept=act is not None and (act.__name__ == "Help" or issubclass(act, Leave)),
                )
        hints = [first[action] for action in sorted(first, key=lambda action: places.get(action, -1))]
        return tuple(hints if len(hints) <= _MOST else [*hints[: _MOST - 1], hints[-1]])

    def _drawn(self, hint: KeyHint) -> list[Content]:
        key, words = self.get_visual_style("key-line--key"), self.get_visual_style("key-line--words")
        if hint == self.pointed:
            over = self.get_visual_style("key-line--pointed", partial=True)
            key, words = key + over, words + over
        return [Content.styled(f" {hint.shown} ", key), Content.styled(f"{hint.words} ", words)]


def shown_hints(widths: Sequence[int], kept: Collection[int], room: int) -> list[bool]:
    """Return per hint whether it is shown: the first ones that fit, beside those that are always kept."""
    left = room - sum(widths[place] for place in kept)
    shown = []
    for place, width in enumerate(widths):
        fits = place in kept or width <= left
        if place not in kept:
            left = left - width if fits else 0
        shown.append(fits)
    return shown
