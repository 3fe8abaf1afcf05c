"""Pasting a table from a spreadsheet, or asking for a file instead. What is pasted is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from widgets.dialog_frame import DialogFrame, dialog_button
from widgets.dialogs import leave
from widgets.plain_input import PlainTextArea
from widgets.plain_text import content


class PasteDialog(DialogFrame[str | None]):
    """Paste lines; closes with the text, with "" when the user wants to choose a file, or with None.

    Widgets: `paste-text`, `paste-problem`, and the buttons `paste-file`, `paste-confirm` and `paste-cancel`.

    Args:
        title: what is pasted.
        lines: how to do it.
        check: gets the text and returns a sentence when it is refused, "" when it is fine.
    """

    AUTO_FOCUS = "#paste-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "confirm", "Verder", show=False, id="paste-dialog.confirm"),
        Binding("f2", "choose_file", "Bestand kiezen", show=False, id="paste-dialog.file"),
    ]
    DEFAULT_CSS = """
    PasteDialog {
        & > #dialog { height: 85%; max-width: 110; }
        & #paste-how { padding: 0 1; color: $text-muted; height: auto; }
        & #paste-text { height: 1fr; background: $panel; margin-top: 1; }
        & #paste-problem { height: auto; padding: 0 1; color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, title: str, lines: Iterable[str], check: Callable[[str], str]) -> None:
        super().__init__(title)
        self._lines = tuple(lines)
        self._check = check

    def body(self) -> Iterable[Widget]:
        """Return how to do it, the text, and what is wrong with it."""
        yield Static(content(" ".join(self._lines)), id="paste-how")
        yield PlainTextArea(id="paste-text")
        yield Static(id="paste-problem")

    def buttons(self) -> Iterable[Button]:
        """Return the three answers."""
        return [
            dialog_button("Verder", "paste-confirm"),
            dialog_button("Bestand kiezen", "paste-file"),
            dialog_button("Annuleren", "paste-cancel"),
        ]

    def hints(self) -> str:
        """Return the keys that work."""
        choose = self.key_hint("paste-dialog.file", "F2", "bestand kiezen")
        return f"{choose}{self.key_hint('paste-dialog.confirm', 'Ctrl+S', 'verder')}Esc annuleren"

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Answer as the button says."""
        event.stop()
        acts = {"paste-confirm": self.action_confirm, "paste-file": self.action_choose_file}
        acts.get(event.button.id or "", self.action_cancel)()

    @on(TextArea.Changed)
    def forget_problem(self, event: TextArea.Changed) -> None:
        """Take the problem away: the text is another one."""
        event.stop()
        self._tell("")

    def action_confirm(self) -> None:
        """Close with the text, unless it is refused."""
        text = self.query_one(PlainTextArea).text
        problem = (
            self._check(text) if text.strip() else "Er is nog niets geplakt. Plak hier de regels, of kies een bestand."
        )
        if problem:
            self._tell(problem)
        else:
            self.dismiss(text)

    def action_choose_file(self) -> None:
        """Close, to choose a file."""
        self.dismiss("")

    def action_cancel(self) -> None:
        """Close without anything; ask first when there is text."""
        leave(self, dirty=bool(self.query_one(PlainTextArea).text.strip()))

    def _tell(self, sentence: str) -> None:
        self.query_one("#paste-problem", Static).update(content(f"! {sentence}" if sentence else ""))
