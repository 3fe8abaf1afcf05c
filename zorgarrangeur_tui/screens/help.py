"""Help: every act that can be done now, found by typing, done by Enter."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from widgets.plain_input import PlainInput
from zorgarrangeur_tui.commands import Acting, CommandClass, acts_of, key_words


class HelpScreen(ModalScreen[tuple[Acting, CommandClass] | None]):
    """A list of acts with their keys and what they do. Closes with the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Sluiten", show=False),
        Binding("down", "to_list", "Naar de lijst", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical { width: 95%; max-width: 96; height: 90%; border: round $primary; background: $surface; padding: 0 1; }
        & OptionList { height: 1fr; border: none; background: $surface; }
        & .help--hint { color: $text-muted; height: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._acts: list[tuple[Acting, CommandClass]] = []

    def compose(self) -> ComposeResult:
        """Show a field to search in, and the acts."""
        with Vertical() as box:
            box.border_title = "Hulp: wat kan ik hier doen?"
            yield PlainInput(placeholder="Typ om te zoeken", id="help-search")
            yield OptionList(id="help-acts", markup=False)
            yield Static("Enter: doen   ↑↓: kiezen   Esc: sluiten", classes="help--hint", markup=False)

    def on_mount(self) -> None:
        """Ask the screen below what can be done."""
        self._acts = acts_of(self.app.screen_stack[-2], self.app)
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
        """Close with the chosen act."""
        self.dismiss(self._acts[int(event.option.id or 0)])

    def action_to_list(self) -> None:
        """Go from the field to the list."""
        self.query_one(OptionList).focus()

    def action_close(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def _show(self, words: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        wanted = words.casefold().split()
        for number, (_, command) in enumerate(self._acts):
            text = f"{command.label} {command.explanation()}".casefold()
            if all(word in text for word in wanted):
                options.add_option(Option(_line(command), id=str(number)))
        if options.option_count:
            options.highlighted = 0


def _line(command: CommandClass) -> Content:
    key = key_words(command) if command.key else ""
    return Content.assemble((f"{key:>9}  ", "bold $accent"), (f"{command.label:<18} ", "bold"), command.explanation())
