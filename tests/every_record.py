"""One record of every kind, hanging together: a school and providers, a case with a child, and all that can belong to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from storage.field_values import field_names
from storage.models import CASE_PARTS, RECORD_TYPES, Record
from storage.models.field_codes import FIELD_CODES
from storage.store import Store

IDS = {record_type: f"{number:032x}" for number, record_type in enumerate(RECORD_TYPES, 0xABC0)}
"""The id of each record, by its type."""

OF_THE_CASE = ("case", *CASE_PARTS)
"""The types of all that goes when the case is erased."""

POINTERS = {
    "previous_case_id": "",
    "enrolled_school_id": IDS["school"],
    "need_id": IDS["care_need"],
    **{f"{record_type}_id": record_id for record_type, record_id in IDS.items()},
}
"""What a field that names another record holds."""

_NUMBERS = {
    "weekday": 0,
    "year": 2026,
    "birth_year": 2016,
    "minutes_per_week": 600,
    "start_minute": 540,
    "end_minute": 600,
}
_NO_WORDS = {"owner", "shares", "serves", "site_code", "phase", "resumes_phase", "hold_reason"}

Words = Callable[[str, str], str]
"""Gives the text for a field, by record type and name."""


def text_fields(record_type: str) -> dict[str, bool]:
    """Return the fields of a type that hold typed text, each with whether it is a list of texts."""
    model = RECORD_TYPES[record_type]
    found = {}
    for name in field_names(model):
        annotation: Any = model.model_fields[name].annotation
        coded = (record_type, name) in FIELD_CODES or name in POINTERS or name in _NO_WORDS
        if not coded and annotation in (str, list[str]):
            found[name] = annotation is not str
    return found


def every_record(words: Words, filled: Callable[[str], bool] = lambda _record_type: True) -> list[Record]:
    """Return a record of every type, with every field filled in.

    Args:
        words: the texts.
        filled: the types whose texts are filled in.
    """
    return [_record(record_type, words if filled(record_type) else lambda *_: "") for record_type in RECORD_TYPES]


def add_every_record(
    store: Store, words: Words, filled: Callable[[str], bool] = lambda _record_type: True
) -> dict[str, str]:
    """Add a record of every type as one act, and return their ids by type."""
    with store.unit_of_work("Alles toegevoegd") as work:
        work.add(*every_record(words, filled))
    return IDS


def _record(record_type: str, words: Words) -> Record:
    model = RECORD_TYPES[record_type]
    texts = text_fields(record_type)
    values: dict[str, Any] = {"id": IDS[record_type]}
    for name in field_names(model):
        annotation: Any = model.model_fields[name].annotation
        kinds = set(get_args(annotation)) if get_origin(annotation) in {Union, UnionType} else {annotation}
        if name in texts:
            word = words(record_type, name)
            values[name] = ([word] if word else []) if texts[name] else word
        elif name in POINTERS:
            values[name] = POINTERS[name]
        elif name == "serves":
            values[name] = [IDS["care_need"]]
        elif name == "shares":
            values[name] = ["youth_act:100"]
        elif date in kinds and name not in {"closed_on", "withdrawn_on"}:
            values[name] = date(2026, 12, 31) if name in {"ends_on", "ended_on"} else date(2026, 9, 1)
        elif bool not in kinds and int in kinds:
            values[name] = _NUMBERS.get(name, 1)
    return model(**values)
