"""Everything in the app that has keys, each by the id that the file of preferences uses."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import replace

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import Acting, CommandClass
from zorgarrangeur_tui.keys.key_places import place_words
from zorgarrangeur_tui.keys.keymap import DIALOGS, EVERYWHERE, Bindable

_PROTECTING = {"Help": "f1", "PrivacyBlank": "f9", "Lock": "ctrl+l", "Quit": "ctrl+q"}
"""Acts that keep this key whatever the user chose."""
_ALWAYS = "escape"
"""The key that everything keeps that has it: it is the way back."""
_HOUSE = ("zorgarrangeur_tui.", "widgets.")
_ON_SCREENS = {
    "week-grid": {"PlanningScreen", "PlanViewScreen"},
    "sideways-table": {"RegionDeskScreen"},
    "difference-list": {"ChoosingScreen"},
    "record-table": {"StoreScreen"},
    "detail-view": {"StoreScreen"},
    "bar-chart": {"StoreScreen"},
    "filter-bar": {"StoreScreen"},
}
"""Per widget that stands on screens the screens that it stands on, or the base of those. All others stand in dialogs."""
_NOT_BESIDE_A_GRID = {"record-table", "bar-chart", "filter-bar"}


def bindables_everywhere() -> list[Bindable]:
    """Return the acts that work everywhere; this loads no screen."""
    return [_of_act(command, frozenset({EVERYWHERE})) for command in APP_ACTS]


def bindables() -> list[Bindable]:
    """Return everything that has keys: acts of the app and of all screens, movements in lists, keys of dialogs."""
    _load_screens()
    acts: dict[CommandClass, set[str]] = {}
    movements: list[Bindable] = []
    for node in _house_classes():
        if issubclass(node, Acting) and issubclass(node, Screen):
            for command in node.ACTS:
                acts.setdefault(command, set()).add(_place(node))
        elif "BINDINGS" in vars(node) and not issubclass(node, Acting):
            movements += [_of_binding(binding, node) for binding in _bindings_of(node) if binding.id]
    ours = [_of_act(command, frozenset(places)) for command, places in acts.items()]
    return [*bindables_everywhere(), *(replace(one, where=place_words(one)) for one in (*ours, *movements))]


def screens_with_acts() -> list[type[Screen[object]]]:
    """Return every screen that lists acts."""
    _load_screens()
    return [node for node in _house_classes() if issubclass(node, Screen) and issubclass(node, Acting) and node.ACTS]


def nodes_with_keys() -> list[type[DOMNode]]:
    """Return every class of the house that has bindings of its own."""
    _load_screens()
    return [node for node in _house_classes() if vars(node).get("BINDINGS")]


def _load_screens() -> None:
    import zorgarrangeur_tui.screens as package  # noqa: PLC0415 - only when all of them are asked for

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")


def _house_classes() -> Iterator[type[DOMNode]]:
    """Yield the classes of the house that can have keys, each once."""
    seen: set[type[DOMNode]] = set()
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        for node in waiting.pop().__subclasses__():
            if node not in seen:
                seen.add(node)
                waiting.append(node)
                if f"{node.__module__}.".startswith(_HOUSE):
                    yield node


def _of_act(command: CommandClass, places: frozenset[str]) -> Bindable:
    keys = tuple(key for key in command.key.split(",") if key)
    protects = {_PROTECTING.get(command.__name__, ""), _ALWAYS} & set(keys)
    return Bindable(
        command.__name__, command.label, keys, places, frozenset(protects), command.priority, command.explanation()
    )


def _bindings_of(node: type[DOMNode]) -> Iterable[Binding]:
    return [binding for binding in vars(node)["BINDINGS"] if isinstance(binding, Binding)]


def _of_binding(binding: Binding, node: type[DOMNode]) -> Bindable:
    keys = tuple(binding.key.split(","))
    return Bindable(
        binding.id or "",
        binding.description,
        keys,
        frozenset(_places_of(binding.id or "", node)),
        frozenset({_ALWAYS} & set(keys)),
        binding.priority,
        widget=(binding.id or "").partition(".")[0],
    )


def _place(screen: type[DOMNode]) -> str:
    """Return the name of a screen as a place."""
    return f"{DIALOGS}: {screen.__name__}" if issubclass(screen, ModalScreen) else screen.__name__


def _places_of(name: str, node: type[DOMNode]) -> set[str]:
    """Return where a binding of a widget or dialog works."""
    if issubclass(node, Screen):
        return {_place(node)}
    widget = name.partition(".")[0]
    bases = _ON_SCREENS.get(widget)
    if bases is None:
        return {DIALOGS}
    places = {screen.__name__ for screen in screens_with_acts() if bases & {each.__name__ for each in screen.__mro__}}
    if widget in _NOT_BESIDE_A_GRID:
        places -= _ON_SCREENS["week-grid"]
    return places | ({DIALOGS} if widget == "record-table" else set())
