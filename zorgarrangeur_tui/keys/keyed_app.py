"""An app whose keys the user can choose, and in which a key that cannot do its act says why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen

from zorgarrangeur_tui.commands import Acting, binding_words, live_keys, tell
from zorgarrangeur_tui.cover import CoverableApp
from zorgarrangeur_tui.keys.act_keys import with_keys_now
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.key_turns import KeyTurns
from zorgarrangeur_tui.keys.keymap import KeyPlan, plan_keys

ReturnType = TypeVar("ReturnType")
Answer = TypeVar("Answer")

_DROPPED = "De app was nog bezig. Wat u intussen typte, is niet gedaan. Typ het opnieuw."


class KeyedApp(CoverableApp[ReturnType], inherit_bindings=False):
    """An app with a plan of keys.

    Attributes:
        key_plan: what has other keys than its own.
        key_listener: when set, gets every key before anything is done with it, and tells whether that was all.
        key_turns: what was typed and waits for its turn.
    """

    key_plan: KeyPlan = KeyPlan()
    key_listener: Callable[[events.Key], bool] | None = None
    _told_clashes: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.key_turns = KeyTurns(self, lambda: tell(self, _DROPPED, severity="warning"))

    @property
    def working_screen(self) -> Screen[Any]:
        """The screen or dialog that the user works in: the one in front, or below help, letters and palette."""
        screen: Screen[Any]
        for screen in reversed(self.screen_stack):
            if not isinstance(screen, CommandPalette) and not getattr(screen, "ABOUT_ANOTHER", False):
                return screen
        return self.screen

    @staticmethod
    def bindings_in_reach(screen: Screen[Any]) -> list[tuple[DOMNode, Binding]]:
        """Return the bindings of the house that a key reaches on a screen, from what has the keyboard outwards.

        Textual's own list leaves out what stands behind a key that a text field has and passes on.
        """
        found: dict[str, tuple[DOMNode, Binding]] = {}
        for node, keys in screen._modal_binding_chain:  # noqa: SLF001 - Textual has no public way to ask for it
            for key, binding in keys:
                if binding.id and key not in found and node.check_action(binding.action.partition("(")[0], ()):
                    found[key] = (node, binding)
        return list(found.values())

    def use_keys_everywhere(self, wishes: Mapping[str, str]) -> None:
        """Give the acts that work everywhere the keys that the user chose; what else was chosen is looked at later."""
        if wishes:
            from zorgarrangeur_tui.keys.keymap_catalogue import bindables_everywhere  # noqa: PLC0415 - few users choose keys

            self._take(plan_keys(wishes, bindables_everywhere(), all_known=False))

    def use_keys(self, wishes: Mapping[str, str]) -> KeyPlan:
        """Give everything the keys that the user chose, from now on. This loads all screens."""
        if not wishes:
            return self._take(KeyPlan())
        from zorgarrangeur_tui.keys.keymap_catalogue import bindables  # noqa: PLC0415 - few users choose keys

        return self._take(plan_keys(wishes, bindables()))

    async def use_keys_soon(self, wishes: Mapping[str, str]) -> None:
        """Do the same without keeping the user waiting, and tell what could not be.

        Until then the acts that work everywhere are right, and the rest has what was chosen.
        """
        from zorgarrangeur_tui.keys.keymap_catalogue import bindables  # noqa: PLC0415 - few users choose keys

        known = await asyncio.to_thread(bindables)
        self._take(plan_keys(wishes, known))
        self.tell_key_plan(all_of_it=False)

    def tell_key_plan(self, *, all_of_it: bool = True) -> None:
        """Tell what of the user's keys could not be.

        Args:
            all_of_it: also what they mean elsewhere, which is news only when they were just chosen.
        """
        sentences = (*self.key_plan.refused, *(self.key_plan.warnings if all_of_it else ()))
        if sentences:
            tell(self, " ".join(sentences), severity="warning", seconds=20)

    async def on_event(self, event: events.Event) -> None:
        """Do what is typed in its turn; what protects, and what takes the cover away, at once."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self.covered or self._protects(event) or self.key_turns.take(event):
            await self.type_now(event)

    async def type_now(self, event: events.Key | events.Paste) -> None:
        """Do what is typed, now that it is its turn. The listener has a key first, unless the screen is covered."""
        listener = None if self.covered else self.key_listener
        if listener is None or not isinstance(event, events.Key) or not listener(event):
            await super().on_event(event)
        self.key_turns.follow()

    if TYPE_CHECKING:

        @overload
        async def push_screen_wait(self, screen: Screen[Answer], *, mode: str | None = None) -> Answer: ...

        @overload
        async def push_screen_wait(self, screen: str, *, mode: str | None = None) -> Any: ...

    async def push_screen_wait(self, screen: Screen[Answer] | str, *, mode: str | None = None) -> Answer | Any:
        """Push a screen and wait for its answer; the act that asks keeps no key waiting meanwhile."""
        await self._flush_next_callbacks()
        answer = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        # Until the answer is given, and not until the act hears of it: the next key may come in between.
        with self.key_turns.resting(lambda: not answer.done()):
            return await asyncio.shield(answer)

    def on_key(self, event: events.Key) -> None:
        """Do, in a dialog, an act of the app that also works there: nothing in the dialog took the key."""
        if not self.screen.is_modal or not isinstance(self, Acting):
            return
        for command in self.ACTS:
            if command.in_dialogs and event.key in live_keys(command, self) and command.available(self):
                event.prevent_default()
                self.run_act(command)
                return

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for, or tell why that cannot be done now."""
        if await super().run_action(action, default_namespace, namespaces):
            return True
        actor = default_namespace if default_namespace is not None else self
        if isinstance(action, str) and action.startswith("act(") and isinstance(actor, Acting):
            return actor.refuse_act(action.removeprefix("act('").removesuffix("')"))
        return False

    def key_of(self, name: str, own: str) -> str:
        """Return how the first key of a binding is written now; "" for none. `own` is the key it began with."""
        keys = self.key_plan.keys.get(name)
        return own if keys is None else written_key(keys[0]) if keys else ""

    def in_full(self, text: str) -> str:
        """Return a text with the keys, as they are now, of the acts that it names. What is no `ActText` stays as it is."""
        return with_keys_now(text, self)

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written in the footer: as everywhere else."""
        return binding_words(binding)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002 - Textual passes it
        """Tell once of two things on one key that the plan did not foresee. Textual asks this at every key press."""
        if not self.key_plan.complete:
            return
        unforeseen = {each.description for each in clashed_bindings if each.id not in self.key_plan.keys}
        if unforeseen - self._told_clashes:
            self._told_clashes |= unforeseen
            words = ", ".join(f"'{each}'" for each in sorted(unforeseen))
            tell(
                self,
                f"Een toets is twee keer gekozen, ook voor {words}. Hij doet er maar een van; de ander vindt u in de hulp.",
                severity="warning",
            )

    def _protects(self, event: events.Key | events.Paste) -> bool:
        """Tell whether a key is that of an act that works before everything else."""
        if not isinstance(event, events.Key) or not isinstance(self, Acting):
            return False
        return any(command.priority and event.key in live_keys(command, self) for command in self.ACTS)

    def _take(self, plan: KeyPlan) -> KeyPlan:
        self.key_plan = plan
        self._told_clashes = frozenset()
        self.set_keymap(plan.textual_keymap())
        return plan
