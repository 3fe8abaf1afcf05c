"""The rows behind a merge: which writes are here already, what replaced them, and putting new ones beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from storage import history, tables
from storage.clock import Clock, is_far_ahead
from storage.field_values import to_json
from storage.history import in_parts
from storage.ops import Op, OpId, Stamp


@dataclass(frozen=True, slots=True)
class KnownWrite:
    """A write that this store has, as far as two copies of it must agree, and on whose word it stands."""

    operation_id: int
    record_type: str
    record_id: str
    field: str
    value: str | None
    stamp: Stamp
    vouched: bool
    superseded: bool

    def agrees_with(self, op: Op) -> bool:
        """Tell whether another copy says the same; a value that one of them left out is no difference."""
        if (op.record_id, op.field, op.stamp) != (self.record_id, self.field, self.stamp):
            return False
        return not op.carries_value or self.value is None or to_json(op.value) == self.value


def known_writes(connection: Connection, ops: Sequence[Op]) -> dict[OpId, KnownWrite]:
    """Return which of these writes the store has."""
    operation, device = tables.operation.c, tables.device.c
    found = {}
    for name, numbers in _by_device(op.id for op in ops).items():
        for part in in_parts(sorted(numbers)):
            rows = connection.execute(
                select(tables.operation)
                .join(tables.device, device.id == operation.device_id)
                .where(device.name == name, operation.number.in_(part))
            )
            for row in rows:
                found[OpId(name, row.number)] = KnownWrite(
                    operation_id=row.id,
                    record_type=row.record_type,
                    record_id=row.record_id,
                    field=row.field,
                    value=row.value,
                    stamp=Stamp(row.milliseconds, row.counter),
                    vouched=row.vouched,
                    superseded=row.superseded,
                )
    return found


def replaced_here(connection: Connection, ops: Sequence[Op]) -> frozenset[OpId]:
    """Return which of the new writes were already replaced by a write that this store has."""
    supersedes, device = tables.supersedes.c, tables.device.c
    found: set[OpId] = set()
    for name, numbers in _by_device(op.id for op in ops).items():
        for part in in_parts(sorted(numbers)):
            query = (
                select(supersedes.number)
                .join(tables.device, device.id == supersedes.device_id)
                .where(device.name == name, supersedes.number.in_(part))
            )
            found |= {OpId(name, number) for number in connection.execute(query).scalars()}
    return frozenset(found)


def add_writes(
    connection: Connection,
    ops: Sequence[Op],
    *,
    replaced: Collection[OpId],
    vouched: Collection[OpId],
    bundle_row: int | None,
) -> list[int]:
    """Add writes to the history, mark what they replace, or what replaced them before they came, and return their numbers."""
    device_ids = {
        name: history.local_number(connection, tables.device, "name", name)
        for name in {op.id.device for op in ops} | {sup.device for op in ops for sup in op.supersedes}
    }
    author_ids = {
        name: history.local_number(connection, tables.author, "fingerprint", name) for name in {op.author for op in ops}
    }
    first = history.next_operation_id(connection)
    rows, links = [], []
    for operation_id, op in enumerate(ops, start=first):
        rows.append(
            history.OperationRow(
                id=operation_id,
                device_id=device_ids[op.id.device],
                number=op.id.number,
                record_type=op.record_type,
                record_id=op.record_id,
                field=op.field,
                value=to_json(op.value) if op.carries_value else None,
                milliseconds=op.stamp.milliseconds,
                counter=op.stamp.counter,
                author_id=author_ids[op.author],
                superseded=op.id in replaced,
                change_id=None,
                bundle_row=bundle_row,
                vouched=op.id in vouched,
            )
        )
        links += [
            {"operation_id": operation_id, "device_id": device_ids[sup.device], "number": sup.number}
            for sup in op.supersedes
        ]
    history.add_operations(connection, rows)
    if links:
        connection.execute(insert(tables.supersedes), links)
        _mark_replaced(connection, links)
    return [row.id for row in rows]


def vouch_for(connection: Connection, operation_ids: Sequence[int]) -> None:
    """Keep that writes count as their author's own word from now on."""
    for part in in_parts(operation_ids):
        connection.execute(update(tables.operation).where(tables.operation.c.id.in_(part)).values(vouched=True))


def give_values(connection: Connection, values: Mapping[int, str]) -> None:
    """Give writes the values (JSON) that came for them; they came without before."""
    for operation_id, value in values.items():
        connection.execute(update(tables.operation).where(tables.operation.c.id == operation_id).values(value=value))


def leave_out_superseded(connection: Connection, operation_ids: Sequence[int]) -> None:
    """Take away the values of those of some writes that matter no more."""
    operation = tables.operation.c
    for part in in_parts(operation_ids):
        replaced = operation.id.in_(part) & operation.superseded.is_(True)
        connection.execute(update(tables.operation).where(replaced).values(value=None))


def take_out(connection: Connection, operation_ids: Sequence[int]) -> None:
    """Take copies out of the history that somebody passed on with another content than their author gave them."""
    for part in in_parts(operation_ids):
        connection.execute(delete(tables.supersedes).where(tables.supersedes.c.operation_id.in_(part)))
        connection.execute(delete(tables.bundle_operation).where(tables.bundle_operation.c.operation_id.in_(part)))
        connection.execute(delete(tables.operation).where(tables.operation.c.id.in_(part)))


def keep_carried(connection: Connection, bundle_row: int, operation_ids: Iterable[int]) -> None:
    """Keep which writes were in a bundle, also those that were here already."""
    rows = [(bundle_row, operation_id) for operation_id in sorted(operation_ids)]
    if rows:
        connection.exec_driver_sql("INSERT INTO bundle_operation (bundle_row, operation_id) VALUES (?, ?)", rows)


def advance_clock(connection: Connection, ops: Sequence[Op], clock: Clock) -> None:
    """Let our next stamp come after every received one, but for those of a clock that is a day or more ahead."""
    believable = [op.stamp for op in ops if not is_far_ahead(op.stamp, clock)]
    newest = max([*believable, history.last_stamp(connection)])
    history.keep_stamp(connection, newest)


def _by_device(names: Iterable[OpId]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name in names:
        found.setdefault(name.device, []).append(name.number)
    return found


def _mark_replaced(connection: Connection, links: Sequence[dict[str, int]]) -> None:
    operation = tables.operation.c
    by_device: dict[int, list[int]] = {}
    for link in links:
        by_device.setdefault(link["device_id"], []).append(link["number"])
    for device_id, numbers in by_device.items():
        for part in in_parts(sorted(set(numbers))):
            query = select(operation.id).where(
                operation.device_id == device_id, operation.number.in_(part), operation.superseded.is_(False)
            )
            history.mark_superseded(connection, list(connection.execute(query).scalars()))
