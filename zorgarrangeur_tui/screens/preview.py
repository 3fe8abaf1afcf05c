"""Looking before doing: what would change, record by record, with the choice to do it or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from widgets.detail_view import DetailView, Section
from widgets.dialog_frame import dialog_button
from widgets.difference_list import DifferenceItem, DifferenceList
from widgets.plain_text import content
from zorgarrangeur_tui.keys.act_keys import with_act_keys

_DO_IT = "{screens.preview.PreviewScreen.yes}"


class PreviewScreen(ModalScreen[bool]):
    """A summary, the records that would change, and two answers. Without a label to confirm there is only reading.

    The summary may be of any length: it scrolls. Widgets: `preview-summary`, `preview-list`, `preview-cancel`,
    `preview-confirm`.

    Args:
        title: what is looked at.
        summary: lines above the list.
        items: the records that would change.
        confirm_label: what doing it is called; "" for looking only.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Annuleren", show=False, id="preview.no"),
        Binding("ctrl+s", "answer(True)", "Doen", show=False, id="preview.yes"),
    ]
    DEFAULT_CSS = """
    PreviewScreen {
        align: center middle;
        & > Vertical { width: 98%; max-width: 120; height: 96%; border: round $primary; background: $surface; padding: 0 1; }
        & .preview--title { text-style: bold; }
        & #preview-summary { height: auto; max-height: 40%; padding: 0; border-bottom: solid $border-blurred; }
        & .preview--hint { color: $text-muted; }
        & Horizontal { height: 1; }
        & Button { margin-right: 2; }
    }
    """
    ALLOW_SELECT = False

    def __init__(
        self, title: str, summary: Sequence[str], items: Sequence[DifferenceItem], *, confirm_label: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._summary = "\n".join(summary)
        self._items = items
        self._confirm_label = confirm_label

    def compose(self) -> ComposeResult:
        """Show the summary above the list."""
        with Vertical():
            yield Static(content(self._title), classes="preview--title")
            yield DetailView([Section(paragraphs=(self._summary,))], id="preview-summary")
            yield DifferenceList(self._items, id="preview-list")
            with Horizontal():
                if self._confirm_label:
                    yield dialog_button("Annuleren", "preview-cancel")
                    yield dialog_button(self._confirm_label, "preview-confirm")
                else:
                    yield dialog_button("Sluiten", "preview-cancel")
            keys = f"{with_act_keys(_DO_IT, self.app)} {self._confirm_label.lower()} · " if self._confirm_label else ""
            yield Static(
                content(f"{keys}Enter veld voor veld · * alles open · Shift+Tab lezen · Esc sluiten"),
                classes="preview--hint",
            )

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(DifferenceList).focus()

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Answer as the button says."""
        event.stop()
        self.dismiss(event.button.id == "preview-confirm")

    def action_answer(self, sure: bool) -> None:
        """Answer by key; without something to confirm every answer is no."""
        self.dismiss(sure and bool(self._confirm_label))
