"""The history: every field write as an operation, with the writes that its writer saw and replaces.

State is a set of operations, so merging is union: order, repeats and losses do not matter. The *heads* of a field are the
writes that no other write replaces. One head, or equal values: no conflict. Clocks never decide what survives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Table, delete, func, insert, select, tuple_, update

from storage import batches, tables
from storage.clock import Clock, next_stamp
from storage.materialise import shown_anew
from storage.ops import OpId, Stamp
from storage.ownership import OWNER, owner_named
from storage.persons import persons

in_parts = batches.in_parts

FieldKey = tuple[str, str, str]
"""Record type, record id, field."""

LAST_STAMP = "last_stamp"
_LAST_NUMBER = "last_number"


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One field that gets a value. `value` is JSON text."""

    record_type: str
    record_id: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Head:
    """A write whose value still matters: no other known write replaces it, or none whose word counts as much.

    `value` is JSON; None where it never reached us. `vouched` as in `tables.operation`.
    """

    operation_id: int
    id: OpId
    record_id: str
    field: str
    value: str | None
    stamp: Stamp
    author: str
    vouched: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: this device and this person, by their local numbers."""

    device_id: int
    author_id: int


def local_number(connection: Connection, table: Table, column: str, value: str) -> int:
    """Return the local number of a device or author, giving it one when it is new."""
    found = connection.execute(select(table.c.id).where(table.c[column] == value)).scalar_one_or_none()
    if found is None:
        found = inserted_id(connection.execute(insert(table).values({column: value})))
    return int(found)


def inserted_id(result: CursorResult[Any]) -> int:
    """Return the number that a new row got."""
    key = result.inserted_primary_key
    assert key is not None, "every table here has a primary key"
    return int(key[0])


def read_state(connection: Connection, name: str, default: str = "") -> str:
    """Return a small fact of this store."""
    # Straight to the driver, as below: every act reads and writes some of these, and a query made anew takes longer than it does.
    found = connection.exec_driver_sql("SELECT value FROM state WHERE name = ?", (name,)).scalar_one_or_none()
    return default if found is None else str(found)


def write_state(connection: Connection, name: str, value: str) -> None:
    """Keep a small fact of this store."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))


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
    query = select(*_HEAD_COLUMNS).join(tables.device, device.id == operation.device_id)
    names = _author_names(connection)
    found = []
    for part in in_parts(sorted(set(record_ids))):
        rows = connection.execute(query.where(operation.superseded.is_(False), operation.record_id.in_(part)))
        found += [_head(row, names) for row in rows]
    return found


def replaced_by(connection: Connection, operation_ids: Sequence[int]) -> dict[int, list[Head]]:
    """Return the writes that each of some writes replaced, as far as this store has them; they were heads before it."""
    operation, device, supersedes = tables.operation.c, tables.device.c, tables.supersedes.c
    query = (
        select(supersedes.operation_id, *_HEAD_COLUMNS)
        .join(tables.device, device.id == supersedes.device_id)
        .join(
            tables.operation,
            (operation.device_id == supersedes.device_id) & (operation.number == supersedes.number),
        )
    )
    names = _author_names(connection)
    found: dict[int, list[Head]] = {}
    for part in in_parts(operation_ids):
        for row in connection.execute(query.where(supersedes.operation_id.in_(part))):
            found.setdefault(row.operation_id, []).append(_head(row[1:], names))
    return found


_HEAD_COLUMNS = (
    tables.operation.c.id,
    tables.device.c.name,
    tables.operation.c.number,
    tables.operation.c.record_id,
    tables.operation.c.field,
    tables.operation.c.value,
    tables.operation.c.milliseconds,
    tables.operation.c.counter,
    tables.operation.c.author_id,
    tables.operation.c.vouched,
)


def _head(row: Any, names: dict[int, str]) -> Head:
    operation_id, device, number, record_id, field, value, milliseconds, counter, author_id, vouched = row
    stamp = Stamp(milliseconds, counter)
    return Head(operation_id, OpId(device, number), record_id, field, value, stamp, names[author_id], vouched)


def _author_names(connection: Connection) -> dict[int, str]:
    """Return the fingerprint of every author by local number."""
    return {row.id: row.fingerprint for row in connection.execute(select(tables.author))}


def write(
    connection: Connection, writes: Sequence[FieldWrite], *, writer: Writer, clock: Clock, change_id: int | None
) -> list[FieldKey]:
    """Add writes of this device to the history. Each replaces every value that still matters in its field.

    A write in a record of somebody else becomes a proposal; one that gives a record to somebody else may change which of the
    other writes in it count, and then its row follows.

    Returns:
        The fields in which a person had to choose, and now has.
    """
    if not writes:
        return []
    settled: list[FieldKey] = []
    number = _last_number(connection, writer.device_id)
    operation_id = next_operation_id(connection)
    stamp = last_stamp(connection)
    seen: dict[tuple[str, str], list[Head]] = {}
    for head in heads(connection, {entry.record_id for entry in writes}):
        seen.setdefault((head.record_id, head.field), []).append(head)
    to_judge = _to_judge(connection, writes, seen, writer)
    devices = device_numbers(connection)
    operations, links, replaced = [], [], []
    for entry in writes:
        number += 1
        stamp = next_stamp(stamp, clock)
        operations.append(
            OperationRow(
                id=operation_id,
                device_id=writer.device_id,
                number=number,
                record_type=entry.record_type,
                record_id=entry.record_id,
                field=entry.field,
                value=entry.value,
                milliseconds=stamp.milliseconds,
                counter=stamp.counter,
                author_id=writer.author_id,
                superseded=False,
                change_id=change_id,
            )
        )
        for head in seen.get((entry.record_id, entry.field), ()):
            links.append({"operation_id": operation_id, "device_id": devices[head.id.device], "number": head.id.number})
            replaced.append(head.operation_id)
        operation_id += 1
    add_operations(connection, operations)
    if links:
        connection.execute(insert(tables.supersedes), links)
        mark_superseded(connection, replaced)
        settled = settle(connection, [(entry.record_id, entry.field) for entry in writes])
    keep_stamp(connection, stamp)
    if to_judge:
        shown_anew(connection, to_judge)
        settled = sorted(set(settled) - set(open_fields_of(connection, {record_id for _, record_id in to_judge})))
    return settled


def _to_judge(
    connection: Connection,
    writes: Sequence[FieldWrite],
    seen: dict[tuple[str, str], list[Head]],
    writer: Writer,
) -> set[tuple[str, str]]:
    """Return the records (type, id) among some writes in which not every write counts, or may not from now on."""
    known = {record_id for record_id, _ in seen}
    judged = {entry.record_id for entry in writes if entry.field == OWNER}
    judged |= {record_id for _, record_id, _ in open_fields_of(connection, known, (tables.proposal,))}
    owners = [head for (_, field), found in seen.items() if field == OWNER for head in found]
    if owners:
        same = persons(connection)
        own = _author_names(connection)[writer.author_id]
        own = same.get(own, own)
        for head in owners:
            name = owner_named(head.value)
            if same.get(name, name) != own:
                judged.add(head.record_id)
    return {(entry.record_type, entry.record_id) for entry in writes if entry.record_id in known & judged}


class OperationRow(NamedTuple):
    """One row of `operation`, in the order of its columns."""

    id: int
    device_id: int
    number: int
    record_type: str
    record_id: str
    field: str
    value: str | None
    milliseconds: int
    counter: int
    author_id: int
    superseded: bool
    change_id: int | None
    bundle_row: int | None = None
    vouched: bool = True


_ADD_OPERATION = (
    "INSERT INTO operation (id, device_id, number, record_type, record_id, field, value, milliseconds, counter,"
    " author_id, superseded, change_id, bundle_row, vouched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def add_operations(connection: Connection, rows: Sequence[OperationRow]) -> None:
    """Add writes to the table. Straight to the driver: a bundle brings tens of thousands."""
    connection.exec_driver_sql(_ADD_OPERATION, list(rows))


def mark_superseded(connection: Connection, operation_ids: Sequence[int]) -> None:
    """Mark writes as replaced, so that they are heads no longer."""
    for part in in_parts(operation_ids):
        connection.execute(update(tables.operation).where(tables.operation.c.id.in_(part)).values(superseded=True))


def settle(connection: Connection, fields: Sequence[tuple[str, str]]) -> list[FieldKey]:
    """Take fields (record id, field) from the lists of conflicts and proposals, and return those that were on one."""
    settled = set(fields)
    listed = [key for key in open_fields_of(connection, {record_id for record_id, _ in settled}) if key[1:] in settled]
    for table in (tables.conflict, tables.proposal):
        for part in in_parts([key[1:] for key in listed]):
            connection.execute(delete(table).where(tuple_(table.c.record_id, table.c.field).in_(part)))
    return listed


def open_fields_of(
    connection: Connection, record_ids: Collection[str], lists: Sequence[Table] = (tables.conflict, tables.proposal)
) -> list[FieldKey]:
    """Return the fields of some records that are on the list of conflicts or of proposals."""
    found: set[FieldKey] = set()
    for table in lists:
        for part in in_parts(sorted(record_ids)):
            rows = connection.execute(select(table).where(table.c.record_id.in_(part)))
            found |= {(row.record_type, row.record_id, row.field) for row in rows}
    return sorted(found)


def keep_last_number(connection: Connection, device_id: int) -> None:
    """Remember how far this device has counted, before writes of it are erased: a number is never given twice."""
    write_state(connection, _LAST_NUMBER, str(_last_number(connection, device_id)))


def _last_number(connection: Connection, device_id: int) -> int:
    operation = tables.operation.c
    newest = connection.execute(select(func.max(operation.number)).where(operation.device_id == device_id)).scalar()
    return max(newest or 0, int(read_state(connection, _LAST_NUMBER, "0")))


def next_operation_id(connection: Connection) -> int:
    """Return the local id for the next write."""
    return (connection.execute(select(func.max(tables.operation.c.id))).scalar() or 0) + 1


def device_numbers(connection: Connection) -> dict[str, int]:
    """Return the local number of every device by its name."""
    return {row.name: row.id for row in connection.execute(select(tables.device))}
