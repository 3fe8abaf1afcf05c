"""What was ticked off between two days, to add up: of a region in a school year some hundred thousand days of visits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, String, UnaryExpression, bindparam, select, type_coerce
from sqlalchemy.sql.operators import custom_op

from storage.models import VisitRecord

TickedMinutes = tuple[str, str, int, int | None, int | None]
"""A visit, the day in ISO form, and minutes: planned, given and declared; None is not known."""


def ticked_minutes(connection: Connection, first: date, last: date) -> Iterable[TickedMinutes]:
    """Return a row for every day of a visit that was ticked off between two days, both included.

    Adding them up is left to who asks: in the database grouping takes three times as long as reading them all, because what
    it sorts is wiped again.
    """
    record = VisitRecord.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    day = _unindexed(record.day)
    query = select(
        record.visit_id,
        type_coerce(record.day, String),
        record.planned_minutes,
        record.realised_minutes,
        record.declared_minutes,
    ).where(record.deleted.is_(False), day >= _written("first", first), day <= _written("last", last))
    return (tuple(row) for row in connection.execute(query))


def _unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column without its index: for a condition that most rows meet, reading all in a row takes half the time."""
    return UnaryExpression(column, operator=custom_op("+"), type_=String())


def _written(name: str, day: date) -> BindParameter[Any]:
    """Return a day that is written into the question: a bound one is converted anew for every row."""
    return bindparam(name, day.isoformat(), String, literal_execute=True)
