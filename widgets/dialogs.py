"""Dialogs: to confirm, to tell, to fill in one line and to fill in a form. All their texts are plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button, Static

from widgets.detail_view import DetailView
from widgets.dialog_frame import DialogFrame, dialog_button, dialog_lines
from widgets.draft_pace import DraftPace
from widgets.field_spec import FieldSpec
from widgets.form import Form
from widgets.plain_text import content, in_full
from widgets.typed_over import TypedOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.widget import Widget

_CONFIRM, _CANCEL = "dialog-confirm", "dialog-cancel"
_DRAFT_LINES = 3


class ConfirmDialog(DialogFrame[bool]):
    """Ask before doing something; the answer no has the focus, so that a stray Enter does nothing.

    Args:
        title: the question.
        lines: what will happen.
        confirm_label: what the button that does it says.
        cancel_label: what the button that does nothing says.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "focus_button(-1)", "Vorige knop", show=False, id="confirm-dialog.left"),
        Binding("right,l", "focus_button(1)", "Volgende knop", show=False, id="confirm-dialog.right"),
        Binding("up,k", "scroll_lines(-1)", "Omhoog", show=False, id="confirm-dialog.up"),
        Binding("down,j", "scroll_lines(1)", "Omlaag", show=False, id="confirm-dialog.down"),
    ]
    AUTO_FOCUS = f"#{_CANCEL}"
    DEFAULT_CSS = "ConfirmDialog > #dialog { max-width: 66; }"

    def __init__(
        self,
        title: str,
        lines: Sequence[str] = (),
        *,
        confirm_label: str = "Doorgaan",
        cancel_label: str = "Annuleren",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(title, name=name, id=id, classes=classes)
        self._lines = lines
        self._labels = (confirm_label, cancel_label)

    def body(self) -> Iterable[Widget]:
        """Return the lines."""
        lines = [in_full(line, self) for line in self._lines]
        return [dialog_lines(lines, focusable=False)] if lines else []

    def buttons(self) -> Iterable[Button]:
        """Return the two answers."""
        confirm_label, cancel_label = self._labels
        return [dialog_button(cancel_label, _CANCEL), dialog_button(confirm_label, _CONFIRM)]

    def hints(self) -> str:
        """Return the keys that work."""
        return "←→ kiezen · Enter doen · Esc annuleren"

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        event.stop()
        self.dismiss(event.button.id == _CONFIRM)

    def action_focus_button(self, by: int) -> None:
        """Focus the next (1) or previous (-1) button."""
        if by > 0:
            self.focus_next(Button)
        else:
            self.focus_previous(Button)

    def action_scroll_lines(self, by: int) -> None:
        """Scroll the lines."""
        for view in self.query(DetailView):
            view.action_read(by)

    def action_cancel(self) -> None:
        """Close with the answer no."""
        self.dismiss(False)


class MessageDialog(DialogFrame[None]):
    """Tell something that must be read; long texts scroll.

    Args:
        title: what it is about.
        lines: what there is to read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", "Sluiten", show=False, id="message-dialog.cancel")
    ]
    AUTO_FOCUS = "#dialog-lines"

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(title, name=name, id=id, classes=classes)
        self._lines = lines

    def body(self) -> Iterable[Widget]:
        """Return the lines."""
        return [dialog_lines([in_full(line, self) for line in self._lines], focusable=True)]

    def hints(self) -> str:
        """Return the keys that work."""
        return "↑↓ lezen · Enter of Esc sluiten"

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a form knows of its draft: what was typed in it before and not saved, and who keeps what is typed now.

    Attributes:
        keep: gets the raw text of each changed field; runs in a thread.
        texts: what was typed before, by field.
        told: the line that says so.
    """

    keep: Callable[[Mapping[str, str]], None]
    texts: Mapping[str, str] = field(default_factory=dict)
    told: str = ""


class FormDialog(DialogFrame[dict[str, object] | None]):
    """Fill in a form; closes with the values, or with None when nothing is to be saved.

    The form has the id `dialog-form`, the line on a draft `dialog-draft`. Leaving a form in which something was changed
    asks first. What is typed goes to the draft within a moment.

    Args:
        title: what the form is about.
        fields: the declarations.
        submit_label: what saving is called.
        check: gets the values that were read and returns a sentence for each field that is refused; the dialog stays open
            until there are none.
        today: gives the day that "vandaag" is in date fields.
        draft: where what is not saved yet is kept.
    """

    DRAFT_SECONDS: ClassVar[float] = 1.0
    """How far behind the draft may be."""
    AUTO_FOCUS = "#dialog-form *"
    DEFAULT_CSS = """
    FormDialog #dialog-draft { color: $text-accent; padding: 0 1; height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", "Opslaan", show=False, id="form-dialog.submit")
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FieldSpec],
        *,
        submit_label: str = "Opslaan",
        check: Callable[[dict[str, object]], Mapping[str, str]] | None = None,
        today: Callable[[], date] = date.today,
        draft: FormDraft | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(title, name=name, id=id, classes=classes)
        self._form = Form(fields, today=today, id="dialog-form")
        self._submit_label = submit_label
        self._check = check
        self._draft = draft
        self._pace = DraftPace(self, self.draft_texts, draft.keep) if draft is not None else None

    def body(self) -> Iterable[Widget]:
        """Return the form, under a line on the draft in it."""
        if self._draft is not None and self._draft.texts:
            return [Static(content(self._draft.told), id="dialog-draft"), self._form]
        return [self._form]

    def on_mount(self) -> None:
        """Fill in the draft."""
        if self._draft is not None:
            self._form.restore(self._draft.texts)

    def extra_lines(self) -> int:
        """Return how many lines the line on a draft may take."""
        return _DRAFT_LINES if self._draft is not None and self._draft.texts else 0

    def draft_texts(self) -> dict[str, str]:
        """Return the raw text of each field that was changed and is not saved."""
        return self._form.draft()

    @on(Form.Changed)
    def keep_draft_soon(self) -> None:
        """Keep what is typed."""
        if self._pace is not None:
            self._pace.typed(self.DRAFT_SECONDS)

    def buttons(self) -> Iterable[Button]:
        """Return save and cancel, for who looks for a button."""
        return [dialog_button(self._submit_label, _CONFIRM), dialog_button("Annuleren", _CANCEL)]

    def hints(self) -> str:
        """Return the keys that work."""
        return f"{self.key_hint('form-dialog.submit', 'Ctrl+S', self._submit_label.lower())}Esc annuleren"

    @on(Form.Submitted)
    def finish(self, event: Form.Submitted) -> None:
        """Close with the values, unless the caller refuses some."""
        event.stop()
        values = event.form.values()
        problems = self._check(values) if self._check else {}
        if problems:
            event.form.set_problems(problems)
        else:
            self.dismiss(values)

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == _CONFIRM:
            self._form.action_submit()
        else:
            self.action_cancel()

    def action_submit(self) -> None:
        """Save, also while a button has the focus."""
        self._form.action_submit()

    def action_cancel(self) -> None:
        """Close without saving; ask first when something was changed."""
        leave(self, dirty=self._form.dirty)


class TextDialog(DialogFrame[str | None]):
    """Fill in one line, such as the name of a file; closes with the text, or with None.

    The field has the id `field-text`.

    Args:
        title: what it is about.
        label: what to fill in.
        value: the text at the start.
        help: one sentence under the field.
        typed_over: what typing replaces of the text at the start.
        check: gets the text and returns a sentence when it is refused, "" when it is fine.
    """

    AUTO_FOCUS = "#field-text"
    DEFAULT_CSS = "TextDialog > #dialog { max-width: 72; }"

    def __init__(
        self,
        title: str,
        label: str,
        *,
        value: str = "",
        help: str = "",  # noqa: A002 - as in FieldSpec
        typed_over: TypedOver = "all",
        check: Callable[[str], str] | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(title, name=name, id=id, classes=classes)
        field = FieldSpec("text", label, "text", value, help, required=True, typed_over=typed_over)
        self._form = Form([field], id="dialog-form")
        self._check = check

    def body(self) -> Iterable[Widget]:
        """Return the field."""
        return [self._form]

    def hints(self) -> str:
        """Return the keys that work."""
        return "Enter klaar · Esc annuleren"

    @on(Form.Submitted)
    def finish(self, event: Form.Submitted) -> None:
        """Close with the text, unless the caller refuses it."""
        event.stop()
        text = str(event.form.values()["text"])
        problem = self._check(text) if self._check else ""
        if problem:
            event.form.set_problem("text", problem)
        else:
            self.dismiss(text)

    def action_cancel(self) -> None:
        """Close without a text; ask first when it was changed."""
        leave(self, dirty=self._form.dirty)


def leave(dialog: DialogFrame[Any], *, dirty: bool) -> None:
    """Close a dialog without an answer; ask first when what was typed in it would be lost."""
    if not dirty:
        dialog.dismiss(None)
        return

    def answered(sure: bool | None) -> None:
        if sure:
            dialog.dismiss(None)

    dialog.app.push_screen(
        ConfirmDialog(
            "Wijzigingen weggooien?",
            ["Wat u hier hebt veranderd, is nog niet opgeslagen."],
            confirm_label="Weggooien",
            cancel_label="Verder invullen",
        ),
        answered,
    )
