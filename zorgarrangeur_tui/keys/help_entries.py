"""What help lists: acts of the screen and of the app, and the keys of what has the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from zorgarrangeur_tui.commands import (
    Acting,
    CommandClass,
    all_acts_of,
    binding_words,
    live_keys,
    refusal_words,
    tell,
)
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.key_names import written_key

if TYPE_CHECKING:
    from zorgarrangeur_tui.keys.keyed_app import KeyedApp

HERE = "Op dit scherm"
IN_DIALOG = "In dit venster"
EVERYWHERE = "Overal"
OF_THE_LIST = "Waar u nu bent: lijst of veld"


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One line of help, and how to do it.

    Attributes:
        section: the heading under which it stands.
        keys: its keys, as people write them.
        label: what it is called.
        explanation: what it does, in a sentence; "" for a movement.
        refusal: why it cannot be done now; "" when it can.
    """

    section: str
    keys: tuple[str, ...]
    label: str
    explanation: str
    refusal: str = ""
    act: tuple[Acting, CommandClass] | None = field(default=None, compare=False)
    movement: tuple[DOMNode, Binding] | None = field(default=None, compare=False)

    @property
    def searched(self) -> str:
        """The text in which searching looks."""
        return f"{' '.join(self.keys)} {self.label} {self.explanation}".casefold()

    async def do(self, app: KeyedApp[Any]) -> None:
        """Do it, or tell why not: what is possible may have changed while help was open."""
        if self.act is not None:
            actor, command = self.act
            if command.available(actor):
                actor.run_act(command)
            else:
                tell(app, refusal_words(command, actor), severity="warning")
        elif self.movement is not None:
            node, binding = self.movement
            await app.run_action(binding.action, node)


def help_entries(screen: Screen[Any], app: KeyedApp[Any]) -> list[HelpEntry]:
    """Return what can be done on a screen: what belongs to it, then what works everywhere, then the keys of its focused widget.

    In each part, what can be done now comes first. Of a dialog, the keys of its fields come before what works everywhere.
    """
    own_section = IN_DIALOG if screen.is_modal else HERE
    own = [_of_act(own_section, actor, command) for actor, command in all_acts_of(screen)]
    movements = _movements(screen, app, own_section)
    everywhere = [
        _of_act(EVERYWHERE, actor, command)
        for actor, command in all_acts_of(app)
        if not screen.is_modal or command.priority or command.in_dialogs
    ]
    in_section = [entry for entry in movements if entry.section == own_section]
    rest = [entry for entry in movements if entry.section != own_section]
    if screen.is_modal:
        return [*_possible_first(own), *in_section, *rest, *_possible_first(everywhere)]
    return [*_possible_first(own), *in_section, *_possible_first(everywhere), *rest]


def _possible_first(entries: list[HelpEntry]) -> list[HelpEntry]:
    return sorted(entries, key=lambda entry: bool(entry.refusal))


def _of_act(section: str, actor: Acting, command: CommandClass) -> HelpEntry:
    keys = tuple(written_key(key) for key in live_keys(command, actor.app))
    refusal = "" if command.available(actor) else refusal_words(command, actor)
    explanation = with_act_keys(command.explanation(), actor.app)
    return HelpEntry(section, keys, command.label, explanation, refusal, act=(actor, command))


def _movements(screen: Screen[Any], app: KeyedApp[Any], own_section: str) -> list[HelpEntry]:
    """Return the keys of the focused widget and of a dialog, by what they do."""
    found: dict[tuple[DOMNode, str], list[Binding]] = {}
    for node, binding in app.bindings_in_reach(screen):
        if binding.description and not binding.action.startswith("act("):
            found.setdefault((node, binding.id or ""), []).append(binding)
    return [
        HelpEntry(
            own_section if node is screen else OF_THE_LIST,
            tuple(binding_words(binding) for binding in bindings),
            bindings[0].description,
            bindings[0].tooltip,
            movement=(node, bindings[0]),
        )
        for (node, _), bindings in found.items()
    ]
