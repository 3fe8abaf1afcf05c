"""The fields of a form in which the user chooses."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from widgets.choice_popup import ChoicePopup, PickedChoice
from widgets.field_spec import FieldEdited, FieldSpec, checked
from widgets.plain_text import fitted, shown

if TYPE_CHECKING:
    from textual import events

_NO_CHOICE = "(geen keuze)"
_NOT_CHOSEN_YET = "(nog niet gekozen)"


def _with_unknown(spec: FieldSpec, keys: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the choices and, after them, keys that are no longer on offer, so that saving does not lose those."""
    known = {key for key, _label in spec.choices}
    return spec.choices + tuple((key, key) for key in keys if key not in known)


class ChoiceField(Widget, can_focus=True):
    """One of a few choices, on one line: left and right change it, space or Enter opens a list that filters by typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "Volgende keuze", show=False, id="choice-field.right"),
        Binding("left,h", "step(-1)", "Vorige keuze", show=False, id="choice-field.left"),
        Binding("space,enter,slash", "open", "Kies uit de lijst", show=False, id="choice-field.open"),
        Binding("delete,backspace", "clear", "Geen keuze", show=False, id="choice-field.clear"),
    ]
    DEFAULT_CSS = """
    ChoiceField { height: 1; width: 1fr; }
    """

    hint = "Kies met links en rechts, of met de spatiebalk uit een lijst."

    key: reactive[str | None] = reactive(None, init=False)
    """The key of the choice, or None."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self._start = None if spec.value is None else str(spec.value)
        self._choices = _with_unknown(spec, [] if self._start is None else [self._start])
        self.set_reactive(ChoiceField.key, self._start)

    @property
    def dirty(self) -> bool:
        """Whether another choice was made than at the start."""
        return self.key != self._start

    def watch_key(self) -> None:
        """Report the choice."""
        self.post_message(FieldEdited(self))

    def render(self) -> Content:
        """Return the label of the choice between arrows, and which of how many it is."""
        keys = [key for key, _label in self._choices]
        place = f"{keys.index(self.key) + 1}/{len(keys)}" if self.key in keys else f"–/{len(keys)}"
        room = self.content_size.width - cell_len(place) - 6
        label = shown(self._label())
        if room < cell_len(label):
            label = fitted(label, max(1, room))
        return Content.assemble("‹ ", (label, "bold"), " ›  ", (place, "$text-muted"))

    def cursor_cell(self) -> Offset:
        """Return where the label of the choice begins."""
        return Offset(2, 0)

    def action_step(self, by: int) -> None:
        """Take the next (1) or previous (-1) choice; after the last comes the first."""
        options = [key for key, _label in self._options()]
        if self.key in options:
            self.key = options[(options.index(self.key) + by) % len(options)]
        elif options:
            self.key = options[0 if by > 0 else -1]

    def action_open(self) -> None:
        """Open the list of choices."""
        self.app.push_screen(ChoicePopup(self.spec.label, self._options(), self.key), self._take)

    def action_clear(self) -> None:
        """Choose nothing, where that is allowed."""
        if not self.spec.required:
            self.key = None

    def on_click(self) -> None:
        """Open the list of choices."""
        self.action_open()

    def explanation(self) -> str:
        """Return "": a label explains itself."""
        return ""

    def read(self) -> object:
        """Return the key that was chosen, or None.

        Raises:
            ParseProblem: nothing is chosen where that is required.
        """
        return checked(self.spec, self.key)

    def raw(self) -> str:
        """Return the key, or ""."""
        return self.key or ""

    def put(self, raw: str) -> None:
        """Make a choice that was made before, as far as it is still on offer."""
        if (raw or None) in [key for key, _label in self._options()]:
            self.key = raw or None

    def settle(self) -> None:
        """Leave the choice as it is."""

    def _options(self) -> list[tuple[str | None, str]]:
        """Return what can be chosen, with choosing nothing first where that is allowed."""
        nothing: list[tuple[str | None, str]] = [] if self.spec.required else [(None, _NO_CHOICE)]
        return nothing + list(self._choices)

    def _label(self) -> str:
        if self.key is None:
            return _NOT_CHOSEN_YET if self.spec.required else _NO_CHOICE
        return dict(self._choices)[self.key]

    def _take(self, picked: PickedChoice | None) -> None:
        if picked is not None:
            self.key = picked.key


class ToggleField(Widget, can_focus=True):
    """Yes or no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,left,right,h,l", "change_answer", "Ja of nee", show=False, id="toggle-field.change-answer")
    ]
    DEFAULT_CSS = """
    ToggleField { height: 1; width: 1fr; }
    """

    hint = "De spatiebalk wisselt tussen ja en nee."

    on: reactive[bool] = reactive(False, init=False)
    """Whether the answer is yes."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self.set_reactive(ToggleField.on, bool(spec.value))

    @property
    def dirty(self) -> bool:
        """Whether the answer differs from the one at the start."""
        return self.on != bool(self.spec.value)

    def watch_on(self) -> None:
        """Report the answer."""
        self.post_message(FieldEdited(self))

    def render(self) -> Content:
        """Return a box with or without a cross, and the word."""
        return Content("[x] ja" if self.on else "[ ] nee")

    def cursor_cell(self) -> Offset:
        """Return the cell in the box."""
        return Offset(1, 0)

    def action_change_answer(self) -> None:
        """Change yes into no and no into yes."""
        self.on = not self.on

    def on_click(self) -> None:
        """Change the answer."""
        self.action_change_answer()

    def explanation(self) -> str:
        """Return "": the word explains itself."""
        return ""

    def read(self) -> object:
        """Return the answer."""
        return self.on

    def raw(self) -> str:
        """Return "1" for yes, "" for no."""
        return "1" if self.on else ""

    def put(self, raw: str) -> None:
        """Give an answer that was given before."""
        self.on = bool(raw)

    def settle(self) -> None:
        """Leave the answer as it is."""


class ChoicesField(ScrollView, can_focus=True, inherit_bindings=False):
    """Several of a list of choices: up and down move, space takes a choice or puts it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Omhoog", show=False, id="choices-field.up"),
        Binding("down,j", "move(1)", "Omlaag", show=False, id="choices-field.down"),
        Binding("home", "jump(0)", "Naar de eerste", show=False, id="choices-field.home"),
        Binding("end,G", "jump(-1)", "Naar de laatste", show=False, id="choices-field.end"),
        Binding("space", "take_or_leave", "Kies of laat weg", show=False, id="choices-field.take-or-leave"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices-field--row", "choices-field--cursor"}
    DEFAULT_CSS = """
    ChoicesField {
        height: auto;
        min-height: 1;
        max-height: 8;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .choices-field--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:nocolor > .choices-field--cursor { text-style: bold reverse; }
    }
    """

    hint = "De spatiebalk kiest of laat weg; omhoog en omlaag gaan door de lijst."

    cursor: reactive[int] = reactive(0)
    """The row that the cursor is on; shown while the field has focus."""
    keys: reactive[frozenset[str]] = reactive(frozenset[str](), init=False)
    """The keys that are chosen."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self._start = frozenset(str(key) for key in spec.value) if isinstance(spec.value, Collection) else frozenset()
        self._choices = _with_unknown(spec, sorted(self._start))
        self.set_reactive(ChoicesField.keys, self._start)
        self.virtual_size = Size(1, max(1, len(self._choices)))

    @property
    def dirty(self) -> bool:
        """Whether the choices differ from those at the start."""
        return self.keys != self._start

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._choices) - 1))

    def watch_cursor(self) -> None:
        """Keep the row of the cursor in view."""
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()

    def watch_keys(self) -> None:
        """Report the choices."""
        self.refresh()
        self.post_message(FieldEdited(self))

    def render_line(self, y: int) -> Strip:
        """Return one choice with its box."""
        row = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if row >= len(self._choices):
            return self._strip(
                "(niets te kiezen)" if not self._choices and not row else "", width, "choices-field--row"
            )
        key, label = self._choices[row]
        at_cursor = self.has_focus and row == self.cursor
        text = f"{'▸' if at_cursor else ' '}[{'x' if key in self.keys else ' '}] {shown(label)}"
        return self._strip(text, width, "choices-field--cursor" if at_cursor else "choices-field--row")

    def cursor_cell(self) -> Offset:
        """Return where the box of the choice under the cursor is."""
        return Offset(2, self.cursor - self.scroll_offset.y)

    def action_move(self, by: int) -> None:
        """Move the cursor, or leave the field past the first or last row."""
        if not 0 <= self.cursor + by < len(self._choices):
            raise SkipAction
        self.cursor += by

    def action_jump(self, row: int) -> None:
        """Move the cursor to the first (0) or last (-1) row."""
        self.cursor = row % max(1, len(self._choices))

    def action_take_or_leave(self) -> None:
        """Take the choice under the cursor or put it back."""
        if self._choices:
            self.keys = self.keys ^ {self._choices[self.cursor][0]}

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the choice under the mouse or put it back."""
        row = self.scroll_offset.y + event.y
        if row < len(self._choices):
            self.cursor = row
            self.action_take_or_leave()

    def explanation(self) -> str:
        """Return how many are chosen."""
        return f"{len(self.keys)} gekozen"

    def read(self) -> object:
        """Return the chosen keys, in the order of the choices, as a list.

        Raises:
            ParseProblem: none is chosen where that is required, or there are more than the maximum.
        """
        return checked(self.spec, [key for key, _label in self._choices if key in self.keys])

    def raw(self) -> str:
        """Return the chosen keys, each on a line."""
        return "\n".join(key for key, _label in self._choices if key in self.keys)

    def put(self, raw: str) -> None:
        """Choose what was chosen before, as far as it is still on offer."""
        self.keys = frozenset(raw.split("\n")) & {key for key, _label in self._choices}

    def settle(self) -> None:
        """Leave the choices as they are."""

    def _strip(self, text: str, width: int, component: str) -> Strip:
        return Strip([Segment(fitted(text, width), self.get_component_rich_style(component))], width)
