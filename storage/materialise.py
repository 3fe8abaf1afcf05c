"""From history to records: what a record's row shows for the heads of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage import tables
from storage.batches import in_parts
from storage.field_values import default_value, field_names, to_json, to_op_value, to_record_value
from storage.models import RECORD_TYPES, Record
from storage.standing import RecordState, knows, states

if TYPE_CHECKING:
    from storage.history import Head

NOT_DELETED = to_json(False)
"""What the field `deleted` holds, in the history, of a record that stands."""


def displayed(heads: Iterable[Head]) -> Head | None:
    """Return the head whose value is shown, among heads that all bind: the one with the highest stamp.

    A record that one person took away while another worked on it stays in sight until somebody chooses. A head whose
    value never reached this store says nothing and is passed over.
    """
    valued = [head for head in heads if head.value is not None]
    return max(valued, key=lambda head: (_in_sight(head), head.stamp, head.id), default=None)


def _in_sight(head: Head) -> bool:
    return head.field == "deleted" and head.value == NOT_DELETED


def current_values(connection: Connection, record_type: str, record_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the fields of the records that have a row, by record id."""
    model = RECORD_TYPES[record_type]
    table = _table(model)
    found: dict[str, dict[str, Any]] = {}
    for part in in_parts(sorted(set(record_ids))):
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            found[row.id] = {name: getattr(row, name) for name in field_names(model)}
    return found


def write_fields(connection: Connection, record_type: str, values: Mapping[str, Mapping[str, str]]) -> None:
    """Set fields of records from JSON values, making the rows that do not exist yet.

    Args:
        connection: the transaction.
        record_type: the kind of record.
        values: per record id, per field, the JSON text of its value. Every value was checked before.
    """
    model = RECORD_TYPES[record_type]
    table = _table(model)
    existing = current_values(connection, record_type, values)
    new_rows = []
    changed_rows: dict[frozenset[str], list[dict[str, Any]]] = {}
    for record_id, fields in values.items():
        python = {field: to_record_value(model, field, text) for field, text in fields.items()}
        if record_id not in existing:
            defaults = {field: default_value(model, field) for field in field_names(model)}
            new_rows.append({"id": record_id, **defaults, **python})
        elif python:
            changed_rows.setdefault(frozenset(python), []).append({"record": record_id, **python})
    if new_rows:
        connection.execute(insert(table), new_rows)
    for names, rows in changed_rows.items():
        statement = update(table).where(table.c.id == bindparam("record"))
        connection.execute(statement.values({name: bindparam(name) for name in names}), rows)


def shown_anew(connection: Connection, records: Iterable[tuple[str, str]]) -> None:
    """Judge all writes of some records (type, id) anew: rows, conflicts, proposals, and which writes still matter.

    Which writes bind may change with one write of `owner`, with a write that its author vouches for, or with one that left.
    A field that nobody wrote goes back to its default; one whose value never reached this store stays as it is.
    """
    ids = sorted({record_id for _, record_id in records})
    found = states(connection, ids)
    _mark_open(connection, ids, found)
    _list_open_fields(connection, ids, found)
    by_type: dict[str, list[str]] = {}
    for record_id, state in found.items():
        if state.record_type in RECORD_TYPES:
            by_type.setdefault(state.record_type, []).append(record_id)
    for record_type, record_ids in by_type.items():
        current = current_values(connection, record_type, record_ids)
        values = {one: _differing(found[one], current.get(one)) for one in record_ids}
        write_fields(connection, record_type, {one: v for one, v in values.items() if v or one not in current})


def _differing(state: RecordState, row: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the fields, as JSON, in which a row does not hold what stands; without a row, all that was written."""
    model = RECORD_TYPES[state.record_type]
    found: dict[str, str] = {}
    for name in field_names(model):
        now = default_value(model, name) if row is None else row[name]
        field = state.fields.get(name)
        if field is not None and field.shown is None and field.standing:
            continue
        shown = field.shown.value if field is not None and field.shown is not None else None
        value = to_json(to_op_value(default_value(model, name))) if shown is None else shown
        if value != to_json(to_op_value(now)):
            found[name] = value
    return found


def _mark_open(connection: Connection, record_ids: Sequence[str], found: Mapping[str, RecordState]) -> None:
    """Mark every write of some records as superseded, but those that still matter."""
    operation = tables.operation.c
    still = {write.arrival for state in found.values() for field in state.fields.values() for write in field.open}
    marked: set[int] = set()
    for part in in_parts(record_ids):
        query = select(operation.id).where(operation.record_id.in_(part), operation.superseded.is_(False))
        marked |= set(connection.execute(query).scalars())
    bundle, carried = tables.bundle.c, tables.bundle_operation.c
    sent = select(bundle.id).where(bundle.direction == "out")
    for superseded, ids in ((True, marked - still), (False, still - marked)):
        for numbers in in_parts(sorted(ids)):
            if not superseded:  # it went without its value, so that nobody has it yet
                went = carried.operation_id.in_(numbers) & carried.bundle_row.in_(sent)
                connection.execute(delete(tables.bundle_operation).where(went))
            connection.execute(update(tables.operation).where(operation.id.in_(numbers)).values(superseded=superseded))


def _list_open_fields(connection: Connection, record_ids: Sequence[str], found: Mapping[str, RecordState]) -> None:
    """Keep the lists of conflicts and proposals of some records."""
    listed: dict[Any, list[dict[str, str]]] = {tables.conflict: [], tables.proposal: []}
    for record_id, state in found.items():
        for name, field in state.fields.items():
            if knows(state.record_type, name):
                row = {"record_type": state.record_type, "record_id": record_id, "field": name}
                if field.in_conflict:
                    listed[tables.conflict].append(row)
                if field.proposals:
                    listed[tables.proposal].append(row)
    for table, rows in listed.items():
        for part in in_parts(record_ids):
            connection.execute(delete(table).where(table.c.record_id.in_(part)))
        if rows:
            connection.execute(insert(table), rows)


def _table(model: type[Record]) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to table models
