"""Everything that the fields of one record ever held, as far as this store knows: for who wants to see what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from storage import tables
from storage.history import in_parts, open_fields_of
from storage.ops import Stamp
from storage.standing import states

_TAKEN_AWAY = "true"


@dataclass(frozen=True, slots=True)
class PastWrite:
    """One write in a field, and what became of it.

    Attributes:
        id: its local number.
        record_type: the kind of record.
        field: the field's name; it may be one that this version does not know.
        value: JSON; None where it never reached this store, or was blanked when a child was erased.
        stamp: when it was written.
        author: fingerprint of who wrote it.
        device: on which device.
        act: the act of this store that it was part of; "" for what came in a bundle.
        undone: whether that act was taken back, and this write with it.
        shown: whether the record shows it now.
        open: whether it stands open beside the value that is shown, because a person must still choose.
    """

    id: int
    record_type: str
    field: str
    value: str | None
    stamp: Stamp
    author: str
    device: str
    act: str
    undone: bool
    shown: bool
    open: bool


def past_writes(connection: Connection, record_id: str) -> list[PastWrite]:
    """Return every write in a record, newest first; none for a record that nobody ever wrote, or that was erased."""
    operation, device, author, change = tables.operation.c, tables.device.c, tables.author.c, tables.change.c
    rows = connection.execute(
        select(
            operation.id,
            operation.record_type,
            operation.field,
            operation.value,
            operation.milliseconds,
            operation.counter,
            operation.change_id,
            device.name.label("device"),
            author.fingerprint.label("author"),
            change.act,
            change.reverted_by,
        )
        .join(tables.device, device.id == operation.device_id)
        .join(tables.author, author.id == operation.author_id)
        .outerjoin(tables.change, change.id == operation.change_id)
        .where(operation.record_id == record_id)
    ).all()
    undone = _undone(connection, rows)
    shown, beside = _current(connection, record_id)
    writes = [
        PastWrite(
            id=row.id,
            record_type=row.record_type,
            field=row.field,
            value=row.value,
            stamp=Stamp(row.milliseconds, row.counter),
            author=row.author,
            device=row.device,
            act=row.act or "",
            undone=row.id in undone,
            shown=row.id in shown,
            open=row.id in beside,
        )
        for row in rows
    ]
    return sorted(writes, key=lambda write: (write.stamp, write.id), reverse=True)


def _current(connection: Connection, record_id: str) -> tuple[set[int], set[int]]:
    """Return the writes that a record shows, and those that stand open beside them: in conflict, or proposed."""
    listed = {field for _, _, field in open_fields_of(connection, [record_id])}
    shown: set[int] = set()
    beside: set[int] = set()
    state = states(connection, [record_id]).get(record_id)
    for name, field in state.fields.items() if state is not None else ():
        top = field.shown
        equal = {write.arrival for write in field.open if top is not None and write.value == top.value}
        shown |= equal
        if name in listed:
            beside |= {write.arrival for write in field.open} - equal
    return shown, beside


def _undone(connection: Connection, rows: Sequence[Any]) -> set[int]:
    """Return the writes of one record that were taken back with their act.

    Undo keeps what another wrote since, so an act that was taken back does not tell this of each of its writes: its undo
    wrote in the field, or took away the record that began with the act.
    An act that names itself was never taken back: undo passes over it (see `undo.begin_here`).
    """
    reverted_by = _reverted_by(connection, {row.reverted_by for row in rows if row.reverted_by is not None})
    written = {(row.change_id, row.field, row.value) for row in rows}
    fields = {(change_id, field) for change_id, field, _ in written}
    return {
        row.id
        for row in rows
        if row.reverted_by not in {None, row.change_id}
        and _stands(row.reverted_by, reverted_by)
        and ((row.reverted_by, row.field) in fields or (row.reverted_by, "deleted", _TAKEN_AWAY) in written)
    }


def _stands(change_id: int, reverted_by: dict[int, int | None]) -> bool:
    """Tell whether an act was not taken back, or was done again: undo and redo make a chain, of which the last one stands."""
    stands = True
    following = reverted_by.get(change_id)
    seen = {change_id}
    while following is not None and following not in seen:
        stands = not stands
        seen.add(following)
        following = reverted_by.get(following)
    return stands


def _reverted_by(connection: Connection, change_ids: set[int]) -> dict[int, int | None]:
    """Return which act took back each of some acts, and those in turn."""
    change = tables.change.c
    found: dict[int, int | None] = {}
    asked = sorted(change_ids)
    while asked:
        for part in in_parts(asked):
            rows = connection.execute(select(change.id, change.reverted_by).where(change.id.in_(part)))
            found.update((row.id, row.reverted_by) for row in rows)
        asked = sorted({one for one in found.values() if one is not None} - found.keys())
    return found
