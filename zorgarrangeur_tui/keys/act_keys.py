"""Texts that name acts, with the keys that those acts have now."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from zorgarrangeur_tui.commands import CommandClass, key_in_sentence
from zorgarrangeur_tui.keys.act_text import ACT, ActText, joined
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.keymap import KeyPlan

if TYPE_CHECKING:
    from textual.app import App


def with_act_keys(text: str, app: App[Any] | None) -> str:
    """Return a text in which `{module.Class}`, or `{Class}` for an act of the whole app, is replaced by its key.

    `{module.Dialog.name}` is the key of a dialog whose id ends in that name. Unlike the sentences of an act itself, such a
    text can name acts of a screen that is not open. Without an app the keys are those that the acts began with. Never for
    what a user typed: that may hold braces of its own.
    """
    return ACT.sub(lambda found: _key(found[1], app), text)


def with_keys_now(text: str, app: App[Any] | None) -> str:
    """Return a text that may name acts with the keys that these have now; any other text as it is, whatever it holds."""
    if not isinstance(text, ActText):
        return text
    return joined(with_keys_now(text.said, app), with_act_keys(text.next_step, app))


def act_at(path: str) -> CommandClass:
    """Return an act by its module within the app and its class, or one of the whole app by its class."""
    module, _, name = path.rpartition(".")
    if not module:
        from zorgarrangeur_tui.app_acts import APP_ACTS  # noqa: PLC0415 - it lists acts that need this module

        return next(act for act in APP_ACTS if act.__name__ == name)
    act: CommandClass = getattr(import_module(f"zorgarrangeur_tui.{module}"), name)
    return act


def dialog_key_at(path: str) -> Binding:
    """Return a key of a dialog by its module, its class, and the end of its id."""
    place, _, name = path.rpartition(".")
    module, _, dialog = place.rpartition(".")
    node = getattr(import_module(module if module.startswith("widgets.") else f"zorgarrangeur_tui.{module}"), dialog)
    found = (one for one in vars(node)["BINDINGS"] if isinstance(one, Binding))
    return next(one for one in found if (one.id or "").endswith(f".{name}"))


def _key(path: str, app: App[Any] | None) -> str:
    """Return its key; for one that the user left without, how to find it."""
    if path.rpartition(".")[2].islower():
        binding = dialog_key_at(path)
        plan = getattr(app, "key_plan", None)
        own = tuple(binding.key.split(","))
        keys = plan.keys_of(binding.id or "", own) if isinstance(plan, KeyPlan) else own
        return written_key(keys[0]) if keys else f"'{binding.description}'"
    command = act_at(path)
    return key_in_sentence(command, app) or f"'{command.label}' ({key_in_sentence(act_at('Help'), app)})"
