"""Acts of the user as classes: key, footer, tooltip, palette, help line and keymap id come from one place.

A command's class name is its id, its docstring its explanation in Dutch. A screen lists its commands once, in `ACTS`;
bindings, footer, palette and help read that list, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from storage.errors import StorageError
from widgets.ends_its_work import EndsItsWork
from widgets.plain_text import in_full, shown
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.keymap import KeyPlan, is_no_key

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
    in_dialogs: ClassVar[bool] = False
    """Of an act of the app: whether it also works in a dialog, where no text field takes its key."""
    needs: ClassVar[str] = ""
    """What it lacks when it is not available, and which key comes first. An act's id between braces becomes its key now:
    "Er is nog geen casus. Maak er een met {NewCase}." """

    @classmethod
    def explanation(cls) -> str:
        """Return what it does, in a sentence; a template, as `with_act_keys` reads it."""
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    def binding(cls) -> Binding:
        """Return the key binding."""
        return Binding(
            cls.key,
            f"act('{cls.__name__}')",
            cls.label,
            show=cls.footer,
            tooltip=cls.explanation(),
            priority=cls.priority,
            id=cls.__name__,
        )

    @classmethod
    def available(cls, actor: Any) -> bool:  # noqa: ARG003 - for subclasses
        """Tell whether it can be done now; otherwise its key answers with `refusal` and its palette entry is away."""
        return True

    @classmethod
    def refusal(cls, actor: Any) -> str:  # noqa: ARG003 - for subclasses
        """Return why it cannot be done now, in sentences that name the key that comes first; "" to leave the key to others."""
        return (
            cls.needs
            or f"'{cls.label}' kan hier nu niet. Wat het doet: {cls.explanation()} Met {{Help}} ziet u wat wel kan."
        )

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


class Acted(Message):
    """An act was done, and not refused; posted to the app."""

    def __init__(self, command: CommandClass) -> None:
        super().__init__()
        self.command = command


def bindings(commands: Iterable[CommandClass]) -> list[BindingType]:
    """Return the key bindings of commands, for a screen's `BINDINGS`."""
    return [command.binding() for command in commands if command.key]


class Acting(EndsItsWork):
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

    def refuse_act(self, name: str) -> bool:
        """Tell why a command of this screen cannot be done now. Tell whether there was something to say."""
        command = self.act_named(name)
        sentence = "" if command is None or command.available(self) else refusal_words(command, self)
        if sentence:
            tell(self.app, sentence, severity="warning")
        return bool(sentence)

    def run_act(self, command: CommandClass) -> None:
        """Do a command in a worker, so that it may wait for a dialog. A refusal is told in its own words."""
        if issubclass(command, Instant):
            command.now(self)
            self.app.post_message(Acted(command))
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
            return
        self.app.post_message(Acted(command))


def tell(app: App[Any], sentence: str, *, severity: str = "information", seconds: float = 6) -> None:
    """Show a sentence in a corner. It is plain text, whatever it holds; an `ActText` names the keys as they are now."""
    app.notify(shown(in_full(sentence, app)), severity=severity, timeout=seconds, markup=False)  # type: ignore[arg-type]  # one of three literals


def acts_of(*actors: object) -> list[tuple[Acting, CommandClass]]:
    """Return every command that can be done now, each with who does it, such as the screen's and then the app's."""
    return [(actor, command) for actor, command in all_acts_of(*actors) if command.available(actor)]


def all_acts_of(*actors: object) -> list[tuple[Acting, CommandClass]]:
    """Return every command, also what cannot be done now."""
    return [(actor, command) for actor in actors if isinstance(actor, Acting) for command in actor.ACTS]


def refusal_words(command: CommandClass, actor: Acting) -> str:
    """Return why a command cannot be done now, with the keys as they are now."""
    return with_keys(command.refusal(actor), actor)


def with_keys(sentence: str, actor: Acting) -> str:
    """Return a sentence in which each act's id between braces is replaced by the key that it has now."""
    for _, command in all_acts_of(actor, actor.app):
        named = f"{{{command.__name__}}}"
        if named in sentence:
            words = key_in_sentence(command, actor.app) or f"'{command.label}' uit de hulp"
            sentence = sentence.replace(named, words)
    return sentence


def key_in_sentence(command: CommandClass, app: App[Any] | None = None) -> str:
    """Return a command's key as it stands in a sentence: between quotes where it would be read as punctuation."""
    words = key_words(command, app)
    return f"'{words}'" if words in {".", ",", ";", ":", "'"} else words


def key_words(command: CommandClass, app: App[Any] | None = None) -> str:
    """Return how a command's first key is written for people, such as "Ctrl+L" or "n"; "" when it has none.

    Args:
        command: whose key.
        app: gives the keys that the user chose; without it, the key is the one that the command began with.
    """
    keys = live_keys(command, app)
    return written_key(keys[0]) if keys else ""


def live_keys(command: CommandClass, app: App[Any] | None = None) -> tuple[str, ...]:
    """Return the keys that a command has now."""
    own = tuple(key for key in command.key.split(",") if key)
    plan = getattr(app, "key_plan", None)
    return plan.keys_of(command.__name__, own) if isinstance(plan, KeyPlan) else own


def binding_words(binding: Binding) -> str:
    """Return how the key of a binding is written for people; "–" for an act without a key."""
    return "–" if is_no_key(binding.key) else written_key(binding.key)
