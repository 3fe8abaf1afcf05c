"""The sign that something goes on: dots that move, or where nothing may move a word."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import LoadingIndicator


class BusyDots(LoadingIndicator):
    """Textual's dots. Without movement they would be a word in English, drawn anew sixteen times a second."""

    def on_mount(self) -> None:
        """Keep still where nothing may move, as soon as Textual's own start is over."""
        if self._still:
            self.call_later(self._keep_still)

    def render(self) -> RenderResult:
        """Return the dots, or the word."""
        return Content("Bezig…") if self._still else super().render()

    def _keep_still(self) -> None:
        self.auto_refresh = None

    @property
    def _still(self) -> bool:
        return self.app.animation_level == "none"
