"""From FIELD=VALUE on the command line to values that a record takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from storage.field_values import field_names
from storage.models import TYPE_NAMES, Record
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.value_words import TIMES
from zorgarrangeur_tui.field_notations import NOTATIONS
from zorgarrangeur_tui.verbs.finding import find, find_needs
from zorgarrangeur_tui.verbs.option_types import day_of_year, minute_of_day, weekday_number

_LIKE_A_FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}")
_NOT_BY_HAND = frozenset({"owner", "deleted", "same_as"})


def read_fields(store: Store, model: type[Record], words: Iterable[str]) -> dict[str, Any]:
    """Return the values of words such as "phase=running".

    Nothing after the = empties a field. A date is 2026-09-01 or 1-9-2026, a time 9:15, yes or no ja or nee, a list has
    commas between its parts; a field that points at another record takes what `finding.find` does. A field with a notation
    of its own (see `field_notations`) is written as in a form.

    Raises:
        ActRefused: with a sentence per word that cannot be used.
        RecordMissing: a record that is pointed at is not there.
    """
    known = [name for name in field_names(model) if name not in _NOT_BY_HAND]
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for place, word in enumerate(words, 1):
        field, equals, text = word.partition("=")
        name = field.strip().replace("-", "_")
        if not equals:
            problems[str(place)] = (
                f"Veld {place} op uw regel: schrijf het als VELD=WAARDE, met aanhalingstekens eromheen."
            )
        elif name not in known:
            # What is no name of a field may be a text about a child that was split by the shell.
            called = f"Het veld {name}" if _LIKE_A_FIELD.fullmatch(name) else f"Veld {place} op uw regel"
            problems[str(place)] = f"{called} bestaat niet. Kies uit: {', '.join(known)}."
        else:
            try:
                values[name] = _value(store, model, name, text.strip())
            except ValueError as error:
                problems[name] = f"{field_word(TYPE_NAMES[model], name)} ({name}): {error}"
    if problems:
        raise ActRefused(f"{' '.join(problems.values())} Er is niets gewijzigd.", problems)
    return values


def _value(store: Store, model: type[Record], field: str, text: str) -> Any:
    if field in POINTS_AT:
        return find(store, POINTS_AT[field], text).id if text else ""
    if field == "serves":
        return [need.id for need in find_needs(store, _listed(text))]
    notation = NOTATIONS.get((TYPE_NAMES[model], field))
    own_form = notation.read if notation else _OWN_FORMS.get(field)
    if own_form is not None:
        return own_form(text)
    annotation = model.model_fields[field].annotation
    kinds = get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)
    if type(None) in kinds and not text:
        return None
    if field in TIMES:
        return minute_of_day(text)
    return next((reader for kind, reader in _READERS.items() if kind in kinds), _structure)(text)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise ValueError("schrijf ja of nee.")
    return _YES_NO[text.casefold()]


def _whole(text: str) -> int:
    if not text.removeprefix("-").isdigit() or not text.isascii() or len(text) > _LONGEST_NUMBER:
        raise ValueError("schrijf een heel getal.")
    return int(text)


def _structure(text: str) -> Any:
    """Return a value of a kind that has no form of its own, written as JSON."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        raise ValueError("schrijf dit veld als JSON.") from None


_LONGEST_NUMBER = 18
_YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}

_OWN_FORMS: dict[str, Callable[[str], Any]] = {
    "weekday": weekday_number,
    "moment_weekdays": lambda text: [weekday_number(part) for part in _listed(text)],
}
"""Fields that people write in another way than their kind of value, besides those with a notation of their own."""

_READERS: dict[Any, Callable[[str], Any]] = {
    list[str]: _listed,
    bool: _yes_or_no,
    date: day_of_year,
    int: _whole,
    str: str,
}
"""Per kind of value how a text becomes one."""
