"""Looking at what a list would change: the counts and every doubtful line above, the records below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.dialog_frame import dialog_button
from widgets.difference_list import DifferenceItem, DifferenceList
from widgets.plain_text import content
from zorgarrangeur_tui.screens.preview import PreviewScreen


class ImportPreview(PreviewScreen):
    """A preview whose summary may be of any length: it scrolls, and Shift+Tab goes there.

    Widgets: `preview-summary`, `preview-list`, `preview-cancel`, `preview-confirm`.

    Args:
        title: what is looked at.
        summary: first the counts, then a line for whatever wants a look.
        items: the records that would change.
        confirm_label: what doing it is called.
    """

    DEFAULT_CSS = """
    ImportPreview #preview-summary { padding: 0; margin: 0; border-bottom: solid $panel; }
    """

    def __init__(
        self, title: str, summary: Sequence[str], items: Sequence[DifferenceItem], *, confirm_label: str
    ) -> None:
        super().__init__(title, summary, items, confirm_label=confirm_label)
        self._shown = (title, "\n".join(summary), tuple(items), confirm_label)

    def compose(self) -> ComposeResult:
        """Show the summary above the list."""
        title, summary, items, confirm_label = self._shown
        with Vertical():
            yield Static(content(title), classes="preview--title")
            yield DetailView([Section(paragraphs=(summary,))], id="preview-summary")
            yield DifferenceList(items, id="preview-list")
            with Horizontal():
                yield dialog_button("Annuleren", "preview-cancel")
                yield dialog_button(confirm_label, "preview-confirm")
            keys = f"Ctrl+S {confirm_label.lower()} · Enter veld voor veld · Shift+Tab twijfels · Esc annuleren"
            yield Static(content(keys), classes="preview--hint")
