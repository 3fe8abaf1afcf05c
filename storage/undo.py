"""Taking back one act as a whole, by writing what was there before.

Nothing is wiped: undoing is an ordinary write that replaces what it undoes, so it travels in bundles like any other and
can itself be undone (redo).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from storage import audit, history, tables
from storage.deciding import undo_deciding, was_only_deciding
from storage.errors import NothingToUndo, StorageError
from storage.field_values import default_value, to_json, to_op_value
from storage.handing_on import HandedOver, gives_away
from storage.materialise import displayed, write_fields
from storage.models import RECORD_TYPES
from storage.ownership import FieldState
from storage.standing import RecordWrites, state_of, viewer, writes_of
from storage.take_back import apply_take_back, import_of, plan_take_back
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reverted:
    """What was taken back: the act in the user's words, and how many fields another had written since and so stay.

    What leaves no trace cannot be done again by `redo`: then `can_redo` is False.
    """

    act: str
    kept: int
    can_redo: bool = True


class AnotherActSince(StorageError):
    """What would be taken back is not what the user was asked about."""

    sentence = (
        "Intussen is er iets anders gebeurd. Er is niets ongedaan gemaakt. Kijk wat dat is, en maak dan ongedaan."
    )


def undo(work: UnitOfWork, *, bundle_id: str | None = None) -> Reverted:
    """Take back the newest act of this store that still stands.

    Of a bundle that was read in nothing is left (see `take_back`), and what was only chosen waits to be chosen again;
    `erasing.finish` must follow.

    Args:
        work: the act.
        bundle_id: of the bundle that the user was shown; "" when it was no bundle, None when nobody was asked.

    Raises:
        NothingToUndo: when there is none.
        AnotherActSince: a bundle would be taken back that is not the one that was shown; nothing was changed.
        HandedOver: when it gave a record to another, which `handing_on` takes back.
    """
    found = _next_act(work.connection)
    if found is None:
        raise NothingToUndo
    imported = import_of(work.connection, found.id)
    if bundle_id is not None and imported != bundle_id:
        raise AnotherActSince
    if imported:
        plan = plan_take_back(work.connection, imported)
        apply_take_back(work, plan)
        return Reverted(act=found.act, kept=len(plan.leaving.stays), can_redo=False)
    if gives_away(work.connection, found.id):
        raise HandedOver
    if was_only_deciding(work.connection, found.id):
        undo_deciding(work, found.id)
        return Reverted(act=found.act, kept=0, can_redo=False)
    return _revert(work, found, act=None)


def next_import(connection: Connection) -> str:
    """Return the id of the bundle that undo would take back now; "" when it would take back another act, or none."""
    found = _next_act(connection)
    return "" if found is None else import_of(connection, found.id)


def _next_act(connection: Connection) -> Row[Any] | None:
    """Return the newest act that still stands."""
    change = tables.change.c
    return connection.execute(
        select(tables.change)
        .where(change.reverts.is_(None), change.reverted_by.is_(None))
        .order_by(change.id.desc())
        .limit(1)
    ).one_or_none()


def begin_here(work: UnitOfWork) -> None:
    """Let undo pass over every act so far: what a store is filled with before anybody works in it was no act of the user."""
    change = tables.change.c
    work.connection.execute(update(tables.change).where(change.reverted_by.is_(None)).values(reverted_by=change.id))


def redo(work: UnitOfWork) -> Reverted:
    """Do again what was undone last, as long as nothing else was done since.

    Raises:
        NothingToUndo: when there is nothing to do again.
    """
    change = tables.change.c
    newest_act = work.connection.execute(
        select(func.max(change.id)).where(change.reverts.is_(None), change.restores.is_(None))
    ).scalar_one()
    found = work.connection.execute(
        select(tables.change)
        .where(change.reverts.is_not(None), change.reverted_by.is_(None), change.id > (newest_act or 0))
        .order_by(change.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NothingToUndo("Er is niets om opnieuw te doen.")
    original = work.connection.execute(select(change.act).where(change.id == found.reverts)).scalar_one()
    return _revert(work, found, act=original)


def _revert(work: UnitOfWork, found: Row[Any], act: str | None) -> Reverted:
    """Write what was before a change.

    With `act` this is a redo: an act like any other, under its first name, that can be undone.
    """
    connection = work.connection
    writes, kept = _inverse_writes(connection, found.id, work.actor.device)
    records = [(entry.record_type, entry.record_id) for entry in writes]
    work.look_up_children(records)
    own = work.new_change(reverts=found.id) if act is None else work.new_change(act=act, restores=found.id)
    settled = history.write(connection, writes, writer=work.writer(), clock=work.clock, change_id=own)
    by_type: dict[str, dict[str, dict[str, str]]] = {}
    for entry in writes:
        by_type.setdefault(entry.record_type, {}).setdefault(entry.record_id, {})[entry.field] = entry.value
    for record_type, values in by_type.items():
        write_fields(connection, record_type, values)
    connection.execute(update(tables.change).where(tables.change.c.id == found.id).values(reverted_by=own))
    work.touch(records)
    work.note_decisions(settled)
    work.note_children(audit.Action.CHANGE, records, reason=work.act, details=f"change={found.id}")
    work.note(audit.Action.CHANGE, object="undo", reason=work.act, details=f"change={found.id} fields={len(writes)}")
    return Reverted(act=act or found.act, kept=kept)


def _inverse_writes(connection: Connection, change_id: int, device: str) -> tuple[list[history.FieldWrite], int]:
    """Return the writes that bring back what was before a change, and how many fields hold something newer by now."""
    operation = tables.operation.c
    rows = connection.execute(select(tables.operation).where(operation.change_id == change_id)).all()
    record_ids = {row.record_id for row in rows}
    current: dict[tuple[str, str], list[history.Head]] = {}
    by_others: dict[tuple[str, str], set[int]] = {}
    heads = history.heads(connection, record_ids)
    acts_of_this_store = _written_in_acts(connection, [head.operation_id for head in heads])
    for head in heads:
        current.setdefault((head.record_id, head.field), []).append(head)
        # A store that was put back goes on as another device, so the device alone does not tell whose a write is.
        if head.id.device != device and head.operation_id not in acts_of_this_store:
            by_others.setdefault((head.record_id, head.field), set()).add(head.operation_id)
    begun = _records_begun(connection, record_ids, {row.id for row in rows})
    before = history.replaced_by(connection, [row.id for row in rows if row.record_id not in begun])
    then = _Before(connection, before)
    writes, kept = [], sum(record_id in begun for record_id, _ in by_others)
    for row in rows:
        if row.record_id in begun:
            continue
        key = (row.record_id, row.field)
        # What an owner wrote still stands beside a proposal that replaces it.
        seen = {head.operation_id for head in before.get(row.id, ())}
        values = {head.value for head in current.get(key, ()) if head.operation_id not in seen}
        if values != {row.value} or by_others.get(key, set()) - seen:
            kept += 1
        elif then.lost(row):
            # Its value never reached this store, or was blanked when a child was erased: nobody can put it back.
            kept += 1
        else:
            writes.append(history.FieldWrite(row.record_type, row.record_id, row.field, then.value(row)))
    # A record that began with this act is taken away, unless another has worked on it since; its fields stay, so that
    # redo is one write.
    touched_by_others = {record_id for record_id, _ in by_others}
    alone = {(row.record_type, row.record_id) for row in rows if row.record_id in begun - touched_by_others}
    writes += [history.FieldWrite(kind, record_id, "deleted", "true") for kind, record_id in sorted(alone)]
    return writes, kept


class _Before:
    """What fields showed before some writes.

    Args:
        connection: the transaction.
        replaced: per write, by its number, the writes that it replaced.
    """

    def __init__(self, connection: Connection, replaced: Mapping[int, Sequence[history.Head]]) -> None:
        self._replaced = replaced
        self._eyes = viewer(connection)
        ids = {
            head.record_id for heads in replaced.values() if len(heads) > 1 or self._by_others(heads) for head in heads
        }
        self._writes = writes_of(connection, ids, self._eyes)

    def lost(self, row: Row[Any]) -> bool:
        """Tell whether the value that a field showed before a write is not known here."""
        heads = self._replaced.get(row.id, ())
        if row.record_id not in self._writes:
            return bool(heads) and displayed(heads) is None
        state = self._state(row)
        return state.shown is None and bool(state.standing)

    def value(self, row: Row[Any]) -> str:
        """Return the value that a field showed before a write, as JSON."""
        if row.record_id in self._writes:
            shown = self._state(row).shown
            value = None if shown is None else shown.value
        else:
            top = displayed(self._replaced.get(row.id, ()))
            value = None if top is None else top.value
        return to_json(to_op_value(default_value(RECORD_TYPES[row.record_type], row.field))) if value is None else value

    def _by_others(self, heads: Sequence[history.Head]) -> bool:
        return any(self._eyes.person(head.author) != self._eyes.own for head in heads)

    def _state(self, row: Row[Any]) -> FieldState:
        fields = self._writes[row.record_id].fields
        known = {name: [write for write in writes if write.arrival < row.id] for name, writes in fields.items()}
        return state_of(RecordWrites(row.record_type, known), self._eyes, [row.field]).fields[row.field]


def _written_in_acts(connection: Connection, operation_ids: Sequence[int]) -> set[int]:
    """Return which of some writes are part of an act of this store; what came in a bundle is not."""
    operation = tables.operation.c
    found: set[int] = set()
    for part in history.in_parts(operation_ids):
        query = select(operation.id).where(operation.id.in_(part), operation.change_id.is_not(None))
        found |= set(connection.execute(query).scalars())
    return found


def _records_begun(connection: Connection, record_ids: set[str], operation_ids: set[int]) -> set[str]:
    """Return the records whose first write is among some writes."""
    operation = tables.operation.c
    query = select(operation.record_id, func.min(operation.id)).group_by(operation.record_id)
    begun = set()
    for part in history.in_parts(sorted(record_ids)):
        rows = connection.execute(query.where(operation.record_id.in_(part)))
        begun |= {record_id for record_id, first in rows if first in operation_ids}
    return begun
