"""The declaration of one form field, and the checks that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from widgets.parse_problem import ParseProblem
from widgets.typed_over import TypedOver

if TYPE_CHECKING:
    from textual.widget import Widget

FieldKind = Literal["text", "long_text", "integer", "date", "minutes", "time", "choice", "choices", "toggle"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: identifies the field in `Form.values`; letters, digits and underscores.
        label: what the user reads beside it; plain text.
        kind: what is filled in.
        value: the value at the start. text and long_text: str; integer: int; date: datetime.date; minutes: int (minutes);
            time: int (minute of the day); choice: a key; choices: several keys; toggle: bool. None is "not filled in".
        help: one sentence, shown while the field has focus.
        choices: (key, label) of what can be chosen, for choice and choices.
        required: whether it must be filled in; a choice that is not required can be cleared.
        maximum: the most characters (text, long_text), the greatest value (integer, minutes) or the most keys (choices).
        usual: for a text that has a notation of its own: returns a typed text as it is usually written, and raises
            ValueError with a Dutch sentence when it cannot be read.
        week_ends: for a date: whether it is a last day, so that a week means its Sunday.
        typed_over: for a text: what typing replaces as long as the text is as it was at the start.
    """

    name: str
    label: str
    kind: FieldKind
    value: object = None
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    maximum: int | None = None
    usual: Callable[[str], str] | None = None
    typed_over: TypedOver = ""
    week_ends: bool = False


class FieldEdited(Message):
    """Posted by a field whenever the user changed what it holds."""

    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field

    @property
    def control(self) -> Widget:
        """The field that was changed."""
        return self.field


def checked(spec: FieldSpec, value: object) -> object:
    """Return `value` when the declaration allows it.

    Raises:
        ParseProblem: nothing is filled in where that is required, or there is more than the maximum.
    """
    if spec.required and _is_empty(value):
        raise ParseProblem(_EMPTY_SENTENCES.get(spec.kind, "Vul dit veld in."))
    if spec.maximum is None or value is None:
        return value
    if isinstance(value, str):
        if len(value) > spec.maximum:
            raise ParseProblem(f"Gebruik hoogstens {spec.maximum} tekens; dit zijn er {len(value)}.")
    elif isinstance(value, int):
        if value > spec.maximum:
            raise ParseProblem(f"Vul hoogstens {spec.maximum} in.")
    elif isinstance(value, Sized) and len(value) > spec.maximum:
        raise ParseProblem(f"Kies er hoogstens {spec.maximum}; dit zijn er {len(value)}.")
    return value


_EMPTY_SENTENCES = {"choice": "Kies er een.", "choices": "Kies er minstens een."}


def _is_empty(value: object) -> bool:
    """Whether a value counts as not filled in; a text of spaces does."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Sized) and not len(value))
