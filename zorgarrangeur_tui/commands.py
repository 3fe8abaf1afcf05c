"""Acts of the user as classes: key, footer, tooltip, palette, help line and keymap id come from one place.

A command's class name is its id, its docstring its explanation in Dutch. A screen lists its commands once, in `ACTS`;
bindings, footer, palette and help read that list, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from storage.errors import StorageError
from widgets.plain_text import shown

if TYPE_CHECKING:
    from textual.app import App


class Command:
    """One act of the user. A subclass's docstring is what the user reads about it."""

    key: ClassVar[str] = ""
    """The key, or several with commas; the first is the one that is shown. Empty: only in palette and help."""
    label: ClassVar[str] = ""
    """One or two words for footer and palette."""
    footer: ClassVar[bool] = False
    """Whether it is one of the at most six hints at the bottom."""
    priority: ClassVar[bool] = False
    """Whether the key works before everything else: in a text field, with a dialog open. Only for what protects."""

    @classmethod
    def explanation(cls) -> str:
        """Return what it does, in a sentence."""
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    def binding(cls) -> Binding:
        """Return the key binding."""
        return Binding(
            cls.key,
            f"act('{cls.__name__}')",
            cls.label,
            show=cls.footer,
            key_display="spatie" if cls.key.startswith("space") else None,
            tooltip=cls.explanation(),
            priority=cls.priority,
            id=cls.__name__,
        )

    @classmethod
    def available(cls, actor: Any) -> bool:  # noqa: ARG003 - for subclasses
        """Tell whether it can be done now; otherwise its key and palette entry are away."""
        return True

    @classmethod
    async def run(cls, actor: Any) -> None:
        """Do it. `actor` is the screen (or app) that lists the command; this runs in a worker, so it may wait for dialogs."""
        raise NotImplementedError


class Instant(Command):
    """An act that waits for nothing. It is done before the next key is looked at, so that typing on cannot start acts."""

    @classmethod
    def now(cls, actor: Any) -> None:
        """Do it."""
        raise NotImplementedError

    @classmethod
    async def run(cls, actor: Any) -> None:
        """Do it."""
        cls.now(actor)


class Leave(Command):
    """The way back from a screen that was opened from another. A subclass's docstring says where it leads."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: Any) -> None:
        """Close the screen."""
        actor.app.pop_screen()


CommandClass = type[Command]


def bindings(commands: Iterable[CommandClass]) -> list[BindingType]:
    """Return the key bindings of commands, for a screen's `BINDINGS`."""
    return [command.binding() for command in commands if command.key]


class Acting(DOMNode):
    """What a screen or app needs to have commands: it lists them in `ACTS` and sets `BINDINGS = bindings(ACTS)`."""

    ACTS: ClassVar[tuple[CommandClass, ...]] = ()

    @classmethod
    def act_named(cls, name: str) -> CommandClass | None:
        """Return one of its commands by id."""
        return next((command for command in cls.ACTS if command.__name__ == name), None)

    def action_act(self, name: str) -> None:
        """Do a command of this screen."""
        command = self.act_named(name)
        if command is not None and command.available(self):
            self.run_act(command)

    def run_act(self, command: CommandClass) -> None:
        """Do a command in a worker, so that it may wait for a dialog. A refusal is told in its own words."""
        if issubclass(command, Instant):
            command.now(self)
            return
        self.run_worker(self._perform(command), name=command.__name__, group="acts", exclusive=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take away the key of a command that cannot be done now."""
        if action == "act" and parameters:
            command = self.act_named(str(parameters[0]))
            return command is not None and command.available(self)
        return super().check_action(action, parameters)

    async def _perform(self, command: CommandClass) -> None:
        try:
            await command.run(self)
        except StorageError as refusal:
            tell(self.app, str(refusal), severity="error")


def tell(app: App[Any], sentence: str, *, severity: str = "information", seconds: float = 6) -> None:
    """Show a sentence in a corner. It is plain text, whatever it holds."""
    app.notify(shown(sentence), severity=severity, timeout=seconds, markup=False)  # type: ignore[arg-type]  # one of three literals


def acts_of(*actors: object) -> list[tuple[Acting, CommandClass]]:
    """Return every command that can be done now, each with who does it, such as the screen's and then the app's."""
    return [
        (actor, command)
        for actor in actors
        if isinstance(actor, Acting)
        for command in actor.ACTS
        if command.available(actor)
    ]


def key_words(command: CommandClass) -> str:
    """Return how a command's key is written for people, such as "Ctrl+L" or "n"."""
    first = command.key.split(",")[0]
    names = {
        "question_mark": "?",
        "slash": "/",
        "comma": ",",
        "full_stop": ".",
        "greater_than_sign": ">",
        "escape": "Esc",
        "enter": "Enter",
        "delete": "Del",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "left_curly_bracket": "{",
        "right_curly_bracket": "}",
        "plus": "+",
        "minus": "-",
        "space": "spatie",
    }
    if first in names:
        return names[first]
    parts = first.split("+")
    return "+".join(part.capitalize() if len(parts) > 1 or len(part) > 1 else part for part in parts)
