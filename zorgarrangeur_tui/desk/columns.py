"""Columns of many records in one question: of thousands of records that takes a small part of the time of whole ones."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, BindParameter, Connection, String, bindparam, or_, select, type_coerce

from storage.models import Record

_FEW = 400
"""So many values at most go in one question."""


def living_columns(connection: Connection, model: type[Record], *fields: str, on: date | None = None) -> Sequence[Any]:
    """Return columns of the records that were not taken away; lists come as JSON text.

    Args:
        connection: an open transaction.
        model: the kind of record.
        fields: which columns, in the order in which they are wanted.
        on: only those in force that day; an open first or last day is always so.
    """
    columns = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    wanted = [
        type_coerce(columns[field], String) if isinstance(columns[field].type, JSON) else columns[field]
        for field in fields
    ]
    query = select(*wanted).where(columns.deleted.is_(False))
    if on is not None:
        # Written into the question: a bound day is converted anew for every row, which takes three times as long.
        day: BindParameter[date] = bindparam("on", on, literal_execute=True)
        query = query.where(
            or_(columns.starts_on.is_(None), columns.starts_on <= day),
            or_(columns.ends_on.is_(None), columns.ends_on >= day),
        )
    return connection.execute(query).all()


def all_columns(connection: Connection, model: type[Record], *fields: str) -> Sequence[Any]:
    """Return columns of all records, also of those that were taken away: others may still name one."""
    columns = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    return connection.execute(select(*(columns[field] for field in fields))).all()


def columns_of_ids(connection: Connection, model: type[Record], ids: Collection[str], *fields: str) -> list[Any]:
    """Return columns of records by their id, which comes first, also of those that were taken away.

    Of many ids all records are read: that is quicker than asking for each.
    """
    return columns_where(connection, model, "id", ids, "id", *fields)


def columns_where(
    connection: Connection, model: type[Record], field: str, values: Collection[str], *fields: str, living: bool = False
) -> list[Any]:
    """Return columns of the records of which a field has one of these values. That field is the first one that is asked.

    Args:
        connection: an open transaction.
        model: the kind of record.
        field: which field; it has to be the first of `fields`.
        values: which values; of many all records are read, which is quicker than asking for each.
        fields: which columns.
        living: only records that were not taken away.
    """
    columns = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    query = select(*(columns[one] for one in fields)).order_by(columns.id)
    if living:
        query = query.where(columns.deleted.is_(False))
    if len(values) <= _FEW:
        return list(connection.execute(query.where(columns[field].in_(sorted(values)))))
    return [row for row in connection.execute(query) if row[0] in values]


def text_lists(written: Iterable[str]) -> list[list[str]]:
    """Return lists of texts as a column holds them. All at once: that takes a third of the time of one after another."""
    found: list[list[str]] = json.loads(f"[{','.join(written)}]")
    return found


@lru_cache(maxsize=4096)
def json_texts(written: str) -> tuple[str, ...]:
    """Return a list of texts as a column holds it."""
    return tuple(json.loads(written))
