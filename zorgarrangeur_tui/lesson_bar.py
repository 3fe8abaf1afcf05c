"""The bar of the lesson: which step there is to do, and how. It stands above the keys, on every screen and dialog."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from widgets.plain_text import content
from zorgarrangeur_tui.keys.key_line import KeyLine


class LessonBar(Widget):
    """A line with the step, and under it what to do; a click opens the list of steps.

    Args:
        heading: which step it is.
        task: what to do.
        why: what it is good for; shown where there is room.
    """

    DEFAULT_CSS = """
    LessonBar {
        dock: bottom;
        width: 1fr;
        height: auto;
        max-height: 4;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        &.-above-keys { margin-bottom: 1; }
        &:nocolor { text-style: bold; border-top: solid $foreground; }
    }
    """
    ALLOW_SELECT = False

    class Picked(Message):
        """Posted when the user clicks the bar."""

    def __init__(self, heading: str, task: str, why: str) -> None:
        super().__init__(id="lesson-bar")
        self._texts = (heading, task, why)

    def on_mount(self) -> None:
        """Leave the keys their line, where there is one, and let messages stand above the bar."""
        self.screen.add_class("-with-lesson")
        self.set_class(bool(self.screen.query(KeyLine)), "-above-keys")

    def on_unmount(self) -> None:
        """Give messages their place back."""
        self.screen.remove_class("-with-lesson")

    def show(self, heading: str, task: str, why: str) -> None:
        """Show another step or task."""
        if (heading, task, why) != self._texts:
            self._texts = (heading, task, why)
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return the heading and the task, and the reason where it fits on the line of the heading."""
        heading, task, why = self._texts
        first = Content.assemble(content(heading, "bold"))
        if why and first.cell_length + len(why) + 3 <= self.size.width - self.styles.padding.width:
            first = Content.assemble(first, content(f" · {why}"))
        return Content.assemble(first, "\n", content(task)) if task else first

    def on_click(self, event: events.Click) -> None:
        """Ask for the list of steps."""
        event.stop()
        self.post_message(self.Picked())
