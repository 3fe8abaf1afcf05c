"""From FIELD=VALUE on the command line to values that a record takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from storage.field_values import field_names
from storage.models import TYPE_NAMES, Record
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.words import field_word
from zorgarrangeur_tui.verbs.finding import find, find_needs
from zorgarrangeur_tui.verbs.option_types import day_of_year, minute_of_day, weekday_number

_NOT_BY_HAND = frozenset({"owner", "deleted"})
_POINTS_AT = {
    "school_id": "school",
    "care_location_id": "care_location",
    "provider_id": "provider",
    "professional_id": "professional",
    "case_id": "case",
    "pupil_id": "pupil",
}
_TIMES = frozenset({"start_minute", "moment_start", "moment_end"})
_YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def read_fields(store: Store, model: type[Record], words: Iterable[str]) -> dict[str, Any]:
    """Return the values of words such as "phase=running".

    Nothing after the = empties a field. A date is 2026-09-01 or 1-9-2026, a time 9:15, yes or no ja or nee, a list has
    commas between its parts; a field that points at another record takes what `finding.find` does.

    Raises:
        ActRefused: with a sentence per word that cannot be used.
        RecordMissing: a record that is pointed at is not there.
    """
    known = [name for name in field_names(model) if name not in _NOT_BY_HAND]
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for word in words:
        field, equals, text = word.partition("=")
        name = field.strip().replace("-", "_")
        if not equals:
            problems[word] = f"{word}: schrijf het als VELD=WAARDE."
        elif name not in known:
            problems[name] = f"Het veld {name} bestaat niet. Kies uit: {', '.join(known)}."
        else:
            try:
                values[name] = _value(store, model, name, text.strip())
            except ValueError as error:
                problems[name] = f"{field_word(TYPE_NAMES[model], name)} ({name}): {error}"
    if problems:
        raise ActRefused(f"{' '.join(problems.values())} Er is niets gewijzigd.", problems)
    return values


def _value(store: Store, model: type[Record], field: str, text: str) -> Any:
    annotation = model.model_fields[field].annotation
    parts = get_args(annotation)
    if field in _POINTS_AT:
        return find(store, _POINTS_AT[field], text).id if text else ""
    if field == "serves":
        return [need.id for need in find_needs(store, _listed(text))]
    if annotation is str:
        return text
    if type(None) in parts and not text:
        return None
    if annotation is bool:
        return _yes_or_no(text)
    if annotation is int or int in parts and annotation != list[int]:
        return _number(field, text)
    if date in parts:
        return day_of_year(text)
    if annotation == list[str]:
        return _listed(text)
    if annotation == list[int]:
        return [weekday_number(part) for part in _listed(text)]
    return _structure(text)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise ValueError("schrijf ja of nee.")
    return _YES_NO[text.casefold()]


def _number(field: str, text: str) -> int:
    if field in _TIMES and not text.isdigit():
        return minute_of_day(text)
    if field == "weekday" and not text.isdigit():
        return weekday_number(text)
    if not text.removeprefix("-").isdigit() or not text.isascii() or len(text) > 18:
        raise ValueError("schrijf een heel getal.")
    return int(text)


def _structure(text: str) -> Any:
    """Return numbers and lists within lists (bell times, availability), written as JSON."""
    try:
        return json.loads(text) if text else []
    except (ValueError, RecursionError):
        raise ValueError("schrijf dit veld als JSON.") from None
