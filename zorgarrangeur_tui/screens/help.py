"""Help: everything that can be done here, found by typing, done by Enter; what cannot be done now says why."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from widgets.letter_list import LetterList
from widgets.plain_input import PlainInput
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.help_entries import HelpEntry, help_entries

_NOTHING = "Niets gevonden op dit scherm. Typ een ander woord."
_ELSEWHERE = f"{_NOTHING} Of sluit de hulp en ga met {{GoToday}} tot en met {{GoExchange}} naar een ander deel."
"""Said where those keys work: in an opened store, and not from a dialog."""
_KEYS_AND_LABEL = (11, 18)
"""Columns of the keys and of the label; where it is narrow, the explanation stands on lines of its own, under the label."""
_ROOM_FOR_COLUMNS = 66


class HelpScreen(ModalScreen[HelpEntry | None]):
    """A list of acts with their keys and what they do. Closes with the chosen one.

    Args:
        below: the screen or dialog that it is about.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Sluiten", show=False, id="help.close"),
        Binding("down", "to_list", "Naar de lijst", show=False, id="help.to-list"),
    ]
    ABOUT_ANOTHER = True
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical { width: 95%; max-width: 96; height: 90%; border: round $primary; background: $surface; padding: 0 1; }
        & OptionList { height: 1fr; border: none; background: $surface; }
        & .help--hint { color: $text-muted; height: 1; }
    }
    """

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._below = below
        self._entries: list[HelpEntry] = []

    def compose(self) -> ComposeResult:
        """Show a field to search in, and the acts."""
        with Vertical() as box:
            box.border_title = "Hulp: wat kan ik hier doen?"
            yield PlainInput(placeholder="Typ om te zoeken", id="help-search")
            yield LetterList(id="help-acts", markup=False)
            yield Static("Enter: doen   ↑↓: kiezen   Esc: sluiten", classes="help--hint", markup=False)

    def on_mount(self) -> None:
        """Ask the screen below what can be done."""
        self._entries = help_entries(self._below, self.app)  # type: ignore[arg-type]  # help lives in the app
        self._show("")

    @on(Input.Changed, "#help-search")
    def search(self, event: Input.Changed) -> None:
        """Show the acts that hold what was typed."""
        self._show(event.value)

    @on(Input.Submitted, "#help-search")
    def choose_first(self) -> None:
        """Do the act under the cursor of the list."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected, "#help-acts")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Close with the chosen act, or tell why it cannot be done now."""
        entry = self._entries[int(event.option.id or 0)]
        if entry.refusal:
            tell(self.app, entry.refusal, severity="warning")
        else:
            self.dismiss(entry)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(lambda: self._show(self.query_one(PlainInput).value))

    def action_to_list(self) -> None:
        """Go from the field to the list."""
        self.query_one(OptionList).focus()

    def action_close(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def _show(self, words: str) -> None:
        listed = self.query_one(OptionList)
        width = listed.scrollable_content_region.width - 2 or _ROOM_FOR_COLUMNS
        wanted = words.casefold().split()
        options: list[Option] = []
        first = None
        section = ""
        for number, entry in enumerate(self._entries):
            if not all(word in entry.searched for word in wanted):
                continue
            if entry.section != section:
                section = entry.section
                options.append(Option(Content.styled(section, "bold underline"), disabled=True))
            if first is None and not entry.refusal:
                first = len(options)
            options.append(Option(_line(entry, width), id=str(number)))
        if not options:
            elsewhere = getattr(self.app, "session", None) is not None and not self._below.is_modal
            options.append(Option(with_act_keys(_ELSEWHERE if elsewhere else _NOTHING, self.app), disabled=True))
        listed.set_options(options)
        listed.highlighted = first if first is not None or len(options) == 1 else 1


def _line(entry: HelpEntry, width: int) -> Content:
    """Return the keys, the label and the explanation, in columns as far as there is room."""
    for_keys, for_label = _KEYS_AND_LABEL
    columns = width >= _ROOM_FOR_COLUMNS
    indent = for_keys + 2 + (for_label + 1 if columns else 0)
    text = f"Kan nu niet. {entry.refusal}" if entry.refusal else entry.explanation
    lines = wrap(text, max(20, width - indent)) or [""]
    fits = columns and len(entry.label) <= for_label
    rest = f"\n{' ' * indent}".join(lines if fits else ["", *lines] if text else [""])
    keys = " ".join(entry.keys[:2])
    if entry.refusal:
        return Content.styled(f"{keys:>{for_keys}}  {entry.label:<{for_label}} {rest}", "dim")
    return Content.assemble((f"{keys:>{for_keys}}  ", "bold $accent"), (f"{entry.label:<{for_label}} ", "bold"), rest)
