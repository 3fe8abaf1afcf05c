"""A panel to read: sections with labelled lines or paragraphs, wrapped to the width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.plain_text import content, fitted, in_full, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

_WIDEST_LABEL = 28
_GAP = 2
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a detail view; all of it is plain text.

    Attributes:
        title: the heading, or "" for none.
        lines: (label, value) pairs; an empty value shows as "–".
        paragraphs: running text, shown after the lines; line breaks in it stay.
    """

    title: str = ""
    lines: Sequence[tuple[str, str]] = ()
    paragraphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line on screen: a label and a text, each exactly as shown, and the component class of each."""

    label: str
    text: str
    text_class: str


def wrapped(text: str, width: int) -> list[str]:
    """Return `text`, made safe, as lines of at most `width` cells; line breaks in it stay."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return [text]
    return [line.plain.rstrip() for line in content(text, multiline=True).wrap(max(1, width))] or [""]


class DetailView(ScrollView, can_focus=True, inherit_bindings=False):
    """Sections of labelled lines and paragraphs, to read and scroll.

    Args:
        sections: what to show at the start; `show` replaces it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "read(-1)", "Omhoog", show=False, id="detail-view.up"),
        Binding("down,j", "read(1)", "Omlaag", show=False, id="detail-view.down"),
        Binding("pageup", "read_page(-1)", "Bladzijde omhoog", show=False, id="detail-view.pageup"),
        Binding("pagedown,space", "read_page(1)", "Bladzijde omlaag", show=False, id="detail-view.pagedown"),
        Binding("home", "read_from(0)", "Naar het begin", show=False, id="detail-view.home"),
        Binding("end,G", "read_from(-1)", "Naar het einde", show=False, id="detail-view.end"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail-view--title", "detail-view--label", "detail-view--text"}
    DEFAULT_CSS = """
    DetailView {
        height: 1fr;
        width: 1fr;
        padding: 0 1;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .detail-view--title { text-style: bold underline; color: $foreground; }
        & > .detail-view--label { color: $text-muted; }
        & > .detail-view--text { color: $foreground; }
        &:focus { background-tint: $foreground 3%; }
    }
    """

    def __init__(
        self,
        sections: Sequence[Section] = (),
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._sections = tuple(sections)
        self._laid_out: tuple[int, list[_Line]] = (-1, [])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return how many lines the sections take at this width, for a view whose height follows its content."""
        return len(self._lines(width))

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap to the new width."""
        self._measure()

    def render_line(self, y: int) -> Strip:
        """Return one line of the wrapped sections."""
        width = self.scrollable_content_region.width
        lines = self._lines(width)
        row = self.scroll_offset.y + y
        line = lines[row] if row < len(lines) else _Line("", "", "detail-view--text")
        label_style = self.get_component_rich_style("detail-view--label")
        text_style = self.get_component_rich_style(line.text_class)
        blank = self.get_component_rich_style("detail-view--text")
        room = width - cell_len(line.label) - cell_len(line.text)
        return Strip(
            [Segment(line.label, label_style), Segment(line.text, text_style), Segment(" " * room, blank)], width
        )

    def action_read(self, lines: int) -> None:
        """Scroll some lines down, or up when negative."""
        self.scroll_relative(y=lines, animate=False)

    def action_read_page(self, pages: int) -> None:
        """Scroll a page down (1) or up (-1); one line stays in view."""
        self.action_read(pages * max(1, self.scrollable_content_region.height - 1))

    def action_read_from(self, edge: int) -> None:
        """Scroll to the begin (0) or the end (-1)."""
        self.scroll_to(y=self.max_scroll_y if edge else 0, animate=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return tuple(_in_full(section, self) for section in self._sections)

    def show(self, sections: Sequence[Section]) -> None:
        """Show other sections, from the top."""
        self._sections = tuple(sections)
        self._laid_out = (-1, [])
        self._measure()
        self.scroll_home(animate=False)
        self.refresh(layout=True)

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self._lines(width)))
        self.refresh()

    def _lines(self, width: int) -> list[_Line]:
        """Return the lines on screen at this width."""
        if self._laid_out[0] != width:
            self._laid_out = (width, list(_laid_out(self.sections, width)))
        return self._laid_out[1]


def _in_full(section: Section, view: DetailView) -> Section:
    return Section(
        in_full(section.title, view),
        tuple((label, in_full(value, view)) for label, value in section.lines),
        tuple(in_full(paragraph, view) for paragraph in section.paragraphs),
    )


def _laid_out(sections: Sequence[Section], width: int) -> Iterator[_Line]:
    """Yield the lines of all sections, with a blank line between sections."""
    for number, section in enumerate(sections):
        if number:
            yield _Line("", "", "detail-view--text")
        if section.title:
            yield from (_Line("", line, "detail-view--title") for line in wrapped(section.title, width))
        longest = max((cell_len(shown(label)) for label, _value in section.lines), default=0)
        column = max(1, min(longest + _GAP, _WIDEST_LABEL, width // 2))
        for label, value in section.lines:
            yield from _labelled(label, value, column, width)
        for place, paragraph in enumerate(section.paragraphs):
            if place or section.lines:
                yield _Line("", "", "detail-view--text")
            yield from (_Line("", line, "detail-view--text") for line in wrapped(paragraph, width))


def _labelled(label: str, value: str, column: int, width: int) -> Iterator[_Line]:
    """Yield a label and its value side by side, both wrapped, or under each other where that leaves no room."""
    if width - column < 12:
        yield from (_Line(line, "", "detail-view--text") for line in wrapped(label, width))
        indent = " " * min(_INDENT, width - 1)
        yield from (_Line(indent, line, "detail-view--text") for line in wrapped(value or "–", width - len(indent)))
        return
    labels = wrapped(label, column - _GAP)
    values = wrapped(value or "–", width - column)
    for row in range(max(len(labels), len(values))):
        beside = labels[row] if row < len(labels) else ""
        text = values[row] if row < len(values) else ""
        yield _Line(fitted(beside, column), text, "detail-view--text")
