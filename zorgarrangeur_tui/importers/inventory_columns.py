"""Which column of an inventory sheet holds what: guessed from its heading, changed by the user before anything is read.

Where a column goes is one word, a *target*: the name of a field, for a duration with the unit of a bare number behind it
("nodig_uren"). No target ("") means that the column is not read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zorgarrangeur_tui.importers.inventory_words import word_key

HOURS, MINUTES = "uren", "minuten"
"""The units of a bare number; without a unit every cell must say its own."""

_DATA = "data/inventory_columns.toml"
_HOUR_WORDS = re.compile(r"\b(?:uren|uur|u|hrs|upw)\b")
_MINUTE_WORDS = re.compile(r"\b(?:minuten|minuut|min|mpw)\b")
_UNIT_WORDS = re.compile(r"\b(?:uren|uur|u|hrs|upw|minuten|minuut|min|mpw|per|p|week|w|wk|pw|van|in|de|het)\b")
_OTHER_PERIOD = re.compile(r"\b(?:dag|dagen|dagdeel|dagdelen|maand|maanden|kwartaal|jaar|schooljaar|pm|pj)\b")


@dataclass(frozen=True, slots=True)
class InventoryField:
    """A field that a column can hold.

    Attributes:
        name: by which targets and users name it.
        label: what it is, in Dutch.
        goes_to: record type and field, with a dot between.
        reads: how its cells are read.
        words: headings that mean it.
    """

    name: str
    label: str
    goes_to: str
    reads: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a field, and for a duration the unit of a bare number."""

    field: InventoryField
    unit: str = ""


@cache
def inventory_fields() -> dict[str, InventoryField]:
    """Return the fields by name, in the order in which they are offered."""
    text = files("zorgarrangeur_tui.importers").joinpath(_DATA).read_text(encoding="utf-8")
    entries = tomllib.loads(text)["field"]
    return {entry["name"]: InventoryField(**{**entry, "words": tuple(entry["words"])}) for entry in entries}


@cache
def target_choices() -> tuple[tuple[str, str], ...]:
    """Return every (target, what it is in Dutch), "not read" first."""
    choices = [("", "Niet lezen")]
    for field in inventory_fields().values():
        if field.reads == "duration":
            choices += [(f"{field.name}_{unit}", f"{field.label}, in {unit}") for unit in (HOURS, MINUTES)]
            choices.append((field.name, f"{field.label}, zoals het er staat (1u30, 90m)"))
        else:
            choices.append((field.name, field.label))
    return tuple(choices)


def read_target(name: str) -> Target:
    """Return the target with a name.

    Raises:
        KeyError: there is no such target.
    """
    fields = inventory_fields()
    if name in fields:
        return Target(fields[name])
    field_name, _, unit = name.rpartition("_")
    if unit not in {HOURS, MINUTES} or fields[field_name].reads != "duration":
        raise KeyError(name)
    return Target(fields[field_name], unit)


def guessed_targets(header: Sequence[str]) -> tuple[str, ...]:
    """Return a target per column, each field at most once: exact headings go before headings that only hold the word."""
    found = [""] * len(header)
    taken: set[str] = set()
    for exactly in (True, False):
        for place, heading in enumerate(header):
            target = "" if found[place] else _guess(heading, exactly)
            field = target and read_target(target).field.name
            if field and field not in taken:
                found[place] = target
                taken.add(field)
    return tuple(found)


def _guess(heading: str, exactly: bool) -> str:
    key = word_key(heading)
    plain = " ".join(_UNIT_WORDS.sub(" ", key).split())
    unit = HOURS if _HOUR_WORDS.search(key) else MINUTES if _MINUTE_WORDS.search(key) else ""
    if unit and not plain:
        return f"nodig_{unit}" if exactly else ""
    fitting: list[tuple[int, InventoryField]] = []
    for field in inventory_fields().values():
        if bool(unit) and field.reads != "duration":
            continue
        for word in field.words:
            same = word in {key, plain}
            if same if exactly else f" {word} " in f" {key} ":
                fitting.append((len(word), field))
    if not fitting:
        return ""
    field = max(fitting, key=lambda one: one[0])[1]
    if field.reads != "duration":
        return field.name
    if _OTHER_PERIOD.search(key):
        return ""
    return f"{field.name}_{unit}" if unit else field.name
