"""One field's value on its way between a record, the history and a bundle.

The history holds JSON text, so that a value of a newer version survives unread; a record holds Python values. Both ways
pass here, and so does every check on what a field may hold.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from storage.errors import ValueRefused
from storage.models import TYPE_NAMES, Record
from storage.ops import OpValue
from storage.text_rules import checked_text

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""Years of dates in records: far from both ends of the calendar, so that counting on from a date always works."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@cache
def field_names(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that have a history: all but its id."""
    return tuple(name for name in model.model_fields if name != "id")


def default_value(model: type[Record], field: str) -> Any:
    """Return what a field holds when nobody ever wrote it. A list is a new one each time."""
    value = _default(model, field)
    return list(value) if isinstance(value, list) else value


@cache
def _default(model: type[Record], field: str) -> Any:
    return model.model_fields[field].get_default(call_default_factory=True)


def to_op_value(value: Any) -> OpValue:
    """Return a record's value as history and bundles hold it: dates as ISO text, codes as plain text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        parts: list[Any] = [to_op_value(item) for item in value]
        return parts
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError(f"a record cannot hold a {type(value).__name__}")


def to_json(value: OpValue) -> str:
    """Return the one JSON text of a value, so that equal values are equal texts."""
    return _ENCODER.encode(value)


def from_json(text: str) -> OpValue:
    """Return the value of a JSON text that `to_json` wrote."""
    value: OpValue = json.loads(text)
    return value


def checked(model: type[Record], field: str, value: Any) -> Any:
    """Return a record's value with its text in NFC, or refuse it.

    Raises:
        ValueRefused: with a Dutch sentence, when the type is wrong, a number too large, or a text not allowed.
    """
    try:
        text = to_json(to_op_value(value))
    except ValueError:
        raise _misfit(model, field) from None
    return to_record_value(model, field, text)


def to_record_value(model: type[Record], field: str, text: str) -> Any:
    """Return the Python value for the JSON text of a value from history or a bundle, checked like any other.

    Raises:
        ValueRefused: as in `checked`.
    """
    # The errors of json and pydantic show the value itself: they are no part of what may be shown or logged.
    try:
        value = _adapter(model, field).validate_json(text, strict=True)
    except (ValidationError, ValueError):
        raise _misfit(model, field) from None
    return _checked_parts(model, field, value)


@cache
def _adapter(model: type[Record], field: str) -> TypeAdapter[Any]:
    annotation: Any = model.model_fields[field].annotation
    return TypeAdapter(annotation)


def _misfit(model: type[Record], field: str) -> ValueRefused:
    return ValueRefused("Deze waarde past niet in dit veld.", record_type=TYPE_NAMES[model], field=field)


def _checked_parts(model: type[Record], field: str, value: Any) -> Any:
    if isinstance(value, str):
        return checked_text(
            value, record_type=TYPE_NAMES[model], field=field, number_register=is_number_register(model, field)
        )
    if isinstance(value, list):
        return [_checked_parts(model, field, item) for item in value]
    if isinstance(value, date) and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueRefused(
            f"Deze datum kan niet kloppen: kies een jaar van {_FIRST_YEAR} tot en met {_LAST_YEAR}.",
            record_type=TYPE_NAMES[model],
            field=field,
        )
    if isinstance(value, int | float) and not _SMALLEST <= value <= _LARGEST:
        raise ValueRefused("Dit getal is te groot.", record_type=TYPE_NAMES[model], field=field)
    return value


@cache
def is_number_register(model: type[Record], field: str) -> bool:
    """Tell whether a field holds numbers of a public register, such as a KvK number."""
    column = model.__table__.columns[field]  # type: ignore[attr-defined]  # SQLModel adds it to table models
    return bool(column.info.get("number_register", False))
