"""The look that all dialogs share: a box with a title, something in it, buttons and the keys that work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from widgets.detail_view import DetailView, Section
from widgets.ends_its_work import EndsItsWork
from widgets.plain_text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

ResultType = TypeVar("ResultType")

_LEAST_LINES = 3
_OTHER_LINES = {"#dialog-lines": 7, ".form--fields": 9}
"""For each part that scrolls, how many lines the rest of its dialog takes: border, title, help, buttons, keys."""


@runtime_checkable
class KnowsKeys(Protocol):
    """An app in which the user can give keys to what has an id."""

    def key_of(self, name: str, own: str) -> str:
        """Return how the key of the binding with an id is written now; "" for none. `own` is the key it began with."""


class DialogFrame(ModalScreen[ResultType], EndsItsWork):
    """A dialog box; a subclass gives its body, its buttons and its keys.

    The box has the id `dialog`, its title `dialog-title`, the line with keys `dialog-hints`.

    Args:
        title: what the dialog is about; plain text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Annuleren", show=False, id="dialog.cancel")]
    DEFAULT_CSS = """
    DialogFrame {
        align: center middle;
        & > #dialog {
            width: 95%;
            max-width: 92;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            background: $surface;
        }
        & #dialog-title { text-style: bold; padding: 0 1; margin-bottom: 1; width: 1fr; }
        & #dialog-hints { color: $text-muted; padding: 0 1; width: 1fr; }
        & Form, & .form--fields, & #dialog-lines { height: auto; }
        & .dialog--buttons { height: 1; padding: 0 1; margin-top: 1; }
        & .dialog--buttons Button { margin-right: 2; min-width: 12; background: $panel; border: none; }
        & .dialog--buttons Button:focus { background: $primary; color: $text; text-style: bold reverse; }
    }
    """

    def __init__(
        self,
        title: str,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._dialog_title = title

    @property
    def dialog_title(self) -> str:
        """What the dialog is about."""
        return self._dialog_title

    def compose(self) -> ComposeResult:
        """Show the title, the body, the buttons and the keys."""
        with Vertical(id="dialog"):
            yield Static(content(self._dialog_title), id="dialog-title")
            yield from self.body()
            buttons = list(self.buttons())
            if buttons:
                yield Horizontal(*buttons, classes="dialog--buttons")
            else:
                yield Static()
            yield Static(content(self.hints()), id="dialog-hints")

    def on_resize(self, event: events.Resize) -> None:
        """Let what scrolls take what the other lines leave; Textual reads a relative maximum here as none at all."""
        for selector, other_lines in _OTHER_LINES.items():
            for scrolling in self.query(selector):
                scrolling.styles.max_height = max(_LEAST_LINES, event.size.height - other_lines - self.extra_lines())

    def body(self) -> Iterable[Widget]:
        """Return what stands under the title."""
        raise NotImplementedError

    def extra_lines(self) -> int:
        """Return how many lines this dialog has besides the usual ones."""
        return 0

    def buttons(self) -> Iterable[Button]:
        """Return the buttons, if there are any."""
        return ()

    def hints(self) -> str:
        """Return the keys that work, as one line."""
        raise NotImplementedError

    def key_hint(self, name: str, own: str, does: str) -> str:
        """Return the beginning of a line with keys, such as "Ctrl+S opslaan · ", with the key as it is now; "" without one.

        Args:
            name: id of the binding.
            own: the key that it began with, as people write it.
            does: what it does.
        """
        app = self.app
        key = app.key_of(name, own) if isinstance(app, KnowsKeys) else own
        return f"{key} {does} · " if key else ""

    def action_cancel(self) -> None:
        """Close the dialog without doing anything."""
        raise NotImplementedError


def dialog_button(label: str, button_id: str) -> Button:
    """Return a button of one line whose label is plain text."""
    return Button(content(label), id=button_id, compact=True)


def dialog_lines(lines: Sequence[str], *, focusable: bool) -> DetailView:
    """Return lines of plain text that wrap, and scroll when they do not fit; with the id `dialog-lines`."""
    view = DetailView([Section(paragraphs=("\n".join(lines),))], id="dialog-lines")
    view.can_focus = focusable
    return view
