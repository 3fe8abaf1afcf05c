"""Columns of many records in one question: of thousands of records that takes a small part of the time of whole ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, BindParameter, Connection, String, bindparam, or_, select, type_coerce

from storage.models import Record


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
