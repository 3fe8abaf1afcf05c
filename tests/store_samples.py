"""Looking behind stores: their history, their log, everything they hold, and what one learns from another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from storage import tables
from storage.bundle_scope import history_of
from storage.field_values import field_names, from_json
from storage.merge import MergePlan, apply_merge, plan_merge
from storage.models import RECORD_TYPES, Record
from storage.ops import OpValue
from storage.store import Store
from storage.unit_of_work import UnitOfWork


def rows_of(store: Store, table: Any) -> list[Row[Any]]:
    """Return all rows of one of the tables behind the records."""
    with store.read() as session:
        return list(session.connection().execute(select(table)))


def counts_behind(store: Store) -> dict[str, int]:
    """Return how many rows each table behind the records has."""
    return {table.name: len(rows_of(store, table)) for table in tables.metadata.sorted_tables}


def shown(store: Store) -> dict[str, dict[str, Any]]:
    """Return every record that has a row, deleted or not: what the user would see, without lists."""
    found: dict[str, dict[str, Any]] = {}
    for record_type, model in RECORD_TYPES.items():
        for row in rows_of(store, model.__table__):  # type: ignore[attr-defined]  # SQLModel adds it
            found[row.id] = {"type": record_type} | {field: getattr(row, field) for field in field_names(model)}
    return found


def open_values(store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the values, as JSON, that stand open in every field in conflict."""
    conflicts = {(row.record_id, row.field) for row in rows_of(store, tables.conflict)}
    found: dict[tuple[str, str], set[str]] = {key: set() for key in conflicts}
    for row in rows_of(store, tables.operation):
        if (row.record_id, row.field) in conflicts and not row.superseded:
            found[row.record_id, row.field].add(row.value)
    return found


def written(store: Store, record_id: str, field: str) -> list[OpValue]:
    """Return the values that one field was given, oldest first."""
    return [
        from_json(row.value)
        for row in rows_of(store, tables.operation)
        if (row.record_id, row.field) == (record_id, field)
    ]


def log(store: Store) -> list[tuple[str, str, str]]:
    """Return the log as (action, object, subject)."""
    return [(row.action, row.object, row.subject) for row in rows_of(store, tables.audit)]


def everything_as_text(store: Store, among: Iterable[Any] | None = None) -> str:
    """Return all that is in the tables (or some of them), decrypted, as one text to search."""
    return "\n".join(
        repr(tuple(row)) for table in (among or tables.metadata.sorted_tables) for row in rows_of(store, table)
    )


def record_ids_of(store: Store) -> set[str]:
    """Return the ids of all records that this store knows anything of."""
    return {row.record_id for row in rows_of(store, tables.operation)}


def add_public(work: UnitOfWork, record: Record) -> None:
    """Begin a record that belongs to nobody, so that what everybody writes in it stands."""
    work.add(record)
    record.owner = ""


def hand_over(sender: Store, receiver: Store, record_ids: Iterable[str] | None = None) -> MergePlan:
    """Let one store learn all that another knows (of some records), as a bundle would, and return what it did."""
    with sender.read() as session:
        connection = session.connection()
        ops = history_of(connection, record_ids_of(sender) if record_ids is None else record_ids)
        purged = list(connection.execute(select(tables.purged.c.record_id)).scalars())
    with receiver.unit_of_work("Bundel ingelezen") as work:
        plan = plan_merge(work.connection, ops, purged, receiver.clock)
        apply_merge(work, plan)
    return plan
