"""Choosing between values: what a person decides becomes an ordinary write, that replaces every value it saw."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, exists, func, select

from storage import audit, history, tables
from storage.errors import RecordMissing
from storage.field_values import to_json, to_record_value
from storage.forgetting import take_out
from storage.history import FieldKey, FieldWrite
from storage.materialise import current_values, shown_anew, write_fields
from storage.models import RECORD_TYPES
from storage.ops import OpValue
from storage.unit_of_work import UnitOfWork


def decide(work: UnitOfWork, decisions: Mapping[FieldKey, OpValue], *, change_id: int | None = None) -> None:
    """Write what was decided, in the transaction of `work`, as one act that can be undone.

    A value that is shown already is written too: that is how somebody declines another.

    Args:
        work: the act.
        decisions: the value of each field.
        change_id: the act in the list of acts, when it was begun already.

    Raises:
        RecordMissing: a record is not there any more.
        ValueRefused: a value may not stand in its field.
    """
    if not decisions:
        return
    connection = work.connection
    by_type: dict[str, dict[str, dict[str, str]]] = {}
    writes = []
    for (record_type, record_id, field), value in decisions.items():
        text = to_json(value)
        to_record_value(RECORD_TYPES[record_type], field, text)
        by_type.setdefault(record_type, {}).setdefault(record_id, {})[field] = text
        writes.append(FieldWrite(record_type, record_id, field, text))
    for record_type, values in by_type.items():
        if values.keys() - current_values(connection, record_type, values).keys():
            raise RecordMissing
    records = [(entry.record_type, entry.record_id) for entry in writes]
    work.look_up_children(records)
    settled = history.write(
        connection,
        writes,
        writer=work.writer(),
        clock=work.clock,
        change_id=work.new_change() if change_id is None else change_id,
    )
    for record_type, values in by_type.items():
        write_fields(connection, record_type, values)
    work.touch(records)
    work.note_decisions(settled)


def was_only_deciding(connection: Connection, change_id: int) -> bool:
    """Tell whether an act did nothing but choose between values, and nobody has seen it or built upon it yet.

    Any other act on a record also writes that it stands (`deleted`).
    """
    operation, supersedes = tables.operation.c, tables.supersedes.c
    carried, later = tables.bundle_operation.c, tables.supersedes.alias().c
    replaced = (
        select(func.count())
        .where(supersedes.operation_id == operation.id)
        .correlate(tables.operation)
        .scalar_subquery()
    )
    sent = exists().where(carried.operation_id == operation.id)
    followed = exists().where(later.device_id == operation.device_id, later.number == operation.number)
    rows = connection.execute(
        select(operation.field, replaced.label("replaced"), sent.label("sent"), followed.label("followed")).where(
            operation.change_id == change_id
        )
    ).all()
    change = tables.change.c
    again = connection.execute(select(change.restores).where(change.id == change_id)).scalar_one() is not None
    untouched = all(row.replaced > 1 and not row.sent and not row.followed for row in rows)
    return bool(rows) and not again and untouched and all(row.field != "deleted" for row in rows)


def undo_deciding(work: UnitOfWork, change_id: int) -> None:
    """Take a choice out of the history, so that the same values wait to be chosen again. `erasing.finish` must follow."""
    connection, operation = work.connection, tables.operation.c
    rows = connection.execute(
        select(operation.record_type, operation.record_id, operation.field).where(operation.change_id == change_id)
    ).all()
    records = sorted({(row.record_type, row.record_id) for row in rows})
    work.look_up_children(records)
    history.keep_last_number(connection, work.writer().device_id)
    take_out(connection, operation.change_id == change_id)
    shown_anew(connection, records)
    work.touch(records)
    work.note_children(audit.Action.CHANGE, records, reason=work.act, details=f"change={change_id}")
    work.note(audit.Action.CHANGE, object="undo", reason=work.act, details=f"change={change_id} fields={len(rows)}")
