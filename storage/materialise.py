"""From history to records: what a record's row shows for the heads of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.field_values import default_value, field_names, to_json, to_record_value
from storage.history import Head, in_parts
from storage.models import RECORD_TYPES, Record

NOT_DELETED = to_json(False)
"""What the field `deleted` holds, in the history, of a record that stands."""


def displayed(heads: Iterable[Head]) -> Head | None:
    """Return the head whose value is shown: the one with the highest stamp; the others stay open values.

    A record that one person took away while another worked on it stays in sight until somebody chooses. A head whose
    value never reached this store says nothing and is passed over.
    """
    valued = [head for head in heads if head.value is not None]
    return max(valued, key=lambda head: (_in_sight(head), head.stamp, head.id), default=None)


def _in_sight(head: Head) -> bool:
    return head.field == "deleted" and head.value == NOT_DELETED


def current_values(connection: Connection, record_type: str, record_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the fields of the records that have a row, by record id."""
    model = RECORD_TYPES[record_type]
    table = _table(model)
    found: dict[str, dict[str, Any]] = {}
    for part in in_parts(sorted(set(record_ids))):
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            found[row.id] = {name: getattr(row, name) for name in field_names(model)}
    return found


def write_fields(connection: Connection, record_type: str, values: Mapping[str, Mapping[str, str]]) -> None:
    """Set fields of records from JSON values, making the rows that do not exist yet.

    Args:
        connection: the transaction.
        record_type: the kind of record.
        values: per record id, per field, the JSON text of its value. Every value was checked before.
    """
    model = RECORD_TYPES[record_type]
    table = _table(model)
    existing = current_values(connection, record_type, values)
    new_rows = []
    changed_rows: dict[frozenset[str], list[dict[str, Any]]] = {}
    for record_id, fields in values.items():
        python = {field: to_record_value(model, field, text) for field, text in fields.items()}
        if record_id not in existing:
            defaults = {field: default_value(model, field) for field in field_names(model)}
            new_rows.append({"id": record_id, **defaults, **python})
        elif python:
            changed_rows.setdefault(frozenset(python), []).append({"record": record_id, **python})
    if new_rows:
        connection.execute(insert(table), new_rows)
    for names, rows in changed_rows.items():
        statement = update(table).where(table.c.id == bindparam("record"))
        connection.execute(statement.values({name: bindparam(name) for name in names}), rows)


def _table(model: type[Record]) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to table models
