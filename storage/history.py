"""The history: every field write as an operation, with the writes that its writer saw and replaces.

State is a set of operations, so merging is union: order, repeats and losses do not matter. The *heads* of a field are the
writes that no other write replaces. One head, or equal values: no conflict. Clocks never decide what survives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from storage import tables
from storage.clock import Clock, next_stamp
from storage.ops import OpId, Stamp

Item = TypeVar("Item")

_BATCH = 400
"""Keys per query: well under SQLite's limit on parameters."""

LAST_STAMP = "last_stamp"


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One field that gets a value. `value` is JSON text."""

    record_type: str
    record_id: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Head:
    """A write in a field that no other known write replaces. `value` is JSON; None where it never reached us."""

    operation_id: int
    id: OpId
    record_id: str
    field: str
    value: str | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: this device and this person, by their local numbers."""

    device_id: int
    author_id: int


def local_number(connection: Connection, table: object, column: str, value: str) -> int:
    """Return the local number of a device or author, giving it one when it is new."""
    known = table.c  # type: ignore[attr-defined]  # a Table; its columns are named at run time
    found = connection.execute(select(known.id).where(known[column] == value)).scalar_one_or_none()
    if found is not None:
        return int(found)
    result = connection.execute(insert(table).values({column: value}))  # type: ignore[call-overload]  # a Table
    return int(result.inserted_primary_key[0])


def read_state(connection: Connection, name: str, default: str = "") -> str:
    """Return a small fact of this store."""
    found = connection.execute(select(tables.state.c.value).where(tables.state.c.name == name)).scalar_one_or_none()
    return default if found is None else str(found)


def write_state(connection: Connection, name: str, value: str) -> None:
    """Keep a small fact of this store."""
    connection.execute(delete(tables.state).where(tables.state.c.name == name))
    connection.execute(insert(tables.state).values(name=name, value=value))


def last_stamp(connection: Connection) -> Stamp:
    """Return the stamp of the newest write that this store counts with."""
    milliseconds, _, counter = read_state(connection, LAST_STAMP, "0:0").partition(":")
    return Stamp(int(milliseconds), int(counter))


def keep_stamp(connection: Connection, stamp: Stamp) -> None:
    """Remember the newest stamp."""
    write_state(connection, LAST_STAMP, f"{stamp.milliseconds}:{stamp.counter}")


def heads(connection: Connection, record_ids: Iterable[str]) -> list[Head]:
    """Return the heads of all fields of some records."""
    operation, device = tables.operation.c, tables.device.c
    query = select(
        operation.id,
        device.name,
        operation.number,
        operation.record_id,
        operation.field,
        operation.value,
        operation.milliseconds,
        operation.counter,
    ).join(tables.device, device.id == operation.device_id)
    found = []
    for part in in_parts(sorted(set(record_ids))):
        rows = connection.execute(query.where(operation.superseded.is_(False), operation.record_id.in_(part)))
        found += [
            Head(row.id, OpId(row.name, row.number), row.record_id, row.field, row.value, Stamp(*row[-2:]))
            for row in rows
        ]
    return found


def write(
    connection: Connection, writes: Sequence[FieldWrite], *, writer: Writer, clock: Clock, change_id: int | None
) -> None:
    """Add writes of this device to the history. Each replaces every value that this store knows in its field."""
    if not writes:
        return
    number = _last_number(connection, writer.device_id)
    operation_id = next_operation_id(connection)
    stamp = last_stamp(connection)
    seen: dict[tuple[str, str], list[Head]] = {}
    for head in heads(connection, {entry.record_id for entry in writes}):
        seen.setdefault((head.record_id, head.field), []).append(head)
    devices = device_numbers(connection)
    operations, links, replaced = [], [], []
    for entry in writes:
        number += 1
        stamp = next_stamp(stamp, clock)
        operations.append(
            {
                "id": operation_id,
                "device_id": writer.device_id,
                "number": number,
                "record_type": entry.record_type,
                "record_id": entry.record_id,
                "field": entry.field,
                "value": entry.value,
                "milliseconds": stamp.milliseconds,
                "counter": stamp.counter,
                "author_id": writer.author_id,
                "superseded": False,
                "change_id": change_id,
            }
        )
        for head in seen.get((entry.record_id, entry.field), ()):
            links.append({"operation_id": operation_id, "device_id": devices[head.id.device], "number": head.id.number})
            replaced.append(head.operation_id)
        operation_id += 1
    connection.execute(insert(tables.operation), operations)
    if links:
        connection.execute(insert(tables.supersedes), links)
        mark_superseded(connection, replaced)
        settle_conflicts(connection, [(entry.record_id, entry.field) for entry in writes])
    keep_stamp(connection, stamp)


def mark_superseded(connection: Connection, operation_ids: Sequence[int]) -> None:
    """Mark writes as replaced, so that they are heads no longer."""
    for part in in_parts(operation_ids):
        connection.execute(update(tables.operation).where(tables.operation.c.id.in_(part)).values(superseded=True))


def settle_conflicts(connection: Connection, fields: Sequence[tuple[str, str]]) -> None:
    """Take fields (record id, field) from the list of conflicts."""
    conflict = tables.conflict.c
    for part in in_parts(fields):
        connection.execute(delete(tables.conflict).where(tuple_(conflict.record_id, conflict.field).in_(part)))


def _last_number(connection: Connection, device_id: int) -> int:
    operation = tables.operation.c
    return connection.execute(select(func.max(operation.number)).where(operation.device_id == device_id)).scalar() or 0


def next_operation_id(connection: Connection) -> int:
    """Return the local id for the next write."""
    return (connection.execute(select(func.max(tables.operation.c.id))).scalar() or 0) + 1


def device_numbers(connection: Connection) -> dict[str, int]:
    """Return the local number of every device by its name."""
    return {row.name: row.id for row in connection.execute(select(tables.device))}


def in_parts(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield a sequence in parts that fit in one query."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
