"""Bars to read without colour: a label, a bar and its figure per line; of two values the second stands within the first."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.plain_text import fitted, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

FULL, PART = "█", "▒"
"""A bar, and what of it is not (yet) so."""

_GAP = "  "
_NARROWEST_BAR = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart.

    Attributes:
        label: what it is about.
        value: how long the bar is, 0 or more.
        text: the figure as it is written.
        done: which part of the value is so already, such as planned of needed; None for a plain bar.
    """

    label: str
    value: Fraction
    text: str
    done: Fraction | None = None


def chart_lines(bars: Sequence[Bar], width: int) -> list[str]:
    """Return the bars as lines of exactly `width` cells, on one scale: the longest bar fills the room.

    A value above 0 is at least one sign long, so that little never looks like nothing. Labels and figures give way before the
    bars do on a narrow screen.
    """
    if not bars or width <= 0:
        return []
    texts = [shown(bar.text) for bar in bars]
    text_room = min(max(map(cell_len, texts)), width // 3)
    label_room = min(max(cell_len(shown(bar.label)) for bar in bars), max(width // 3, 1))
    room = width - text_room - label_room - 2 * len(_GAP)
    if room < _NARROWEST_BAR:
        return [fitted(f"{bar.label}{_GAP}{text}", width) for bar, text in zip(bars, texts, strict=True)]
    longest = max(bar.value for bar in bars)
    return [
        f"{fitted(bar.label, label_room)}{_GAP}{_bar(bar, longest, room)}{_GAP}{fitted(text, text_room, right=True)}"
        for bar, text in zip(bars, texts, strict=True)
    ]


def _bar(bar: Bar, longest: Fraction, room: int) -> str:
    length = _length(bar.value, longest, room)
    done = length if bar.done is None else min(_length(min(bar.done, bar.value), longest, room), length)
    if bar.done is not None and bar.done < bar.value and done == length and length:
        done -= 1  # what is lacking shows, however little it is
    return f"{FULL * done}{PART * (length - done)}{' ' * (room - length)}"


def _length(value: Fraction, longest: Fraction, room: int) -> int:
    if value <= 0 or longest <= 0:
        return 0
    return max(1, int(value * room / longest + Fraction(1, 2)))


class BarChart(ScrollView, can_focus=True, inherit_bindings=False):
    """A chart of bars, to read and scroll. Lines are made for the width that there is.

    Args:
        bars: what to show at the start; `show` replaces it.
        legend: a line above the bars that says what is drawn.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "read(-1)", "Omhoog", show=False, id="bar-chart.up"),
        Binding("down,j", "read(1)", "Omlaag", show=False, id="bar-chart.down"),
        Binding("pageup", "read_page(-1)", "Pagina omhoog", show=False, id="bar-chart.page-up"),
        Binding("pagedown", "read_page(1)", "Pagina omlaag", show=False, id="bar-chart.page-down"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar-chart--bar", "bar-chart--legend"}
    DEFAULT_CSS = """
    BarChart {
        height: 1fr;
        width: 1fr;
        padding: 0 1;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .bar-chart--bar { color: $foreground; }
        & > .bar-chart--legend { color: $text-muted; }
    }
    """

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        legend: str = "",
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._bars = tuple(bars)
        self._legend = legend
        self._laid_out: tuple[int, list[str]] = (-1, [])

    @property
    def lines(self) -> list[str]:
        """What is drawn, line by line, without the legend."""
        return self._lines(self.scrollable_content_region.width)

    def show(self, bars: Sequence[Bar], legend: str = "") -> None:
        """Show other bars, from the top."""
        self._bars, self._legend = tuple(bars), legend
        self._laid_out = (-1, [])
        self._measure()
        self.scroll_home(animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Make the bars fit the new width."""
        self._measure()

    def render_line(self, y: int) -> Strip:
        """Return the legend, or one bar."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        lines = self._lines(width)
        if not row:
            style = self.get_component_rich_style("bar-chart--legend")
            return Strip([Segment(fitted(self._legend, width), style)], width)
        text = lines[row - 1] if row <= len(lines) else " " * width
        return Strip([Segment(text, self.get_component_rich_style("bar-chart--bar"))], width)

    def action_read(self, lines: int) -> None:
        """Scroll some lines down, or up when negative."""
        self.scroll_relative(y=lines, animate=False)

    def action_read_page(self, pages: int) -> None:
        """Scroll a page down (1) or up (-1); one line stays in view."""
        self.action_read(pages * max(1, self.scrollable_content_region.height - 1))

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, 1 + len(self._lines(width)))
        self.refresh()

    def _lines(self, width: int) -> list[str]:
        if self._laid_out[0] != width:
            self._laid_out = (width, chart_lines(self._bars, width))
        return self._laid_out[1]
