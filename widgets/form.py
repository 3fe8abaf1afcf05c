"""A form made from declarations: labelled fields under each other that are read, checked and submitted together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from widgets.field_spec import FieldEdited, FieldSpec
from widgets.form_fields import FormField, build_field
from widgets.parse_problem import ParseProblem
from widgets.plain_text import content, in_full

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

__all__ = ["FieldSpec", "Form", "FormInvalid"]

_WIDE_ENOUGH = 64


class FormInvalid(ValueError):
    """Some fields of a form cannot be read; `problems` holds a Dutch sentence for each field name."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {sentence}" for name, sentence in problems.items()))
        self.problems = dict(problems)


class _FieldList(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls the rows; the arrow keys belong to the form."""

    DEFAULT_CSS = "_FieldList { height: 1fr; scrollbar-size-vertical: 1; }"


class _Row(Horizontal):
    """A label, its field, and the problem with it."""

    def __init__(self, field: FormField) -> None:
        super().__init__(classes="form--row")
        self.field = field
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Show the label beside or above the field, and room for a problem under it."""
        spec = self.field.spec
        label = content(spec.label)
        yield Label(label + Content(" *") if spec.required else label, id=f"label-{spec.name}")
        with Vertical():
            yield self.field
            yield Static(id=f"problem-{spec.name}", classes="form--problem")

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong with the field, or nothing for ""."""
        if sentence != self._problem:
            self._problem = sentence
            self.query_one(".form--problem", Static).update(content(f"! {in_full(sentence, self)}"))
            self.set_class(bool(sentence), "-problem")


class Form(Widget, can_focus=False):
    """Labelled fields under each other.

    Up and down, k and j outside text, tab and shift+tab move between fields; Enter moves on and submits from the last
    field; ctrl+s submits from anywhere. The widget of a field has the id `field-<name>`, its label `label-<name>` and the
    line with its problem `problem-<name>`.

    Args:
        fields: the declarations, in order.
        today: gives the day that "vandaag" is in date fields.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "next_field", "Volgend veld", show=False, id="form.next-field"),
        Binding("up,k", "previous_field", "Vorig veld", show=False, id="form.previous-field"),
        Binding("enter", "advance", "Verder", show=False, id="form.advance"),
        Binding("ctrl+s", "submit", "Opslaan", show=False, id="form.submit"),
    ]
    DEFAULT_CSS = """
    Form {
        height: 1fr;
        & .form--row {
            height: auto;
            border-left: blank;
            &:focus-within { border-left: thick $primary; }
            &:focus-within > Label { text-style: bold; }
            & > Label { width: 24; padding: 0 1; color: $foreground; }
            & > Vertical { width: 1fr; height: auto; }
            & .form--problem { display: none; padding: 0 1; color: $text-error; text-style: bold; }
            &.-problem .form--problem { display: block; }
            & TextField, & LongTextField, & ChoiceField, & ChoicesField, & ToggleField { background: $panel; }
            & TextField, & LongTextField, & ChoiceField, & ToggleField { padding: 0 1; }
            & TextField:focus, & LongTextField:focus, & ChoiceField:focus, & ToggleField:focus {
                background-tint: $foreground 12%;
            }
        }
        &.-narrow .form--row {
            layout: vertical;
            & > Label { width: 1fr; }
                    }
        & .form--help { height: 2; padding: 0 2; color: $text-muted; }
        &:nocolor ChoiceField:focus, &:nocolor ToggleField:focus { text-style: reverse; }
    }
    """

    class Changed(Message):
        """Posted when the user changed a field; `value` is None while the field cannot be read."""

        def __init__(self, form: Form, field_name: str, value: object) -> None:
            super().__init__()
            self.form = form
            self.field_name = field_name
            self.value = value

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    class Submitted(Message):
        """Posted when the user submits a form in which every field can be read."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        *,
        today: Callable[[], date] = date.today,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._rows = {spec.name: _Row(build_field(spec, today)) for spec in fields}
        self._refusals: dict[str, str] = {}
        self._visited: set[str] = set()

    def compose(self) -> ComposeResult:
        """Show the rows, and under them the help of the focused field."""
        with _FieldList(classes="form--fields"):
            yield from self._rows.values()
        yield Static(classes="form--help")

    def on_resize(self, event: events.Resize) -> None:
        """Put labels above their fields where there is little width."""
        self.set_class(event.size.width < _WIDE_ENOUGH, "-narrow")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Bring the whole row into view and show its help."""
        row = self._row_of(event.widget)
        if row is not None:
            row.scroll_visible(animate=False)
            self._show_help()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Rewrite what was typed and say what is wrong with it."""
        row = self._row_of(event.widget)
        if row is not None:
            row.field.settle()
            self._visited.add(row.field.spec.name)
            self._show_problem(row.field.spec.name)

    @on(FieldEdited)
    def take_edit(self, event: FieldEdited) -> None:
        """Check the field and tell what changed."""
        event.stop()
        row = self._row_of(event.field)
        if row is None:
            return
        name = row.field.spec.name
        self._refusals.pop(name, None)
        self._visited.add(name)
        self._show_problem(name)
        self._show_help()
        try:
            value = row.field.read()
        except ParseProblem:
            value = None
        self.post_message(self.Changed(self, name, value))

    @on(Input.Submitted)
    def leave_line(self, event: Input.Submitted) -> None:
        """Go on to the next field, or submit from the last."""
        event.stop()
        self.action_advance()

    def action_next_field(self) -> None:
        """Focus the next field."""
        self._move(1)

    def action_previous_field(self) -> None:
        """Focus the previous field."""
        self._move(-1)

    def action_advance(self) -> None:
        """Focus the next field, or submit from the last."""
        if self._focused_index() == len(self._rows) - 1:
            self.action_submit()
        else:
            self._move(1)

    def action_submit(self) -> None:
        """Submit, or show every problem and go to the first."""
        self._refusals.clear()
        self._visited.update(self._rows)
        problems = self.problems()
        for name, row in self._rows.items():
            row.show_problem(problems.get(name, ""))
        self._show_help()
        if problems:
            self._go_to_problem(next(iter(problems)))
        else:
            self.post_message(self.Submitted(self))

    @property
    def dirty(self) -> bool:
        """Whether any value differs from the one at the start."""
        return any(row.field.dirty for row in self._rows.values())

    def draft(self) -> dict[str, str]:
        """Return what is filled in, as raw text, in each field that differs from its start."""
        return {name: row.field.raw() for name, row in self._rows.items() if row.field.dirty}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Fill in a draft as the user's own edits; fields that are no longer there are passed over."""
        for name, raw in draft.items():
            if name in self._rows:
                self._rows[name].field.put(raw)

    def values(self) -> dict[str, object]:
        """Return the value of each field by name.

        Raises:
            FormInvalid: some field cannot be read.
        """
        problems = self._reading_problems()
        if problems:
            raise FormInvalid(problems)
        return {name: row.field.read() for name, row in self._rows.items()}

    def problems(self) -> dict[str, str]:
        """Return a Dutch sentence for each field that cannot be read or was refused from outside, in order of the form."""
        found = self._refusals | self._reading_problems()
        return {name: found[name] for name in self._rows if name in found}

    def set_problem(self, name: str, sentence: str) -> None:
        """Show that a value was refused, and focus that field; editing the field or submitting again takes it away.

        Raises:
            KeyError: there is no field of that name.
        """
        self.set_problems({name: sentence})

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show that values were refused, and focus the first such field.

        Raises:
            KeyError: there is no field of some name.
        """
        for name, sentence in problems.items():
            self._rows[name].show_problem(sentence)
            self._refusals[name] = sentence
        first = next((name for name in self._rows if name in problems), None)
        if first is not None:
            self._go_to_problem(first)

    def focus_field(self, name: str) -> None:
        """Focus a field.

        Raises:
            KeyError: there is no field of that name.
        """
        self._rows[name].field.focus()

    def _go_to_problem(self, name: str) -> None:
        """Focus a field with the line under it in view: a field that has the focus already would not move the form."""
        self.focus_field(name)
        line = self._rows[name].query_one(".form--problem")
        self.call_after_refresh(line.scroll_visible, animate=False)

    def _reading_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        for name, row in self._rows.items():
            try:
                row.field.read()
            except ParseProblem as problem:
                problems[name] = problem.sentence
        return problems

    def _row_of(self, widget: Widget) -> _Row | None:
        return next((row for row in self._rows.values() if row.field is widget), None)

    def _focused_index(self) -> int:
        """Return the place of the focused field, or -1."""
        return next((place for place, row in enumerate(self._rows.values()) if row.field.has_focus), -1)

    def _move(self, by: int) -> None:
        target = self._focused_index() + by
        if 0 <= target < len(self._rows):
            list(self._rows.values())[target].field.focus()

    def _show_problem(self, name: str) -> None:
        """Show the problem of a field that the user has been in."""
        if name in self._visited:
            self._rows[name].show_problem(self.problems().get(name, ""))

    def _show_help(self) -> None:
        """Show, for the focused field, what was understood and what the field is for."""
        row = next((row for row in self._rows.values() if row.field.has_focus), None)
        if row is None:
            return
        field = row.field
        hint = "" if row.has_class("-problem") else field.hint
        words = content(in_full(field.spec.help or hint, self))
        explanation = field.explanation()
        if explanation:
            words = Content.styled(f"= {explanation}", "bold $foreground") + Content("  ") + words
        self.query_one(".form--help", Static).update(words, layout=False)
