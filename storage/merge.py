"""Joining someone else's history with ours: first a plan that can be shown, then one transaction.

Merging is the union of two sets of writes, so order, repeats and losses do not matter. A write that nobody replaced stays
an open value: two people who changed the same field both keep theirs until a person chooses. A purged record stays
erased, whatever arrives. Writes in fields that this version does not know are kept, unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from storage import history, tables
from storage.clock import Clock, is_far_ahead
from storage.erasing import purge
from storage.erasure_scope import held_among, ids_of, parts_of
from storage.errors import BundleRefused
from storage.field_values import default_value, field_names, from_json, to_json, to_op_value, to_record_value
from storage.history import FieldKey, Head, in_parts
from storage.materialise import current_values, displayed, write_fields
from storage.models import RECORD_TYPES, Pupil
from storage.ops import Op, OpId, OpValue, Stamp
from storage.unit_of_work import UnitOfWork


class ContradictoryHistory(BundleRefused):
    """One write came with two contents: somebody's store was put back to an older state and went on from there."""

    sentence = (
        "Deze bundel spreekt tegen wat u al van deze afzender hebt: daar is een oudere reservekopie teruggezet. "
        "Er is niets ingelezen. Bel de afzender."
    )


_MOST = 2**53
"""Highest number of a write: far from the end of SQLite's integers, so that counting on from it always works."""

_WHOLE = ("case_id", "pupil_id")
"""Fields that say what a record is part of."""

_NOT_YET = 0
"""In place of a local id, for a write that is only planned."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one field would show before and after, and the other values that stay open."""

    field: str
    before: OpValue
    after: OpValue
    others: tuple[OpValue, ...] = ()

    @property
    def in_conflict(self) -> bool:
        """Whether a person must choose between values."""
        return bool(self.others)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a merge would do to one record."""

    record_type: str
    record_id: str
    new: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything that a merge would do. Nothing has been written."""

    ops: tuple[Op, ...]
    purged: frozenset[str]
    touched: tuple[FieldKey, ...]
    changes: tuple[RecordChange, ...]
    replaced_here: frozenset[OpId]
    already_known: int
    erased_before: int
    clock_ahead: bool
    erases: tuple[tuple[str, str], ...]
    """Records (type, id) of this store that the sender erased, and that go here too."""
    held: frozenset[str]
    """Ids that the sender erased, but that must stay here: they are on hold. A later bundle erases them once they are not."""

    @property
    def conflicts(self) -> int:
        """How many fields would have more than one open value."""
        return sum(field.in_conflict for change in self.changes for field in change.fields)

    @property
    def new_records(self) -> int:
        """How many records are new here."""
        return sum(change.new for change in self.changes)


def plan_merge(connection: Connection, ops: Sequence[Op], purged: Iterable[str], clock: Clock) -> MergePlan:
    """Return what merging these writes would do.

    Raises:
        ContradictoryHistory: when a write that we know comes with another content: the sender's store was rolled back.
        BundleRefused: when one record is given two types, or a write a number that no device ever comes to.
        ValueRefused: when a value may not stand in its field. Nothing of such a bundle is used.
    """
    if len({op.record_id for op in ops}) != len({(op.record_id, op.record_type) for op in ops}):
        raise BundleRefused
    if any(max(op.id.number, op.stamp.counter) > _MOST for op in ops):
        raise BundleRefused
    known = _known(connection, ops)
    fresh = []
    for op in ops:
        if op.id not in known:
            fresh.append(op)
        elif not _same(op, known[op.id]):
            raise ContradictoryHistory
    gone_before = set(connection.execute(select(tables.purged.c.record_id)).scalars())
    new_purged = set(purged) - gone_before
    new_purged |= _belonging_to(connection, new_purged) | _written_about(fresh, gone_before | new_purged)
    held = held_among(connection, new_purged)
    gone = gone_before | (new_purged - held)
    erased = [op for op in fresh if op.record_id in gone]
    kept = tuple(op for op in fresh if op.record_id not in gone)
    replaced_here = _replaced_here(connection, kept)
    return MergePlan(
        ops=kept,
        purged=frozenset(new_purged - held),
        touched=tuple(sorted({(op.record_type, op.record_id, op.field) for op in kept})),
        changes=_changes(connection, kept, replaced_here),
        replaced_here=replaced_here,
        already_known=len(ops) - len(fresh),
        erased_before=len(erased),
        clock_ahead=any(is_far_ahead(op.stamp, clock) for op in kept),
        erases=_present(connection, new_purged - held),
        held=held,
    )


def apply_merge(work: UnitOfWork, plan: MergePlan) -> None:
    """Write a plan in the transaction of `work`, in which it was made."""
    connection = work.connection
    if plan.ops:
        _insert(connection, plan.ops, plan.replaced_here)
        _advance_clock(connection, plan.ops, work.clock)
    by_type: dict[str, dict[str, dict[str, str]]] = {}
    conflicts = []
    for change in plan.changes:
        fields = by_type.setdefault(change.record_type, {}).setdefault(change.record_id, {})
        for field in change.fields:
            fields[field.field] = to_json(field.after)
            if field.in_conflict:
                conflicts.append((change.record_type, change.record_id, field.field))
    for record_type, values in by_type.items():
        write_fields(connection, record_type, values)
    history.settle_conflicts(connection, [(record_id, field) for _, record_id, field in plan.touched])
    if conflicts:
        names = ("record_type", "record_id", "field")
        connection.execute(insert(tables.conflict), [dict(zip(names, entry, strict=True)) for entry in conflicts])
    purge(work, plan.purged)
    work.touch([(change.record_type, change.record_id) for change in plan.changes])


def _belonging_to(connection: Connection, record_ids: set[str]) -> set[str]:
    """Return what belongs here to cases and pupils that another erased, also what that other never knew of."""
    if not record_ids:
        return set()
    pupils = record_ids | set(ids_of(connection, Pupil, case_id=record_ids))
    return pupils.union(*parts_of(connection, record_ids, pupils).values()) - record_ids


def _written_about(ops: Iterable[Op], gone: set[str]) -> set[str]:
    """Return the records that some writes put with a case or pupil that was erased: they go with it."""
    named = (op for op in ops if op.field in _WHOLE and op.carries_value and isinstance(op.value, str))
    return {op.record_id for op in named if op.value in gone} - gone


def _present(connection: Connection, record_ids: set[str]) -> tuple[tuple[str, str], ...]:
    """Return, as (type, id), those of some records that have a row here."""
    return tuple(
        (record_type, record_id)
        for record_type, model in RECORD_TYPES.items()
        for record_id in sorted(ids_of(connection, model, id=record_ids))
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A write that this store has, as far as two copies of it must agree."""

    record_id: str
    field: str
    value: str | None
    stamp: Stamp


def _same(op: Op, known: _Known) -> bool:
    if (op.record_id, op.field, op.stamp) != (known.record_id, known.field, known.stamp):
        return False
    return not op.carries_value or known.value is None or to_json(op.value) == known.value


def _known(connection: Connection, ops: Sequence[Op]) -> dict[OpId, _Known]:
    """Return which of these writes the store has."""
    operation, device = tables.operation.c, tables.device.c
    by_device: dict[str, list[int]] = {}
    for op in ops:
        by_device.setdefault(op.id.device, []).append(op.id.number)
    found = {}
    for name, numbers in by_device.items():
        for part in in_parts(sorted(numbers)):
            rows = connection.execute(
                select(tables.operation)
                .join(tables.device, device.id == operation.device_id)
                .where(device.name == name, operation.number.in_(part))
            )
            for row in rows:
                stamp = Stamp(row.milliseconds, row.counter)
                found[OpId(name, row.number)] = _Known(row.record_id, row.field, row.value, stamp)
    return found


def _changes(connection: Connection, ops: Sequence[Op], replaced_here: frozenset[OpId]) -> tuple[RecordChange, ...]:
    """Return what the records would show, for every field that the new writes touch and this version knows."""
    after = _heads_after(connection, ops, replaced_here)
    by_record: dict[tuple[str, str], list[tuple[str, list[Head]]]] = {}
    for (record_type, record_id, field), heads in after.items():
        model = RECORD_TYPES.get(record_type)
        if model is not None and field in field_names(model):
            by_record.setdefault((record_type, record_id), []).append((field, heads))
    current = {
        record_type: current_values(connection, record_type, [key[1] for key in by_record if key[0] == record_type])
        for record_type in {key[0] for key in by_record}
    }
    changes = []
    for (record_type, record_id), fields in sorted(by_record.items(), key=_in_reading_order):
        existing = current[record_type].get(record_id)
        shown = tuple(
            change
            for field, heads in sorted(fields)
            if (change := _field_change(record_type, field, existing, heads)) is not None
        )
        if shown or existing is None:
            changes.append(RecordChange(record_type, record_id, existing is None, shown))
    return tuple(changes)


def _in_reading_order(entry: tuple[tuple[str, str], Any]) -> tuple[int, str]:
    record_type, record_id = entry[0]
    return list(RECORD_TYPES).index(record_type), record_id


def _field_change(
    record_type: str, field: str, existing: dict[str, Any] | None, heads: list[Head]
) -> FieldChange | None:
    """Return how a field changes, or None when it shows the same as before and has one value."""
    model = RECORD_TYPES[record_type]
    top = displayed(heads)
    if top is None or top.value is None:
        return None
    values = {text: to_record_value(model, field, text) for text in {head.value for head in heads} if text is not None}
    before = default_value(model, field) if existing is None else existing[field]
    if len(values) == 1 and values[top.value] == before:
        return None
    others = tuple(from_json(text) for text in sorted(values.keys() - {top.value}))
    return FieldChange(field=field, before=to_op_value(before), after=from_json(top.value), others=others)


def _heads_after(
    connection: Connection, ops: Sequence[Op], replaced_here: frozenset[OpId]
) -> dict[FieldKey, list[Head]]:
    """Return the heads of every touched field, as they would be after the merge."""
    replaced = replaced_here.union(*(op.supersedes for op in ops))
    touched: dict[tuple[str, str], str] = {(op.record_id, op.field): op.record_type for op in ops}
    result: dict[FieldKey, list[Head]] = {(kind, record, field): [] for (record, field), kind in touched.items()}
    for head in history.heads(connection, {op.record_id for op in ops}):
        kind = touched.get((head.record_id, head.field))
        if kind is not None and head.id not in replaced:
            result[kind, head.record_id, head.field].append(head)
    for op in ops:
        if op.id not in replaced:
            value = to_json(op.value) if op.carries_value else None
            head = Head(_NOT_YET, op.id, op.record_id, op.field, value, op.stamp)
            result[op.record_type, op.record_id, op.field].append(head)
    return result


def _replaced_here(connection: Connection, ops: Sequence[Op]) -> frozenset[OpId]:
    """Return which of the new writes were already replaced by a write that this store has."""
    supersedes, device = tables.supersedes.c, tables.device.c
    by_device: dict[str, list[int]] = {}
    for op in ops:
        by_device.setdefault(op.id.device, []).append(op.id.number)
    found: set[OpId] = set()
    for name, numbers in by_device.items():
        for part in in_parts(sorted(numbers)):
            query = (
                select(supersedes.number)
                .join(tables.device, device.id == supersedes.device_id)
                .where(device.name == name, supersedes.number.in_(part))
            )
            found |= {OpId(name, number) for number in connection.execute(query).scalars()}
    return frozenset(found)


def _insert(connection: Connection, ops: Sequence[Op], replaced: frozenset[OpId]) -> None:
    """Add writes to the history and mark what they replace, or what replaced them before they came."""
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


def _advance_clock(connection: Connection, ops: Sequence[Op], clock: Clock) -> None:
    """Let our next stamp come after every received one, but for those of a clock that is a day or more ahead."""
    believable = [op.stamp for op in ops if not is_far_ahead(op.stamp, clock)]
    newest = max([*believable, history.last_stamp(connection)])
    history.keep_stamp(connection, newest)
