"""The fields of a form in which the user types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.actions import SkipAction
from textual.widgets.input import Selection

from widgets import field_parsing as parsing
from widgets.choice_fields import ChoiceField, ChoicesField, ToggleField
from widgets.field_spec import FieldEdited, FieldSpec, checked
from widgets.plain_input import PlainInput, PlainTextArea
from widgets.typed_over import replaced_part, selected_part

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.widgets import Input, TextArea


@dataclass(frozen=True, slots=True)
class _Notation:
    """How one kind of value is written on one line.

    Attributes:
        parse: reads typed text; raises `ParseProblem`.
        written: the text for a value.
        explained: what a value means, in other words than it is written; "" when there is nothing to add.
        hint: how to fill this in, for a field without help of its own.
    """

    parse: Callable[[str], object]
    written: Callable[[Any], str]
    explained: Callable[[Any], str]
    hint: str


def _nothing(_value: object) -> str:
    return ""


def _hours(minutes: int) -> str:
    return parsing.minutes_in_words(minutes) if minutes >= 60 else ""


def _notation(spec: FieldSpec, today: Callable[[], date]) -> _Notation:
    """Return the notation of a kind that is typed on one line."""
    match spec.kind:
        case "integer":
            return _Notation(parsing.parse_integer, str, _nothing, parsing.INTEGER_HINT)
        case "minutes":
            return _Notation(parsing.parse_minutes, parsing.minutes_text, _hours, parsing.MINUTES_HINT)
        case "time":
            return _Notation(parsing.parse_time, parsing.time_text, parsing.time_text, parsing.TIME_HINT)
        case "date":
            return _Notation(
                lambda text: parsing.parse_date(text, today, week_ends=spec.week_ends),
                parsing.date_text,
                parsing.date_in_words,
                parsing.LAST_DAY_HINT if spec.week_ends else parsing.DATE_HINT,
            )
        case _:
            return _text_notation(spec.usual)


def _text_notation(usual: Callable[[str], str] | None) -> _Notation:
    """Return the notation of a text, with a usual way to write it or without."""
    if usual is None:
        return _Notation(str, str, _nothing, "")

    def parse(text: str) -> str:
        try:
            return usual(text)
        except ValueError as unreadable:
            raise parsing.ParseProblem(str(unreadable)) from unreadable

    return _Notation(parse, str, str, "")


class TextField(PlainInput):
    """One line for text, a whole number, a date, minutes or a time of the day.

    What is typed is rewritten in the usual notation when the user leaves the field. A value that the user does not touch
    comes back as it was given.
    """

    def __init__(self, spec: FieldSpec, today: Callable[[], date]) -> None:
        self.spec = spec
        self._notation = _notation(spec, today)
        self._start_text = "" if spec.value is None else self._notation.written(spec.value)
        self._known_text = self._start_text
        super().__init__(self._start_text, select_on_focus=spec.kind != "text", id=f"field-{spec.name}")

    @property
    def hint(self) -> str:
        """How to fill this in; "" for plain text."""
        return self._notation.hint

    @property
    def dirty(self) -> bool:
        """Whether the value differs from the one at the start."""
        try:
            return self.read() != self._start_value
        except parsing.ParseProblem:
            return self.value != self._start_text

    def explanation(self) -> str:
        """Return in full what the typed text is read as, or "" when there is nothing to add."""
        try:
            value = self.read()
        except parsing.ParseProblem:
            return ""
        words = "" if value is None else self._notation.explained(value)
        return "" if self.spec.kind == "text" and words == self.value else words

    def read(self) -> object:
        """Return the value: str for text, otherwise None when nothing is filled in.

        Raises:
            ParseProblem: the text cannot be read, or the declaration refuses it.
        """
        if self.value == self._start_text:
            return checked(self.spec, self._start_value)
        if self.spec.kind != "text" and not self.value.strip():
            return checked(self.spec, None)
        return checked(self.spec, self._notation.parse(self.value))

    def raw(self) -> str:
        """Return what is typed, whether or not it can be read."""
        return self.value

    def put(self, raw: str) -> None:
        """Fill in what was typed before, as an edit of the user."""
        self.value = raw

    @on(events.Focus)
    def select_typed_over(self, event: events.Focus) -> None:
        """Select what typing replaces; an arrow keeps it."""
        part = selected_part(self.spec.typed_over, self.value) if self.value == self._start_text else None
        if part is not None and not event.from_app_focus:
            self.selection = Selection(*part)

    def on_key(self, event: events.Key) -> None:
        """Select what the typed character replaces."""
        if event.is_printable and event.character:
            self._make_room_for(event.character)

    def action_delete_left_all(self) -> None:
        """Empty a field that is typed over, whatever is selected in it."""
        if self.spec.typed_over:
            self.selection = Selection(0, len(self.value))
        super().action_delete_left_all()

    def _put(self, text: str) -> None:
        self._make_room_for(text)
        super()._put(text)

    def _make_room_for(self, typed: str) -> None:
        part = replaced_part(self.spec.typed_over, self.value, self._start_text, self.selection, typed)
        if part is not None:
            self.selection = Selection(*part)

    def settle(self) -> None:
        """Rewrite what was typed in the usual notation, if it can be read."""
        try:
            value = self.read()
        except parsing.ParseProblem:
            return
        if value == self._start_value:
            self._known_text = self._start_text
        else:
            self._known_text = "" if value is None else self._notation.written(value)
        if self.value != self._known_text:
            self.value = self._known_text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report an edit, but not the value that the field itself put there."""
        event.stop()
        if self.value != self._known_text:
            self._known_text = self.value
            self.post_message(FieldEdited(self))

    @property
    def _start_value(self) -> object:
        return "" if self.spec.kind == "text" and self.spec.value is None else self.spec.value


class LongTextField(PlainTextArea):
    """Several lines of text; up on the first line and down on the last leave the field."""

    DEFAULT_CSS = """
    LongTextField { height: auto; min-height: 3; max-height: 8; }
    """

    hint = "Enter begint een nieuwe regel; Tab gaat naar het volgende veld."

    def __init__(self, spec: FieldSpec) -> None:
        self.spec = spec
        self._start_value = "" if spec.value is None else str(spec.value)
        super().__init__(self._start_value, id=f"field-{spec.name}")
        self._start_text = self._known_text = self.text

    @property
    def dirty(self) -> bool:
        """Whether the text differs from the one at the start."""
        return self.text != self._start_text

    def explanation(self) -> str:
        """Return "": a text explains itself."""
        return ""

    def read(self) -> object:
        """Return the text; untouched, it is exactly what was given, whatever line breaks that has.

        Raises:
            ParseProblem: the declaration refuses the text.
        """
        return checked(self.spec, self.text if self.dirty else self._start_value)

    def raw(self) -> str:
        """Return what is typed."""
        return self.text

    def put(self, raw: str) -> None:
        """Fill in what was typed before, as an edit of the user."""
        self.text = raw

    def settle(self) -> None:
        """Leave the text as it is."""

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Report an edit."""
        event.stop()
        if self.text != self._known_text:
            self._known_text = self.text
            self.post_message(FieldEdited(self))

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up, or leave the field from the first line."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down, or leave the field from the last line."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)


FormField = TextField | LongTextField | ChoiceField | ChoicesField | ToggleField
"""Every field has: `spec`, `hint`, `dirty`, `read()`, `explanation()` and `settle()`, and posts `FieldEdited`.

`raw()` gives what is filled in as text, also when it cannot be read, and `put()` takes that back: for drafts.
"""


def build_field(spec: FieldSpec, today: Callable[[], date]) -> FormField:
    """Return the widget for a declaration, with the id `field-<name>`."""
    match spec.kind:
        case "long_text":
            return LongTextField(spec)
        case "choice":
            return ChoiceField(spec)
        case "choices":
            return ChoicesField(spec)
        case "toggle":
            return ToggleField(spec)
        case _:
            return TextField(spec, today)
