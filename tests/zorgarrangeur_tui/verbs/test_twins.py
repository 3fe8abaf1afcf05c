"""Whoever works without a screen can do the same: each screen and each act has its verb, or a reason why not."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from textual.screen import Screen

import zorgarrangeur_tui.screens
from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.commands import Acting, CommandClass, Leave
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.verbs.catalogue import VERBS

_FILE = Path(__file__).with_name("twins.toml")


def twins() -> dict[str, Any]:
    """Return the list."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def actors() -> Iterator[type[Acting]]:
    """Yield the app and every screen that has acts."""
    for module in pkgutil.iter_modules(zorgarrangeur_tui.screens.__path__):
        importlib.import_module(f"zorgarrangeur_tui.screens.{module.name}")
    yield ZorgarrangeurApp
    waiting: list[type[Acting]] = Acting.__subclasses__()
    while waiting:
        actor = waiting.pop()
        waiting += actor.__subclasses__()
        if actor.ACTS and actor.__module__.startswith("zorgarrangeur_tui."):
            yield actor


def only_on_screen(command: CommandClass) -> bool:
    """Tell whether an act is the way back, or narrows what is on screen: a verb names what it is about."""
    return issubclass(command, Leave) or command.key in {"escape", "slash"}


def test_each_screen_and_act_has_a_verb_or_a_reason() -> None:
    """Nothing is left out, nothing stands in the list twice, and nothing in it is gone from the app."""
    listed = [name for names in twins()["verbs"].values() for name in names]
    listed += [name for reason in twins()["reasons"].values() for name in reason["acts"]]
    found = set()
    for actor in actors():
        found |= {command.__name__ for command in actor.ACTS if not only_on_screen(command)}
        if issubclass(actor, StoreScreen) and not actor.__subclasses__():
            found.add(actor.__name__)
    assert sorted(found - set(listed)) == []
    assert sorted({name for name in listed if listed.count(name) > 1}) == []
    screens = {screen.__name__ for screen in all_screens()}
    assert sorted(set(listed) - found - screens) == []


def all_screens() -> set[type[Screen[Any]]]:
    """Return every screen and dialog that was loaded."""
    found: set[type[Screen[Any]]] = set()
    waiting: list[type[Screen[Any]]] = [Screen]
    while waiting:
        screen = waiting.pop()
        found.add(screen)
        waiting += screen.__subclasses__()
    return found


def test_each_verb_in_the_list_is_there_with_its_options() -> None:
    """What the list names can be typed."""
    for line in twins()["verbs"]:
        words = [word for word in line.split() if not word.startswith("--")]
        module = next(module for name, module, _ in VERBS if name == words[0])
        verb = importlib.import_module(f"zorgarrangeur_tui.verbs.{module}").command
        for word in words[1:]:
            assert isinstance(verb, click.Group), line
            verb = verb.commands[word]
        options = {option for parameter in verb.params for option in parameter.opts}
        assert {word for word in line.split() if word.startswith("--")} <= options, line
