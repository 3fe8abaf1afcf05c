"""How strong a passphrase is, as a bar and words on one line."""

from __future__ import annotations

import math

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from widgets.plain_text import shown

_FULL, _EMPTY = "█", "░"
_WIDEST_BAR, _NARROWEST_BAR = 20, 6


class StrengthMeter(Widget):
    """One line as "████████░░░░ 48 van 60 – nog te kort".

    It shows values and computes none. The bar is full only when the need is met, and the words say the same, so that it
    reads without colour.
    """

    DEFAULT_CSS = """
    StrengthMeter {
        height: 1;
        width: 1fr;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    bits: reactive[float] = reactive(0.0)
    """Strength reached, in bits."""
    needed: reactive[float] = reactive(1.0)
    """Strength needed, in bits."""
    sentence: reactive[str] = reactive("")
    """What this strength means, in a few words; plain text."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)

    @property
    def enough(self) -> bool:
        """Whether the need is met."""
        return self.bits >= self.needed

    def render(self) -> Content:
        """Return the bar and the words; the bar gives way to the words when there is little room."""
        words = f"{_whole(self.bits)} van {math.ceil(self.needed)}"
        if self.sentence:
            words += f" – {shown(self.sentence)}"
        room = self.content_size.width - cell_len(words) - 1
        length = max(_NARROWEST_BAR, min(_WIDEST_BAR, room))
        filled = length if self.enough else min(length - 1, math.floor(length * self._share()))
        style = "$text-success bold" if self.enough else "$text-warning"
        bar = Content.styled(_FULL * filled, style) + Content.styled(_EMPTY * (length - filled), "$text-muted")
        return Content.assemble(bar, " ", words)

    def show(self, bits: float, needed: float, sentence: str) -> None:
        """Show a strength.

        Args:
            bits: strength reached, in bits; 0 or more.
            needed: strength needed, in bits; more than 0.
            sentence: what this means, as plain text.
        """
        self.bits, self.needed, self.sentence = bits, needed, sentence

    def _share(self) -> float:
        """Return the part of the need that is met, 0 to 1."""
        return max(0.0, min(1.0, self.bits / self.needed)) if self.needed > 0 else 1.0


def _whole(bits: float) -> str:
    """Return bits rounded down, so that what is short of the need never reads as the need."""
    return str(math.floor(max(0.0, bits))) if math.isfinite(bits) else "∞"
