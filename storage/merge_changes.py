"""What records would show after a merge, and who says what in them. Nothing is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from storage import history, tables
from storage.field_values import default_value, field_names, from_json, to_json, to_op_value, to_record_value
from storage.history import FieldKey, Head
from storage.materialise import current_values, displayed
from storage.models import RECORD_TYPES
from storage.open_fields import Claim, claim, claim_of
from storage.ops import Op, OpId, OpValue
from storage.ownership import OWNER, FieldState, Write, owner_named
from storage.standing import RecordState, RecordWrites, Viewer, knows, state_of, writes_of

_NOT_YET = 0
"""In place of a local number, for a write that is only planned."""

_THIS_BUNDLE = -1
"""In place of the number of the bundle that is being read in; no other has it."""

RecordKey = tuple[str, str]
"""Record type, record id."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one field would show before and after, and what else stands or is proposed in it.

    Attributes:
        field: the field.
        before: what it shows now.
        after: what it would show.
        others: the other values that stand beside it, between which a person must choose.
        proposed: what is proposed by who does not own the record, newest first.
        claims: who wrote the values of `after` and `others`, and when, newest first.
    """

    field: str
    before: OpValue
    after: OpValue
    others: tuple[OpValue, ...] = ()
    proposed: tuple[Claim, ...] = ()
    claims: tuple[Claim, ...] = dataclasses.field(default=(), compare=False)

    @property
    def in_conflict(self) -> bool:
        """Whether a person must choose between values."""
        return bool(self.others)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a merge would do to one record. `owner` is the fingerprint of whose it would be; "" for what is public."""

    record_type: str
    record_id: str
    new: bool
    fields: tuple[FieldChange, ...]
    owner: str = ""


@dataclass(frozen=True, slots=True)
class NewWrites:
    """What a merge would add to the history.

    Attributes:
        ops: the writes that are new here, those of `owner` first: they say whose the rest is.
        replaced: those among them that a write of this store replaced already.
        vouched: those among them that count as their author's own word.
        newly_vouched: numbers of writes of this store that count as such from now on.
        taken_out: numbers of writes of this store that turn out to be false copies.
        values: by number, values (JSON) that come for writes of this store that came without.
        unsettled: ids of the records in which writes get vouched or a value, or are taken out, with their types.
    """

    ops: tuple[Op, ...]
    replaced: frozenset[OpId]
    vouched: frozenset[OpId]
    newly_vouched: frozenset[int]
    taken_out: frozenset[int]
    values: Mapping[int, str]
    unsettled: Mapping[str, str]


def planned_changes(
    connection: Connection, new: NewWrites, eyes: Viewer
) -> tuple[tuple[RecordChange, ...], frozenset[RecordKey]]:
    """Return what records would show, and the records of which every write must be judged.

    In most records all that stands and all that comes is the owner's own word; those need no more than their heads.
    """
    kinds = {op.record_id: op.record_type for op in new.ops} | dict(new.unsettled)
    stored: dict[str, list[Head]] = {}
    for head in history.heads(connection, kinds):
        if head.operation_id not in new.taken_out:
            stored.setdefault(head.record_id, []).append(head)
    after = _heads_after(stored, new)
    disputed = {record_id for _, record_id, _ in history.open_fields_of(connection, kinds, (tables.proposal,))}
    by_record: dict[str, dict[str, list[Head]]] = {record_id: {} for record_id in kinds}
    for (_, record_id, name), heads in after.items():
        by_record[record_id][name] = heads
    owners = _given(new.ops)
    judged = {
        record_id
        for record_id, kind in kinds.items()
        if record_id in disputed
        or record_id in new.unsettled
        or kind not in RECORD_TYPES
        or not _all_binds(stored.get(record_id, ()), owners.get(record_id, ()), by_record[record_id], eyes)
    }
    rows = _rows(connection, kinds)
    changes = [
        RecordChange(
            kind, record_id, record_id not in rows, shown, _owner(rows.get(record_id), owners.get(record_id, ()))
        )
        for record_id, kind in kinds.items()
        if record_id not in judged
        and ((shown := _plain_changes(kind, rows.get(record_id), by_record[record_id])) or record_id not in rows)
    ]
    for record_id, state in _states_after(connection, new, judged, kinds, eyes).items():
        if state.record_type in RECORD_TYPES:
            row, touched = rows.get(record_id), by_record[record_id].keys()
            shown = _judged_changes(state, row, touched)
            if shown or row is None:
                changes.append(RecordChange(state.record_type, record_id, row is None, shown, state.whose.owner))
    order = {name: place for place, name in enumerate(RECORD_TYPES)}
    changes.sort(key=lambda change: (order[change.record_type], change.record_id))
    return tuple(changes), frozenset((kinds[record_id], record_id) for record_id in judged)


def _heads_after(stored: Mapping[str, Iterable[Head]], new: NewWrites) -> dict[FieldKey, list[Head]]:
    """Return the heads of every touched field, as they would be after the merge, whoever owns the record."""
    replaced = new.replaced.union(*(op.supersedes for op in new.ops))
    result: dict[FieldKey, list[Head]] = {(op.record_type, op.record_id, op.field): [] for op in new.ops}
    kinds = {op.record_id: op.record_type for op in new.ops}
    for record_id, kind in kinds.items():
        for head in stored.get(record_id, ()):
            found = result.get((kind, record_id, head.field))
            if found is not None and head.id not in replaced:
                found.append(head)
    for op in new.ops:
        if op.id not in replaced:
            value = to_json(op.value) if op.carries_value else None
            vouched = op.id in new.vouched
            head = Head(_NOT_YET, op.id, op.record_id, op.field, value, op.stamp, op.author, vouched)
            result[op.record_type, op.record_id, op.field].append(head)
    return result


def _given(ops: Iterable[Op]) -> dict[str, list[Op]]:
    """Return the new writes of `owner`, by record."""
    found: dict[str, list[Op]] = {}
    for op in ops:
        if op.field == OWNER:
            found.setdefault(op.record_id, []).append(op)
    return found


def _all_binds(stored: Sequence[Head], given: Sequence[Op], after: Mapping[str, Sequence[Head]], eyes: Viewer) -> bool:
    """Tell whether all that would stand in the touched fields of a record is the word of its one and only owner."""
    if given and (stored or len(given) > 1 or given[0].supersedes):
        return False
    named = [head for head in stored if head.field == OWNER] or list(after.get(OWNER, ()))
    if not named:
        return not given
    if len(named) > 1 or not named[0].vouched or not named[0].value:
        return False
    owner = eyes.person(owner_named(named[0].value))
    if given and owner != eyes.person(given[0].author):
        return False
    return all(head.vouched and eyes.person(head.author) == owner for heads in after.values() for head in heads)


def _rows(connection: Connection, kinds: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the rows of some records, by id."""
    by_kind: dict[str, list[str]] = {}
    for record_id, kind in kinds.items():
        if kind in RECORD_TYPES:
            by_kind.setdefault(kind, []).append(record_id)
    found: dict[str, dict[str, Any]] = {}
    for kind, record_ids in by_kind.items():
        found |= current_values(connection, kind, record_ids)
    return found


def _owner(row: Mapping[str, Any] | None, given: Sequence[Op]) -> str:
    """Return whose a record is of which every write binds."""
    if row is not None:
        return str(row[OWNER])
    return str(given[0].value) if given else ""


def _plain_changes(
    kind: str, row: Mapping[str, Any] | None, heads: Mapping[str, Sequence[Head]]
) -> tuple[FieldChange, ...]:
    """Return how a record changes in which every write binds; a field that shows the same as before is left out."""
    model = RECORD_TYPES[kind]
    known = field_names(model)
    found = []
    for name in sorted(heads.keys() & set(known)):
        top = displayed(heads[name])
        if top is None or top.value is None:
            continue
        texts = {head.value for head in heads[name] if head.value is not None}
        values = {text: to_record_value(model, name, text) for text in texts}
        before = default_value(model, name) if row is None else row[name]
        if len(values) == 1 and values[top.value] == before:
            continue
        found.append(
            FieldChange(
                field=name,
                before=to_op_value(before),
                after=from_json(top.value),
                others=tuple(from_json(text) for text in sorted(values.keys() - {top.value})),
                claims=tuple(
                    claim(head.value, head.author, head.id.device, head.stamp, vouched=head.vouched)
                    for head in sorted(heads[name], key=lambda head: (head.stamp, head.id), reverse=True)
                    if head.value is not None
                ),
            )
        )
    return tuple(found)


def _states_after(
    connection: Connection, new: NewWrites, judged: Collection[str], kinds: Mapping[str, str], eyes: Viewer
) -> dict[str, RecordState]:
    """Return what would stand in some records, given all their writes, known and new."""
    if not judged:
        return {}
    writes = writes_of(connection, judged, eyes)
    for record in writes.values():
        for name, found in record.fields.items():
            record.fields[name] = [_as_it_becomes(write, new) for write in found if write.arrival not in new.taken_out]
    first = history.next_operation_id(connection)
    for arrival, op in enumerate(new.ops, start=first):
        if op.record_id in judged:
            record = writes.setdefault(op.record_id, RecordWrites(op.record_type))
            record.fields.setdefault(op.field, []).append(_planned(op, arrival, new, eyes))
    return {record_id: state_of(record, eyes) for record_id, record in writes.items() if record_id in kinds}


def _as_it_becomes(write: Write, new: NewWrites) -> Write:
    if write.arrival not in new.newly_vouched and write.arrival not in new.values:
        return write
    vouched = write.vouched or write.arrival in new.newly_vouched
    return replace(write, vouched=vouched, value=new.values.get(write.arrival, write.value))


def _planned(op: Op, arrival: int, new: NewWrites, eyes: Viewer) -> Write:
    return Write(
        arrival=arrival,
        id=op.id,
        value=to_json(op.value) if op.carries_value else None,
        stamp=op.stamp,
        author=op.author,
        person=eyes.person(op.author),
        vouched=op.id in new.vouched,
        bundle=_THIS_BUNDLE,
        supersedes=frozenset(op.supersedes),
    )


def _judged_changes(
    state: RecordState, row: Mapping[str, Any] | None, touched: Collection[str]
) -> tuple[FieldChange, ...]:
    """Return how a record changes, given all that stands in it: fields that show another value, or are open and touched."""
    model = RECORD_TYPES[state.record_type]
    found = []
    for name in sorted(name for name in state.fields if knows(state.record_type, name)):
        field_now = state.fields[name]
        for write in field_now.open:
            if write.value is not None:
                to_record_value(model, name, write.value)
        change = _judged_change(name, field_now, _shown_now(model, name, row), _nobody_wrote(model, name))
        is_open = change.in_conflict or change.proposed
        if change.after != change.before or (is_open and name in touched):
            found.append(change)
    return tuple(found)


def _shown_now(model: Any, name: str, row: Mapping[str, Any] | None) -> OpValue:
    return _nobody_wrote(model, name) if row is None else to_op_value(row[name])


def _nobody_wrote(model: Any, name: str) -> OpValue:
    return to_op_value(default_value(model, name))


def _judged_change(name: str, now: FieldState, before: OpValue, default: OpValue) -> FieldChange:
    if now.shown is not None and now.shown.value is not None:
        after = from_json(now.shown.value)
    else:
        after = before if now.standing else default
    standing = {write.value for write in now.standing if write.value is not None}
    shown = None if now.shown is None else now.shown.value
    return FieldChange(
        field=name,
        before=before,
        after=after,
        others=tuple(from_json(text) for text in sorted(standing - {shown})) if now.in_conflict else (),
        proposed=_claims(write for write in now.proposals if write is not now.shown),
        claims=_claims({write.id: write for write in (*now.standing, *((now.shown,) if now.shown else ()))}.values()),
    )


def _claims(writes: Iterable[Write]) -> tuple[Claim, ...]:
    """Return who says what, newest first."""
    ordered = sorted(writes, key=lambda write: (write.stamp, write.id), reverse=True)
    return tuple(found for write in ordered if (found := claim_of(write)) is not None)
