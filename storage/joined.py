"""Records that were joined with another because both were the same one, entered twice.

The one that went is taken away and names the one that stayed in `same_as`. Two people may join the same two the other way
round, so a chain of these may be a circle: whoever follows it must stop.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from storage.batches import in_parts
from storage.models import RECORD_TYPES, Record

JOINABLE = tuple(name for name, model in RECORD_TYPES.items() if "same_as" in model.model_fields)
"""The record types that can be joined."""


def same_as(connection: Connection, record_type: str, *, also_standing: bool = False) -> dict[str, str]:
    """Return, for every record of a type that was joined, the id of the one with which it was.

    Args:
        connection: an open transaction.
        record_type: one of `JOINABLE`.
        also_standing: also those that stand all the same, because two people do not agree. They count as themselves.
    """
    table = _columns(RECORD_TYPES[record_type])
    query = select(table.id, table.same_as).where(table.same_as != "")
    if not also_standing:
        query = query.where(table.deleted.is_(True))
    return {row.id: row.same_as for row in connection.execute(query)}


def end_of_chain(joined: Mapping[str, str], record_id: str) -> str:
    """Return the record in which one went on; in a circle the lowest id of it, so that every store says the same."""
    seen = [record_id]
    while (following := joined.get(seen[-1], "")) and following not in seen:
        seen.append(following)
    return min(seen[seen.index(following) :]) if following else seen[-1]


def with_joined(connection: Connection, record_type: str, record_ids: Collection[str]) -> set[str]:
    """Return records together with all that went on in them, however long the chain."""
    table = _columns(RECORD_TYPES[record_type])
    found = set(record_ids)
    new = found
    while new:
        more: set[str] = set()
        for part in in_parts(sorted(new)):
            query = select(table.id).where(table.same_as.in_(part), table.deleted.is_(True))
            more |= set(connection.execute(query).scalars())
        new = more - found
        found = found | new
    return found


def _columns(model: type[Record]) -> Any:
    return model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
